"""What a question that finds little may have meant."""

import pytest

from portal import search, stores
from portal.db import db
from portal.language import LANGUAGES
from portal.moderation import Reason, Verdict

BOUGHT = "یک گوشی سفارش دادم و هنوز گارانتی‌اش را نفرستاده‌اند، پولم را پس بدهید."


def ask(world, text, *, loosely=False):
    session = db.session()
    session.rollback()
    question = search.question(text, LANGUAGES["fa"], stores.all_stores(session), {})
    return search.answer(session, world.app.extensions["portal-search"], question, world.now, limit=10, loosely=loosely)


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
    "of a word whose stem is another": ("گارانطی", "گارانتی"),
}


@pytest.mark.parametrize(("typed", "meant"), WAYS.values(), ids=WAYS)
def test_where_nothing_is_found_what_was_meant_is(world, phones, typed, meant):
    answered = ask(world, typed)
    assert (answered.meant[:1], answered.is_applied, answered.found.total) == ((meant,), True, 3)


def test_where_little_is_found_it_is_offered(world, phones):
    world.publish(title="گوسی", body="این کلمه را فقط من نوشته‌ام و کسی جواب نداد.")
    answered = ask(world, "گوسی")
    assert (answered.meant, answered.is_applied, answered.found.total) == ((), False, 1)
    world.publish(title="gooshi", body="این را هم با حروف لاتین نوشته‌ام و کسی جواب نداد.")
    answered = ask(world, "gooshi")
    assert (answered.meant, answered.is_applied, answered.found.total) == (("گوشی",), False, 1)


def test_a_word_that_somebody_wrote_in_public_is_not_exchanged_unasked(world, phones):
    once_only = world.publish(title="gooshi", body="این را هم با حروف لاتین نوشته‌ام و کسی جواب نداد.")
    answered = ask(world, "gooshi سفارش", loosely=True)
    assert (answered.meant, answered.is_applied) == (("گوشی سفارش",), False)
    assert {row.title for row in answered.found.rows} == {"gooshi", "گوشی یک", "گوشی دو", "گوشی سه"}
    world.decide(once_only.post_id, Verdict.HIDE, Reason.COURT_ORDER)
    assert ask(world, "gooshi سفارش").is_applied


def test_what_is_less_certain_is_offered(world, phones):
    answered = ask(world, "سفلبش", loosely=True)
    assert (answered.meant, answered.is_applied, answered.found.total) == (("سفارش",), False, 0)


@pytest.mark.parametrize("typed", ["گوشی", "هیچکس ننوشته", "qqqq", "123456", "«گوشی قرمز»", "-گوشی", ""])
def test_nothing_else_is_said(world, phones, typed):
    assert ask(world, typed).meant == ()


@pytest.mark.parametrize("is_delivered", [True, False])
def test_no_word_of_fewer_than_three_public_texts_is_offered(world, phones, is_delivered):
    world.app.extensions["portal-search"].vocabulary()
    world.decide(phones[0], Verdict.HIDE, Reason.COURT_ORDER)
    if is_delivered:
        world.deliver()
    answered = ask(world, "صفارش")
    assert (answered.meant, answered.found.total) == ((), 0)


def test_another_word_for_the_same_thing_is_found_too(world, phones):
    assert ask(world, "موبایل").found.total == 3


@pytest.fixture
def several(world, once):
    return once(_several, world)


def _several(world):
    for title in ("گوشی قرمز", "گوشی سفید", "یخچال سفید", "کتاب"):
        world.publish(title=title, body="هنوز آن را نفرستاده‌اند و هرچه زنگ می‌زنم کسی جواب درستی نمی‌دهد.")


LOOSELY = {
    "a word too many": ("یخچال سفید آبگرمکن", ["یخچال سفید"], 0),
    "what holds all comes first, then what holds most": ("گوشی قرمز", ["گوشی قرمز", "گوشی سفید"], 1),
    "what is rarer counts more": ("کتاب زنگ", ["کتاب"], 1),
    "words of which nothing holds two": ("کتاب قرمز", ["گوشی قرمز", "کتاب"], 0),
    "a slip beside a word too many": ("حنوز قققق", ["یخچال سفید", "گوشی سفید", "گوشی قرمز", "کتاب"], 0),
    "no word that anybody wrote": ("قققق ژژژژ", [], None),
    "one word": ("قرمز", ["گوشی قرمز"], None),
    "a phrase that nobody wrote so": ("«قرمز گوشی»", ["گوشی قرمز"], 1),
    "a phrase of words that nothing holds together": ("«قرمز کتاب»", ["گوشی قرمز", "کتاب"], 0),
    "a phrase and what is left out": ("«قرمز کتاب» -گوشی", ["کتاب"], 0),
    "a phrase that is there": ("«گوشی قرمز»", ["گوشی قرمز"], None),
    "phrases are required still": ("«گوشی قرمز» کتاب", ["گوشی قرمز"], 0),
    "and what is left out is left out still": ("کتاب قرمز -گوشی", ["کتاب"], 0),
}


@pytest.mark.parametrize(("typed", "titles", "complete"), LOOSELY.values(), ids=LOOSELY)
def test_where_few_hold_all_words_those_follow_that_hold_most(world, several, typed, titles, complete):
    answered = ask(world, typed, loosely=True)
    found = [row.title for row in answered.found.rows]
    assert sorted(found[: len(titles)]) == sorted(titles)
    assert (answered.loosened and answered.loosened.complete) == complete
    assert ask(world, typed).loosened is None


def test_that_the_words_of_a_phrase_were_looked_for_apart_is_said(world, several):
    def told(typed):
        loosened = ask(world, typed, loosely=True).loosened
        return loosened.are_apart, [word.text for word in loosened.words], loosened.complete

    assert told("«نفرستاده‌اند هنوز»") == (True, [], 4)
    assert told("«قرمز گوشی»") == (True, ["قرمز", "گوشی"], 1)
    assert told("قرمز کتاب") == (False, ["قرمز", "کتاب"], 0)


@pytest.mark.parametrize("typed", ["گوشی را با سفید", "گوشی که از سفید بود", "گوشی رو سفید"])
def test_function_words_are_not_required(world, several, typed):
    assert [row.title for row in ask(world, typed).found.rows] == ["گوشی سفید"]
