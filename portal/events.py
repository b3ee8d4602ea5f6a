"""The spine: events appended in the transaction of the change, and subscribers that resume.

An event's payload holds ids, enum values and instants as text; never what people wrote, addresses or
tokens. A subscriber's cursor names the last event it has dealt with. Delivery is at least once:
handlers are idempotent.

On PostgreSQL ids become visible out of order: a transaction may commit an older id after a newer one was
read. Events are therefore ordered by (transaction, id), and only those are read whose transaction is older
than every transaction still running; nothing can then appear behind a cursor.

A cursor moves over events of classes that its subscriber does not follow with the next one that it does, or when
a batch of them has gathered: to pass over each at once would be most of what deliveries write.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CursorResult,
    Index,
    Select,
    String,
    bindparam,
    cast,
    func,
    insert,
    literal_column,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.db import Base, StaleStateError, db, exclusively, is_postgresql, transaction

BATCH = 200
Position = tuple[int, int]
START: Position = (0, 0)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events. The class name is the event's kind and never changes once recorded."""

    kinds: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls) -> None:
        Event.kinds[cls.__name__] = cls


class RecordedEvent(Base):
    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    transaction_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    payload: Mapped[dict[str, Any]]

    __table_args__ = (Index(None, "transaction_id", "id"),)


class Cursor(Base):
    __tablename__ = "cursor"
    subscriber: Mapped[str] = mapped_column(String(64), primary_key=True)
    transaction_id: Mapped[int] = mapped_column(BigInteger)
    event_id: Mapped[int]


