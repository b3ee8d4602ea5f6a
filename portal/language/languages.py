"""The languages of the interface: what distinguishes them when a page is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_WEIGHT = re.compile(r"[01](?:\.\d{0,3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """``name`` is the language's own; ``digits`` holds its ten digits; ``zone`` is an IANA name."""

    code: str
    name: str
    direction: Literal["rtl", "ltr"]
    digits: str
    group: str
    decimal: str
    percent: str
    minus: str
    calendars: tuple[str, ...]
    zone: str


class UnknownLanguageError(KeyError):
    def __str__(self) -> str:
        return f"{self.args[0]!r} is not one of the interface's languages: {', '.join(LANGUAGES)}"


LANGUAGES = {
    each.code: each
    for each in (
        Language(
            code="fa",
            name="فارسی",
            direction="rtl",
            digits="۰۱۲۳۴۵۶۷۸۹",
            group="٬",
            decimal="٫",
            percent="٪",
            minus="\u200e−",
            calendars=("jalali",),
            zone="Asia/Tehran",
        ),
        Language(
            code="ar",
            name="العربية",
            direction="rtl",
            digits="٠١٢٣٤٥٦٧٨٩",
            group="٬",
            decimal="٫",
            percent="٪",
            minus="\u061c-",
            calendars=("hijri", "gregorian"),
            zone="Asia/Riyadh",
        ),
        Language(
            code="en",
            name="English",
            direction="ltr",
            digits="0123456789",
            group=",",
            decimal=".",
            percent="%",
            minus="−",
            calendars=("gregorian",),
            zone="UTC",
        ),
    )
}


def language(code: Language | str) -> Language:
    """The language of a code; a language is its own. Raises UnknownLanguageError, a KeyError."""
    if isinstance(code, Language):
        return code
    try:
        return LANGUAGES[code]
    except KeyError:
        raise UnknownLanguageError(code) from None


def negotiate(accept_language_header: str, default: Language | str = "fa") -> Language:
    """The language of ours a browser prefers (RFC 9110, 12.5.4); of equals the earlier, else the default."""
    ranked = sorted(_preferences(accept_language_header), key=lambda preference: -preference[1])
    for tag, weight in ranked:
        primary = tag.partition("-")[0]
        if weight > 0 and primary in LANGUAGES:
            return LANGUAGES[primary]
    return language(default)


def _preferences(header: str) -> Iterator[tuple[str, float]]:
    for part in header.lower().split(","):
        tag, *parameters = (piece.strip() for piece in part.split(";"))
        yield tag, _weight(parameters)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
    return 1.0
