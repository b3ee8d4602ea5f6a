"""What may become of a post, as a table; and the words that go with it."""

import pytest

from portal.moderation import (
    REASON_ADVICE,
    REASON_LABELS,
    REASON_NEEDED,
    VISIBILITY_LABELS,
    NotPossibleError,
    Reason,
    Severity,
    Verdict,
    Visibility,
    gravest,
    person,
)
from portal.moderation.rules import KIND_LABELS, Kind, moved
from portal.moderation.screening import Finding
from portal.stores import party

PENDING, RETURNED, PUBLISHED, REJECTED, HIDDEN = Visibility
APPROVE, CHANGES, REJECT, ESCALATE, HIDE, RESTORE = Verdict

MOVES = {
    "a post that waits can be let through": (PENDING, APPROVE, PUBLISHED),
    "a post that waits can be sent back": (PENDING, CHANGES, RETURNED),
    "a post that waits can be rejected": (PENDING, REJECT, REJECTED),
    "a post that waits can be left to somebody else, and waits on": (PENDING, ESCALATE, PENDING),
    "what nobody sees cannot be taken down": (PENDING, HIDE, None),
    "what was never taken down cannot be put back": (PENDING, RESTORE, None),
    "what was sent back waits for its author, not for approval": (RETURNED, APPROVE, None),
    "it is not sent back twice": (RETURNED, CHANGES, None),
    "it is not rejected before its author has answered": (RETURNED, REJECT, None),
    "what waits for its author is nobody else's": (RETURNED, ESCALATE, None),
    "it cannot be taken down": (RETURNED, HIDE, None),
    "it cannot be put back": (RETURNED, RESTORE, None),
    "what is public is not published again": (PUBLISHED, APPROVE, None),
    "what is public is not sent back": (PUBLISHED, CHANGES, None),
    "what is public is taken down, not rejected": (PUBLISHED, REJECT, None),
    "what is public is not passed on": (PUBLISHED, ESCALATE, None),
    "what is public can be taken down": (PUBLISHED, HIDE, HIDDEN),
    "what is public need not be put back": (PUBLISHED, RESTORE, None),
    "a rejection is not turned by approving": (REJECTED, APPROVE, None),
    "what is rejected is not sent back": (REJECTED, CHANGES, None),
    "it is not rejected twice": (REJECTED, REJECT, None),
    "what is rejected is not passed on": (REJECTED, ESCALATE, None),
    "what was never public is not taken down": (REJECTED, HIDE, None),
    "what was rejected is published where an appeal is granted": (REJECTED, RESTORE, PUBLISHED),
    "what was taken down is put back, not approved": (HIDDEN, APPROVE, None),
    "what was taken down is not sent back": (HIDDEN, CHANGES, None),
    "what was taken down is not rejected": (HIDDEN, REJECT, None),
    "what was taken down is not passed on": (HIDDEN, ESCALATE, None),
    "it is not taken down twice": (HIDDEN, HIDE, None),
    "what was taken down can be put back": (HIDDEN, RESTORE, PUBLISHED),
}


@pytest.mark.parametrize(("before", "verdict", "after"), MOVES.values(), ids=MOVES)
def test_where_a_verdict_takes_a_post(before: Visibility, verdict: Verdict, after: Visibility | None) -> None:
    if after is None:
        with pytest.raises(NotPossibleError):
            moved(before, verdict)
    else:
        assert moved(before, verdict) is after


def test_the_table_has_a_row_for_every_verdict_in_every_state() -> None:
    assert {(before, verdict) for before, verdict, _ in MOVES.values()} == {
        (before, verdict) for before in Visibility for verdict in Verdict
    }
    assert len(MOVES) == len(Visibility) * len(Verdict)


@pytest.mark.parametrize(
    ("verdict", "needed"),
    [
        pytest.param(APPROVE, False, id="nobody asks why something was let through"),
        pytest.param(CHANGES, True, id="an author must know what to change"),
        pytest.param(REJECT, True, id="an author must know why"),
        pytest.param(ESCALATE, False, id="a colleague is told in words"),
        pytest.param(HIDE, True, id="the tombstone names the reason"),
        pytest.param(RESTORE, False, id="putting back undoes a mistake"),
    ],
)
def test_which_verdicts_need_a_reason(verdict: Verdict, needed: bool) -> None:
    assert (verdict in REASON_NEEDED) is needed


def test_every_reason_has_words_and_tells_the_author_what_to_do() -> None:
    assert set(REASON_LABELS) == set(REASON_ADVICE) == set(Reason)
    assert len(set(REASON_LABELS.values())) == len(set(REASON_ADVICE.values())) == len(Reason)


def test_every_kind_and_state_has_a_name_of_its_own() -> None:
    assert set(KIND_LABELS) == set(Kind)
    assert set(VISIBILITY_LABELS) == set(Visibility)
    assert len(set(VISIBILITY_LABELS.values())) == len(Visibility)


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([], Severity.PASS),
        ([Severity.PASS], Severity.PASS),
        ([Severity.WARN, Severity.PASS], Severity.WARN),
        ([Severity.WARN, Severity.BLOCK, Severity.PASS], Severity.BLOCK),
    ],
)
def test_the_gravest_finding_stands_for_all(severities: list[Severity], expected: Severity) -> None:
    assert gravest([Finding("rule", 1, severity, 0, 1, {}) for severity in severities]) is expected


def test_a_person_is_never_taken_for_a_store() -> None:
    assert person(7) != party(7)
