"""Search finds what is public, by any spelling, and nothing else; and mends itself."""

import gc
import shutil
from datetime import UTC, datetime

import pytest

from portal import search, stores
from portal.complaints import CaseFilter, Nature, State
from portal.db import db
from portal.language import LANGUAGES
from portal.moderation import Reason, Verdict
from portal.search import Sort
from tests.kit.world import BODY


def ask(world, text, *, store=None, sort=Sort.RELEVANCE, limit=10, offset=0, **narrowed):
    chosen = CaseFilter(store_id=store.id if store else None, **narrowed)
    question = search.question(text, LANGUAGES["fa"], stores.all_stores(db.session()), {}, chosen, sort)
    engine = world.app.extensions["portal-search"]
    db.session.rollback()
    return search.search_cases(db.session(), engine, question, world.now, limit=limit, offset=offset)


def titles(found):
    return [row.title for row in found.rows]


SPELLINGS = [
    ("یخچال نرسید", "يخچال نرسيد"),
    ("کتاب‌ها پاره بود", "کتابها پاره بود"),
    ("می‌خواهم پولم را پس بگیرید", "میخواهم پولم"),
    ("سفارش ۱۲۳۴۵ گم شد", "12345"),
    ("الشركة لم ترد", "الشركه"),
    ("إرجاع المبلغ", "ارجاع"),
    ("عاااالی بود ولی دیر", "عالی"),
    ("کالا را پس نمی‌دهد", "نمي دهد"),
    ("نرم افزار کار نمی‌کند", "نرم‌افزار"),
    ("مسئول فروش نبود", "مسؤول"),
    ("مبلغ ۱۲٬۵۰۰ تومان", "12500 تومن"),
    ("طلبت و لم يصل شيء", "وطلبت شئ"),
    ("مراجعة المتجر", "مراجعت"),
]


def spelt_in_all_ways(world):
    for written, _asked in SPELLINGS:
        world.publish(title=written, body="تلفن همراه خریدم و جعبه‌اش خالی بود.")


@pytest.mark.parametrize(("written", "asked"), SPELLINGS)
def test_one_fold_serves_index_and_query(world, once, written, asked):
    once(spelt_in_all_ways, world)
    assert titles(ask(world, asked)) == [written]


def test_all_words_must_be_there(world):
    world.publish(title="یخچال سفید")
    world.publish(title="یخچال سیاه")
    assert titles(ask(world, "یخچال سفید")) == ["یخچال سفید"]
    assert ask(world, "یخچال صورتی").total == 0


WAYS = {
    "a phrase": ('"پول مرا"', ["اول"]),
    "a phrase in any spelling": ("«پول مرا ندادند»", ["اول"]),
    "a phrase that reaches beyond the title": ('"اول پول"', []),
    "without a word": ("پول -مرا", ["دوم"]),
    "without a phrase": ("پول -«پول مرا»", ["دوم"]),
    "nothing but without": ("-پول", ["سوم"]),
    "a store by its name": ("پول متجر:النخل", ["دوم"]),
    "a nature by its name": ("nature:damaged", []),
    "a state by its name": ("پول وضعیت:«در انتظار پاسخ»", ["دوم", "اول"]),
    "since a day": ("پول از:۲۰۲۶-۰۳-۰۲", ["دوم"]),
    "until a day, that day too": ("پول تا:2026-03-01", ["اول"]),
    "words that say nothing": ("«و» -و و", ["سوم", "دوم", "اول"]),
    "signs of other query languages": ("پو* پول~2 [الف TO ی] id:1", []),
}


@pytest.mark.parametrize(("typed", "found"), WAYS.values(), ids=WAYS)
def test_a_question_is_asked_in_many_ways(world, once, typed, found):
    once(_three_told_apart, world)
    assert titles(ask(world, typed, sort=Sort.NEWEST)) == found


def _three_told_apart(world):
    world.now = datetime(2026, 3, 1, 8, tzinfo=UTC)
    for title, body, store in (
        ("اول", "پول مرا ندادند.", world.golestan),
        ("دوم", "پول را دادند، کالا را نه.", world.nakhl),
        ("سوم", "کالا شکسته رسید.", world.golestan),
    ):
        world.publish(title=title, body=body, store=store)
        world.wait(days=1)


def test_filters_narrow_hits_and_total(world):
    world.publish(title="کالای گلستان", store=world.golestan)
    world.publish(title="کالای نخل", store=world.nakhl)
    assert titles(ask(world, "کالای", store=world.nakhl)) == ["کالای نخل"]
    assert ask(world, "کالای").total == 2
    assert ask(world, "کالای", nature=Nature.DAMAGED).total == 0
    assert ask(world, "کالای", state=State.OPEN).total == 2
    assert ask(world, "کالای", state=State.SOLVED).total == 0


