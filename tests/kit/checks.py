"""What is wrong with any page, whatever it is about.

Tests open the same pages over and over. A page that differs from one already checked in no more than its token is not
checked again, and one with the same tags in the same order is not parsed again for errors of markup; nor, where time is
short, is one of the same kind.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

from html5lib import HTMLParser
from html5lib.constants import E as ERRORS
from lxml import html

from portal.language import LANGUAGES
from tests.kit.depth import WHOLE
from tests.kit.leftovers import leftovers, whole_text

UNLABELLED = {"hidden", "submit", "button"}
TOKEN = re.compile(r'(name="csrf_token"[^>]*value=)"[^"]*"')
TEXT = re.compile(r'(?<=>)[^<]+|"[^"]*"')
"""Between tags, and between the quotes of an attribute."""

NAMED = re.compile(r"/(?=[^/]*[\dA-Z])[^/]+")
"""A part of an address that names one of many."""

PIECE = re.compile(r"/\w+/search/suggestions")
"""An address of what is no page, but laid into one."""

_without_fault: set[tuple[str, str]] = set()
_parsed: set[tuple[str, str]] = set()


class Answer(Protocol):
    path: str
    body: str

    @property
    def tree(self) -> html.HtmlElement: ...


def complaints_about(page: Answer) -> Iterator[str]:
    """Each fault of the page, in a sentence."""
    expected = urlsplit(page.path).path.strip("/").split("/")[0]
    known = (expected, TOKEN.sub(r"\1", page.body))
    if known in _without_fault:
        return
    found = False
    for fault in _faults(page, expected):
        found = True
        yield fault
    if not found:
        _without_fault.add(known)


def _faults(page: Answer, expected: str) -> Iterator[str]:
    elements = list(page.tree.iter("*"))
    if PIECE.fullmatch(urlsplit(page.path).path):
        yield from _no_inline_code(elements)
        return
    yield from _structure(page.tree, elements, expected)
    yield from _references(elements)
    yield from _forms(elements)
    yield from _no_inline_code(elements)
    yield from _markup(page)
    yield from leftovers(page.tree)


def _structure(tree: html.HtmlElement, elements: list[html.HtmlElement], expected: str) -> Iterator[str]:
    named = LANGUAGES.get(expected)
    lang, direction = tree.get("lang"), tree.get("dir")
    if named and (lang, direction) != (named.code, named.direction):
        yield f"lang and dir are {lang} and {direction}"
    headings = [element for element in elements if element.tag == "h1"]
    if len(headings) != 1:
        yield f"{len(headings)} h1"
        return
    heading, title = (whole_text(told) for told in (headings[0], tree.find(".//title")))
    if not title.startswith(heading):
        yield f"the title {title!r} does not begin with the h1 {heading!r}"
    ids = Counter(element.get("id") for element in elements if "id" in element.attrib)
    repeated = sorted(found for found, times in ids.items() if times > 1)
    if repeated:
        yield f"ids used twice: {repeated}"
    if sum(element.tag == "main" for element in elements) != 1:
        yield "not one main"
    for image in elements:
        if image.tag == "img" and "alt" not in image.attrib:
            yield f"image without alt: {image.get('src')}"


def _references(elements: list[html.HtmlElement]) -> Iterator[str]:
    ids = {element.get("id") for element in elements}
    for element in elements:
        for name in ("aria-describedby", "aria-labelledby"):
            if name in element.attrib and not (element.get(name).split() and ids.issuperset(element.get(name).split())):
                yield f"{name} of {element.tag} names nothing: {element.get(name)!r}"


def _forms(elements: list[html.HtmlElement]) -> Iterator[str]:
    labels = {element.get("for") for element in elements if element.tag == "label"}
    for control in elements:
        if control.tag not in {"input", "select", "textarea"} or control.get("type", "text") in UNLABELLED:
            continue
        if control.get("aria-label") or control.get("aria-labelledby"):
            continue
        if control.get("id") not in labels and next(control.iterancestors("label"), None) is None:
            yield f"no label for {control.get('name')}"
    for chosen in elements:
        if chosen.tag == "select" and "required" in chosen.attrib and chosen.find(".//option").get("value"):
            yield f"{chosen.get('name')} is required, but begins with a choice made"
    for form in elements:
        if form.tag == "form" and form.get("method") == "post" and form.find(".//*[@name='csrf_token']") is None:
            yield "a form that writes has no token"


def _no_inline_code(elements: list[html.HtmlElement]) -> Iterator[str]:
    for element in elements:
        if element.tag == "script" and "src" not in element.attrib:
            yield f"inline script: {element.text}"
        if element.tag == "style" or "style" in element.attrib:
            yield "inline style"
        handlers = [name for name in element.attrib if name.startswith("on")]
        if handlers:
            yield f"inline handler {handlers}"


def _markup(page: Answer) -> Iterator[str]:
    heading = page.tree.find(".//h1")
    said = "" if heading is None else html.tostring(heading, encoding="unicode", with_tail=False)
    kind = NAMED.sub("/*", urlsplit(page.path).path), said
    if WHOLE or kind not in _parsed:
        _parsed.add(kind)
        yield from _markup_errors(TEXT.sub(_shortened, page.body))


def _shortened(text: re.Match[str]) -> str:
    """What matters to the parser: whether there is a text, entities in it, and where its lines end."""
    said = text[0]
    lines = "\n" * said.count("\n")
    if said.startswith('"'):
        return said if "&" in said else f'"{lines}"'
    return said if "&" in said else ("x" if said.strip() else "") + lines


@lru_cache(maxsize=4096)
def _markup_errors(body: str) -> tuple[str, ...]:
    """Errors that a parser of HTML mends in silence."""
    parser = HTMLParser()
    parser.parse(body)
    return tuple(f"line {line} of its HTML: {ERRORS[code] % values}" for (line, _), code, values in parser.errors)
