"""What was opened last can be read without a connection, and nothing private ever stays in the phone."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.kit.serving import served, until
from tests.kit.world import BODY, TITLE

pytestmark = [pytest.mark.browser]
LINE = "[data-offline-line]"
WAIT_FOR_WORKER = "navigator.serviceWorker.ready.then(() => true)"
KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      const answer = await (await caches.open(name)).match(request, {ignoreVary: true});
      kept[new URL(request.url).pathname + new URL(request.url).search] = await answer.text();
    }
  }
  return kept;
}"""


def address(complaint, language="fa"):
    return f"/{language}/complaints/{complaint.number}/"


@pytest.fixture
def complaint(world):
    return world.publish()


@pytest.fixture
def installed(page):
    """The worker has taken over: from here on it sees every page."""
    page.goto("/fa/")
    page.evaluate(WAIT_FOR_WORKER)
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def test_a_page_opened_before_is_read_without_a_connection_and_says_so(installed, phone, complaint):
    page = installed
    page.goto(address(complaint))
    expect(page.locator(LINE)).to_be_hidden()
    phone.set_offline(True)
    page.goto(address(complaint))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator(LINE)).to_be_visible()
    said = page.locator(LINE).inner_text()
    assert re.search("[۰-۹]", said)
    assert not re.search("[0-9]", said)
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != "rgba(0, 0, 0, 0)", (
        "the style is there"
    )
    phone.set_offline(False)
    page.goto(address(complaint))
    expect(page.locator(LINE)).to_be_hidden()


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_a_page_never_opened_is_told_from_one_and_the_way_leads_to_what_is_there(installed, phone, complaint, language):
    page = installed
    page.goto(address(complaint, language))
    phone.set_offline(True)
    page.goto(f"/{language}/stores/golestan/")
    heading = {"fa": "اتصال برقرار نیست", "ar": "لا يوجد اتصال", "en": "There is no connection"}
    expect(page.get_by_role("heading", level=1)).to_have_text(heading[language])
    page.locator("[data-kept-pages] a", has_text=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert page.evaluate("document.documentElement.lang") == language


def test_a_server_that_is_gone_is_no_connection_either(browser, world, complaint):
    page = browser.new_page()
    with served(world.app) as portal:
        page.goto(f"{portal}/fa/")
        page.evaluate(WAIT_FOR_WORKER)
        until(page, "navigator.serviceWorker.controller !== null")
        page.goto(portal + address(complaint))
    page.goto(portal + address(complaint))
    expect(page.locator(LINE)).to_be_visible()
    page.close()


def test_nothing_of_somebody_signed_in_stays_in_the_phone(installed, phone, world, sign_in, complaint):
    page = installed
    page.goto(address(complaint))
    sign_in(world.maryam)
    for path in ("/fa/account/cases", address(complaint), "/fa/", "/fa/complaints/new", "/fa/account/notices"):
        page.goto(path)
    page.goto("/fa/account/sign-out")
    page.locator("main form button").click()
    page.wait_for_url("**/fa/")
    kept = page.evaluate(KEPT)
    assert BODY in kept[address(complaint)], "the page of everybody is there"
    pages = {path: text for path, text in kept.items() if not path.startswith("/static/")}
    assert not [path for path, text in pages.items() if "csrf_token" in text or 'href="/fa/account/cases"' in text]
    assert not [path for path in kept if "/account/" in path or "/new" in path]
    phone.set_offline(True)
    page.goto("/fa/account/cases")
    expect(page.get_by_role("heading", level=1)).to_have_text("اتصال برقرار نیست")


def test_the_offline_page_is_a_strangers_whoever_is_signed_in_when_it_is_fetched(page, world, sign_in):
    sign_in(world.nader)
    page.goto("/fa/")
    page.evaluate(WAIT_FOR_WORKER)
    kept = page.evaluate(KEPT)
    assert {"/fa/offline", "/ar/offline", "/en/offline"} <= set(kept)
    assert "Nader" not in json.dumps(kept)


def test_only_the_last_thirty_pages_stay(installed):
    page = installed
    for number in range(1, 33):
        page.goto(f"/fa/search?page={number}")
    page.goto("/fa/search?page=3")
    kept = [path for path in page.evaluate(KEPT) if path.startswith("/fa/search")]
    assert len(kept) <= 30
    assert kept[-1] == "/fa/search?page=3"
    assert "/fa/search?page=1" not in kept


def test_what_an_older_version_kept_goes_when_the_new_one_takes_over(page):
    page.goto("/fa/privacy")
    page.evaluate("caches.open('pages-older').then((cache) => cache.put('/fa/old', new Response('old')))")
    page.evaluate("caches.open('another-page-of-this-host')")
    page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((r) => r.unregister())))"
    )
    page.goto("/fa/")
    page.evaluate(WAIT_FOR_WORKER)
    until(page, "navigator.serviceWorker.controller !== null")
    names = page.evaluate("caches.keys()")
    assert "pages-older" not in names
    assert "another-page-of-this-host" in names
