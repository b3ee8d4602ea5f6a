"""The spine: a change and its event commit together, and every follower gets every event, in order."""

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from portal import events
from portal.accounts import Account
from portal.db import BusyError, db, exclusively, transaction
from portal.events import Cursor, Event, Recorded, RecordedEvent, Subscriber

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BellRang(Event):
    number: int


@dataclass(frozen=True, slots=True)
class DoorOpened(Event):
    number: int


class Listener:
    """Notes what it hears; raises at the number it is told to dislike."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.disliked: int | None = None

    def handle(self, _session, batch: Sequence[Recorded]) -> None:
        for recorded in batch:
            if recorded.event.number == self.disliked:
                raise RuntimeError(f"no {self.disliked} please")
            self.heard.append(recorded.event.number)


def follower(handle: Callable, *, name: str = "listener", transactional: bool = False) -> Subscriber:
    return Subscriber(name, handle, frozenset({BellRang}), transactional)


def ring(*numbers: int) -> None:
    for number in numbers:
        with transaction() as session:
            events.append(session, BellRang(number), NOON)


def account(number: int) -> Account:
    return Account(email=f"{number}@example.org", name="N", language="fa", created_at=NOON, session_version=0)


def counts() -> tuple[int, int]:
    session = db.session()
    session.rollback()
    return (
        session.scalar(select(func.count()).select_from(Account)),
        session.scalar(select(func.count()).select_from(RecordedEvent)),
    )


def change(number: object = 1, then: Callable[[], None] = lambda: None) -> None:
    with transaction() as session:
        session.add(account(1))
        session.flush()
        events.append(session, BellRang(number), NOON)
        then()


def die() -> None:
    raise SystemExit


def test_change_and_event_commit_together(app: Flask) -> None:
    change()
    assert counts() == (1, 1)


def test_neither_change_nor_event_is_there_when_the_block_raises(app: Flask) -> None:
    with pytest.raises(SystemExit):
        change(then=die)
    assert counts() == (0, 0)


def test_an_event_the_database_refuses_takes_its_change_along(app: Flask) -> None:
    with pytest.raises(StatementError, match="not JSON serializable"):
        change(object())
    assert counts() == (0, 0)


def test_an_event_arrives_as_it_was_recorded(app: Flask) -> None:
    got: list[Recorded] = []
    ring(7)
    events.deliver(follower(lambda _session, batch: got.extend(batch)))
    assert [(one.event, one.at) for one in got] == [(BellRang(7), NOON)]


def test_a_cursor_resumes_where_it_stopped(app: Flask) -> None:
    first, second = Listener(), Listener()
    ring(1, 2)
    events.deliver(follower(first.handle))
    ring(3)
    events.deliver(follower(second.handle))
    assert (first.heard, second.heard) == ([1, 2], [3])


def test_followers_have_cursors_of_their_own(app: Flask) -> None:
    early, late = Listener(), Listener()
    ring(1)
    events.deliver(follower(early.handle, name="early"))
    ring(2)
    events.deliver_all([follower(early.handle, name="early"), follower(late.handle, name="late")])
    assert (early.heard, late.heard) == ([1, 2], [1, 2])


def test_events_of_other_kinds_are_passed_over(app: Flask) -> None:
    listener = Listener()
    with transaction() as session:
        events.append(session, DoorOpened(1), NOON)
        events.append(session, BellRang(2), NOON)
        events.append(session, DoorOpened(3), NOON)
    assert events.deliver(follower(listener.handle)) == 3
    assert (listener.heard, events.lag(db.session(), follower(listener.handle))) == ([2], 0)


def open_doors(count: int) -> None:
    with transaction() as session:
        for number in range(count):
            events.append(session, DoorOpened(number), NOON)


def test_where_there_is_nothing_to_hear_nothing_is_written(app: Flask) -> None:
    one = follower(Listener().handle)
    open_doors(3)
    assert (events.deliver_all([one]), events.lag(db.session(), one)) == (0, 0)
    assert db.session().get(Cursor, "listener") is None


def test_a_batch_of_what_is_not_followed_is_passed_over(app: Flask) -> None:
    listener = Listener()
    open_doors(events.BATCH + 3)
    assert events.deliver_all([follower(listener.handle)]) == events.BATCH
    ring(1)
    assert events.deliver_all([follower(listener.handle)]) == 4
    assert listener.heard == [1]


def test_one_far_behind_hides_no_event_from_another(app: Flask) -> None:
    """The look for who has something to hear begins at the cursor that is farthest behind, and reads one batch."""
    failing, sound = Listener(), Listener()
    failing.disliked = 1
    ring(1)
    both = [follower(failing.handle, name="failing"), follower(sound.handle, name="sound")]
    events.deliver_all(both)
    open_doors(events.BATCH + 3)
    ring(2)
    events.deliver_all(both)
    assert (failing.heard, sound.heard) == ([], [1, 2])


def test_many_events_come_in_batches_and_in_order(app: Flask) -> None:
    listener = Listener()
    numbers = list(range(2 * events.BATCH + 7))
    with transaction() as session:
        for number in numbers:
            events.append(session, BellRang(number), NOON)
            session.flush()
    assert events.deliver(follower(listener.handle)) == events.BATCH
    assert events.deliver_all([follower(listener.handle)]) == events.BATCH + 7
    assert listener.heard == numbers


@pytest.mark.parametrize("transactional", [True, False])
def test_all_before_a_failing_event_is_delivered_and_it_is_tried_again(app: Flask, transactional: bool) -> None:
    listener = Listener()
    one = follower(listener.handle, transactional=transactional)
    ring(1, 2, 3, 4)
    listener.disliked = 3
    assert events.deliver(one) == 2
    assert events.lag(db.session(), one) == 2
    with pytest.raises(RuntimeError):
        events.deliver(one)
    listener.disliked = None
    listener.heard.clear()
    events.deliver(one)
    assert (listener.heard, events.lag(db.session(), one)) == ([3, 4], 0)


def test_one_follower_that_fails_does_not_hold_up_another(app: Flask) -> None:
    failing, sound = Listener(), Listener()
    failing.disliked = 1
    ring(1, 2)
    events.deliver_all([follower(failing.handle, name="failing"), follower(sound.handle, name="sound")])
    assert (failing.heard, sound.heard) == ([], [1, 2])


def test_what_a_follower_appends_reaches_the_others_in_the_same_delivery(app: Flask) -> None:
    listener = Listener()

    def echo(session, batch: Sequence[Recorded]) -> None:
        for recorded in batch:
            if recorded.event.number < 10:
                events.append(session, BellRang(recorded.event.number + 10), NOON)

    ring(1)
    events.deliver_all([follower(listener.handle), follower(echo, name="echo", transactional=True)])
    assert listener.heard == [1, 11]


def test_a_transactional_follower_that_dies_leaves_neither_change_nor_cursor(app: Flask) -> None:
    def dies(session, _batch) -> None:
        session.add(account(1))
        session.flush()
        die()

    ring(1)
    with pytest.raises(SystemExit):
        events.deliver(follower(dies, transactional=True))
    assert counts() == (0, 1)
    assert db.session().get(Cursor, "listener") is None


def test_what_was_done_before_the_cursor_moved_is_done_again(app: Flask) -> None:
    done: list[int] = []

    def dies_after_its_work(_session, batch: Sequence[Recorded]) -> None:
        done.extend(recorded.event.number for recorded in batch)
        if len(done) == 2:
            die()

    ring(1, 2)
    with pytest.raises(SystemExit):
        events.deliver(follower(dies_after_its_work))
    events.deliver(follower(dies_after_its_work))
    assert done == [1, 2, 1, 2]


@pytest.mark.parametrize("transactional", [True, False])
def test_two_workers_at_once_handle_each_event_once(app: Flask, transactional: bool) -> None:
    heard: list[int] = []

    def slow(_session, batch: Sequence[Recorded]) -> None:
        time.sleep(0.01)
        heard.extend(recorded.event.number for recorded in batch)

    def work() -> None:
        with app.app_context():
            for _ in range(8):
                events.deliver_all([follower(slow, transactional=transactional)])

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    ring(*range(30))
    for worker in workers:
        worker.join()
    events.deliver_all([follower(slow, transactional=transactional)])
    assert heard == list(range(30))


def test_lag_counts_what_is_still_to_come(app: Flask) -> None:
    one = follower(Listener().handle)
    assert events.lag(db.session(), one) == 0
    ring(1, 2, 3)
    db.session.rollback()
    assert events.lag(db.session(), one) == 3
    events.deliver(one)
    assert events.lag(db.session(), one) == 0


def test_work_made_anew_needs_no_event_from_before(app: Flask) -> None:
    listener = Listener()
    ring(1, 2)
    with events.made_anew(follower(listener.handle)):
        ring(3)  # while it is made: it may have been missed, and is still to come
    events.deliver(follower(listener.handle))
    assert listener.heard == [3]


def test_work_that_could_not_be_made_anew_keeps_its_events(app: Flask) -> None:
    listener = Listener()
    ring(1, 2)
    with pytest.raises(SystemExit), events.made_anew(follower(listener.handle)):
        die()
    events.deliver(follower(listener.handle))
    assert listener.heard == [1, 2]


def test_nothing_is_delivered_while_work_is_made_anew(app: Flask) -> None:
    listener = Listener()
    ring(1)

    def deliver() -> None:
        with app.app_context():
            events.deliver(follower(listener.handle))

    with events.made_anew(follower(listener.handle)):
        worker = threading.Thread(target=deliver)
        worker.start()
        worker.join(0.1)
        assert worker.is_alive()
    worker.join()
    assert listener.heard == []


def test_the_idle_look_does_not_wait_for_a_writer(app: Flask, config) -> None:
    one = follower(Listener().handle, transactional=True)
    writer = sqlite3.connect(config.instance / "portal.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        started = time.monotonic()
        assert events.deliver(one) == 0
        assert time.monotonic() - started < 1
    finally:
        writer.close()


def test_a_lock_that_lasts_is_reported_as_such_and_nothing_is_written(app: Flask, config) -> None:
    writer = sqlite3.connect(config.instance / "portal.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    connection = db.engine.raw_connection()
    connection.execute("PRAGMA busy_timeout = 50")
    connection.close()  # goes back to the pool, from which the next transaction takes it
    try:
        with pytest.raises(BusyError):
            ring(1)
    finally:
        writer.close()
    ring(2)
    assert counts() == (0, 1)


def test_a_transaction_that_writes_has_the_lock_before_it_reads(app: Flask, config) -> None:
    other = sqlite3.connect(config.instance / "portal.db", isolation_level=None, timeout=0)
    with transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_exclusive_work_of_another_name_goes_on(app: Flask) -> None:
    with exclusively("one"), exclusively("other"):
        pass
