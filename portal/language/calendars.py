"""The three calendars: days to and from Jalali, Umm al-Qura and Gregorian. Names of months belong to languages."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate


class Day(NamedTuple):
    """A day in whichever calendar; months and days count from 1."""

    year: int
    month: int
    day: int


class Calendar(NamedTuple):
    """`years` are those a form reads. `day` is None outside the calendar's table, `date` where there is no such day."""

    years: range
    day: Callable[[date], Day | None]
    date: Callable[[Day], date | None]


def _jalali(day: date) -> Day:
    converted = JalaliDate.to_jalali(day)  # type: ignore[no-untyped-call]
    return Day(converted.year, converted.month, converted.day)


def _from_jalali(day: Day) -> date | None:
    try:
        converted: date = JalaliDate(*day).to_gregorian()  # type: ignore[no-untyped-call]
    except ValueError:
        return None
    return converted


def _hijri(day: date) -> Day | None:
    """The Umm al-Qura day; None outside 1 August 1924 to 16 November 2077, for which there is no table."""
    try:
        return Day(*Gregorian.fromdate(day).to_hijri().datetuple())
    except OverflowError:
        return None


def _from_hijri(day: Day) -> date | None:
    try:
        return date(*Hijri(*day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def _gregorian(day: date) -> Day:
    return Day(day.year, day.month, day.day)


def _from_gregorian(day: Day) -> date | None:
    try:
        return date(*day)
    except ValueError:
        return None


CALENDARS: Mapping[str, Calendar] = {
    "jalali": Calendar(range(1300, 1501), _jalali, _from_jalali),
    "hijri": Calendar(range(1343, 1501), _hijri, _from_hijri),
    "gregorian": Calendar(range(1900, 2101), _gregorian, _from_gregorian),
}
