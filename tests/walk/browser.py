"""A Chromium that opens the stops of the walk as somebody, in a combination."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.serving import HOST, served
from tests.kit.browser import LOCALES, chromium
from tests.walk.combinations import Combination
from tests.walk.inventory import Stop
from tests.walk.places import Places

PROBE = Path(__file__).with_name("probe.js")
SETTLED = "document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))))"
SEND = "main form[method=post]"


@dataclass
class Opened:
    """A page as it lies before us: its document as it came, and what the browser complained about."""

    page: Page
    status: int
    html: str
    complaints: list[str] = field(default_factory=list)


class Walker:
    """Opens pages. Portals are started when the first page of theirs is asked for, and end with the walker."""

    def __init__(self, places: Places, browser: Browser, stack: ExitStack) -> None:
        self._places = places
        self._browser = browser
        self._stack = stack
        self._ports: dict[str, int] = {}

    def base(self, portal: str) -> str:
        if portal not in self._ports:
            environment = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
            environment |= self._places.environment(portal)
            log = self._stack.enter_context((self._places.folder / f"{portal}.log").open("w", encoding="utf-8"))
            self._ports[portal] = self._stack.enter_context(served("tests.walk.portal:create()", environment, log)).port
        return f"http://{HOST}:{self._ports[portal]}"

    def address(self, stop: Stop, language: str) -> str:
        return f"{self.base(stop.portal)}{self._path(stop, language)}"

    def _path(self, stop: Stop, language: str) -> str:
        return self._places.path(stop.endpoint, stop.found(self._places), stop.query, language)

    @contextmanager
    def blank_page(self) -> Iterator[Page]:
        """A page for something of our own."""
        with self._browser.new_context() as context:
            yield context.new_page()

    @contextmanager
    def context(self, stop: Stop, reader: str, combination: Combination, **options: Any) -> Iterator[BrowserContext]:
        """A browser of somebody who has not been here before."""
        across, down = combination.size
        options = {"viewport": {"width": across, "height": down}, "color_scheme": combination.theme, **options}
        with self._browser.new_context(locale=LOCALES.get(combination.language), **options) as context:
            cookie = self._places.cookies.get((stop.portal, reader))
            if cookie is not None:
                context.add_cookies([{"name": "portal", "value": cookie, "url": self.base(stop.portal)}])
            context.add_init_script(path=PROBE)
            yield context

    @contextmanager
    def opened(self, stop: Stop, reader: str, combination: Combination) -> Iterator[Opened]:
        with self.context(stop, reader, combination) as context:
            page = context.new_page()
            opened = Opened(page, 0, "")
            page.on("console", lambda message: _note(opened, message))
            page.on("pageerror", lambda error: opened.complaints.append(f"script: {error}"))
            answer = page.goto(self.address(stop, combination.language))
            if stop.sending is not None:
                answer = send(page, stop, combination.language)
            assert answer is not None
            page.evaluate(SETTLED)
            opened.status, opened.html = answer.status, answer.text()
            yield opened


def send(page: Page, stop: Stop, language: str) -> Any:
    """Fills the form in and sends it; its answer, after the redirects."""
    assert stop.sending is not None
    form = page.locator(f"{SEND}:visible").first
    for name, value in stop.sending.fields.items():
        form.locator(f"[name={name}]").fill(value)
    if stop.sending.to is not None:
        form.evaluate("(form, action) => { form.action = action }", f"/{language}/{stop.sending.to}")
    with page.expect_navigation() as navigation:
        # What the rules found before has buttons of its own, which send nothing.
        form.locator("button[type=submit]:not([name=act])").first.click()
    return navigation.value


def _note(opened: Opened, message: Any) -> None:
    """What the console says, but that a page of an error is one."""
    is_the_page = message.location.get("url") == opened.page.url or not opened.status
    if message.type == "error" and not ("Failed to load resource" in message.text and is_the_page):
        opened.complaints.append(f"console: {message.text}")


@contextmanager
def walking(places: Places) -> Iterator[Walker]:
    with ExitStack() as stack:
        yield Walker(places, stack.enter_context(chromium()), stack)
