"""What a page says of a store, and what it leaves unsaid."""

from datetime import UTC, datetime

import pytest

from portal.scores import MINIMUM, Shown
from portal.site.figures import measured, usual_answer_seconds

HOUR = 3_600
CURVE = [(2.0 * HOUR, 0.8, 0.6, 0.9), (5.0 * HOUR, 0.4, 0.2, 0.6), (9.0 * HOUR, 0.1, 0.0, 0.3)]


def shown(*, score: float | None = 61.0, silent: float | None = 0.1, curve=CURVE) -> Shown:
    solved = None if silent is None else 0.6
    published = {
        "components": {"V": 0.5, "R": 0.5, "Q": None, "P": None},
        "market": {"R": 0.5, "Q": 0.5, "P": 0.5, "milestones": {"12h": 0.5}},
        "shares": {"solved": solved, "unsolved": 0.3, "silent": silent},
        "resolution_bounds": {"worst": solved, "best": solved and solved + silent},
        "milestones": {"12h": 0.5},
    }
    as_of = datetime(2026, 11, 24, tzinfo=UTC)
    return Shown(1, as_of, MINIMUM, score, score, score, rankable=True, published=published, curve=curve)


@pytest.mark.parametrize(
    ("store", "usual"),
    [
        pytest.param(shown(), 5.0 * HOUR, id="half of its complaints are answered by then"),
        pytest.param(shown(curve=CURVE[:1]), None, id="half of them never were"),
        pytest.param(shown(score=None), None, id="too few for a score are too few to promise anything"),
        pytest.param(None, None, id="none at all"),
    ],
)
def test_when_an_answer_may_be_expected(store, usual):
    assert usual_answer_seconds(store) == usual


@pytest.mark.parametrize(
    ("silent", "told"),
    [
        pytest.param(0.1, True, id="some shoppers are silent: nobody knows"),
        pytest.param(0.0, False, id="none is silent: everything is known"),
        pytest.param(None, False, id="no case is due"),
    ],
)
def test_the_best_and_the_worst_are_told_where_they_differ(silent, told):
    assert (measured(shown(silent=silent)).bounds is not None) is told
