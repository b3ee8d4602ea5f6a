"""Fonts come early and once, and nothing moves when they are there."""

import pytest

from portal.language import LANGUAGES

SHIFTS = """() => new Promise((answer) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => answer(sum), 300);
})"""
MOST_SHIFT = 0.02


@pytest.mark.browser
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_font_is_loaded_once_and_moves_nothing(portal, browser, code):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{portal.address}/{code}/", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    fonts = [name.partition("?")[0] for name in asked if ".woff2" in name]
    assert sorted(fonts) == ["vazirmatn-arabic.woff2", "vazirmatn-latin.woff2"]
    assert not said, "a preloaded file that is not used is told here"
    assert page.evaluate(SHIFTS) < MOST_SHIFT
    context.close()
