"""What distinguishes a language when a page is written, read from its ``catalogues/<code>/language.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portal.language.calendars import CALENDARS, Day

CATALOGUES = Path(__file__).resolve().parent / "catalogues"


class LanguageFileError(ValueError):
    """A language cannot be used as its file has it. The message is one line and names file and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarStyle:
    """How a language writes the days of one calendar: a pattern in full and one in short, and the names of months."""

    name: str
    months: tuple[str, ...]
    short_months: tuple[str, ...] = ()
    long: str
    short: str

    def written(self, pattern: str, day: Day) -> str:
        place = day.month - 1
        return pattern.format(
            year=day.year,
            month=day.month,
            day=day.day,
            month_name=self.months[place],
            short_name=(self.short_months or self.months)[place],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """``place`` orders the languages, and the first is the portal's default; ``name`` is the language's own.

    ``locale`` is language and country as Open Graph writes them, ``zone`` an IANA name, ``digits`` the ten digits.
    ``moment`` puts a date and a time together; ``typed_date`` is how a form shows a day of ``typed_calendar``;
    ``eras`` are what people write behind a year. ``currencies`` says what people call a currency where CLDR says
    otherwise; with ``currency_codes`` amounts carry the code instead of a name.
    """

    code: str
    place: int
    name: str
    direction: Literal["rtl", "ltr"]
    locale: str
    zone: str
    digits: str
    group: str
    decimal: str
    percent: str
    minus: str
    moment: str
    between_calendars: str
    typed_calendar: str
    typed_date: str
    calendars: tuple[CalendarStyle, ...]
    eras: tuple[str, ...] = ()
    currencies: Mapping[str, str] = field(default_factory=dict, hash=False)
    currency_codes: bool = False


def read_language(path: Path) -> Language:
    """The language a file describes; its code is the name of the folder. Raises LanguageFileError."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        styles = tuple(CalendarStyle(**_checked(CalendarStyle, style)) for style in values.pop("calendars", []))
        values = _checked(Language, {**values, "code": path.parent.name, "calendars": styles})
        read = Language(**values)
        _check(read)
    except (ValueError, TypeError) as error:
        raise LanguageFileError(f"{path}: {error}") from None
    return read


def _checked(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a table, lists made tuples, if they are those the dataclass takes."""
    known = {each.name: each for each in fields(kind)}
    for key in values:
        if key not in known:
            raise ValueError(f"{key}: is not known here")
    for key, each in known.items():
        if key not in values and each.default is MISSING and each.default_factory is MISSING:
            raise ValueError(f"{key}: is missing")
        if each.type is str and not isinstance(values.get(key, ""), str):
            raise ValueError(f"{key}: must be text")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def _check(read: Language) -> None:
    if not isinstance(read.place, int):
        raise ValueError("place: must be a whole number")  # noqa: TRY004 - a value of a file, not an argument
    if read.direction not in {"rtl", "ltr"}:
        raise ValueError(f"direction: {read.direction!r} is neither rtl nor ltr")
    if not read.digits.isdecimal() or [int(digit) for digit in read.digits] != list(range(10)):
        raise ValueError("digits: must be the ten digits in order")
    try:
        ZoneInfo(read.zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"zone: {read.zone!r} is no time zone") from None
    _check_calendars(read)


def _check_calendars(read: Language) -> None:
    names = {style.name for style in read.calendars}
    for name in (*names, read.typed_calendar):
        if name not in CALENDARS:
            raise ValueError(f"calendars: {name!r} is not one of: {', '.join(CALENDARS)}")
    if not names - {"hijri"}:
        raise ValueError("calendars: needs jalali or gregorian, for days the Hijri table does not have")
    if {"hijri", "jalali"} <= names:
        raise ValueError("calendars: hijri and jalali years cannot be told apart when somebody types one")
    for style in read.calendars:
        _check_style(style)
    _fill("moment", read.moment, date="", time="", zone="")
    _fill("typed_date", read.typed_date, year=1, month=1, day=1)


def _check_style(style: CalendarStyle) -> None:
    if len(style.months) != 12 or len(style.short_months) not in {0, 12}:
        raise ValueError("calendars: a year has twelve months")
    for pattern in (style.long, style.short):
        _fill("calendars", pattern, year=1, month=1, day=1, month_name="", short_name="")


def _fill(key: str, pattern: str, **values: object) -> None:
    try:
        pattern.format(**values)
    except (KeyError, IndexError, ValueError):
        raise ValueError(f"{key}: {pattern!r} may hold {', '.join(f'{{{name}}}' for name in values)} only") from None
