"""The index in PostgreSQL: what common words cost, one transaction with the cursor, and tables put in others' place."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from portal import events, search
from portal.complaints import CaseFilter
from portal.db import Base, db, transaction
from portal.events import Cursor
from portal.moderation import Reason, Verdict
from portal.search import Found, PostgreSQLEngine, Question, Sort, Wording, swapping
from portal.search.documents import Document, Standing, stems
from portal.search.engine import CAP, Asked, Sought
from portal.search.held import RememberedWords, held
from portal.search.postgresql import COMMON
from portal.text import terms
from tests.kit.postgresql import Cluster, emptied
from tests.kit.world import World

pytestmark = pytest.mark.postgresql


@pytest.fixture
def world(postgresql_app: Flask, postgresql_server: Cluster) -> Iterator[World]:
    with emptied(postgresql_app, postgresql_server):
        yield World(postgresql_app)


@pytest.fixture
def engine(world: World) -> PostgreSQLEngine:
    return world.app.extensions["portal-search"]


def ask(world: World, word: str, sort: Sort = Sort.NEWEST, limit: int = 10, offset: int = 0) -> Found:
    db.session.rollback()
    question = Question(Wording((word,)), CaseFilter(), sort=sort)
    engine = world.app.extensions["portal-search"]
    found = search.search_cases(db.session(), engine, question, world.now, limit=limit, offset=offset)
    db.session.rollback()  # as at the end of a request: nothing is locked
    return found


def titles(found: Found) -> list[str]:
    return [row.title for row in found.rows]


def test_of_a_common_word_no_more_is_looked_at_than_a_page_needs(world: World, monkeypatch) -> None:
    """Month by month, the latest first; what is hidden is not looked at, and the total says that it is a floor."""
    cases = []
    for number in range(6):
        cases.append(world.publish(title=f"کالای {number}"))
        world.wait(days=20)
    world.decide(cases[5].post_id, Verdict.HIDE, Reason.COURT_ORDER)
    monkeypatch.setattr("portal.search.postgresql.COMMON", 4)
    monkeypatch.setattr("portal.search.postgresql.CAP", 3)
    monkeypatch.setattr("portal.search.postgresql.RANKED", 2)
    found = ask(world, "کالا", limit=2)
    assert (titles(found), found.total, found.total_is_floor) == (["کالای 4", "کالای 3"], 3, True)
    assert found.counts.total == 2
    assert titles(ask(world, "کالا", limit=2, offset=2)) == ["کالای 2"]  # the list ends where counting does
    several = ask(world, "کالا یخچال")
    assert (several.total, several.total_is_floor, several.counts.total) == (3, True, 3)
    monkeypatch.setattr("portal.search.postgresql.CAP", 6)
    several = ask(world, "کالا یخچال")
    assert (titles(several), several.total_is_floor) == ([f"کالای {number}" for number in (4, 3, 2, 1, 0)], False)


@pytest.mark.thorough
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.RELEVANCE])
def test_pages_follow_each_other_to_the_ten_thousandth(world: World, engine: PostgreSQLEngine, sort: Sort) -> None:
    """Of a word so common that one span of time is looked through after the other."""
    first, title, standing = datetime(2026, 1, 1, tzinfo=UTC), terms("یخچال"), Standing(1)
    engine.rebuild(
        Document(number, first + timedelta(minutes=number // 2), title, [], "fa", "nakhl", "other", "late", standing)
        for number in range(COMMON + 10)
    )
    asked = Asked(Sought([["یخچال"]]), CaseFilter(), sort)
    pages = [engine.page(db.session(), asked, world.now, 2_500, offset) for offset in range(0, CAP, 2_500)]
    listed = [case_id for page in pages for case_id in page.scores]
    assert listed == list(range(COMMON + 9, COMMON + 9 - CAP, -1))
    assert {(page.total, page.total_is_floor) for page in pages} == {(CAP, True)}
    assert not engine.page(db.session(), asked, world.now, 20, CAP).scores


def test_who_wrote_a_word_as_it_is_asked_for_comes_before_who_wrote_another_form(world: World) -> None:
    for title, form in (("یکم", "قناری"), ("دوم", "قناری‌ها"), ("سوم", "قناری"), ("چهارم", "قناری‌ها")):
        world.publish(title=title, body=f"سفارش دادم و {form} هنوز نرسیده و کسی جواب تلفن را نمی‌دهد.")
        world.wait(days=1)
    assert titles(ask(world, "قناری", Sort.RELEVANCE)) == ["سوم", "یکم", "چهارم", "دوم"]
    assert titles(ask(world, "قناریها", Sort.RELEVANCE)) == ["چهارم", "دوم", "سوم", "یکم"]


def test_of_very_many_the_newest_are_ranked_and_the_others_follow(world: World, monkeypatch) -> None:
    for title in ("قناری", "یکم", "قناری", "دوم"):
        world.publish(title=title, body="سفارش دادم و قناری هنوز نرسیده و کسی جواب تلفن را نمی‌دهد.")
        world.wait(days=1)
    monkeypatch.setattr("portal.search.finding.RANKED", 3)
    monkeypatch.setattr("portal.search.postgresql.RANKED", 3)
    monkeypatch.setattr("portal.search.finding.RANKED_OF_MORE", 2)
    found = ask(world, "قناری", Sort.RELEVANCE)
    assert titles(found) == ["قناری", "دوم", "یکم", "قناری"]
    assert found.ranked
    assert ask(world, "قناری", Sort.NEWEST).ranked is None


def test_words_are_counted_as_cases_come_and_go(world: World, engine: PostgreSQLEngine) -> None:
    (stem,) = stems("قناری")
    cases = world.publish_many(3, title="قناری 5521")
    assert (engine.size(), engine.knows(stem), engine.knows("کبوتر")) == (3, True, False)
    assert engine.vocabulary().counted[stem] == 3
    assert not [word for word in engine.vocabulary().counted if not word[0].isalnum()]
    search.reindex(engine)
    assert engine.vocabulary().counted[stem] == 3
    for case in cases:
        world.decide(case.post_id, Verdict.HIDE, Reason.COURT_ORDER)
        world.deliver()
    # What took long to make, as on a busy machine, would be kept for longer.
    engine.forget()
    assert (engine.size(), engine.knows(stem), engine.vocabulary().counted) == (0, False, {})
    assert engine.is_sound()


def test_how_common_a_word_is_is_remembered_for_a_while_and_a_word_nobody_wrote_is_not(world: World) -> None:
    words, (common, unheard) = RememberedWords(), stems("قناری کبوتر")
    world.publish(title="قناری")
    assert words.held(db.session(), ["", common, unheard]) == {"": 1, common: 1}
    world.publish(title="قناری و کبوتر")
    assert words.held(db.session(), ["", common, unheard]) == {"": 1, common: 1, unheard: 1}
    assert held(db.session(), ["", common, unheard]) == {"": 2, common: 2, unheard: 1}
    words.forget()
    assert words.held(db.session(), ["", common]) == {"": 2, common: 2}


@pytest.mark.parametrize(("name", "value"), [("REMEMBERED_FOR", 0.0), ("MOST_REMEMBERED", 0)])
def test_it_is_forgotten_after_that_while_and_where_it_would_be_too_much(
    world: World, monkeypatch, name: str, value: float
) -> None:
    monkeypatch.setattr(f"portal.search.held.{name}", value)
    words, (common,) = RememberedWords(), stems("قناری")
    for number in (1, 2):
        world.publish(title="قناری")
        assert words.held(db.session(), [common])[common] == number


def test_of_many_stores_those_with_the_most_hits_are_counted(world: World, monkeypatch) -> None:
    monkeypatch.setattr("portal.search.finding.STORES", 1)
    for store in (world.golestan, world.nakhl, world.nakhl):
        world.publish(title="قناری", store=store)
    counts = ask(world, "قناری").counts
    assert (counts.stores, counts.total) == ({world.nakhl.id: 2}, 3)


def test_index_and_cursor_move_together_or_not_at_all(world: World, engine: PostgreSQLEngine, monkeypatch) -> None:
    world.publish(title="یخچال سفید")
    world.decide(world.complain(title="یخچال سیاه").post_id)

    def dies(*_arguments: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(events, "_move", dies)
    events.deliver_all([search.indexing(engine)])
    monkeypatch.undo()
    db.session.rollback()
    assert engine.size() == 1
    events.deliver_all([search.indexing(engine)])
    assert engine.size() == 2
    assert db.session.get(Cursor, engine.name) is not None


def _do(statement: str) -> None:
    db.session.rollback()
    with transaction() as session:
        session.execute(text(statement))


DAMAGE = {
    "not built yet": "TRUNCATE indexed_case, indexed_word",
    "dropped": "DROP TABLE indexed_case",
    "its words dropped": "DROP TABLE indexed_word",
    "of another shape": "ALTER TABLE indexed_case DROP COLUMN tokens",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_without_an_index_the_database_answers_and_the_worker_builds_it(world: World, engine, damage: str) -> None:
    world.publish(title="یخچال سفید")
    _do(damage)
    found = ask(world, "یخچال")
    assert (titles(found), found.from_index) == (["یخچال سفید"], False)
    world.app.extensions["portal-jobs"].deliver()
    found = ask(world, "یخچال")
    assert (titles(found), found.from_index, engine.is_sound()) == (["یخچال سفید"], True, True)


def test_tables_that_were_swapped_in_are_those_of_the_models(world: World, engine: PostgreSQLEngine) -> None:
    """Whatever an interrupted rebuild has left, and to the last option of the index."""

    def options() -> Any:
        columns = "SELECT attname, attstorage FROM pg_attribute WHERE attrelid = 'indexed_case'::regclass"
        with db.engine.connect() as connection:
            stored = sorted(map(tuple, connection.execute(text(columns))))
        return stored, [row["dialect_options"] for row in inspect(db.engine).get_indexes("indexed_case")]

    world.publish()
    _do("CREATE TABLE indexed_case_new (leftover int)")
    before = options()
    assert search.reindex(engine) == 1
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    assert options() == before
    assert not inspect(db.engine).has_table("indexed_case_new")
    world.publish()
    assert engine.size() == 2


def test_searching_goes_on_until_the_new_tables_are_there(world: World, engine: PostgreSQLEngine, monkeypatch) -> None:
    """And what is built is committed piece by piece: behind a transaction that is open no event is delivered."""
    world.publish(title="یخچال سفید")
    found: list[int] = []
    built: list[int] = []
    copy = swapping._copy

    def copy_and_look(*arguments: Any) -> None:
        copy(*arguments)
        with world.app.app_context():
            found.append(len(engine.search(Sought([["یخچال"]])).ids))
            built.append(db.session.scalar(text("SELECT count(*) FROM indexed_case_new")))

    monkeypatch.setattr(swapping, "_copy", copy_and_look)
    search.reindex(engine)
    assert (found, built) == ([1, 1], [1, 1])


def test_a_rebuild_gives_way_to_who_is_reading(world: World, engine: PostgreSQLEngine, monkeypatch) -> None:
    """It tries again, so that nobody queues up behind it for long; and leaves all as it was where it cannot."""
    world.publish(title="یخچال سفید")
    monkeypatch.setattr("portal.search.swapping.ATTEMPTS", 1)
    monkeypatch.setattr("portal.search.swapping.WAIT", "50ms")
    with db.engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM indexed_case"))
        with pytest.raises(search.IndexUnavailableError, match="read"):
            search.reindex(engine)
    assert ask(world, "یخچال").from_index
    assert search.reindex(engine) == 1