# Every delivery to everybody asks these; written once, they take half the time.
_POSITION = select(Cursor.transaction_id, Cursor.event_id).where(Cursor.subscriber == bindparam("name"))
_MOVE = (
    update(Cursor)
    .where(
        Cursor.subscriber == bindparam("name"),
        Cursor.transaction_id == bindparam("old_transaction"),
        Cursor.event_id == bindparam("old_event"),
    )
    .values(transaction_id=bindparam("new_transaction"), event_id=bindparam("new_event"))
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as subscribers see it. `at` is the instant the change was made."""

    id: int
    at: datetime
    event: Event


Handler = Callable[[Session, Sequence[Recorded]], None]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who follows the events.

    `handle` gets a batch in order. Where `transactional`, its changes and the cursor commit together; otherwise
    it works outside any transaction (an index, a mail server) and the cursor follows after it.
    """

    name: str
    handle: Handler
    follows: frozenset[type[Event]]
    transactional: bool = True


Reaction = Callable[[Session, Recorded], None]


def each(reactions: Mapping[type[Event], Reaction]) -> Handler:
    """A handler that takes the events of a batch one by one, each with the reaction to its class."""

    def handle(session: Session, batch: Sequence[Recorded]) -> None:
        for recorded in batch:
            reactions[type(recorded.event)](session, recorded)

    return handle


def append(session: Session, event: Event, now: datetime) -> None:
    """Records the event in the current transaction."""
    if is_postgresql(session.get_bind()):
        transaction_id: Any = cast(cast(func.pg_current_xact_id(), String), BigInteger)
    else:
        transaction_id = 0
    session.add(RecordedEvent(transaction_id=transaction_id, kind=type(event).__name__, at=now, payload=asdict(event)))


def deliver(subscriber: Subscriber) -> int:
    """Hands the next batch to a subscriber that has something to hear; returns how many events its cursor moved over.

    A batch that fails is tried again event by event, so that all before the one at fault is delivered;
    that one is tried again on the next call, and raises where it comes first. Workers take turns.
    """
    return _hand_over(subscriber) if _behind([subscriber]) else 0


def _hand_over(subscriber: Subscriber) -> int:
    with exclusively(_turn(subscriber)):
        try:
            return _deliver(subscriber, BATCH)
        except Exception:
            log.exception("delivery to %s failed; going on one event at a time", subscriber.name)
        return _deliver_singly(subscriber)


def deliver_all(subscribers: Sequence[Subscriber]) -> int:
    """Delivers until nobody has anything left, or only what fails; returns the number of deliveries."""
    delivered = 0
    while True:
        passed = 0
        # Asked anew each time: a transactional subscriber may have appended events that others follow.
        for subscriber in _behind(subscribers):
            try:
                passed += _hand_over(subscriber)
            except Exception:
                log.exception("%s cannot take its next event", subscriber.name)
        if not passed:
            return delivered
        delivered += passed


def lag(session: Session, subscriber: Subscriber) -> int:
    """How many events that it follows the subscriber has yet to hear."""
    position = _position(session, subscriber.name)
    count = select(func.count()).where(_after(position), _is_followed(subscriber.follows))
    return session.scalar(count) or 0


def unheard(name: str, kind: type[Event]) -> Select[dict[str, Any]]:
    """Payloads of what that subscriber has yet to hear of a class of events, other transactions' latest too."""
    # Both are written out: they are ours, and the planner knows what is rare.
    own = select(Cursor).where(Cursor.subscriber == literal_column(f"'{name}'"))
    passed = tuple_(
        func.coalesce(own.with_only_columns(Cursor.transaction_id).scalar_subquery(), START[0]),
        func.coalesce(own.with_only_columns(Cursor.event_id).scalar_subquery(), START[1]),
    )
    after = tuple_(RecordedEvent.transaction_id, RecordedEvent.id) > passed
    return select(RecordedEvent.payload).where(after, RecordedEvent.kind == literal_column(f"'{kind.__name__}'"))


def history(session: Session, follows: frozenset[type[Event]]) -> Iterator[Recorded]:
    """All events of these classes up to now, in the order in which they are delivered."""
    position = START
    while rows := session.scalars(
        _unread(session, position)
        .where(_is_followed(follows))
        .order_by(RecordedEvent.transaction_id, RecordedEvent.id)
        .limit(BATCH)
    ).all():
        position = (rows[-1].transaction_id, rows[-1].id)
        for row in rows:
            yield Recorded(row.id, row.at, Event.kinds[row.kind](**row.payload))


@contextmanager
def made_anew(subscriber: Subscriber) -> Iterator[None]:
    """Around making a subscriber's whole work anew: nothing is delivered meanwhile, and what happened before is done.

    The cursor moves at the end: where the block fails or its process is killed, the events are still to come.
    """
    with exclusively(_turn(subscriber)):
        session = db.session()
        session.rollback()
        position, last = _position(session, subscriber.name), _last_settled(session)
        session.rollback()
        yield
        if last > position:
            with transaction() as writing:
                _move(writing, subscriber.name, position, last)


def _turn(subscriber: Subscriber) -> str:
    return f"deliver-{subscriber.name}"


def _behind(subscribers: Sequence[Subscriber]) -> list[Subscriber]:
    """Those that have something to hear, or too much to look through. Most looks find nobody, and wait for no lock."""
    session = db.session()
    session.rollback()
    cursors = session.execute(select(Cursor.subscriber, Cursor.transaction_id, Cursor.event_id))
    passed: dict[str, Position] = {name: (transaction_id, event_id) for name, transaction_id, event_id in cursors}
    positions = {subscriber.name: passed.get(subscriber.name, START) for subscriber in subscribers}
    coming = session.execute(
        select(RecordedEvent.transaction_id, RecordedEvent.id, RecordedEvent.kind)
        .where(_after(min(positions.values(), default=START)), _settled(session))
        .order_by(RecordedEvent.transaction_id, RecordedEvent.id)
        .limit(BATCH)
    ).all()
    last = _last_settled(session) if len(coming) == BATCH else START
    session.rollback()
    latest: dict[str, Position] = {kind: (transaction_id, event_id) for transaction_id, event_id, kind in coming}
    return [
        subscriber
        for subscriber in subscribers
        if positions[subscriber.name] < max((last, *(latest.get(kind.__name__, START) for kind in subscriber.follows)))
    ]


def _deliver_singly(subscriber: Subscriber) -> int:
    delivered = 0
    while delivered < BATCH:
        try:
            count = _deliver(subscriber, 1)
        except Exception:
            if not delivered:
                raise
            break
        if not count:
            break
        delivered += count
    return delivered


def _deliver(subscriber: Subscriber, limit: int) -> int:
    if subscriber.transactional:
        with transaction() as session:
            position, rows = _next_rows(session, subscriber, limit)
            if rows:
                if batch := _relevant(subscriber, rows):
                    subscriber.handle(session, batch)
                _move(session, subscriber.name, position, (rows[-1].transaction_id, rows[-1].id))
            return len(rows)
    session = db.session()
    session.rollback()
    position, rows = _next_rows(session, subscriber, limit)
    if not rows:
        session.rollback()
        return 0
    batch, end = _relevant(subscriber, rows), (rows[-1].transaction_id, rows[-1].id)
    if batch:
        subscriber.handle(session, batch)
    with transaction() as writing:
        _move(writing, subscriber.name, position, end)
    return len(rows)


def _next_rows(session: Session, subscriber: Subscriber, limit: int) -> tuple[Position, Sequence[RecordedEvent]]:
    position = _position(session, subscriber.name)
    statement = _unread(session, position).order_by(RecordedEvent.transaction_id, RecordedEvent.id).limit(limit)
    return position, session.scalars(statement).all()


def _unread(session: Session, position: Position) -> Select[RecordedEvent]:
    return select(RecordedEvent).where(_after(position), _settled(session))


def _settled(session: Session) -> ColumnElement[bool]:
    """Events before which none can appear any more."""
    if not is_postgresql(session.get_bind()):
        return true()
    oldest_running: ColumnElement[int] = literal_column("pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    return RecordedEvent.transaction_id < oldest_running


def _last_settled(session: Session) -> Position:
    statement = (
        select(RecordedEvent.transaction_id, RecordedEvent.id)
        .where(_settled(session))
        .order_by(RecordedEvent.transaction_id.desc(), RecordedEvent.id.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return (row[0], row[1]) if row else START


def _relevant(subscriber: Subscriber, rows: Sequence[RecordedEvent]) -> list[Recorded]:
    kinds = {kind.__name__: kind for kind in subscriber.follows}
    return [Recorded(row.id, row.at, kinds[row.kind](**row.payload)) for row in rows if row.kind in kinds]


def _is_followed(follows: frozenset[type[Event]]) -> ColumnElement[bool]:
    return RecordedEvent.kind.in_(sorted(kind.__name__ for kind in follows))


def _after(position: Position) -> ColumnElement[bool]:
    return tuple_(RecordedEvent.transaction_id, RecordedEvent.id) > position


def _position(session: Session, name: str) -> Position:
    row = session.execute(_POSITION, {"name": name}).first()
    return (row[0], row[1]) if row else START


def _move(session: Session, name: str, old: Position, new: Position) -> None:
    # Past the identity map, which holds no cursor: every delivery to everybody ends here.
    places = {"old_transaction": old[0], "old_event": old[1], "new_transaction": new[0], "new_event": new[1]}
    passed = session.execute(_MOVE, {"name": name, **places}, execution_options={"synchronize_session": False})
    if isinstance(passed, CursorResult) and passed.rowcount == 1:
        return
    if old != START:
        raise StaleStateError(f"the cursor of {name} is no longer at {old}")
    session.execute(insert(Cursor).values(subscriber=name, transaction_id=new[0], event_id=new[1]))
