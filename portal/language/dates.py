"""Dates and moments as each language writes them."""

import datetime as dt
from zoneinfo import ZoneInfo

from portal.language.calendars import (
    ARABIC_MONTHS,
    ENGLISH_MONTHS,
    HIJRI_MONTHS,
    JALALI_MONTHS,
    hijri,
    jalali,
)
from portal.language.figures import digits
from portal.language.languages import Language, language

Zone = str | dt.tzinfo | None


def date(written_in: Language | str, value: dt.date, zone: Zone = None) -> str:
    """A day in full: Jalali in Persian, Hijri and Gregorian in Arabic, Gregorian in English.

    An instant is the day it falls on in ``zone``, by default the language's own. A naive one is a ValueError.
    """
    tongue = language(written_in)
    return digits(tongue, _LONG[tongue.code](_day(tongue, value, zone)))


def short_date(written_in: Language | str, value: dt.date, zone: Zone = None) -> str:
    """The same in figures (English: a short month), for tables and lists."""
    tongue = language(written_in)
    return digits(tongue, _SHORT[tongue.code](_day(tongue, value, zone)))


def month(written_in: Language | str, value: dt.date, zone: Zone = None) -> str:
    """The month a day or instant falls in, with its year: Jalali in Persian, else Gregorian."""
    tongue = language(written_in)
    day = _day(tongue, value, zone)
    return digits(tongue, _MONTH[tongue.code](day))


def moment(written_in: Language | str, value: dt.datetime, zone: Zone = None) -> str:
    """The date and the time in ``zone``, by default the language's own; English names the zone."""
    tongue = language(written_in)
    local = _local(tongue, value, zone)
    time = digits(tongue, f"{local:%H:%M}")
    day = date(tongue, local.date())
    if tongue.code == "en":
        return f"{day}, {time} {local.tzname()}"
    return f"{day}، {'ساعت' if tongue.code == 'fa' else 'الساعة'} {time}"


def iso(value: dt.date) -> str:
    """For machines: an instant in UTC to the second (2026-11-24T03:12:00Z), a date as it is."""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return f"{_aware(value).astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _day(tongue: Language, value: dt.date, zone: Zone) -> dt.date:
    return _local(tongue, value, zone).date() if isinstance(value, dt.datetime) else value


def _local(tongue: Language, value: dt.datetime, zone: Zone) -> dt.datetime:
    chosen = tongue.zone if zone is None else zone
    return _aware(value).astimezone(ZoneInfo(chosen) if isinstance(chosen, str) else chosen)


def _aware(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone: which instant it means cannot be known")
    return value


def _long_persian(value: dt.date) -> str:
    year, month, day = jalali(value)
    return f"{day} {JALALI_MONTHS[month - 1]} {year}"


def _long_arabic(value: dt.date) -> str:
    gregorian = f"{value.day} {ARABIC_MONTHS[value.month - 1]} {value.year} م"
    if (own := hijri(value)) is None:
        return gregorian
    return f"{own.day} {HIJRI_MONTHS[own.month - 1]} {own.year} هـ، {gregorian}"


def _long_english(value: dt.date) -> str:
    return f"{value.day} {ENGLISH_MONTHS[value.month - 1]} {value.year}"


def _short_persian(value: dt.date) -> str:
    year, month, day = jalali(value)
    return f"{year}/{month:02}/{day:02}"


def _short_arabic(value: dt.date) -> str:
    gregorian = f"{value.year}/{value.month:02}/{value.day:02} م"
    if (own := hijri(value)) is None:
        return gregorian
    return f"{own.year}/{own.month:02}/{own.day:02} هـ، {gregorian}"


def _short_english(value: dt.date) -> str:
    return f"{value.day} {ENGLISH_MONTHS[value.month - 1][:3]} {value.year}"


def _month_persian(value: dt.date) -> str:
    year, month, _ = jalali(value)
    return f"{JALALI_MONTHS[month - 1]} {year}"


def _month_arabic(value: dt.date) -> str:
    return f"{ARABIC_MONTHS[value.month - 1]} {value.year}"


def _month_english(value: dt.date) -> str:
    return f"{ENGLISH_MONTHS[value.month - 1]} {value.year}"


_LONG = {"fa": _long_persian, "ar": _long_arabic, "en": _long_english}
_SHORT = {"fa": _short_persian, "ar": _short_arabic, "en": _short_english}
_MONTH = {"fa": _month_persian, "ar": _month_arabic, "en": _month_english}
