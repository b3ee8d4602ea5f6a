"""What a page consists of, found by selectors of CSS."""

from functools import cache
from typing import overload

from lxml import html
from lxml.cssselect import CSSSelector

PARSER = html.HTMLParser(encoding="utf-8")
TEXT = ".//text()[not(parent::script or parent::style)]"


class Element:
    """An element of a page, or the whole of it."""

    def __init__(self, node: html.HtmlElement) -> None:
        self.node = node

    def __getitem__(self, attribute: str) -> str:
        return str(self.node.attrib[attribute])

    def __contains__(self, attribute: str) -> bool:
        return attribute in self.node.attrib

    def __str__(self) -> str:
        return html.tostring(self.node, encoding="unicode", with_tail=False)

    @overload
    def get(self, attribute: str) -> str | None: ...
    @overload
    def get(self, attribute: str, default: str) -> str: ...
    def get(self, attribute: str, default: str | None = None) -> str | None:
        found: str | None = self.node.get(attribute, default)
        return found

    @property
    def classes(self) -> list[str]:
        return self.get("class", "").split()

    def get_text(self, between: str = "", *, strip: bool = False) -> str:
        """Its pieces of text with `between` between them; where `strip`, without the space around each."""
        pieces = [str(piece) for piece in self.node.xpath(TEXT)]
        return between.join([piece.strip() for piece in pieces if piece.strip()] if strip else pieces)

    def select(self, selector: str) -> list["Element"]:
        return [Element(node) for node in _compiled(selector)(self.node)]

    def select_one(self, selector: str) -> "Element":
        """The first of them."""
        found = self.select(selector)
        if not found:
            raise LookupError(f"nothing is {selector!r}")
        return found[0]


def parsed(markup: str) -> Element:
    """A page, or a part of one, as libxml2 reads it."""
    return Element(html.document_fromstring(markup.encode() or b"<p>", PARSER, ensure_head_body=True))


@cache
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")
