"""A browser for tests that checks every page it is shown.

Whatever a test is about, each HTML answer must have one h1 and a title that begins with it, the right language and
direction, labelled fields, unique ids, markup without an error, no inline code, and no digit or word that a reader of
that language would stumble over.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Flask
from lxml import html

from portal.db import db
from tests.kit.checks import complaints_about
from tests.kit.elements import Element, parsed
from tests.kit.leftovers import whole_text

FORM = ".//main//form[@method='post']"
ERRORS = ".//*[contains(concat(' ', @class, ' '), ' error-summary ')]//*[self::a or self::li]"
OPENED_TEXT_FIELD = re.compile(r"(<textarea[^>]*>)\r?\n")


@dataclass
class Page:
    """An answer, parsed and checked."""

    status: int
    headers: Mapping[str, str]
    body: str
    path: str

    @cached_property
    def whole(self) -> Element:
        # libxml2 knows no HTML 5: the line end that opens a text field is no part of it.
        return parsed(OPENED_TEXT_FIELD.sub(r"\1", self.body))

    @property
    def tree(self) -> html.HtmlElement:
        return self.whole.node

    @property
    def location(self) -> str:
        return self.headers["Location"]

    @property
    def text(self) -> str:
        main = self.tree.find(".//main")
        return whole_text(self.tree if main is None else main)

    @property
    def heading(self) -> str:
        return whole_text(self.tree.find(".//h1"))

    @property
    def errors(self) -> list[str]:
        return [whole_text(error) for error in self.tree.xpath(ERRORS)]

    def select(self, selector: str) -> list[Element]:
        return self.whole.select(selector)

    def select_one(self, selector: str) -> Element:
        return self.whole.select_one(selector)

    def forms(self, path: str = FORM) -> list[html.HtmlElement]:
        """Those at an XPath."""
        found: list[html.HtmlElement] = self.tree.xpath(path)
        return found

    def form(self, path: str = FORM) -> html.HtmlElement:
        """The first of them."""
        found = self.forms(path)
        if not found:
            raise AssertionError(f"no form {path!r} on {self.path}")
        return found[0]

    def fields(self, form: str = FORM) -> dict[str, str]:
        """What a browser would send if the form were submitted untouched."""
        found: dict[str, str] = {}
        for control in self.form(form).iter("input", "textarea", "select"):
            name = control.get("name")
            kind = control.get("type", "text")
            if not name or kind in {"submit", "button"}:
                continue
            if control.tag == "select":
                options = control.xpath(".//option[@selected]") or control.xpath(".//option")
                found[name] = options[0].get("value", "") if options else ""
            elif control.tag == "textarea":
                found[name] = control.text_content()
            elif kind not in {"radio", "checkbox"} or "checked" in control.attrib:
                found[name] = control.get("value", "")
        return found


class Client:
    """Visits pages as somebody; follows nothing by itself."""

    def __init__(self, app: Flask, account_id: int | None = None) -> None:
        self.app = app
        self._client = app.test_client()
        if account_id is not None:
            self.sign_in(account_id)

    def sign_in(self, account_id: int, version: int = 0) -> None:
        with self._client.session_transaction() as session:
            session["_user_id"] = f"{account_id}.{version}"
            session["_fresh"] = True

    def visit(self, path: str, *, status: int = 200, **headers: str) -> Page:
        page = self._page(self._open(path, headers=headers), path)
        assert page.status == status, f"{path} answered {page.status}, not {status}: {page.text[:400]}"
        return page

    def send(self, path: str, fields: Mapping[str, Any], *, status: int = 303) -> Page:
        page = self._page(self._open(path, method="POST", data=dict(fields)), path)
        assert page.status == status, f"{path} answered {page.status}, not {status}: {page.errors or page.text[:400]}"
        return page

    def fill(self, path: str, *, status: int = 303, form: str = FORM, **fields: Any) -> Page:
        """Opens the page, fills its form in and sends it, as a browser does."""
        opened = self.visit(path)
        action = opened.form(form).get("action") or path
        return self.send(action, {**opened.fields(form), **fields}, status=status)

    def follow(self, page: Page, *, status: int = 200) -> Page:
        return self.visit(page.location, status=status)

    def _open(self, path: str, **request: Any) -> Any:
        # As in a process of its own: who asks, the session and what was read belong to one request alone.
        db.session.rollback()
        with self.app.app_context():
            return self._client.open(path, **request)

    def _page(self, response: Any, path: str) -> Page:
        page = Page(response.status_code, response.headers, response.get_data().decode(errors="replace"), path)
        if response.mimetype == "text/html" and not 300 <= page.status < 400:
            problems = list(complaints_about(page))
            assert not problems, f"{path}: " + "; ".join(problems)
        return page
