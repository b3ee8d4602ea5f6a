"""Dates as people type them into a form."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from portal.language.calendars import Day, from_gregorian, from_hijri, from_jalali, jalali
from portal.language.figures import digits, latin_digits
from portal.language.languages import Language, language

_INVISIBLE = re.compile("[\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{4})")

Reading = Callable[[Day], date | None]

_JALALI_YEARS = range(1300, 1501)
_HIJRI_YEARS = range(1343, 1501)
_GREGORIAN_YEARS = range(1900, 2101)

# No year belongs to two calendars of one language, so the year alone decides.
_READINGS: Mapping[str, tuple[tuple[range, Reading], ...]] = {
    "fa": ((_JALALI_YEARS, from_jalali), (_GREGORIAN_YEARS, from_gregorian)),
    "ar": ((_HIJRI_YEARS, from_hijri), (_GREGORIAN_YEARS, from_gregorian)),
    "en": ((_GREGORIAN_YEARS, from_gregorian),),
}


def parse_date(written_in: Language | str, typed: str) -> date | None:
    """The day somebody typed, in any digits, year or day first; None if the language knows no such day.

    Persian reads Jalali years 1300-1500, Arabic Hijri ones 1343-1500, and all Gregorian ones 1900-2100.
    """
    day = _numbers(typed)
    if day is None:
        return None
    for years, reading in _READINGS[language(written_in).code]:
        if day.year in years:
            return reading(day)
    return None


def typed_date(written_in: Language | str, value: date) -> str:
    """A day as a form shows it and ``parse_date`` reads it: Jalali in Persian, Gregorian elsewhere."""
    tongue = language(written_in)
    if tongue.code == "en":
        return value.isoformat()
    year, month, day = jalali(value) if tongue.code == "fa" else (value.year, value.month, value.day)
    return digits(tongue, f"{year:04}/{month:02}/{day:02}")


def _numbers(typed: str) -> Day | None:
    plain = _INVISIBLE.sub("", latin_digits(typed)).strip()
    if match := _YEAR_FIRST.fullmatch(plain):
        return Day(*map(int, match.groups()))
    if match := _DAY_FIRST.fullmatch(plain):
        return Day(*map(int, reversed(match.groups())))
    return None
