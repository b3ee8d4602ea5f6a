"""Letters and digits that a reader of the page's language would stumble over, outside of what people wrote."""

import re
from collections.abc import Iterator
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
    for own in (*_own(tree.find("body"), machine=False), *_head(tree)):
        for what, letters in STRANGE.get(language, {}).items():
            if letters.search(NAMES.sub("", own.text)):
                yield f"{what} in {own.text[:60]!r}"
        if not own.machine and any(sign.isdecimal() and sign not in LANGUAGES[language].digits for sign in own.text):
            yield f"a digit of another language in {own.text[:60]!r}"


def _own(element: HtmlElement, *, machine: bool) -> Iterator[Own]:
    """What the portal says within the element, in texts and attributes."""
    yield from (Own(given, machine) for name in ATTRIBUTES if (given := element.get(name)))
    yield from _said(element.text, machine=machine)
    for part in element:
        if isinstance(part, HtmlElement) and not _is_anybodys(part):
            yield from _own(part, machine=machine or _is_machines(part))
        yield from _said(part.tail, machine=machine)


def _said(text: str | None, *, machine: bool) -> Iterator[Own]:
    if text and not text.isspace():
        yield Own(text.strip(), machine)


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
