"""What the score reads: cases from rows, and the scores as last computed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true

from portal.clock import microseconds
from portal.complaints import EXPECTATIONS, Complaint, Entry, Outcome, Promise, Side
from portal.db import Session
from portal.moderation import ONCE_PUBLIC, Post, Visibility
from portal.scores import cases as rows
from portal.scores.cases import WINDOW, Case, moment
from portal.scores.history import MONTHS, Made, Point, is_due, month_starts
from portal.scores.models import ScoreMonth, ScorePoint, StoreScore
from portal.stores import Store

COUNTS = ONCE_PUBLIC | {Visibility.PENDING}
"""A reply counts while it waits for a moderator and for good once approved; not while it is sent back."""


def load_cases(session: Session, as_of: datetime, store_ids: Collection[int] | None = None) -> dict[int, list[Case]]:
    """The cases of each store that can matter at *as_of*, in four statements. Stores without cases are there too.

    Read are those a moderator has approved: a hidden or removed case keeps its row.
    """
    oldest = moment(microseconds(as_of) - WINDOW - rows.DAY)
    chosen = (Complaint.published_at >= oldest) & (Complaint.published_at <= as_of)
    if store_ids is not None:
        chosen &= Complaint.store_id.in_(store_ids)
    replies = _replies(session, chosen)
    outcomes = _outcomes(session, chosen)
    promises = _promises(session, chosen)
    found: dict[int, list[Case]] = {store_id: [] for store_id in _store_ids(session, store_ids)}
    for row in session.execute(_cases(chosen)):
        found[row.store_id].append(
            Case(
                store=row.slug,
                published_at=microseconds(row.published_at),
                replies=tuple(replies.get(row.id, ())),
                outcomes=tuple(outcomes.get(row.id, ())),
                promises=tuple(promises.get(row.id, ())),
                withdrawn_at=_optional(row.withdrawn_at),
                gave_up_at=_optional(row.gave_up_at),
                removed_at=_optional(row.removed_at),
                removed_reason=row.removed_because,
                counted=row.counted,
            )
        )
    return found


def _store_ids(session: Session, store_ids: Collection[int] | None) -> Iterable[int]:
    chosen: ColumnElement[bool] = true() if store_ids is None else Store.id.in_(store_ids)
    return session.scalars(select(Store.id).where(chosen))


def _cases(chosen: ColumnElement[bool]) -> Any:
    return (
        select(
            Complaint.id,
            Complaint.store_id,
            Store.slug,
            Complaint.published_at,
            Complaint.withdrawn_at,
            Complaint.gave_up_at,
            Complaint.removed_at,
            Complaint.removed_because,
            Complaint.counted,
        )
        .join(Store, Store.id == Complaint.store_id)
        .join(Post, Post.id == Complaint.post_id)
        .where(chosen, Post.visibility.in_(ONCE_PUBLIC))
    )


def _replies(session: Session, chosen: ColumnElement[bool]) -> Mapping[int, list[rows.Reply]]:
    statement = (
        select(Entry.complaint_id, Entry.at, Entry.substantive, Post.visibility)
        .join(Post, Post.id == Entry.post_id)
        .join(Complaint, Complaint.id == Entry.complaint_id)
        .where(chosen, Entry.by == Side.STORE)
    )
    found: dict[int, list[rows.Reply]] = {}
    for complaint_id, at, substantive, visibility in session.execute(statement):
        reply = rows.Reply(microseconds(at), substantive=bool(substantive), counts=visibility in COUNTS)
        found.setdefault(complaint_id, []).append(reply)
    return found


def _outcomes(session: Session, chosen: ColumnElement[bool]) -> Mapping[int, list[rows.Outcome]]:
    marks = [getattr(Outcome, name) for name in EXPECTATIONS]
    statement = (
        select(Outcome.complaint_id, Outcome.at, Outcome.resolved, *marks)
        .join(Complaint, Complaint.id == Outcome.complaint_id)
        .where(chosen)
    )
    found: dict[int, list[rows.Outcome]] = {}
    for complaint_id, at, resolved, *given in session.execute(statement):
        marks_given = tuple(mark for mark in given if mark is not None)
        outcome = rows.Outcome(microseconds(at), resolved, marks_given or None)
        found.setdefault(complaint_id, []).append(outcome)
    return found


def _promises(session: Session, chosen: ColumnElement[bool]) -> Mapping[int, list[rows.Promise]]:
    statement = (
        select(Promise.complaint_id, Promise.due_at, Promise.made_at, Promise.settled_at, Promise.state)
        .join(Complaint, Complaint.id == Promise.complaint_id)
        .where(chosen)
    )
    found: dict[int, list[rows.Promise]] = {}
    for complaint_id, due_at, made_at, settled_at, state in session.execute(statement):
        promise = rows.Promise(microseconds(due_at), microseconds(made_at), _optional(settled_at), state)
        found.setdefault(complaint_id, []).append(promise)
    return found


def _optional(instant: datetime | None) -> int | None:
    return None if instant is None else microseconds(instant)


@dataclass(frozen=True, slots=True)
class Shown:
    """A store's score as pages show it; `published` is the object of the command `score`.

    `rankable`: there are cases enough, and shoppers enough have spoken, for ranking and comparing.
    `curve`: steps of (seconds since publication, share still unanswered, lower, upper bound).
    """

    store_id: int
    as_of: datetime
    cases: int
    score: float | None
    low: float | None
    high: float | None
    rankable: bool
    published: Mapping[str, Any]
    curve: Sequence[Sequence[float]]


def shown_scores(session: Session, store_ids: Collection[int] | None = None) -> dict[int, Shown]:
    """Scores as last computed, by store."""
    statement = _shown() if store_ids is None else _shown().where(StoreScore.store_id.in_(store_ids))
    return {shown.store_id: shown for shown in _read(session, statement)}


def highest_scores(session: Session, limit: int) -> list[Shown]:
    """The scores that may be ranked, the highest lower bound first."""
    order = (StoreScore.low.desc(), StoreScore.store_id)
    return _read(session, _shown().where(StoreScore.rankable).order_by(*order).limit(limit))


def _shown() -> Select[Any]:
    return select(
        StoreScore.store_id,
        StoreScore.as_of,
        StoreScore.cases,
        StoreScore.score,
        StoreScore.low,
        StoreScore.high,
        StoreScore.rankable,
        StoreScore.published,
        StoreScore.curve,
    )


def _read(session: Session, statement: Select[Any]) -> list[Shown]:
    return [Shown(**{**row, "curve": row["curve"]["steps"]}) for row in session.execute(statement).mappings()]


def scored_midnight(session: Session) -> datetime | None:
    """The midnight all scores were computed against; None where they differ or a store has no score yet."""
    stores, scored, first, last = session.execute(
        select(
            select(func.count()).select_from(Store).scalar_subquery(),
            func.count(),
            func.min(StoreScore.midnight),
            func.max(StoreScore.midnight),
        ).select_from(StoreScore)
    ).one()
    return first if stores == scored and first == last else None


def score_histories(
    session: Session, store_ids: Collection[int], now: datetime, months: int = MONTHS
) -> Mapping[int, Sequence[Point]]:
    """The scores at the beginnings of the latest months, oldest first, by store; one statement for any number."""
    if not store_ids:
        return {}
    statement = (
        select(ScorePoint.store_id, ScorePoint.at, ScorePoint.n, ScorePoint.score, ScorePoint.low, ScorePoint.high)
        .where(ScorePoint.store_id.in_(store_ids), ScorePoint.at.between(month_starts(now, months)[-1], now))
        .order_by(ScorePoint.at)
    )
    found: dict[int, list[Point]] = {}
    for row in session.execute(statement):
        found.setdefault(row.store_id, []).append(Point(row.at, row.n, row.score, row.low, row.high))
    return found


def due_months(session: Session, now: datetime) -> list[datetime]:
    """The months whose points are to be computed, newest first; none from before the first publication."""
    first = session.scalar(select(func.min(Complaint.published_at)))
    if first is None:
        return []
    made = {row.at: Made(row.computed_at, row.version) for row in session.execute(select(*ScoreMonth.__table__.c))}
    return [at for at in month_starts(now) if at > first and is_due(at, made.get(at), now)]


def has_few_cases(session: Session, limit: int) -> bool:
    """Whether no more than so many cases have ever been published."""
    some = select(Complaint.id).where(Complaint.published_at.is_not(None)).limit(limit + 1).subquery()
    return (session.scalar(select(func.count()).select_from(some)) or 0) <= limit
