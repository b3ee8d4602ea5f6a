"""Begins a language of the interface: ``python -m portal.language.skeleton CODE``, or ``make language CODE=ckb``.

The folder gets what CLDR knows of the language, to be looked through, and a catalogue without translations. Until it
is translated, every message reads in English.
"""

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.messages.catalog import Catalog

from portal.language.definitions import CATALOGUES, read_language
from portal.language.extract import extracted, save, update
from portal.language.languages import LANGUAGES

_CODE = re.compile("[a-z]{2,3}")
_FIRST_DIGITS: Mapping[str, str] = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "tibt": "༠"}
"""Of the numbering systems that languages use by default, those that are not Latin."""
_FILE = """\
# {english}, begun from CLDR: look through all of it before the language is used.
# docs/languages.md says what each key means.
place = {place}
name = {name}
direction = {direction}
locale = {locale}
zone = {zone}

digits = {digits}
group = {group}
decimal = {decimal}
percent = {percent}
minus = {minus}

moment = {moment}
between_calendars = {between}
typed_calendar = "gregorian"
typed_date = "{{year:04}}-{{month:02}}-{{day:02}}"

[[calendars]]
name = "gregorian"
long = "{{day}} {{month_name}} {{year}}"
short = "{{day}} {{short_name}} {{year}}"
months = [
  {months},
]
short_months = [
  {short_months},
]
"""


class SkeletonError(ValueError):
    """The language cannot be begun. The message is one line."""


def definition(code: str, place: int) -> str:
    """The text of a ``language.toml`` from CLDR's data. Raises SkeletonError where CLDR does not know the language."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        raise SkeletonError(f"CLDR knows no language {code!r}: copy the folder of another, and change it") from None
    system = locale.default_numbering_system
    first, symbols = _FIRST_DIGITS.get(system, "0"), locale.number_symbols[system]
    territory = _territory(code)
    zone = _zone(territory)
    comma = "،" if locale.character_order == "right-to-left" else ","
    return _FILE.format(
        english=locale.english_name,
        place=place,
        name=_quoted(locale.get_display_name() or code),
        direction=_quoted(locale.text_direction),
        locale=_quoted(f"{code}_{territory}"),
        zone=_quoted(zone),
        digits=_quoted("".join(chr(ord(first) + digit) for digit in range(10))),
        group=_quoted(symbols["group"]),
        decimal=_quoted(symbols["decimal"]),
        percent=_quoted(symbols["percentSign"]),
        minus=_quoted(symbols["minusSign"]),
        moment=_quoted(f"{{date}}{comma} {{time}}" + (" {zone}" if zone == "UTC" else "")),
        between=_quoted(f"{comma} "),
        months=_listed(locale.months["format"]["wide"].values()),
        short_months=_listed(locale.months["format"]["abbreviated"].values()),
    )


def add(code: str, catalogues: Path = CATALOGUES) -> Path:
    """Makes the folder of a language and returns it. Raises SkeletonError where that cannot be."""
    folder = catalogues / code
    if not _CODE.fullmatch(code):
        raise SkeletonError(f"{code!r} is not the code of a language: two or three letters, as in ckb")
    if folder.exists():
        raise SkeletonError(f"{folder} is there already")
    written = definition(code, max(each.place for each in LANGUAGES.values()) + 1)
    folder.mkdir()
    file = folder / "language.toml"
    file.write_text(written, encoding="utf-8")
    read_language(file)
    catalogue = Catalog(locale=code)
    update(catalogue, extracted())
    save(catalogue, folder / "messages.po")
    return folder


def _territory(code: str) -> str:
    likely: str = get_global("likely_subtags").get(code, "")
    return likely.rpartition("_")[2] or code.upper()


def _zone(territory: str) -> str:
    """The zone of the country where the language is mostly spoken; UTC where that country has several."""
    zones = [name for name, country in get_global("zone_territories").items() if country == territory]
    return zones[0] if len(zones) == 1 else "UTC"


def _quoted(words: str) -> str:
    escaped = (letter if letter.isprintable() and letter not in '"\\' else f"\\u{ord(letter):04X}" for letter in words)
    return f'"{"".join(escaped)}"'


def _listed(months: Iterable[str]) -> str:
    quoted = [_quoted(month) for month in months]
    return ",\n  ".join(", ".join(quoted[half : half + 6]) for half in (0, 6))


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("which language? make language CODE=ckb")
    try:
        folder = add(sys.argv[1])
    except SkeletonError as error:
        sys.exit(str(error))
    sys.stdout.write(f"{folder}: look language.toml through, then translate messages.po\n")


if __name__ == "__main__":
    main()
