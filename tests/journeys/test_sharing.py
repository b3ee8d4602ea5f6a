"""Passing a page on with what the browser has."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser]
SHARE = ".share"


@pytest.fixture
def address(world):
    return f"/fa/complaints/{world.publish().number}/"


def test_the_link_is_copied_and_that_is_said(phone, page, address):
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.locator("[data-copy]").click()
    expect(page.locator(SHARE).get_by_role("status")).to_have_text("لینک کپی شد.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("link[rel=canonical]").get_attribute("href")
    assert copied.endswith(address)


def test_where_copying_is_forbidden_the_address_is_there_to_be_copied_by_hand(page, address):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'))")
    page.goto(address)
    page.locator("[data-copy]").click()
    expect(page.locator(SHARE).get_by_role("status")).to_contain_text(address)


def test_the_browsers_own_sharing_is_offered_where_there_is_one(page, address):
    page.goto(address)
    expect(page.locator("[data-hand-on]")).to_be_hidden()
    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page.goto(address)
    page.locator("[data-hand-on]").click()
    assert page.evaluate("window.shared.url").endswith(address)


def test_without_script_the_links_are_there_and_no_dead_button(browser, base, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + address)
    expect(page.locator(SHARE).get_by_role("link")).to_have_count(4)
    expect(page.locator(SHARE).get_by_role("button")).to_have_count(0)
    context.close()
