"""The same portal on PostgreSQL, and what only a server with many writers can get wrong."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal import archive, clock, complaints, events, moderation, reading, scores, search
from portal.accounts import Account
from portal.complaints import CaseFilter, Complaint, Entry, NotPossibleError, Outcome, State
from portal.db import Base, StaleStateError, db, transaction
from portal.events import Event, Recorded, RecordedEvent, Subscriber
from portal.moderation import AppealFigures, Reason, Reversals, Ruling, Verdict
from portal.notices import Notice
from portal.reading import Reader
from portal.reading.operations import add_views
from portal.search import Question, Wording
from tests.kit.archives import STORE, complaint, load
from tests.kit.at_once import at_once
from tests.kit.postgresql import Cluster, emptied
from tests.kit.world import ANSWER, BODY, PASSWORD, TITLE, World

pytestmark = pytest.mark.postgresql
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LampLit(Event):
    number: int


@pytest.fixture
def app(postgresql_app: Flask, postgresql_server: Cluster) -> Iterator[Flask]:
    with emptied(postgresql_app, postgresql_server):
        yield postgresql_app


def follower(heard: list[int], *, transactional: bool = False) -> Subscriber:
    def handle(_session: Session, batch: Sequence[Recorded]) -> None:
        heard.extend(recorded.event.number for recorded in batch)

    return Subscriber("listener", handle, frozenset({LampLit}), transactional)


def light(session: Session, number: int) -> None:
    events.append(session, LampLit(number), NOON)
    session.flush()


def recorded_ids(session: Session) -> dict[int, int]:
    session.rollback()
    return {row.payload["number"]: row.id for row in session.scalars(select(RecordedEvent))}


def test_the_migrated_schema_is_that_of_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_go_down_and_up_again(app: Flask) -> None:
    downgrade(revision="base")
    upgrade()
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_an_older_id_that_becomes_visible_last_is_not_skipped(app: Flask) -> None:
    """A bare `id > last` cursor would pass over the first event for good."""
    heard: list[int] = []
    slow = Session(db.engine)
    light(slow, 1)  # has the older id, and is not committed yet
    with transaction() as quick:
        light(quick, 2)
    events.deliver_all([follower(heard)])
    assert heard == []  # nothing may be read past a transaction still running
    slow.commit()
    slow.close()
    events.deliver_all([follower(heard)])
    assert sorted(heard) == [1, 2]
    ids = recorded_ids(db.session())
    assert ids[1] < ids[2]  # they did become visible out of order


def test_an_older_transaction_that_records_last_is_not_skipped(app: Flask) -> None:
    """Here the ids agree with the order of commits, and the order of transactions does not."""
    heard: list[int] = []
    slow = Session(db.engine)
    slow.execute(select(func.pg_current_xact_id()))  # it counts as running from here
    with transaction() as quick:
        light(quick, 1)
    events.deliver_all([follower(heard)])
    light(slow, 2)
    slow.commit()
    slow.close()
    events.deliver_all([follower(heard)])
    assert sorted(heard) == [1, 2]


def test_a_transaction_that_came_to_nothing_holds_nobody_up(app: Flask) -> None:
    heard: list[int] = []
    with Session(db.engine) as abandoned:
        light(abandoned, 1)
        abandoned.rollback()
    with transaction() as session:
        light(session, 2)
    events.deliver_all([follower(heard)])
    assert heard == [2]


def test_work_made_anew_does_not_pass_over_a_transaction_still_running(app: Flask) -> None:
    heard: list[int] = []
    slow = Session(db.engine)
    light(slow, 1)
    with transaction() as quick:
        light(quick, 2)
    with events.made_anew(follower(heard)):
        pass
    slow.commit()
    slow.close()
    events.deliver_all([follower(heard)])
    assert 1 in heard


@pytest.mark.parametrize("transactional", [True, False])
def test_many_writers_and_two_workers_at_once_lose_and_repeat_nothing(app: Flask, transactional: bool) -> None:
    heard: list[int] = []
    finished = threading.Event()

    def write(first: int) -> None:
        for number in range(first, first + 25):
            with app.app_context(), transaction() as session:
                light(session, number)

    def work() -> None:
        while not finished.is_set():
            with app.app_context():
                events.deliver_all([follower(heard, transactional=transactional)])

    writers = [threading.Thread(target=write, args=[first]) for first in (0, 100, 200, 300)]
    workers = [threading.Thread(target=work) for _ in range(2)]
    for thread in (*writers, *workers):
        thread.start()
    for thread in writers:
        thread.join()
    finished.set()
    for thread in workers:
        thread.join()
    events.deliver_all([follower(heard, transactional=transactional)])
    assert sorted(heard) == [first + step for first in (0, 100, 200, 300) for step in range(25)]


def test_a_case_goes_its_whole_way(app: Flask) -> None:
    world = World(app)
    complaint = world.publish(title="یخچال نرسید")
    world.wait(hours=5)
    world.answer(complaint)
    world.wait(hours=20)
    with transaction() as session:
        complaints.evaluate(
            session,
            world.maryam.actor,
            world.now,
            case=world.case(complaint),
            resolved=True,
            marks={"speed": 4},
            would_buy_again=True,
        )
    with clock.stopped_at(world.now):
        world.deliver()
    session = db.session()
    assert world.case(complaint).state(world.now) is State.SOLVED
    engine = app.extensions["portal-search"]
    found = search.search_cases(session, engine, Question(Wording(("يخچال",)), CaseFilter()), world.now, limit=5)
    assert ([row.id for row in found.rows], found.from_index) == ([complaint.id], True)
    assert scores.shown_scores(session)[world.golestan.id].cases == 1
    (tally,) = complaints.tallies(session, CaseFilter(), world.now, world.now - timedelta(days=9))
    assert (tally.cases, tally.solved, tally.marks["speed"]) == (1, 1, complaints.Marks(1, 4))
    told = {(notice.account_id, notice.kind) for notice in session.scalars(select(Notice))}
    assert (world.maryam.id, "reply-published") in told


def test_the_history_of_scores_is_computed_once_and_begins_anew(app: Flask) -> None:
    world = World(app)
    world.publish()
    session = db.session()
    with clock.stopped_at(clock.now() + timedelta(days=40)):
        scores.fill_history()
        points = scores.score_histories(session, [world.golestan.id, world.nakhl.id], clock.now())
        assert {point.n for point in points[world.golestan.id]} == {1}
        assert world.nakhl.id not in points
        session.rollback()
        with transaction() as writing:
            events.append(writing, complaints.CasesImported(1, 1), clock.now())
        events.deliver_all([scores.scoring()])
        assert scores.score_histories(session, [world.golestan.id], clock.now()) == {}
        session.rollback()
        assert scores.refresh_history()


def test_the_archive_is_in_the_order_of_its_bytes_whatever_the_database_sorts_by(app: Flask, monkeypatch):
    """The same archive comes out of every database, and what is read in chunks is read whole."""
    monkeypatch.setattr("portal.archive.queries.CHUNK", 2)
    refs = ["B-1", "a", "a-1", "a1", "é", "ب"]
    shops = [{**STORE, "slug": slug, "ref": slug} for slug in ("ab", "a-c")]
    load(*shops, *(complaint(ref, store="ab") for ref in reversed(refs)))
    lines = [json.loads(line) for line in archive.export_lines(db.session(), public=False)]
    assert [line["ref"] for line in lines] == ["a-c", "ab", *refs]


def test_two_presses_at_once_are_one_mark_and_views_add_up(app: Flask) -> None:
    world = World(app)
    case = world.case(world.publish())
    karim = Reader(world.karim.id, None)

    def press(session: Session) -> None:
        reading.mark_helpful(session, world.karim.actor, NOON, case=case, reader=karim)
        session.flush()

    def second_press() -> None:
        with app.app_context(), transaction() as session:
            press(session)

    first = Session(db.engine)
    press(first)
    second = threading.Thread(target=second_press)
    second.start()
    second.join(0.3)  # it waits for what becomes of the first
    assert second.is_alive()
    first.commit()
    first.close()
    second.join()
    for _ in range(2):
        with transaction() as session:
            add_views(session, {case.id: 3})
    db.session.rollback()
    assert reading.readership(db.session(), case.id) == (6, 1)


def test_a_word_is_taken_back_once_by_two_tabs_at_once(app: Flask) -> None:
    world = World(app)
    case, refused = world.case(world.publish()), []
    with transaction() as session:
        complaints.give_up(session, world.maryam.actor, world.now, case=case)

    def take_back(session: Session) -> None:
        complaints.take_back(session, world.maryam.actor, world.now, case=case, said_at=world.now)
        session.flush()

    def other_tab() -> None:
        try:
            with app.app_context(), transaction() as session:
                take_back(session)
        except (StaleStateError, NotPossibleError) as error:
            refused.append(error)

    first = Session(db.engine)
    take_back(first)
    second = threading.Thread(target=other_tab)
    second.start()
    second.join(0.3)
    first.commit()
    first.close()
    second.join()
    assert len(refused) == 1
    moves = [row.payload["word"] for row in db.session.scalars(select(RecordedEvent)) if row.kind == "CaseMoved"]
    assert moves == ["give-up", "take-back"]


def test_what_is_sent_several_times_at_once_is_there_once(app: Flask) -> None:
    """Neither of two transactions sees what the other is about to write, unless they take turns."""
    world = World(app)
    complaint = world.publish()
    thread = f"/fa/complaints/{complaint.number}/answer-back"
    desk = f"/fa/desk/stores/golestan/cases/{complaint.number}/"
    forms = {
        "/fa/complaints/new": (world.maryam, {"store": "گلستان", "nature": "late", "category": "other"}, TITLE),
        thread: (world.maryam, {"body": BODY}, ""),
        desk: (world.layla, {"body": ANSWER}, ""),
        "/ar/account/sign-up": (None, {"name": "سارا", "email": "sara@example.org", "password": PASSWORD}, ""),
    }
    maryam = world.client(world.maryam)
    with clock.stopped_at(world.now):
        for path, (person, typed, title) in forms.items():
            client = world.client(person)
            fields = {**client.visit(path).fields(), "body": BODY, "title": title, **typed}
            answers = at_once(app, lambda: client.send(path, fields))  # noqa: B023 -- called at once
            assert len({answer.location for answer in answers}) == 1
        path = f"/fa/complaints/{complaint.number}/evaluate"
        fields = {**maryam.visit(path).fields(), "resolved": "yes"}
        assert {answer.status for answer in at_once(app, lambda: maryam.send(path, fields))} == {303}
    session = db.session()
    session.rollback()
    assert session.scalar(select(func.count(Outcome.id))) == 1
    counts = [session.scalar(select(func.count()).select_from(model)) for model in (Complaint, Entry)]
    assert counts == [2, 2]
    assert session.scalar(select(func.count()).where(Account.email == "sara@example.org")) == 1


def test_an_appeal_is_answered_once_by_several_at_once_and_is_in_the_figures(app: Flask) -> None:
    world = World(app)
    post_id = world.complain().post_id
    world.decide(post_id, Verdict.REJECT, Reason.INSULT)
    appeal, drawn = world.appeal(post_id), world.draw(post_id)

    def won(act: Callable[[], None]) -> bool:
        try:
            act()
        except StaleStateError:
            return False
        return True

    readings = at_once(app, lambda: won(lambda: world.read_again(drawn, Verdict.APPROVE)))
    answers = at_once(app, lambda: won(lambda: world.answer_appeal(appeal, Ruling.OVERTURNED)))
    assert (answers.count(True), readings.count(True)) == (1, 1)
    session = db.session()
    session.rollback()
    assert moderation.appeal_figures(session, world.now) == AppealFigures(refused=1, answered=1, granted=1)
    assert moderation.reversals(session, world.now) == Reversals(0, 0)
    assert moderation.verdict_pairs(session, world.now) == {(Verdict.REJECT, Verdict.APPROVE): 1}
    assert [row.verdict for row in moderation.first_decisions(session, world.now)] == [Verdict.REJECT]
    with clock.stopped_at(world.now):
        world.client().visit("/fa/report/")


@pytest.mark.parametrize("path", ["/fa/stores/%00/", "/fa/complaints/new?kept=%00", "/ar/search?q=a%00", "/ar/?q=%00"])
def test_nul_in_an_address_is_no_error_of_ours(app: Flask, path: str) -> None:
    World(app).client().visit(path, status=404 if "stores" in path else 200)
