"""What was typed survives a closed tab, a change of language and signing in, and goes once the portal has it."""

import pytest
from playwright.sync_api import expect

from portal.complaints import Progress
from portal.db import db
from portal.moderation import Reason, Verdict
from tests.kit.serving import until
from tests.kit.world import ANSWER, BODY, PASSWORD

pytestmark = [pytest.mark.browser]
FORM = "/fa/complaints/new"
LINE = "[data-draft-line]"
DRAFTS = "Object.keys(localStorage).filter((name) => name.startsWith('draft:'))"
LATER = """(days) => Object.keys(localStorage).forEach((name) => {
  const draft = JSON.parse(localStorage[name]);
  draft.at -= days * 86400000;
  localStorage[name] = JSON.stringify(draft);
})"""


def typed(page, title="یخچال نرسید"):
    """Types a title and leaves, as somebody does whose phone rings."""
    page.goto(FORM)
    page.fill("#title", title)
    page.locator("[name=nature]").first.check()
    page.select_option("#category", index=2)
    until(page, f"{DRAFTS}.length > 0")


def test_a_form_comes_back_as_it_was_left(page):
    typed(page)
    page.goto("/fa/stores/")
    page.goto(FORM)
    expect(page.locator("#title")).to_have_value("یخچال نرسید")
    assert page.locator("[name=nature]").first.is_checked()
    assert page.locator("#category").evaluate("box => box.selectedIndex") == 2
    expect(page.locator(LINE)).to_be_visible()
    said = page.locator(LINE).inner_text()
    assert "آذر" in said or "۱۴" in said, said


def test_it_does_in_another_tab_and_another_language(page, phone):
    typed(page)
    other = phone.new_page()
    other.goto("/en/complaints/new")
    expect(other.locator("#title")).to_have_value("یخچال نرسید")
    expect(other.locator(LINE)).to_contain_text("is here again")


def test_what_is_not_wanted_is_thrown_away(page):
    typed(page)
    page.goto(FORM)
    page.locator(LINE).get_by_role("button").click()
    expect(page.locator("#title")).to_have_value("")
    expect(page.locator(LINE)).to_be_hidden()
    page.goto(FORM)
    expect(page.locator("#title")).to_have_value("")
    assert page.evaluate(DRAFTS) == []


def test_a_form_left_empty_leaves_nothing(page):
    typed(page)
    page.fill("#title", "")
    page.locator("[name=nature]").first.evaluate("choice => { choice.checked = false }")
    page.select_option("#category", index=0)
    until(page, f"{DRAFTS}.length === 0")


def test_after_a_week_it_is_gone(page):
    typed(page)
    page.goto("/fa/")
    page.evaluate(LATER, 6)
    page.goto(FORM)
    expect(page.locator("#title")).to_have_value("یخچال نرسید")
    page.goto("/fa/")
    page.evaluate(LATER, 2)
    page.goto(FORM)
    expect(page.locator("#title")).to_have_value("")
    assert page.evaluate(DRAFTS) == []


def test_what_the_portal_has_is_forgotten(page, world, sign_in):
    complaint = world.publish()
    sign_in(world.maryam)
    answer = f"/fa/complaints/{complaint.number}/answer-back"
    page.goto(answer)
    page.fill("#body", BODY)
    until(page, f"{DRAFTS}.length > 0")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/complaints/{complaint.number}/")
    assert page.evaluate(DRAFTS) == []
    page.goto(answer)
    expect(page.locator("#body")).to_have_value("")


def test_what_is_sent_back_is_kept_until_it_is_right(page, world, sign_in):
    complaint = world.publish()
    sign_in(world.maryam)
    page.goto(f"/fa/complaints/{complaint.number}/evaluate")
    page.locator("[name=courtesy]").last.check()
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator(LINE)).to_be_hidden()
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.goto(f"/fa/complaints/{complaint.number}/evaluate")
    assert page.locator("[name=courtesy]").last.is_checked()
    page.locator("[name=resolved]").first.check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/complaints/{complaint.number}/")
    db.session.rollback()
    assert world.case(complaint).progress is Progress.SOLVED
    assert page.evaluate(DRAFTS) == []


def test_what_is_begun_before_signing_in_is_there_afterwards(page, world, sign_in):
    typed(page)
    sign_in(world.maryam)
    page.goto(FORM)
    expect(page.locator("#title")).to_have_value("یخچال نرسید")


def test_what_an_account_typed_is_shown_to_no_other_and_goes_with_signing_out(page, phone, world, sign_in):
    sign_in(world.maryam)
    typed(page)
    for other in (world.karim, None):
        phone.clear_cookies()
        if other:
            sign_in(other)
        page.goto(FORM)
        expect(page.locator("#title")).to_have_value("")
    phone.clear_cookies()
    sign_in(world.maryam)
    page.goto(FORM)
    expect(page.locator("#title")).to_have_value("یخچال نرسید")
    page.goto("/fa/account/sign-out")
    page.locator("main form button").click()
    page.wait_for_url("**/fa/")
    assert page.evaluate(DRAFTS) == []


def test_mending_goes_on_where_it_was_left(page, world, sign_in):
    complaint = world.complain()
    world.deliver()
    world.decide(complaint.post_id, Verdict.REQUEST_CHANGES, Reason.PERSONAL_DATA)
    sign_in(world.maryam)
    mend = f"/fa/complaints/{complaint.number}/posts/{complaint.post_id}/mend"
    page.goto(mend)
    expect(page.locator("#body")).to_have_value(BODY)
    expect(page.locator(LINE)).to_be_hidden()
    page.fill("#body", f"{BODY} و دیگر هیچ.")
    until(page, f"{DRAFTS}.length > 0")
    page.goto(mend)
    expect(page.locator("#body")).to_have_value(f"{BODY} و دیگر هیچ.")
    page.locator(LINE).get_by_role("button").click()
    expect(page.locator("#body")).to_have_value(BODY)


def test_a_reply_of_a_store_is_kept_too(page, world, sign_in):
    complaint = world.publish()
    sign_in(world.layla)
    desk = f"/fa/desk/stores/golestan/cases/{complaint.number}/"
    page.goto(desk)
    page.fill("#body", ANSWER)
    until(page, f"{DRAFTS}.length > 0")
    page.goto(desk)
    expect(page.locator("#body")).to_have_value(ANSWER)


def test_no_password_is_ever_kept(page):
    page.goto("/fa/account/sign-up")
    page.fill("#password", PASSWORD)
    page.fill("#name", "مریم")
    page.wait_for_timeout(600)
    assert PASSWORD not in page.evaluate("JSON.stringify(localStorage)")


def test_a_browser_without_storage_loses_no_form(page):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } })")
    page.goto(FORM)
    page.fill("#title", "یخچال نرسید")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("#title")).to_have_value("یخچال نرسید")
