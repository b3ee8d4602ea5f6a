"""What a question that finds little may have meant."""

import pytest

from portal import search, stores
from portal.db import db
from portal.language import LANGUAGES
from portal.moderation import Reason, Verdict

BOUGHT = "یک گوشی سفارش دادم و هنوز گارانتی‌اش را نفرستاده‌اند، پولم را پس بدهید."


def ask(world, text):
    session = db.session()
    session.rollback()
    question = search.question(text, LANGUAGES["fa"], stores.all_stores(session), {})
    return search.answer(session, world.app.extensions["portal-search"], question, world.now, limit=10)


@pytest.fixture
def phones(world, once):
    return once(_phones, world)


def _phones(world):
    return [world.publish(title=f"گوشی {number}", body=BOUGHT).post_id for number in ("یک", "دو", "سه")]


WAYS = {
    "typed on the English keyboard": ("',ad", "گوشی"),
    "Persian in Latin letters": ("gooshi", "گوشی"),
    "a letter that sounds alike": ("صفارش", "سفارش"),
    "two letters swapped": ("گوشی سفراش", "گوشی سفارش"),
}


@pytest.mark.parametrize(("typed", "meant"), WAYS.values(), ids=WAYS)
def test_where_nothing_is_found_what_was_meant_is(world, phones, typed, meant):
    answered = ask(world, typed)
    assert (answered.meant, answered.is_applied, answered.found.total) == (meant, True, 3)


def test_where_little_is_found_it_is_offered(world, phones):
    world.publish(title="گوسی", body="این کلمه را فقط من نوشته‌ام و کسی جواب نداد.")
    answered = ask(world, "گوسی")
    assert (answered.meant, answered.is_applied, answered.found.total) == (None, False, 1)
    world.publish(title="gooshi", body="این را هم با حروف لاتین نوشته‌ام و کسی جواب نداد.")
    answered = ask(world, "gooshi")
    assert (answered.meant, answered.is_applied, answered.found.total) == ("گوشی", False, 1)


@pytest.mark.parametrize("typed", ["گوشی", "هیچکس ننوشته", "qqqq", "123456", "«گوشی قرمز»", "-گوشی", ""])
def test_nothing_else_is_said(world, phones, typed):
    assert ask(world, typed).meant is None


def test_no_word_of_fewer_than_three_public_texts_is_offered(world, phones):
    world.decide(phones[0], Verdict.HIDE, Reason.COURT_ORDER)
    world.deliver()
    answered = ask(world, "صفارش")
    assert (answered.meant, answered.found.total) == (None, 0)


def test_another_word_for_the_same_thing_is_found_too(world, phones):
    assert ask(world, "موبایل").found.total == 3
