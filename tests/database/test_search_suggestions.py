"""What is suggested while one types, and which cases are like one that is being written."""

import pytest

from portal import search, stores
from portal.db import db
from portal.language import LANGUAGES
from portal.moderation import Reason, Verdict
from portal.search import IndexUnavailableError

NOISY = "یخچالی که از اینجا خریدم کمپرسورش صدای بلندی می‌دهد و گارانتی تعمیرش را قبول نمی‌کند."
TITLES = {"noisy": "یخچال پرصدا", "phone": "گوشی سفارشی نرسید", "loud": "صدای کمپرسور یخچال", "shoes": "کفش پاره بود"}
BODIES = {
    "noisy": NOISY,
    "phone": "گوشی را دو هفته پیش سفارش دادم، هنوز نرسیده و کسی جواب نمی‌دهد. یخچال هم خواسته بودم.",
    "loud": "کمپرسور یخچال صدا می‌دهد، گارانتی هم تعمیر را قبول نکرد و سه هفته است جواب نمی‌دهند.",
    "shoes": "کفشی که سفارش دادم پاره رسید و فروشگاه حاضر نیست آن را عوض کند یا پولش را پس بدهد.",
}


def _several(world):
    world.publish(store=world.nakhl, title="لباس‌شویی پرصدا", body=NOISY)
    made = {name: world.publish(title=TITLES[name], body=body) for name, body in BODIES.items()}
    for _ in range(2):
        world.publish(store=world.nakhl, title="تعویض کفش", body=BODIES["shoes"])
        world.publish(store=world.nakhl, title="گوشی و یخچال", body=BODIES["phone"])
    return {name: case.post_id for name, case in made.items()}


@pytest.fixture
def cases(world, once):
    return once(_several, world)


def suggested(world, typed, limit=5):
    session, language = db.session(), LANGUAGES["fa"]
    session.rollback()
    known = stores.all_stores(session)
    question = search.question(typed, language, known, {})
    rows = search.suggested_cases(session, world.app.extensions["portal-search"], question, world.now, limit)
    return [row.title for row in rows]


def named(world, typed):
    db.session.rollback()
    return [store.slug for store in search.suggested_stores(stores.all_stores(db.session()), typed, 3)]


STORES = [
    ("the beginning of the name", "گلس", ["golestan"]),
    ("the middle of a word of it", "لستان", []),
    ("in another language", "غولس", ["golestan"]),
    ("stretched and with marks", "گـلِس", ["golestan"]),
    ("with its slug", "gole", ["golestan"]),
    ("on the English keyboard, in Persian", "'gsjhk", ["golestan"]),
    ("Persian in Latin letters", "nakhl", ["nakhl"]),
    ("keys that are signs but for one letter", "گوش", []),
    ("one letter is too little", "گ", []),
    ("nothing", "", []),
    ("no store", "هیچ‌جا", []),
]


@pytest.mark.parametrize(("sentence", "typed", "slugs"), STORES, ids=[row[0] for row in STORES])
def test_stores(world, sentence, typed, slugs):
    assert named(world, typed) == slugs, sentence


CASES = [
    ("a word that is begun", "کمپرس", 3, "صدای کمپرسور یخچال"),
    ("all words but the last are whole", "یخچال کمپرس", 3, "صدای کمپرسور یخچال"),
    ("a word that is not whole, before another", "یخچ کمپرسور", 0, None),
    ("a function word before it", "یخچال که کمپرس", 3, "صدای کمپرسور یخچال"),
    ("a function word that may become another", "گوشی را", 3, None),
    ("an ending more", "کمپرسورها", 3, "صدای کمپرسور یخچال"),
    ("on the English keyboard, in Persian", "',ad", 3, None),
    ("narrowed to a store", "store:golestan کفش", 1, "کفش پاره بود"),
    ("without a word", "-کمپرسور یخچا", 3, "گوشی و یخچال"),
    ("one letter", "ی", 0, None),
    ("only a filter", "store:golestan", 0, None),
    ("nothing", "", 0, None),
    ("signs", '"«*?\u200f-:', 0, None),
]


@pytest.mark.parametrize(("sentence", "typed", "count", "first"), CASES, ids=[row[0] for row in CASES])
def test_cases(world, cases, sentence, typed, count, first):
    found = suggested(world, typed)
    assert len(found) == count, (sentence, found)
    assert not first or found[0] == first, (sentence, found)


def test_what_a_title_says_comes_before_what_a_text_says(world, cases):
    found = suggested(world, "یخچ", 10)
    assert [("یخچال" in title) for title in found] == [True] * 4 + [False] * 2
    assert suggested(world, "یخچ", 2) == found[:2]


def like(world, text, store=None):
    session = db.session()
    session.rollback()
    engine = world.app.extensions["portal-search"]
    found = search.similar_cases(session, engine, store or world.golestan, text, world.now)
    return [row.title for row in found]


SIMILAR = [
    ("the same in other words", "کمپرسور یخچالم صدا دارد و تعمیر با گارانتی را قبول نمی‌کنند", ["loud", "noisy"]),
    ("another matter", "چرا هنوز پول مرا برنگردانده‌اید", []),
    ("too few words", "یخچال", []),
    ("nothing", "", []),
    ("words nobody wrote", "قسطنطنیه بلغارستان یوگسلاوی", []),
]


@pytest.mark.parametrize(("sentence", "text", "names"), SIMILAR, ids=[row[0] for row in SIMILAR])
def test_cases_like_one_that_is_written(world, cases, sentence, text, names):
    assert sorted(like(world, text)) == sorted(TITLES[name] for name in names), sentence


def test_of_this_store_alone(world, cases):
    assert like(world, NOISY, world.nakhl) == ["لباس‌شویی پرصدا"]


def test_the_database_has_the_last_word(world, cases):
    """A case that was hidden is gone at once, though the index still knows it."""
    world.decide(cases["loud"], Verdict.HIDE, Reason.COURT_ORDER)
    assert sorted(suggested(world, "کمپرس")) == ["لباس‌شویی پرصدا", "یخچال پرصدا"]
    assert like(world, NOISY) == ["یخچال پرصدا"]


@pytest.mark.parametrize("asked", ["search", "vocabulary"])
def test_without_an_index_nothing_is_suggested_and_nothing_breaks(world, cases, monkeypatch, asked):
    def unavailable(*_asked):
        raise IndexUnavailableError

    monkeypatch.setattr(world.app.extensions["portal-search"], asked, unavailable)
    assert suggested(world, "کمپرس") == []
    assert like(world, NOISY) == []
