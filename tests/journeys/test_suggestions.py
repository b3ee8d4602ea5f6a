"""Suggestions in a real browser: by the keyboard alone, and without a script."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser]
OPTIONS = "#header-q-suggestions [role=option]"


def test_a_store_and_a_case_are_reached_from_the_keyboard(page, world):
    for _ in range(3):
        world.publish()
    page.goto("/fa/stores/")
    box = page.get_by_role("combobox", name="جست‌وجو")
    box.press_sequentially("گلس")
    options = page.locator(OPTIONS)
    expect(options).to_have_count(4)
    assert box.get_attribute("aria-expanded") == "true"
    box.press("Escape")
    expect(options.first).to_be_hidden()
    assert box.input_value() == "گلس"
    for key, chosen in (("ArrowDown", 0), ("ArrowUp", None), ("ArrowUp", 3), ("ArrowDown", None), ("ArrowDown", 0)):
        box.press(key)
        assert box.get_attribute("aria-activedescendant") == (
            "" if chosen is None else options.nth(chosen).get_attribute("id")
        )
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url("**/fa/stores/golestan/")


def test_enter_without_a_choice_searches_as_ever(page, world):
    world.publish()
    page.goto("/fa/stores/")
    box = page.get_by_role("combobox", name="جست‌وجو")
    box.press_sequentially("گلس")
    expect(page.locator(OPTIONS).first).to_be_visible()
    box.press("Enter")
    page.wait_for_url("**/fa/search?q=*")
