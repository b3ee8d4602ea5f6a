"""Reads `branding.toml`: what it says is checked, what it does not say is the portal's own."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.branding.branding import OTHER, Branding, Country, Publisher, Words
from portal.branding.colours import COLOUR, ColourError, Paint, painted
from portal.branding.pictures import Picture, PictureError, read_picture
from portal.config import ConfigurationError
from portal.language import LANGUAGES

FILE = "branding.toml"
OWN = Path(__file__).with_name(FILE)
STATIC = Path(__file__).resolve().parent.parent.parent / "static"
SHARED = tuple(f"share-{code}.png" for code in LANGUAGES)
"""Shown where a page is shared: they carry the name."""
PICTURES = (
    "favicon.svg",
    "favicon.ico",
    "apple-touch-icon.png",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable-512.png",
    *SHARED,
)
"""What `make images` draws; an installation has them in `images/` of its instance folder."""
COLOURS = ("header", "accent", "link")

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY, _CURRENCY = re.compile("[A-Z]{2}"), re.compile("[A-Z]{3}")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST = 300


class Table:
    """A table of the file, checked as it is taken from. What is left untaken at the end is a slip of the pen."""

    def __init__(self, file: Path, values: Mapping[str, Any], where: str = "") -> None:
        self._file, self._values, self._where = file, dict(values), where

    def fail(self, key: str, reason: str) -> ConfigurationError:
        return ConfigurationError(f"{self._file}: {self._where}{key}: {reason}")

    def take(self, key: str, kind: type[Any]) -> Any:
        value = self._values.pop(key, None)
        if value is not None and not isinstance(value, kind):
            names = {str: "a text in quotation marks", dict: "a table", bool: "true or false"}
            raise self.fail(key, f"must be {names[kind]}")
        return value

    def table(self, key: str) -> "Table":
        return Table(self._file, self.take(key, dict) or {}, f"{self._where}{key}.")

    def matching(self, key: str, pattern: re.Pattern[str], example: str) -> str | None:
        value: str | None = self.take(key, str)
        if value is not None and not pattern.fullmatch(value):
            raise self.fail(key, f"{value!r} does not look like {example}")
        return value

    def words(self, key: str) -> Words:
        """A text by language; empty where there is none."""
        inner = self.table(key)
        found = {code: inner.take(code, str) for code in LANGUAGES if code in inner.left()}
        inner.finish(f"is no language of this portal ({', '.join(LANGUAGES)})")
        for code, written in found.items():
            if not written.strip() or len(written) > _LONGEST:
                raise self.fail(f"{key}.{code}", f"must have 1 to {_LONGEST} characters")
        return found

    def left(self) -> Iterable[str]:
        """The keys nobody took yet."""
        return list(self._values)

    def finish(self, reason: str = "is not known here") -> None:
        if self._values:
            raise self.fail(next(iter(self._values)), reason)


@cache
def built_in() -> Branding:
    """The portal's own branding."""
    pictures = _pictures(STATIC / "images")
    return Branding(source=None, pictures=pictures, missing_pictures=(), **_given(OWN))


def read_branding(instance: Path) -> Branding:
    """The branding of an installation. Raises ConfigurationError, which names file and key."""
    file, own = instance / FILE, built_in()
    if not file.exists():
        return own
    given = {key: value for key, value in _given(file).items() if value}
    found = _pictures(instance / "images")
    if given.keys() & {"name", "logo"} or given["paint"].sheet:
        given["pictures"] = {**_but_shared(own.pictures), **found}
        given["missing_pictures"] = tuple(name for name in PICTURES if name not in found)
    else:
        given["pictures"] = {**own.pictures, **found}
    return replace(own, source=file, **given)


def _but_shared(pictures: Mapping[str, Picture]) -> Mapping[str, Picture]:
    return {name: picture for name, picture in pictures.items() if name not in SHARED}


def _given(file: Path) -> dict[str, Any]:
    """What the file says, by the fields of the branding; what it does not say is empty."""
    try:
        top = Table(file, tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{file}: {error}") from None
    texts, logo = top.table("texts"), top.table("logo")
    given = {
        "name": top.words("name"),
        **{name: texts.words(name) for name in ("tagline", "lead", "description")},
        "publisher": _publisher(top.table("publisher")),
        "logo_shows_name": bool(logo.take("shows_name", bool)),
        "logo": _logo(logo, file.parent),
        "paint": _paint(top.table("colours"), file),
        "categories": _categories(top.table("categories")),
        "countries": _countries(top.table("countries")),
    }
    for table in (texts, logo, top):
        table.finish()
    return given


def _publisher(table: Table) -> Publisher | None:
    name = table.words("name")
    website, email = table.take("website", str), table.matching("email", _ADDRESS, "an e-mail address")
    if website is not None and (urlsplit(website).scheme not in {"http", "https"} or not urlsplit(website).netloc):
        raise table.fail("website", f"{website!r} is not an http or https address")
    table.finish()
    if not name and (website or email):
        raise table.fail("name", "is missing: who is it that can be reached there?")
    return Publisher(name=name, website=website, email=email) if name else None


def _paint(table: Table, file: Path) -> Paint:
    given: dict[str, dict[str, str]] = {}
    for scheme in ("light", "dark"):
        inner = table.table(scheme)
        taken = {name: inner.matching(name, COLOUR, "#0d5257, in small letters") for name in COLOURS}
        given[scheme] = {name: colour for name, colour in taken.items() if colour}
        inner.finish()
    table.finish()
    try:
        return painted((STATIC / "css" / "tokens.css").read_text(encoding="utf-8"), given["light"], given["dark"])
    except ColourError as error:
        raise ConfigurationError(f"{file}: {error}") from None


def _logo(table: Table, folder: Path) -> Picture | None:
    name = table.take("file", str)
    if name is None:
        return None
    if Path(name).name != name or name.endswith(".ico"):
        raise table.fail("file", f"{name!r} must be an SVG or PNG that lies beside {FILE}")
    try:
        return read_picture(folder / name)
    except PictureError as error:
        raise table.fail("file", str(error)) from None


def _pictures(folder: Path) -> dict[str, Picture]:
    try:
        return {name: read_picture(folder / name) for name in PICTURES if (folder / name).exists()}
    except PictureError as error:
        raise ConfigurationError(f"{folder}: {error}") from None


def _categories(table: Table) -> Mapping[str, Words]:
    found: dict[str, Words] = {}
    for slug in table.left():
        if not _SLUG.fullmatch(slug) or len(slug) > 40:
            raise table.fail(slug, "must be made of small letters, figures and hyphens, at most 40")
        found[slug] = table.words(slug)
        if not found[slug]:
            raise table.fail(slug, "needs a name in at least one language")
    if found and OTHER not in found:
        raise table.fail(OTHER, "is missing: something must be left for what fits nowhere")
    return found


def _countries(table: Table) -> Mapping[str, Country]:
    found: dict[str, Country] = {}
    for code in table.left():
        inner = table.table(code)
        currency = inner.matching("currency", _CURRENCY, "a currency, as in IRR")
        if not _COUNTRY.fullmatch(code) or currency is None:
            raise table.fail(code, 'must look like IR = { currency = "IRR" }')
        found[code] = Country(currency, inner.words("name"))
        inner.finish()
    return found
