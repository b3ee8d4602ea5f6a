"""Dates as people type them into a form."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from portal.language.calendars import CALENDARS, Calendar, Day
from portal.language.definitions import Language
from portal.language.figures import digits, latin_digits
from portal.language.languages import language

_INVISIBLE = re.compile("[\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_SAME_LETTER = str.maketrans("يىكأإآةۀ", "ییکاااهه")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})\s?[-/.\s]\s?(?P<month>\d{1,2})\s?[-/.\s]\s?(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s?[-/.\s]\s?(?P<month>\d{1,2})\s?[-/.\s]\s?(?P<year>\d{4})")
_IN_WORDS = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>\D+?)\s+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[^\d\s,،]+) (?P<day>\d{1,2})[,،]? (?P<year>\d{4})")
_SHAPES = (_YEAR_FIRST, _DAY_FIRST, _IN_WORDS, _MONTH_FIRST)


def parse_date(written_in: Language | str, typed: str) -> date | None:
    """The day somebody typed, in any digits; None if the language knows no such day.

    Year or day comes first, or a month by its name. Jalali years are read from 1300 to 1500 and Hijri ones
    from 1343 to 1500 where the language has that calendar; all read Gregorian ones from 1900 to 2100.
    """
    tongue = language(written_in)
    plain = _without_era(tongue, _folded(typed))
    match = next(filter(None, (shape.fullmatch(plain) for shape in _SHAPES)), None)
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    # No year lies in two calendars of one language, so the year alone decides between them.
    for calendar, months in _readings(tongue.code):
        if int(year) in calendar.years:
            place = int(month) if month.isdecimal() else months.get(month, 0)
            return calendar.date(Day(int(year), place, int(day)))
    return None


def typed_date(written_in: Language | str, value: date) -> str:
    """A day as a form shows it and ``parse_date`` reads it."""
    tongue = language(written_in)
    own = CALENDARS[tongue.typed_calendar].day(value) or Day(value.year, value.month, value.day)
    return digits(tongue, tongue.typed_date.format(year=own.year, month=own.month, day=own.day))


def year_of(written_in: Language | str, day: date) -> int | None:
    """The year of the calendar in which the language has dates typed; None outside its table."""
    own = CALENDARS[language(written_in).typed_calendar].day(day)
    return own.year if own else None


def days_of_year(written_in: Language | str, year: int) -> tuple[date, date] | None:
    """First and last day of such a year; None outside the calendar's table."""
    calendar = CALENDARS[language(written_in).typed_calendar]
    first, next_first = (calendar.date(Day(each, 1, 1)) for each in (year, year + 1))
    return (first, next_first - timedelta(days=1)) if first and next_first else None


def years_before(written_in: Language | str, last: date, number: int) -> Sequence[date]:
    """First days of so many years of that calendar, the last that of the day; of fewer where its table begins."""
    latest = year_of(written_in, last)
    spans = (days_of_year(written_in, year) for year in range(latest - number + 1, latest + 1)) if latest else ()
    return [span[0] for span in spans if span]


def _folded(typed: str) -> str:
    plain = _INVISIBLE.sub("", latin_digits(typed)).casefold().translate(_SAME_LETTER)
    return " ".join(plain.split())


def _without_era(tongue: Language, plain: str) -> str:
    for era in tongue.eras:
        shortened = plain.removesuffix(_folded(era)).rstrip()
        if shortened != plain and shortened[-1:].isdecimal():
            return shortened
    return plain


@cache
def _readings(code: str) -> Sequence[tuple[Calendar, Mapping[str, int]]]:
    """The calendars a language reads, each with the places of its months by name."""
    named: dict[str, Mapping[str, int]] = {"gregorian": {}}
    for style in language(code).calendars:
        named[style.name] = _places(style.months) | _places(style.short_months)
    return [(CALENDARS[name], months) for name, months in named.items()]


def _places(months: Iterable[str]) -> dict[str, int]:
    return {_folded(name): place for place, name in enumerate(months, start=1)}
