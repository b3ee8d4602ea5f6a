"""Letters and digits that a reader of the page's language would stumble over, outside of what people wrote."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from portal.language import LANGUAGES

ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "data-label", "data-left", "data-over")
ANY_LANGUAGE = {"bdi", "code", "pre", "textarea", "script", "style"}
NAMES = re.compile(r"\b(JSON|UTC)\b")
"""Written in Latin letters in every language."""

LATIN = re.compile(r"[A-Za-z]{2,}")
STRANGE = {
    "fa": {"a word in Latin letters": LATIN, "an Arabic letter": re.compile("[يكة]")},
    "ar": {
        "a word in Latin letters": LATIN,
        "a Persian letter": re.compile("[یکپچژگ]"),
        "a half-space": re.compile("\u200c"),
    },
    "en": {"a word in Arabic letters": re.compile("[\u0621-\u06ff]{2,}")},
}


class Own(NamedTuple):
    """Something the portal itself says; digits of a `machine` need not be the reader's."""

    text: str
    machine: bool


def leftovers(soup: BeautifulSoup) -> Iterator[str]:
    """What is not in the language of the page, though it is the portal's own word."""
    language = str(soup.html.get("lang"))
    for own in (*_own(soup.body, machine=False), *_head(soup)):
        for what, letters in STRANGE.get(language, {}).items():
            if letters.search(NAMES.sub("", own.text)):
                yield f"{what} in {own.text[:60]!r}"
        if not own.machine and any(sign.isdecimal() and sign not in LANGUAGES[language].digits for sign in own.text):
            yield f"a digit of another language in {own.text[:60]!r}"


def _own(element: Tag, *, machine: bool) -> Iterator[Own]:
    """What the portal says within the element, in texts and attributes."""
    yield from (Own(str(element[name]), machine) for name in ATTRIBUTES if element.get(name))
    for part in element.children:
        if isinstance(part, Tag):
            if not _is_anybodys(part):
                yield from _own(part, machine=machine or _is_machines(part))
        elif isinstance(part, NavigableString) and not isinstance(part, PreformattedString) and not part.isspace():
            yield Own(part.strip(), machine)


def _is_anybodys(element: Tag) -> bool:
    """Whether it says that what it holds may be in any language, or is an option, which cannot, of such names."""
    if element.name == "option":
        return any(_offers_names(above) for above in element.parents)
    return element.name in ANY_LANGUAGE or element.has_attr("lang") or element.get("dir") in {"auto", "ltr"}


def _offers_names(element: Tag) -> bool:
    return element.name == "datalist" or (element.name == "select" and element.get("name") == "store")


def _is_machines(element: Tag) -> bool:
    return element.name in {"time", "option"} or (element.name == "title" and element.find_parent("svg") is not None)


def _head(soup: BeautifulSoup) -> Iterator[Own]:
    """Title and description, unless the heading shows that they quote somebody."""
    heading = soup.h1
    if heading and not heading.find("bdi") and not heading.has_attr("dir") and not heading.has_attr("lang"):
        yield Own(soup.title.get_text(" ", strip=True), machine=False)
        for meta in soup.find_all("meta", attrs={"name": "description"}):
            yield Own(str(meta["content"]), machine=False)
