"""People with a real browser, who look at every page they come to.

Whatever a journey is about, each page must fit the screen, have one h1, the language and direction of its address,
load nothing from elsewhere and leave the browser's console empty.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, sync_playwright

from portal.language import LANGUAGES

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
LOCALES = {"fa": "fa-IR", "ar": "ar-SA", "en": "en-GB"}
SECONDS = 30
LOOK = """() => ({
  width: document.documentElement.clientWidth,
  reach: document.documentElement.scrollWidth,
  headings: document.querySelectorAll("h1").length,
  lang: document.documentElement.lang,
  dir: document.documentElement.dir,
})"""


def program() -> str:
    """Where Chromium is; skips the test where there is none, and fails it under CI."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("missing: Chromium (chromium)")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    path = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visitor:
    """Somebody at the portal. What they do leads to a page, and each page they come to is looked at."""

    def __init__(
        self, browser: Browser, address: str, language: str, *, width: int = 1280, scripts: bool = True
    ) -> None:
        self.address, self.language = address, language
        context = browser.new_context(
            locale=LOCALES[language], viewport={"width": width, "height": 800}, java_script_enabled=scripts
        )
        context.set_default_timeout(SECONDS * 1_000)
        self.page: Page = context.new_page()
        self.problems: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.problems.append(f"error in a script: {error}"))
        self.page.on("request", self._watch)
        self.page.on("response", self._weigh)

    def visit(self, path: str, status: int = 200) -> None:
        """Opens a page by its address: the whole of it, or what comes after the language."""
        answer = self.page.goto(path if path.startswith("http") else f"{self.address}/{self.language}/{path}")
        assert answer is not None
        assert answer.status == status, f"{answer.url} answered {answer.status}"
        self._look()

    def follow(self, name: str, beside: str | None = None) -> None:
        """The first link of this name; the one of the entry that has these words in it, where there are several."""
        place = self.main if beside is None else self.main.get_by_role("article").filter(has_text=beside)
        self._go(place.get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        self._go(self.main.get_by_role("button", name=name, exact=True))

    def turn_to(self, language: str) -> None:
        """The same page in another language, which is named in itself."""
        self._go(self.page.get_by_role("contentinfo").get_by_role("link", name=language, exact=True))

    def write(self, label: str, text: str) -> None:
        self.box(label).fill(text)

    def box(self, label: str) -> Locator:
        """Where something is written."""
        return self.main.get_by_label(label).and_(
            self.main.locator("input:not([type=radio], [type=checkbox]), textarea")
        )

    def choose(self, question: str, answer: str) -> None:
        """One of several: of radio buttons, or of a list."""
        group = self.main.get_by_role("group", name=question)
        if group.count():
            group.get_by_label(answer).check()
        else:
            self.main.get_by_role("combobox", name=question).select_option(label=answer)

    def sign_in(self, email: str, password: str) -> None:
        labels = {
            "fa": ("نشانی ایمیل", "رمز عبور", "ورود"),
            "ar": ("البريد الإلكتروني", "كلمة المرور", "تسجيل الدخول"),
        }
        address, secret, button = labels[self.language]
        self.visit("account/sign-in")
        self.write(address, email)
        self.write(secret, password)
        self.press(button)
        assert "/desk/" in self.page.url

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def text(self) -> str:
        return " ".join(self.main.inner_text().split())

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    def sees(self, *words: str) -> None:
        missing = [one for one in words if one not in self.text]
        assert not missing, f"{self.page.url} does not say {missing}: {self.text}"

    def sees_soon(self, *words: str) -> None:
        """What a worker has to do first may take a moment: the page is opened again until it says so."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and not all(one in self.text for one in words):
            time.sleep(0.1)
            self.page.reload()
            self._look()
        self.sees(*words)

    def finds(self, words: str) -> str:
        """What the search answers."""
        self.visit(f"search?q={quote(words)}")
        return self.text

    def fetch(self, path: str) -> tuple[int, str]:
        """What an address answers, without looking at it as a page."""
        answer = self.page.context.request.get(f"{self.address}{path}", max_redirects=0)
        return answer.status, answer.text()

    def _go(self, target: Locator) -> None:
        with self.page.expect_navigation():
            target.click()
        self._look()

    def _hear(self, message: ConsoleMessage) -> None:
        # That a page answered with an error is told here too, even where it was asked to.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.problems.append(f"asks elsewhere: {request.url}")

    def _weigh(self, answer: Response) -> None:
        if answer.status >= 500 or (answer.status >= 400 and not answer.request.is_navigation_request()):
            self.problems.append(f"{answer.url} answered {answer.status}")

    def _look(self) -> None:
        seen = self.page.evaluate(LOOK)
        code = urlsplit(self.page.url).path.split("/")[1]
        if seen["reach"] > seen["width"]:
            self.problems.append(f"{seen['reach']} px wide on a screen of {seen['width']}")
        if seen["headings"] != 1:
            self.problems.append(f"{seen['headings']} h1")
        if (seen["lang"], seen["dir"]) != (code, LANGUAGES[code].direction):
            self.problems.append(f"lang and dir are {seen['lang']} and {seen['dir']}")
        assert not self.problems, f"{self.page.url}: {self.problems}"
