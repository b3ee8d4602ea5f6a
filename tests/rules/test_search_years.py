"""Hits are counted by the year in which they were opened, as the reader's calendar and clock have it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.clock import microseconds
from portal.complaints import CaseFilter
from portal.language import LANGUAGES, local_day, midnight, year_of, years_before
from portal.search import Question
from portal.search.asking import Wording
from portal.search.engine import Sought
from portal.search.narrowing import by_year
from portal.search.queries import YEARS, asked_in

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
HOURS = [datetime(2018, 1, 1, tzinfo=UTC) + timedelta(hours=7 * number) for number in range(8 * 365 * 24 // 7)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_instant_is_counted_in_the_year_it_was_there(code: str) -> None:
    asked = asked_in(Question(Wording(), CaseFilter(), written_in=LANGUAGES[code]), Sought(), NOW)
    there = ZoneInfo(LANGUAGES[code].zone)
    counted = by_year(map(microseconds, HOURS), asked.years)
    assert {year_of(code, day): count for day, count in counted.items()} == Counter(
        year_of(code, at.astimezone(there).date()) for at in HOURS
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_years_follow_each_other_up_to_the_present_one(code: str) -> None:
    days = years_before(code, NOW.date(), YEARS)
    numbers = [year_of(code, day) for day in days]
    latest = year_of(code, NOW.date())
    assert latest is not None
    assert numbers == list(range(latest - YEARS + 1, latest + 1))
    assert [year_of(code, day - timedelta(days=1)) for day in days] == [number - 1 for number in numbers if number]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_day_begins_at_its_midnight_there(code: str) -> None:
    for day in years_before(code, NOW.date(), YEARS):
        begins = midnight(code, day)
        before = begins - timedelta(microseconds=1)
        assert [local_day(code, at) for at in (before, begins)] == [day - timedelta(days=1), day]


def test_what_is_older_than_all_years_is_counted_in_none() -> None:
    first, second = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    moment = timedelta(microseconds=1)
    opened = [first - moment, first, second - moment, second, second + timedelta(days=900)]
    assert by_year(map(microseconds, opened), (first, second)) == {first.date(): 2, second.date(): 2}
