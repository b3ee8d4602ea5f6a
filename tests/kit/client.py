"""A browser for tests that checks every page it is shown.

Whatever a test is about, each HTML answer must have one h1 and a title that begins with it, the right language and
direction, labelled fields, unique ids, markup without an error, no inline code, and no digit or word that a reader of
that language would stumble over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from html5lib import HTMLParser
from html5lib.constants import E as ERRORS

from portal.db import db
from portal.language import LANGUAGES
from tests.kit.leftovers import leftovers

UNLABELLED = {"hidden", "submit", "button"}


@dataclass
class Page:
    """An answer, parsed and checked."""

    status: int
    headers: Mapping[str, str]
    body: str
    path: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html5lib")

    @property
    def location(self) -> str:
        return self.headers["Location"]

    @property
    def text(self) -> str:
        main = self.soup.select_one("main")
        return " ".join((main or self.soup).get_text(" ").split())

    @property
    def heading(self) -> str:
        return " ".join(self.soup.select_one("h1").get_text(" ").split())

    @property
    def errors(self) -> list[str]:
        return [error.get_text(" ", strip=True) for error in self.soup.select(".error-summary a, .error-summary li")]

    def select(self, selector: str) -> list[Tag]:
        return list(self.soup.select(selector))

    def fields(self, form: str = "main form[method=post]") -> dict[str, str]:
        """What a browser would send if the form were submitted untouched."""
        found: dict[str, str] = {}
        container = self.soup.select_one(form)
        if container is None:
            raise AssertionError(f"no form {form!r} on {self.path}")
        for control in container.select("input, textarea, select"):
            name = control.get("name")
            kind = control.get("type", "text")
            if not name or kind in {"submit", "button"}:
                continue
            if control.name == "select":
                chosen = control.select_one("option[selected]") or control.select_one("option")
                found[name] = chosen.get("value", "") if chosen else ""
            elif control.name == "textarea":
                found[name] = control.get_text()
            elif kind not in {"radio", "checkbox"} or control.has_attr("checked"):
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

    def fill(self, path: str, *, status: int = 303, form: str = "main form[method=post]", **fields: Any) -> Page:
        """Opens the page, fills its form in and sends it, as a browser does."""
        opened = self.visit(path)
        container = opened.soup.select_one(form)
        action = container.get("action") if container else None
        return self.send(str(action or path), {**opened.fields(form), **fields}, status=status)

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


def complaints_about(page: Page) -> Iterator[str]:
    """What is wrong with any page, whatever it is about."""
    yield from _structure(page)
    yield from _forms(page)
    yield from _no_inline_code(page)
    yield from _markup(page)
    yield from leftovers(page.soup)


def _structure(page: Page) -> Iterator[str]:
    html = page.soup.select_one("html")
    first = urlsplit(page.path).path.strip("/").split("/")[0]
    expected = LANGUAGES.get(first)
    if expected and (html.get("lang"), html.get("dir")) != (expected.code, expected.direction):
        yield f"lang and dir are {html.get('lang')} and {html.get('dir')}"
    headings = page.select("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1"
        return
    title = " ".join(page.soup.title.get_text().split())
    if not title.startswith(page.heading):
        yield f"the title {title!r} does not begin with the h1 {page.heading!r}"
    ids = [element["id"] for element in page.select("[id]")]
    repeated = {found for found in ids if ids.count(found) > 1}
    if repeated:
        yield f"ids used twice: {sorted(repeated)}"
    if len(page.select("main")) != 1:
        yield "not one main"
    for image in page.select("img:not([alt])"):
        yield f"image without alt: {image.get('src')}"


def _forms(page: Page) -> Iterator[str]:
    labels = {label.get("for") for label in page.select("label[for]")}
    for control in page.select("input, select, textarea"):
        if control.get("type", "text") in UNLABELLED or control.get("aria-label") or control.get("aria-labelledby"):
            continue
        if control.get("id") not in labels and control.find_parent("label") is None:
            yield f"no label for {control.get('name')}"
    for form in page.select("form[method=post]"):
        if form.select_one("[name=csrf_token]") is None:
            yield "a form that writes has no token"


def _no_inline_code(page: Page) -> Iterator[str]:
    for script in page.select("script:not([src])"):
        yield f"inline script: {script.get_text()[:40]}"
    if page.select("style, [style]"):
        yield "inline style"
    for element in page.soup.find_all(True):
        handlers = [name for name in element.attrs if name.startswith("on")]
        if handlers:
            yield f"inline handler {handlers}"


def _markup(page: Page) -> Iterator[str]:
    """Errors that a parser of HTML mends in silence."""
    parser = HTMLParser()
    parser.parse(page.body)
    for (line, _), code, values in parser.errors:
        yield f"line {line} of its HTML: {ERRORS[code] % values}"
