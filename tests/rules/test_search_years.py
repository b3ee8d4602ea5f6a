"""Hits are counted by the day on which they were opened where the reader is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.search import narrowing
from portal.search.narrowing import KNOWN, QUARTER, local_days

QUARTERS = timedelta(days=1) // QUARTER
# Behind and ahead of UTC, by half and quarter hours, with clocks that are put back at midnight, and a day left out.
ZONES = ("UTC", "Asia/Tehran", "Asia/Kathmandu", "Asia/Beirut", "America/St_Johns", "Pacific/Apia", "Pacific/Marquesas")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2011, 2022, 2026])
def test_each_instant_is_counted_on_the_day_it_was_there(zone: str, year: int) -> None:
    first = (datetime(year, 1, 1, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days * QUARTERS
    quarters = range(first, first + 365 * QUARTERS, 3)
    there = ZoneInfo(zone)
    expected = [
        datetime.fromtimestamp(timedelta(minutes=15 * quarter).total_seconds(), there).date() for quarter in quarters
    ]
    assert list(local_days(quarters, zone)) == expected


def test_only_so_many_days_are_kept() -> None:
    days = list(local_days(range(KNOWN + 2 * QUARTERS), "UTC"))
    assert [(day - days[0]).days for day in days] == [place // QUARTERS for place in range(len(days))]
    assert narrowing._day_in("UTC").cache_info().currsize <= KNOWN
