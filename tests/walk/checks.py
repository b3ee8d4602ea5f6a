"""What is asked of every page, whatever it is about. Each check names what is wrong in a sentence."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.kit.checks import complaints_about
from tests.kit.client import Page as Answer
from tests.walk.browser import Opened
from tests.walk.combinations import Combination

SIDEWAYS_WIDTHS = (320, 360, 640, 768, 1280, 1920)
"""640 is also what a window of 1280 has left when it is magnified twice."""
MOST_SHIFT = 0.02
MOST_TABS = 400
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

Check = Callable[[Opened, Combination], Iterator[str]]


def as_it_came(opened: Opened, combination: Combination) -> Iterator[str]:
    """What the checking client of the other tests says of the document."""
    yield from complaints_about(Answer(opened.status, {}, opened.html, f"/{combination.language}/"))


def accessible(opened: Opened, _combination: Combination) -> Iterator[str]:
    for violation in Axe().run(opened.page, options=AXE).response["violations"]:
        places = [" ".join(str(part) for part in node["target"]) for node in violation["nodes"]]
        summary = violation["nodes"][0]["failureSummary"].splitlines()[-1].strip()
        yield f"{violation['id']}: {violation['help']}: {', '.join(places[:4])} ({len(places)}): {summary}"


def still(opened: Opened, _combination: Combination) -> Iterator[str]:
    shifts = opened.page.evaluate("walk.shifts()")
    total = sum(shift["value"] for shift in shifts)
    if total > MOST_SHIFT:
        moved = ", ".join(moved for shift in shifts for moved in shift["moved"][:2])
        yield f"the layout shifts by {total:.3f}: {moved}"


def labelled(opened: Opened, _combination: Combination) -> Iterator[str]:
    yield from (f"no label to be seen: {control}" for control in opened.page.evaluate("walk.unlabelled()"))


def fits(opened: Opened, combination: Combination) -> Iterator[str]:
    """No sideways scroll at any width, nothing cut off, also with the text alone twice as large or spaced out."""
    page, (across, down) = opened.page, combination.size
    for width in SIDEWAYS_WIDTHS:
        page.set_viewport_size({"width": width, "height": down})
        yield from _too_wide(page, f"at {width} px")
    page.set_viewport_size({"width": 1280, "height": down})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield from _too_wide(page, "with text of 200 %")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": down})
    page.evaluate("walk.spacious(true)")
    yield from _too_wide(page, "with text spaced out")
    page.evaluate("walk.spacious(false)")
    page.set_viewport_size({"width": across, "height": down})


def _too_wide(page: Page, when: str) -> Iterator[str]:
    yield from (f"{when}: scrolls sideways, {problem}" for problem in page.evaluate("walk.sideways()"))
    cut = page.evaluate("walk.cut()")
    if cut:
        yield f"{when}: cut off: {', '.join(cut[:3])} ({len(cut)})"


def by_keyboard(opened: Opened, _combination: Combination) -> Iterator[str]:
    """Tab leads to everything in the order of the document and of reading, and shows where it is."""
    page = opened.page
    order = page.evaluate("walk.begin()")
    expected, badly_shown = 0, defaultdict(list)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate("walk.focused()")
        if focused is None:
            break
        for problem in focused["problems"]:
            badly_shown[problem].append(focused["name"])
        if focused["place"] < 0:
            if not focused["scrolls"]:
                yield f"Tab leads to {focused['name']}, which nobody expects"
            continue
        if focused["place"] != expected:
            yield f"Tab leads to {focused['name']}, not to {order[expected] if expected < len(order) else 'the end'}"
        expected = focused["place"] + 1
    if expected < len(order):
        yield f"Tab never leads to {', '.join(order[expected : expected + 3])}"
    yield from (f"{problem}: {', '.join(names[:4])} ({len(names)})" for problem, names in badly_shown.items())
    yield from page.evaluate("walk.againstReading()")


def skips(opened: Opened, _combination: Combination) -> Iterator[str]:
    """The first stop of Tab leads past the header."""
    page = opened.page
    if not page.evaluate("Boolean(document.querySelector('header'))"):
        return
    page.evaluate("walk.begin()")
    page.keyboard.press("Tab")
    link = page.evaluate("document.activeElement.getAttribute('href')")
    if link != "#content":
        yield f"the first stop of Tab is {page.evaluate('walk.focused()?.name')}, not the link to the content"
        return
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if not page.evaluate("document.querySelector('main').contains(document.activeElement) || walk.begin().length < 20"):
        yield f"after the link to the content Tab leads to {page.evaluate('walk.focused()?.name')}"


def adapts(opened: Opened, combination: Combination) -> Iterator[str]:
    """Forced colours leave edges and plots, reduced motion leaves no motion."""
    page = opened.page
    page.emulate_media(color_scheme=combination.theme, forced_colors="active", reduced_motion="reduce")
    yield from (f"forced colours: no edge: {element}" for element in page.evaluate("walk.edgeless()"))
    yield from (f"forced colours: not to be seen: {element}" for element in page.evaluate("walk.unseen()"))
    yield from (f"reduced motion: moves: {element}" for element in page.evaluate("walk.moving()"))
    page.emulate_media(color_scheme=combination.theme, forced_colors="none", reduced_motion="no-preference")


def quiet(opened: Opened, _combination: Combination) -> Iterator[str]:
    yield from opened.complaints


CHECKS: Mapping[str, Check] = {
    "still": still,
    "document": as_it_came,
    "axe": accessible,
    "labels": labelled,
    "keyboard": by_keyboard,
    "skip link": skips,
    "fits": fits,
    "adapts": adapts,
    "console": quiet,
}


def findings(opened: Opened, combination: Combination, expected_status: int) -> list[str]:
    """All that is wrong with the page."""
    if opened.status != expected_status:
        return [f"answered {opened.status}, not {expected_status}"]
    return [f"{name}: {problem}" for name, check in CHECKS.items() for problem in check(opened, combination)]
