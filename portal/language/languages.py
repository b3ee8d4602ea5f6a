"""The languages of the interface: each is a folder of data, and what is there is what the portal speaks."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from portal.language.definitions import CATALOGUES, Language, read_language

_WEIGHT = re.compile(r"[01](?:\.\d{0,3})?")


class UnknownLanguageError(KeyError):
    def __str__(self) -> str:
        return f"{self.args[0]!r} is not one of the interface's languages: {', '.join(LANGUAGES)}"


def _read_all() -> Mapping[str, Language]:
    found = [read_language(file) for file in CATALOGUES.glob("*/language.toml")]
    return {each.code: each for each in sorted(found, key=lambda each: (each.place, each.code))}


LANGUAGES: Mapping[str, Language] = _read_all()
DEFAULT: Language = next(iter(LANGUAGES.values()))
"""The portal's first language: for whoever asks for none that is there."""


def language(code: Language | str) -> Language:
    """The language of a code; a language is its own. Raises UnknownLanguageError, a KeyError."""
    if isinstance(code, Language):
        return code
    try:
        return LANGUAGES[code]
    except KeyError:
        raise UnknownLanguageError(code) from None


def nearest(wanted: Language | str, available: Collection[str]) -> str:
    """Of the codes available, the wanted one, else one written in the same direction, else any.

    For names that are not there in every language. There must be one.
    """
    ranked = _by_nearness(language(wanted).code)
    return next((code for code in ranked if code in available), next(iter(available)))


@cache
def _by_nearness(wanted: str) -> Sequence[str]:
    direction = LANGUAGES[wanted].direction
    return sorted(LANGUAGES, key=lambda code: (code != wanted, LANGUAGES[code].direction != direction))


def negotiate(accept_language_header: str, default: Language | str = DEFAULT) -> Language:
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
