"""Letters and digits that a reader of the page's language would stumble over, outside of what people wrote."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lxml.html import HtmlElement

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


def whole_text(element: HtmlElement) -> str:
    """All that it says, in one line."""
    return " ".join(" ".join(element.xpath(".//text()")).split())


def leftovers(tree: HtmlElement) -> Iterator[str]:
    """What is not in the language of the page, though it is the portal's own word."""
    language = str(tree.get("lang"))
    strange, digit = STRANGE.get(language, {}), _digit_but(LANGUAGES[language].digits)
    own: list[Own] = []
    _gather(tree.find("body"), own, machine=False)
    for text, machine in (*own, *_head(tree)):
        for what, letters in strange.items():
            if letters.search(NAMES.sub("", text)):
                yield f"{what} in {text[:60]!r}"
        if not machine and digit.search(text):
            yield f"a digit of another language in {text[:60]!r}"


@cache
def _digit_but(own: str) -> re.Pattern[str]:
    return re.compile(rf"[^\D{own}]")


def _gather(element: HtmlElement, own: list[Own], *, machine: bool) -> None:
    """Adds what the portal says within the element, in texts and attributes."""
    own += (Own(given, machine) for name, given in element.items() if given and name in ATTRIBUTES)
    _add(element.text, own, machine=machine)
    for part in element:
        if isinstance(part, HtmlElement) and not _is_anybodys(part):
            _gather(part, own, machine=machine or _is_machines(part))
        _add(part.tail, own, machine=machine)


def _add(text: str | None, own: list[Own], *, machine: bool) -> None:
    if text and not text.isspace():
        own.append(Own(text.strip(), machine))


def _is_anybodys(element: HtmlElement) -> bool:
    """Whether it says that what it holds may be in any language, or is an option, which cannot, of such names."""
    if element.tag == "option":
        return any(_offers_names(above) for above in element.iterancestors())
    return element.tag in ANY_LANGUAGE or "lang" in element.attrib or element.get("dir") in {"auto", "ltr"}


def _offers_names(element: HtmlElement) -> bool:
    return element.tag == "datalist" or (element.tag == "select" and element.get("name") == "store")


def _is_machines(element: HtmlElement) -> bool:
    return element.tag in {"time", "option"} or (
        element.tag == "title" and next(element.iterancestors("svg"), None) is not None
    )


def _head(tree: HtmlElement) -> Iterator[Own]:
    """Title and description, unless the heading shows that they quote somebody."""
    heading = tree.find(".//h1")
    if heading is not None and heading.find(".//bdi") is None and not {"dir", "lang"} & set(heading.attrib):
        yield Own(whole_text(tree.find(".//title")), machine=False)
        for meta in tree.iterfind(".//meta[@name='description']"):
            yield Own(meta.get("content"), machine=False)
