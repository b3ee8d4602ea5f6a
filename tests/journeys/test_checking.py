"""What the rules say of a text while somebody types it, in a real browser: as the store replies, and is answered."""

import pytest
from playwright.sync_api import expect

from tests.kit.world import ANSWER

pytestmark = [pytest.mark.browser]
PRIVATE = f"{ANSWER} شمارهٔ من ۰۹۱۲۱۲۳۴۵۶۷ است."


@pytest.mark.parametrize(
    ("writer", "form"),
    [("layla", "/fa/desk/stores/golestan/cases/{}/"), ("maryam", "/fa/complaints/{}/answer-back")],
    ids=["replying", "answering back"],
)
def test_it_is_said_after_a_pause_and_one_press_masks_it(page, world, sign_in, writer, form):
    case = world.publish()
    sign_in(getattr(world, writer))
    page.goto(form.format(case.number))
    page.fill("#body", ANSWER)
    expect(page.locator(".remarks__item")).to_have_count(0)
    page.fill("#body", PRIVATE)
    expect(page.locator(".remarks__item")).to_contain_text("۰۹۱۲۱۲۳۴۵۶۷")
    page.locator("#remarks button[value=mask]").click()
    expect(page.locator("#body")).to_have_value(f"{ANSWER} شمارهٔ من [شمارهٔ تلفن] است.")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith(form.format(case.number)))
