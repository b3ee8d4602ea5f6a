"""Which months the score's history has, and when the points of one are due."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from portal.scores.history import MONTHS, SETTLED_AFTER, Made, is_due, month_starts
from portal.scores.rules import VERSION

AT = datetime(2026, 11, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("as_of", "newest"),
    [
        pytest.param(datetime(2026, 11, 28, 17, 5, 3, 9, tzinfo=UTC), AT, id="within a month"),
        pytest.param(AT, AT, id="the very midnight has begun its month"),
        pytest.param(AT - MOMENT, datetime(2026, 10, 1, tzinfo=UTC), id="a moment before is still the month before"),
        pytest.param(datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), id="January"),
        pytest.param(datetime(2024, 2, 29, 23, tzinfo=UTC), datetime(2024, 2, 1, tzinfo=UTC), id="a leap day"),
    ],
)
def test_the_newest_month_is_the_one_that_has_begun(as_of, newest):
    assert month_starts(as_of)[0] == newest


def test_two_years_are_twenty_four_first_midnights_one_after_the_other():
    months = month_starts(datetime(2026, 3, 15, 12, tzinfo=UTC))
    assert len(months) == MONTHS
    assert months[-1] == datetime(2024, 4, 1, tzinfo=UTC)
    assert all(later - earlier <= timedelta(days=31) for later, earlier in pairwise(months))
    assert {(at.day, at.time()) for at in months} == {(1, datetime.min.time())}


@pytest.mark.parametrize(
    ("made", "now", "due"),
    [
        pytest.param(None, AT, True, id="never computed"),
        pytest.param(Made(AT, VERSION), AT + timedelta(days=1), False, id="computed, and moderators still decide"),
        pytest.param(Made(AT, VERSION), AT + SETTLED_AFTER, True, id="they have had their time"),
        pytest.param(Made(AT + SETTLED_AFTER, VERSION), AT + timedelta(days=99), False, id="computed after that"),
        pytest.param(Made(AT + timedelta(days=99), VERSION - 1), AT + timedelta(days=100), True, id="an older formula"),
    ],
)
def test_a_month_is_computed_when_it_begins_and_once_more_when_it_has_settled(made, now, due):
    assert is_due(AT, made, now) is due