def test_a_post_that_waits_is_not_found_and_its_words_are_not_counted(world):
    world.complain(title="قناری در صف")
    world.deliver()
    assert (ask(world, "قناری").total, ask(world, "").total) == (0, 0)


def test_a_hidden_case_is_gone_with_the_decision_though_the_index_still_has_it(world):
    case = world.publish(title="قناری پنهان")
    assert ask(world, "قناری").total == 1
    world.decide(case.post_id, Verdict.HIDE, Reason.COURT_ORDER)
    assert (ask(world, "قناری").total, ask(world, "").total) == (0, 0)
    world.deliver()
    assert world.app.extensions["portal-search"].size() == 0


def test_newest_first_and_longest_unanswered_first(world):
    first = world.publish(title="کالای یکم")
    world.wait(days=1)
    world.publish(title="کالای دوم")
    world.wait(days=1)
    assert titles(ask(world, "کالای", sort=Sort.NEWEST)) == ["کالای دوم", "کالای یکم"]
    assert titles(ask(world, "کالای", sort=Sort.LONGEST_UNANSWERED)) == ["کالای یکم", "کالای دوم"]
    world.answer(first)
    assert titles(ask(world, "کالای", sort=Sort.LONGEST_UNANSWERED)) == ["کالای دوم", "کالای یکم"]


def test_pages_of_results_do_not_overlap(world):
    for number in range(5):
        world.publish(title=f"کالای شماره {number}")
    pages = [titles(ask(world, "کالای", sort=Sort.NEWEST, limit=2, offset=offset)) for offset in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({title for page in pages for title in page}) == 5


# The library leaves a damaged index's file open for the collector to close.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("damage", ["missing", "corrupt"])
def test_without_an_index_the_database_answers_and_the_worker_builds_it_anew(world, config, damage):
    world.publish(title="یخچال گمشده", body=BODY)
    engine = world.app.extensions["portal-search"]
    engine.forget()
    folder = config.instance / "search"
    if damage == "missing":
        (folder / "current").unlink()
    else:
        for file in folder.glob("index-*/*"):
            file.write_bytes(b"\0" * 40)
    found = ask(world, "یخچال")
    assert (titles(found), found.from_index, found.total_is_floor) == (["یخچال گمشده"], False, True)
    search.mend(engine)
    found = ask(world, "یخچال")
    assert (titles(found), found.from_index) == (["یخچال گمشده"], True)
    gc.collect(1)  # all but what earlier tests have left


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("damage", ["cut off", "emptied", "overwritten", "turned over"])
def test_an_index_damaged_while_it_is_open_is_neither_read_nor_trusted(world, config, damage):
    """Its files are mapped into memory: reading what is no longer there would end the process."""
    world.publish(title="یخچال گمشده", body=BODY)
    engine = world.app.extensions["portal-search"]
    assert ask(world, "یخچال").from_index
    for file in (config.instance / "search").glob("index-*/*.seg"):
        whole = file.read_bytes()
        written = {
            "cut off": whole[: len(whole) // 2],
            "emptied": b"",
            "overwritten": b"nonsense" * len(whole),
            "turned over": bytes(255 - byte for byte in whole),
        }
        file.write_bytes(written[damage])
    found = ask(world, "یخچال")
    assert (titles(found), found.from_index) == (["یخچال گمشده"], False)
    assert not engine.is_sound()
    search.mend(engine)
    found = ask(world, "یخچال")
    assert (titles(found), found.from_index, engine.is_sound()) == (["یخچال گمشده"], True, True)
    gc.collect(1)  # all but what earlier tests have left


def test_an_index_removed_after_a_report_is_built_once(world, config):
    """The new index may have the name of the one that was damaged."""
    world.publish(title="یخچال گمشده", body=BODY)
    engine, folder = world.app.extensions["portal-search"], config.instance / "search"
    (folder / "damaged").write_text((folder / "current").read_text(encoding="ascii"), encoding="ascii")
    for index in folder.glob("index-*"):
        shutil.rmtree(index)
    (folder / "index-of-somebody-else").mkdir()
    search.mend(engine)
    assert engine.is_sound()
    assert ask(world, "یخچال").from_index


def test_a_rebuild_gives_what_the_events_had_built(world):
    for number in range(3):
        world.publish(title=f"کالای شماره {number}")
    engine = world.app.extensions["portal-search"]
    before = sorted(titles(ask(world, "کالای")))
    assert search.reindex(engine) == 3
    assert sorted(titles(ask(world, "کالای"))) == before
