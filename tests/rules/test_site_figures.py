"""What a page says of a store, and what it leaves unsaid."""

from datetime import UTC, datetime

import pytest

from portal.language import LANGUAGES
from portal.scores import MINIMUM, Shown
from portal.site.figures import usual_answer_seconds
from portal.site.next_steps import answering

HOUR = 3_600
CURVE = [(2.0 * HOUR, 0.8, 0.6, 0.9), (5.0 * HOUR, 0.4, 0.2, 0.6), (9.0 * HOUR, 0.1, 0.0, 0.3)]


def shown(*, score: float | None = 61.0, curve=CURVE) -> Shown:
    as_of = datetime(2026, 11, 24, tzinfo=UTC)
    return Shown(1, as_of, MINIMUM, score, score, score, rankable=True, published={}, curve=curve)


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
    ("store", "said"),
    [
        pytest.param(shown(), "Half of its complaints are answered within 5 hours.", id="what it usually does"),
        pytest.param(
            shown(curve=CURVE[:1]), "it has answered fewer than half of its complaints", id="that it does not"
        ),
        pytest.param(shown(score=None), "not known yet", id="nothing, of too few cases"),
        pytest.param(None, "not known yet", id="nothing, of no case"),
    ],
)
def test_an_author_is_told_what_the_store_has_done_so_far(store, said):
    assert said in answering(store, LANGUAGES["en"])
