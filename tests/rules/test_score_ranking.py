"""Which stores are ranked, which are told apart, and in which order."""

from dataclasses import replace

import pytest

from portal.scores.cases import DAY, HOUR, Case, Outcome, Reply
from portal.scores.ranking import enough_spoken, rankable, ranking, told_apart
from portal.scores.rules import Market, own_figures, score

NOW = 20_600 * DAY
AT = NOW - 60 * DAY
ANSWER = (Reply(AT + HOUR, substantive=True),)
WORD = (Outcome(AT + DAY, resolved=True),)

SPOKEN = Case("nabat", AT, ANSWER, WORD)
SILENT = Case("nabat", AT, ANSWER)
UNANSWERED = Case("nabat", AT)
COMPLAINED = Case("nabat", AT, outcomes=(Outcome(AT + DAY, resolved=False),))
NOT_DUE = Case("nabat", NOW - 2 * DAY, (Reply(NOW - DAY, substantive=True),))


def scored(rows, *, heard=0.5):
    return score(own_figures(rows, NOW), Market(NOW, (0.5,) * 5, 0.5, 0.5, 0.5, heard))


@pytest.mark.parametrize(
    ("rows", "heard", "enough"),
    [
        pytest.param([SPOKEN] * 5, 1.0, True, id="five shoppers have spoken"),
        pytest.param([SPOKEN] * 4, 1.0, False, id="four are too few"),
        pytest.param([SPOKEN] * 4 + [COMPLAINED], 1.0, True, id="a word where no answer came is a word"),
        pytest.param([SPOKEN] * 5 + [SILENT] * 15, 0.5, True, id="a quarter is exactly half the market's share"),
        pytest.param([SPOKEN] * 5 + [SILENT] * 16, 0.5, False, id="one more silent shopper: less than half"),
        pytest.param([SPOKEN] * 5 + [UNANSWERED] * 90, 0.5, True, id="unanswered cases ask no word of the shopper"),
        pytest.param([SPOKEN] * 5 + [NOT_DUE] * 90, 0.5, True, id="nor do cases that are not due"),
        pytest.param([COMPLAINED] * 5, 1.0, True, id="never answering keeps no store out"),
    ],
)
def test_whether_enough_shoppers_have_spoken(rows, heard, enough):
    assert enough_spoken(scored(rows, heard=heard)) is enough


@pytest.mark.parametrize(
    ("rows", "ranked"),
    [
        pytest.param([SPOKEN] * 10, True, id="ten cases and enough words"),
        pytest.param([SPOKEN] * 9, False, id="below the minimum of cases"),
        pytest.param([SILENT] * 10, False, id="too few shoppers have spoken"),
    ],
)
def test_whether_a_store_may_be_ranked(rows, ranked):
    assert rankable(scored(rows)) is ranked


def between(low, high, store="nabat", points=None):
    shown = scored([replace(SPOKEN, store=store)] * 10)
    return replace(shown, low=low, high=high, score=points or (low + high) / 2)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        pytest.param(between(40.0, 60.0), between(61.0, 80.0), True, id="intervals that do not meet"),
        pytest.param(between(40.0, 60.0), between(60.0, 80.0), False, id="intervals that touch"),
        pytest.param(between(40.0, 90.0), between(60.0, 80.0), False, id="one within the other"),
        pytest.param(between(40.0, 60.0), scored([SPOKEN]), False, id="one not shown"),
    ],
)
def test_whether_two_stores_are_told_apart(one, other, apart):
    assert told_apart(one, other) is told_apart(other, one) is apart


def test_the_order_is_that_of_the_lower_bounds():
    sure, unsure = between(60.0, 66.0, "sure"), between(50.0, 90.0, "unsure")
    assert ranking([unsure, sure]) == [sure, unsure]


def test_equal_lower_bounds_go_by_score_and_then_by_store():
    first, second = between(60.0, 90.0, "z"), between(60.0, 80.0, "a")
    third = between(60.0, 80.0, "b")
    assert ranking([third, second, first]) == [first, second, third]


def test_stores_that_may_not_be_ranked_are_left_out():
    assert ranking([scored([SPOKEN]), scored([SILENT] * 20)]) == []
