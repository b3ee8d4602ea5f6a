"""Dates as people type them into a form."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from portal.language.calendars import (
    ARABIC_MONTHS,
    ENGLISH_MONTHS,
    HIJRI_MONTHS,
    JALALI_MONTHS,
    Day,
    from_gregorian,
    from_hijri,
    from_jalali,
    jalali,
)
from portal.language.figures import digits, latin_digits
from portal.language.languages import Language, language

_INVISIBLE = re.compile("[\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_SAME_LETTER = str.maketrans("يىكأإآةۀ", "ییکاااهه")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})\s?[-/.\s]\s?(?P<month>\d{1,2})\s?[-/.\s]\s?(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s?[-/.\s]\s?(?P<month>\d{1,2})\s?[-/.\s]\s?(?P<year>\d{4})")
_IN_WORDS = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>\D+?)\s+(?P<year>\d{4})")
_ERA = re.compile(r"(?<=\d)\s*(?:هـ?|م)$")


def _folded(typed: str) -> str:
    plain = _INVISIBLE.sub("", latin_digits(typed)).casefold().translate(_SAME_LETTER)
    return _ERA.sub("", " ".join(plain.split()))


def _names(months: Iterable[str]) -> dict[str, int]:
    return {_folded(name): place for place, name in enumerate(months, start=1)}


class _Calendar(NamedTuple):
    years: range
    from_day: Callable[[Day], date | None]
    months: Mapping[str, int]


_GREGORIAN_YEARS = range(1900, 2101)
_SHORT_ENGLISH = tuple(name[:3] for name in ENGLISH_MONTHS)

# No year lies in two calendars of one language, so the year alone decides between them.
_CALENDARS: Mapping[str, tuple[_Calendar, ...]] = {
    "fa": (
        _Calendar(range(1300, 1501), from_jalali, _names(JALALI_MONTHS)),
        _Calendar(_GREGORIAN_YEARS, from_gregorian, {}),
    ),
    "ar": (
        _Calendar(range(1343, 1501), from_hijri, _names(HIJRI_MONTHS)),
        _Calendar(_GREGORIAN_YEARS, from_gregorian, _names(ARABIC_MONTHS)),
    ),
    "en": (_Calendar(_GREGORIAN_YEARS, from_gregorian, _names(ENGLISH_MONTHS) | _names(_SHORT_ENGLISH)),),
}


def parse_date(written_in: Language | str, typed: str) -> date | None:
    """The day somebody typed, in any digits; None if the language knows no such day.

    Year or day comes first, the month is a figure or a name. Persian reads Jalali years 1300-1500, Arabic
    Hijri ones 1343-1500, and all read Gregorian ones 1900-2100.
    """
    plain = _folded(typed)
    match = _YEAR_FIRST.fullmatch(plain) or _DAY_FIRST.fullmatch(plain) or _IN_WORDS.fullmatch(plain)
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    for calendar in _CALENDARS[language(written_in).code]:
        if int(year) in calendar.years:
            place = int(month) if month.isdecimal() else calendar.months.get(month, 0)
            return calendar.from_day(Day(int(year), place, int(day)))
    return None


def typed_date(written_in: Language | str, value: date) -> str:
    """A day as a form shows it and ``parse_date`` reads it: Jalali in Persian, Gregorian elsewhere."""
    tongue = language(written_in)
    if tongue.code == "en":
        return value.isoformat()
    year, month, day = jalali(value) if tongue.code == "fa" else (value.year, value.month, value.day)
    return digits(tongue, f"{year:04}/{month:02}/{day:02}")
