"""A moderator who works with keys alone, in any layout of the keyboard."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.access import Role
from portal.db import db
from portal.moderation import Decision, Reason, SecondReading, Verdict
from tests.kit.world import BODY

pytestmark = [pytest.mark.browser]
PERSIAN_R = "document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyR', key: 'ق', bubbles: true}))"
FIRST = "/fa/desk/moderation/{}/"
READINGS = "/fa/desk/moderation/second-readings/"


@pytest.fixture
def posts(world, sign_in):
    made = [world.complain(body=f"{BODY} شماره‌ام 0912123456{number} است.").post_id for number in range(3)]
    world.deliver()
    sign_in(world.nader)
    return made


def decisions():
    db.session.rollback()
    return [(each.verdict, each.reason) for each in db.session.scalars(select(Decision).order_by(Decision.id))]


def test_a_decision_takes_two_keys_and_can_be_undone_by_one(page, posts):
    page.goto(FIRST.format(posts[0]))
    page.evaluate(PERSIAN_R)
    expect(page.locator("[data-armed]")).to_be_visible()
    page.keyboard.press("Digit4")
    page.wait_for_url(f"**{FIRST.format(posts[1])}")
    assert decisions() == [(Verdict.REJECT, Reason.INSULT)]
    page.keyboard.press("KeyU")
    page.wait_for_url(f"**{FIRST.format(posts[0])}")
    expect(page.locator("input[name=verdict][value=reject]")).to_be_checked()
    page.locator("input[name=reason][value='']").check()
    page.keyboard.press("KeyM")
    page.wait_for_url(f"**{FIRST.format(posts[1])}")
    page.keyboard.press("KeyA")
    page.wait_for_url(f"**{FIRST.format(posts[2])}")
    assert decisions()[1:] == [(Verdict.APPROVE, Reason.PERSONAL_DATA), (Verdict.APPROVE, None)]


def test_a_second_reading_takes_the_same_keys(page, world, sign_in):
    drawn = [world.draw(world.publish().post_id) for _ in range(2)]
    sign_in(world.add_person("sara", Role.MODERATOR))
    page.goto(READINGS)
    page.keyboard.press("KeyJ")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{READINGS}{drawn[0].id}/")
    page.keyboard.press("KeyR")
    page.keyboard.press("Digit4")
    page.wait_for_url(f"**{READINGS}{drawn[1].id}/")
    page.keyboard.press("KeyA")
    page.wait_for_url(f"**{READINGS}")
    db.session.rollback()
    said = db.session.execute(select(SecondReading.verdict, SecondReading.reason).order_by(SecondReading.id))
    assert [tuple(row) for row in said] == [(Verdict.REJECT, Reason.INSULT), (Verdict.APPROVE, None)]


def test_whoever_writes_or_has_switched_them_off_presses_no_key(page, posts):
    page.goto(FIRST.format(posts[0]))
    page.locator("textarea[name=note]").press_sequentially("armcej")
    page.keyboard.press("Escape")
    assert page.locator("textarea[name=note]").input_value() == "armcej"
    page.locator("h1").click()
    page.keyboard.press("Shift+Slash")
    page.locator("#keys-on").uncheck()
    page.reload()
    page.keyboard.press("KeyA")
    page.wait_for_timeout(300)
    assert decisions() == []


def test_the_queue_is_gone_through_and_opened(page, posts):
    page.goto("/fa/desk/moderation/")
    page.keyboard.press("KeyJ")
    page.keyboard.press("KeyJ")
    page.keyboard.press("KeyK")
    page.keyboard.press("KeyJ")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{FIRST.format(posts[1])}")


def test_the_next_text_is_there_before_it_is_asked_for(page, posts):
    page.goto(FIRST.format(posts[0]))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("KeyM")
    page.wait_for_url(f"**{FIRST.format(posts[1])}")
    assert page.evaluate("performance.getEntriesByType('navigation')[0].transferSize") == 0
    page.locator("[data-undos] button").wait_for()
    page.keyboard.press("KeyU")
    page.wait_for_url(f"**{FIRST.format(posts[0])}")
    assert decisions() == [(Verdict.APPROVE, Reason.PERSONAL_DATA)]


def test_a_decision_that_lacks_its_reason_comes_back_as_it_was_typed(page, posts):
    page.goto(FIRST.format(posts[0]))
    page.wait_for_load_state("networkidle")
    page.locator("input[name=verdict][value=reject]").check()
    page.locator("textarea[name=note]").fill("بدون دلیل")
    page.locator("[data-decision] form button[type=submit]").click()
    page.locator(".error-summary").wait_for()
    assert page.locator("textarea[name=note]").input_value() == "بدون دلیل"
    assert decisions() == []
