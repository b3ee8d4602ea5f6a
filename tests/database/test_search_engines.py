"""What both search engines answer alike: one table of questions about the same few cases."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from portal import search, stores
from portal.complaints import CaseFilter, Nature, State
from portal.db import db
from portal.language import LANGUAGES
from portal.moderation import Reason, Verdict
from portal.search import Found, Sort
from tests.kit.engines import ENGINES
from tests.kit.world import World

Ask = Callable[..., Found]
WRITTEN = (
    ("اول", "پول مرا ندادند. یخچال را از ۱۲٬۵۰۰ تومان گران‌تر فروختند.", "golestan"),
    ("دوم", "پول را دادند، کالا را نه؛ مسئول فروش هم می‌گوید از یخچال‌ها خبری نیست.", "nakhl"),
    ("سوم", r"کالا شکسته رسید؛ در نشانی O'Brien\n نوشته بودند.", "golestan"),
    ("چهارم یخچال", "كتاب‌هاى من پاره شد و در مراجعة المتجر جواب ندادند.", "golestan"),
)


def fill(app: Flask) -> World:
    """Four cases a day apart, the first shortly before a new year in Tehran, and one that was hidden unheard."""
    world = World(app)
    world.now = datetime(2026, 3, 20, 20, tzinfo=UTC)
    for title, body, store in WRITTEN:
        world.publish(title=title, body=body, store=getattr(world, store))
        world.wait(days=1)
    hidden = world.publish(title="پنهان", body="پول پول پول، یخچال یخچال یخچال و کالا.")
    world.decide(hidden.post_id, Verdict.HIDE, Reason.COURT_ORDER)
    return world


@pytest.fixture(scope="module", params=ENGINES)
def ask(request: pytest.FixtureRequest) -> Iterator[Ask]:
    with request.param(request) as app:
        world = fill(app)

        def search_for(
            typed: str,
            sort: Sort = Sort.NEWEST,
            limit: int = 10,
            offset: int = 0,
            *,
            loosely: bool = False,
            **narrowed: object,
        ) -> Found:
            shops = stores.all_stores(db.session())
            question = search.question(typed, LANGUAGES["fa"], shops, {}, CaseFilter(**narrowed), sort)
            engine = world.app.extensions["portal-search"]
            db.session.rollback()
            asked = db.session(), engine, question, world.now
            if loosely:
                return search.answer(*asked, limit=limit, offset=offset, loosely=True).found
            return search.search_cases(*asked, limit=limit, offset=offset)

        yield search_for


QUESTIONS = {
    "one word": ("پول", ["دوم", "اول"]),
    "a word that is only begun": ("یخچ*", ["چهارم یخچال", "دوم", "اول"]),
    "a begun word and another": ("پول یخ* nature:late", ["دوم", "اول"]),
    "a beginning of no word": ("پول قققق*", []),
    "all of several words": ("پول کالا", ["دوم"]),
    "another spelling": ("مسؤول", ["دوم"]),
    "a number": ("12500 تومن", ["اول"]),
    "an ending": ("یخچال", ["چهارم یخچال", "دوم", "اول"]),
    "an article and a final letter": ("مراجعت", ["چهارم یخچال"]),
    "a phrase": ('"پول مرا"', ["اول"]),
    "a phrase that begins the title": ('"چهارم یخچال"', ["چهارم یخچال"]),
    "a phrase that reaches beyond the title": ('"اول پول"', []),
    "a phrase of two very common words": ('"پول را"', ["دوم"]),
    "two very common words the other way round": ('"را پول"', []),
    "a phrase of three very common words": ('"کالا را نه"', ["دوم"]),
    "three very common words that stand side by side in other places": ('"پول را نه"', []),
    "a phrase of which a word is rare": ('"پول را دادند"', ["دوم"]),
    "without a word": ("پول -مرا", ["دوم"]),
    "without a phrase": ("پول -«پول مرا»", ["دوم"]),
    "without a phrase of very common words": ("یخچال -«پول را»", ["چهارم یخچال", "اول"]),
    "nothing but without": ("-پول -کتاب", ["سوم"]),
    "a store and a word": ("یخچال store:nakhl", ["دوم"]),
    "a nature": ("یخچال nature:damaged", []),
    "a state": ("پول state:open", ["دوم", "اول"]),
    "a day": ("یخچال since:2026-03-21 until:2026-03-22", ["دوم"]),
    "no word there is": ("قققق", []),
    "signs of a query language": (r"O'Brien\n", ["سوم"]),
    "more signs": ("پول & !('کالا':*) | \\", ["دوم"]),
}


@pytest.mark.parametrize(("typed", "titles"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_finds(ask: Ask, typed: str, titles: list[str]) -> None:
    found = ask(typed)
    assert ([row.title for row in found.rows], found.total, found.from_index) == (titles, len(titles), True)


LOOSELY = {
    "a word too many": ("یخچال ژژژژ", 3),
    "two words that no case holds together": ("کتاب شکسته", 2),
    "and no word that is left out": ("کتاب شکسته -مراجعه", 1),
    "a phrase that no case holds": ('"مرا پول"', 2),
    "a phrase of words that no case holds together": ('"کتاب شکسته" -مراجعه', 1),
}


@pytest.mark.parametrize(("typed", "total"), LOOSELY.values(), ids=LOOSELY)
def test_a_question_of_which_nothing_holds_all_finds_most(ask: Ask, typed: str, total: int) -> None:
    answered = ask(typed, loosely=True)
    assert (answered.total, len(answered.rows), answered.counts.total) == (total, total, total)


def test_a_title_weighs_more(ask: Ask) -> None:
    found = ask("یخچال", Sort.RELEVANCE)
    assert found.rows[0].title == "چهارم یخچال"
    scores = [found.scores[row.id] for row in found.rows]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_hits_are_counted_by_what_they_can_be_narrowed_to(ask: Ask) -> None:
    counts = ask("یخچال", limit=1).counts
    assert sorted(counts.stores.values()) == [1, 2]
    assert counts.categories == {"home-appliances": 3}
    assert counts.states == {"open": 3}
    assert counts.languages == {"fa": 3}
    assert counts.years == {date(2025, 3, 21): 1, date(2026, 3, 21): 2}


def test_what_is_narrowed_in_lists_is_narrowed_in_total_and_counts(ask: Ask) -> None:
    assert ask("یخچال", nature=Nature.LATE, language="fa", state=State.OPEN).total == 3
    for nothing in ({"nature": Nature.DAMAGED}, {"language": "ar"}, {"state": State.SOLVED}, {"category": "books"}):
        found = ask("یخچال", **nothing)
        assert (found.total, found.counts.total) == (0, 0)


def test_pages_follow_each_other(ask: Ask) -> None:
    for sort in Sort:
        pages = [ask("یخچال", sort, 1, offset) for offset in range(4)]
        assert [len(page.rows) for page in pages] == [1, 1, 1, 0], sort
        assert len({row.id for page in pages for row in page.rows}) == 3
        assert {page.total for page in pages} == {3}
