"""Letters and digits that a reader of the page's language would stumble over, outside of what people wrote."""

import re
from collections.abc import Iterator
from copy import copy

from bs4 import BeautifulSoup, Tag

from portal.language import LANGUAGES

WRITTEN_BY_PEOPLE = (
    "bdi, [dir=auto], [dir=ltr], body [lang], code, pre, textarea, script, style, "
    "datalist option, select[name=store] option"
)
"""Elements that say that what they hold may be in any language, and options, in which names of stores cannot."""
DIGITS_OF_MACHINES = f"{WRITTEN_BY_PEOPLE}, time, option, svg title"
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "data-label", "data-left", "data-over")
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


def leftovers(soup: BeautifulSoup) -> Iterator[str]:
    """What is not in the language of the page, though it is the portal's own word."""
    language = str(soup.html.get("lang"))
    for text in _own_texts(soup, WRITTEN_BY_PEOPLE):
        for what, letters in STRANGE.get(language, {}).items():
            if letters.search(NAMES.sub("", text)):
                yield f"{what} in {text[:60]!r}"
    for text in _own_texts(soup, DIGITS_OF_MACHINES):
        if any(sign.isdecimal() and sign not in LANGUAGES[language].digits for sign in text):
            yield f"a digit of another language in {text[:60]!r}"


def _own_texts(soup: BeautifulSoup, foreign: str) -> Iterator[str]:
    """What the portal itself says on the page, in texts and attributes."""
    body = copy(soup.body)
    for element in body.select(foreign):
        element.decompose()
    yield from body.stripped_strings
    for element in body.find_all(True):
        yield from _own_attributes(element)
    yield from _head(soup)


def _own_attributes(element: Tag) -> Iterator[str]:
    yield from (str(element[name]) for name in ATTRIBUTES if element.get(name))


def _head(soup: BeautifulSoup) -> Iterator[str]:
    """Title and description, unless the heading shows that they quote somebody."""
    if soup.select_one("h1 bdi, h1[dir], h1[lang]") is None:
        yield soup.title.get_text(" ", strip=True)
        yield from (str(meta["content"]) for meta in soup.select("meta[name=description]"))
