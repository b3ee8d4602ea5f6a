"""What is counted of moderators' decisions, and that it is kept as it was."""

import json

import pytest

from portal.complaints import State
from portal.moderation import AppealFigures, FirstDecision, Kind, Reversals, Verdict
from portal.transparency import By
from portal.transparency.rules import Tally, as_json, from_json
from tests.kit.transparency import AS_OF, figures

DAY = 86_400.0


def row(
    post_id: int, seconds: float = 60.0, verdict: Verdict | None = Verdict.APPROVE, **more: object
) -> FirstDecision:
    given = {"kind": Kind.COMPLAINT, "language": "fa", **more}
    return FirstDecision(post_id=post_id, seconds=seconds, verdict=verdict, **given)


def test_groups_hold_what_was_decided() -> None:
    rows = [
        row(1, dialect="spoken"),
        row(2, verdict=Verdict.REJECT),
        row(3, verdict=None),
        row(4, kind=Kind.REPLY),
        row(5, language="ar"),
    ]
    found = figures(rows, {1: "7", 2: "7", 3: "7", 4: "7"}, {4: State.SOLVED})
    assert found.groups[By.KIND] == {"complaint": (3, 2), "reply": (1, 1)}
    assert found.groups[By.LANGUAGE] == {"fa": (3, 2), "ar": (1, 1)}
    assert found.groups[By.DIALECT] == {"spoken": (1, 1)}
    assert found.groups[By.ABOUT_STORE] == {"7": (2, 1)}
    assert found.groups[By.OF_STORE] == {"7": (1, 1)}
    assert found.groups[By.OUTCOME] == {"solved": (1, 1)}
    assert (found.decided, found.waiting) == (4, 1)
    assert found.verdicts == {Verdict.APPROVE: 3, Verdict.REJECT: 1}


def test_the_curve_is_of_all_texts_and_has_few_steps() -> None:
    """However many texts there are: one step for each ten minutes at most, and at the aims it is exact."""
    rows = [row(place, seconds=47.0 * place) for place in range(4_000)]
    found = figures(rows)
    steps = [step for step in found.curve if step.seconds <= DAY]
    assert len(steps) <= 1 + 144
    within_a_day = sum(60 * -(-one.seconds // 60) <= DAY for one in rows)
    assert 1 - steps[-1].share == pytest.approx(within_a_day / len(rows))
    assert found.half == pytest.approx(47.0 * 2_000, abs=60)


def test_what_is_kept_is_what_was_counted() -> None:
    tally = Tally({1: "7"}, {})
    for one in (row(1), row(2, 3 * DAY, Verdict.REQUEST_CHANGES, dialect="gulf"), row(3, verdict=None)):
        tally.add(one)
    pairs = {(Verdict.APPROVE, Verdict.REJECT): 2, (Verdict.APPROVE, Verdict.APPROVE): 5}
    counted = tally.figures(AS_OF, AppealFigures(9, 2, 1), Reversals(4, 1), pairs)
    assert from_json(AS_OF, json.loads(json.dumps(as_json(counted)))) == counted
