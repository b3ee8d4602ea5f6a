"""Marks of readers and counted views, in the database."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal.access import ANONYMOUS, ForbiddenError
from portal.complaints import Complaint
from portal.db import BusyError, db, transaction
from portal.reading import (
    CaseViews,
    HelpfulMark,
    Reader,
    ViewCounter,
    has_marked,
    helpful_counts,
    mark_helpful,
    readership,
    unmark_helpful,
)
from portal.reading.operations import add_views
from portal.scores import as_dict, score_from_rows
from tests.kit.world import World

STRANGER = Reader(None, "a" * 32)


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


@pytest.fixture
def counter(world):
    """As the application has it, but its own: what it hands on goes to the database of the test."""

    def keep(views):
        with transaction() as session:
            add_views(session, views)

    return ViewCounter(keep)


def mark(world, complaint, actor=ANONYMOUS, reader=STRANGER):
    with transaction() as session:
        mark_helpful(session, actor, world.now, case=world.case(complaint), reader=reader)


def unmark(world, complaint, actor=ANONYMOUS, reader=STRANGER):
    with transaction() as session:
        unmark_helpful(session, actor, case=world.case(complaint), reader=reader)


def helpful(complaint):
    return readership(db.session(), complaint.id).helpful


def test_a_reader_marks_a_case_once(world, complaint):
    for _ in range(2):
        mark(world, complaint)
        mark(world, complaint, world.karim.actor, Reader(world.karim.id, None))
    assert helpful(complaint) == 2
    assert helpful_counts(db.session(), [complaint.id, 999]) == {complaint.id: 2}
    unmark(world, complaint)
    assert helpful(complaint) == 1


def test_the_database_holds_one_mark_a_reader(world, complaint):
    for reader in ({"key": "k"}, {"account_id": world.karim.id}):
        rows = [HelpfulMark(complaint_id=complaint.id, at=world.now, **reader) for _ in range(2)]
        with pytest.raises(IntegrityError), transaction() as session:
            session.add_all(rows)
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(HelpfulMark(complaint_id=complaint.id, at=world.now))


def test_signing_in_afterwards_gives_no_second_mark(world, complaint):
    mark(world, complaint)
    both = Reader(world.karim.id, STRANGER.key)
    assert has_marked(db.session(), complaint.id, both)
    mark(world, complaint, world.karim.actor, both)
    assert helpful(complaint) == 1
    unmark(world, complaint, world.karim.actor, both)
    assert helpful(complaint) == 0


def test_a_reader_nobody_knows_has_marked_nothing(world, complaint):
    mark(world, complaint)
    mark(world, complaint, world.karim.actor, Reader(world.karim.id, None))
    nobody = Reader(None, None)
    assert not has_marked(db.session(), complaint.id, nobody)
    unmark(world, complaint, reader=nobody)
    assert helpful(complaint) == 2


def test_those_with_a_stake_in_it_do_not_mark_it(world, complaint):
    for person in (world.maryam, world.layla):
        with pytest.raises(ForbiddenError):
            mark(world, complaint, person.actor, Reader(person.id, None))
    waiting = world.complain()
    with pytest.raises(ForbiddenError):
        mark(world, waiting)


def test_a_mark_goes_with_the_account(world, complaint):
    mark(world, complaint, world.karim.actor, Reader(world.karim.id, None))
    with transaction() as session:
        session.delete(session.get_one(type(world.karim.account), world.karim.id))
    assert helpful(complaint) == 0


def test_neither_marks_nor_views_move_a_score(world, complaint):
    world.answer(complaint)

    def score():
        db.session.rollback()
        return {slug: as_dict(found) for slug, found in score_from_rows(db.session(), world.now).items()}

    before = score()
    for number in range(30):
        mark(world, complaint, reader=Reader(None, str(number)))
    with transaction() as session:
        add_views(session, {complaint.id: 10_000})
    assert score() == before


def views(complaint):
    db.session.rollback()
    return readership(db.session(), complaint.id).views


def test_views_are_kept_together_every_ten_seconds(world, complaint, counter):
    counter.see(complaint.id, "somebody", world.now)
    assert views(complaint) == 0
    counter.keep_when_due(world.now)
    assert views(complaint) == 1
    for visitor in ("another", "a third", "somebody"):
        counter.see(complaint.id, visitor, world.now)
    counter.keep_when_due(world.now + timedelta(seconds=9))
    assert views(complaint) == 1
    counter.keep_when_due(world.now + timedelta(seconds=10))
    assert views(complaint) == 3


def test_a_clock_set_back_stops_no_count(world, complaint, counter):
    counter.keep_when_due(world.now)
    counter.see(complaint.id, "somebody", world.now)
    counter.keep_when_due(world.now - timedelta(days=1))
    assert views(complaint) == 1


def test_a_locked_database_loses_no_view(world, complaint, config, monkeypatch):
    taken = []

    def keep(views_by_case):
        if not taken:
            taken.append(views_by_case)
            raise BusyError
        with transaction() as session:
            add_views(session, views_by_case)

    counter = ViewCounter(keep)
    counter.see(complaint.id, "somebody", world.now)
    counter.keep()
    counter.see(complaint.id, "another", world.now)
    counter.keep()
    assert views(complaint) == 2


def test_a_real_lock_is_waited_for_and_then_put_off(app, world, complaint, config, monkeypatch):
    monkeypatch.setattr("portal.db.LOCK_WAIT_SECONDS", 0)
    db.session.rollback()
    db.engine.dispose()
    counter = app.extensions["portal-views"]
    counter.keep()  # what tests before this one have left with it
    before = views(complaint)
    counter.see(complaint.id, "somebody behind a lock", world.now)
    other = sqlite3.connect(config.instance / "portal.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    counter.keep()
    other.execute("ROLLBACK")
    other.close()
    assert views(complaint) == before
    counter.keep()
    assert views(complaint) == before + 1


def test_views_of_a_case_that_is_no_more_are_dropped(world, complaint):
    gone = complaint.id + 1
    with transaction() as session:
        add_views(session, {complaint.id: 2, gone: 5})
        add_views(session, {complaint.id: 3, gone: 5})
    assert views(complaint) == 5
    assert db.session.scalar(select(func.count()).select_from(CaseViews)) == 1
    assert db.session.get(Complaint, gone) is None
