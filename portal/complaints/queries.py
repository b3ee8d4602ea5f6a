"""Cases, read. What is public is what `moderation.visible` says of the complaint's post."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    case,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from portal.complaints.cases import CaseFilter, CaseHead, CaseRow, CaseView
from portal.complaints.models import Complaint, Entry
from portal.complaints.rules import OVERDUE_AFTER, SILENT_AFTER, Inbox, Progress, Side, State
from portal.db import Session, among
from portal.moderation import Kind, Post, Revision, Visibility, current_revision, masked_at, visible
from portal.stores import Store
from portal.text import shortened

EXCERPT = 280
_FIELDS = tuple(CaseRow.__dataclass_fields__)
Listed = TypeVar("Listed", bound=Select[*tuple[Any, ...]])


def is_silent(now: datetime) -> ColumnElement[bool]:
    """`state_of(...) is State.SILENT`, for the database."""
    return silent_since(now - SILENT_AFTER, now - OVERDUE_AFTER)


def silent_since(answered: Any, published: Any) -> ColumnElement[bool]:
    """The same of cases that were answered and published so long ago."""
    return and_(
        Complaint.progress == Progress.ANSWERED,
        Complaint.reopened_at.is_(None),
        Complaint.answered_at.is_not(None),
        Complaint.published_at.is_not(None),
        Complaint.answered_at <= answered,
        Complaint.published_at <= published,
    )


def in_state(state: State, now: datetime) -> ColumnElement[bool]:
    """`state_of(...) is state`, for the database."""
    if state is State.SILENT:
        return is_silent(now)
    if state is State.ANSWERED:
        return and_(Complaint.progress == Progress.ANSWERED, not_(is_silent(now)))
    return Complaint.progress == Progress(state.value)


def matching(narrowed: CaseFilter, now: datetime) -> ColumnElement[bool]:
    """The public cases the filter lets through."""
    written_in = Post.language == narrowed.language if narrowed.language else true()
    return and_(visible(), narrowed_to(narrowed, now), written_in)


def narrowed_to(narrowed: CaseFilter, now: datetime) -> ColumnElement[bool]:
    """What the filter asks of the case itself, public or not, in whatever language its text is."""
    conditions: list[ColumnElement[bool]] = [true()]
    if narrowed.store_id is not None:
        conditions.append(Complaint.store_id == narrowed.store_id)
    if narrowed.category:
        conditions.append(Complaint.category == narrowed.category)
    if narrowed.nature:
        conditions.append(Complaint.nature == narrowed.nature)
    if narrowed.state:
        conditions.append(in_state(narrowed.state, now))
    if narrowed.since:
        conditions.append(Complaint.published_at >= narrowed.since)
    if narrowed.before:
        conditions.append(Complaint.published_at < narrowed.before)
    if narrowed.ids is not None:
        conditions.append(among(Complaint.id, narrowed.ids))
    return and_(*conditions)


def _joined(columns: Listed) -> Listed:
    """Of cases with their text as it counts, and their store."""
    worded = columns.join(Post, Post.id == Complaint.post_id).join(Revision, current_revision())
    return worded.join(Store, Store.id == Complaint.store_id)


@cache
def listed_cases() -> Select[*tuple[Any, ...]]:
    """What `row_of` makes a line of a list of."""
    elsewhere = {
        "title": Revision.title,
        "excerpt": func.substr(Revision.body, 1, EXCERPT + 1).label("excerpt"),
        "language": Post.language,
        "visibility": Post.visibility,
        "store_slug": Store.slug.label("store_slug"),
        "store_names": Store.names.label("store_names"),
    }
    columns = (elsewhere[name] if name in elsewhere else getattr(Complaint, name) for name in _FIELDS)
    return _joined(select(*columns).select_from(Complaint))


def row_of(row: Row[*tuple[Any, ...]]) -> CaseRow:
    """A line of a list, whatever else was selected behind it."""
    # By their places: to ask a row for each by its name takes as long as the database to find it.
    values = dict(zip(_FIELDS, row, strict=False))
    values["excerpt"] = shortened(values["excerpt"], EXCERPT)
    return CaseRow(**values)


def _columns(view: type[CaseHead]) -> list[InstrumentedAttribute[Any]]:
    """The columns of a case that the view shows under the same name."""
    return [getattr(Complaint, name) for name in view.__dataclass_fields__ if name in Complaint.__table__.columns]


def newest_cases(session: Session, narrowed: CaseFilter, now: datetime, limit: int, offset: int = 0) -> list[CaseRow]:
    """Public cases, latest published first."""
    statement = _newest_first(listed_cases(), narrowed, now).limit(limit).offset(offset)
    return list(map(row_of, session.execute(statement)))


def page_of_cases(
    session: Session, narrowed: CaseFilter, now: datetime, limit: int, offset: int
) -> tuple[list[CaseRow], int]:
    """Public cases, latest published first, and how many there are in all: in one statement where there are any."""
    total = _counted(narrowed, now).correlate(None).scalar_subquery()
    statement = (
        _newest_first(listed_cases().add_columns(total.label("total")), narrowed, now).limit(limit).offset(offset)
    )
    rows = session.execute(statement).all()
    if not rows:
        return [], count_cases(session, narrowed, now) if offset else 0
    return list(map(row_of, rows)), rows[0].total


def _newest_first(statement: Listed, narrowed: CaseFilter, now: datetime) -> Listed:
    return statement.where(matching(narrowed, now)).order_by(Complaint.published_at.desc(), Complaint.id.desc())


def longest_unanswered_cases(
    session: Session, narrowed: CaseFilter, now: datetime, limit: int, offset: int = 0
) -> list[CaseRow]:
    """Public cases, those first that have waited longest for an answer, then the answered ones."""
    order = (Complaint.answered_at.nulls_first(), Complaint.published_at, Complaint.id)
    statement = listed_cases().where(matching(narrowed, now)).order_by(*order).limit(limit).offset(offset)
    return list(map(row_of, session.execute(statement)))


def count_cases(session: Session, narrowed: CaseFilter, now: datetime) -> int:
    return session.scalar(_counted(narrowed, now)) or 0


def _counted(narrowed: CaseFilter, now: datetime) -> Select[int]:
    statement = select(func.count()).select_from(Post)
    if narrowed == CaseFilter():
        # Each case has one such post; their number comes from an index alone.
        return statement.where(Post.kind == Kind.COMPLAINT, visible())
    return statement.join(Complaint, Complaint.post_id == Post.id).where(matching(narrowed, now))


def cases_of_author(session: Session, account_id: int, limit: int = 100) -> list[CaseRow]:
    """Everything the account has written a complaint about, in every visibility, newest first."""
    statement = listed_cases().where(Complaint.author_id == account_id).order_by(Complaint.submitted_at.desc())
    return list(map(row_of, session.execute(statement.limit(limit))))


def case_by_number(session: Session, number: str) -> CaseView | None:
    return _case(session, _BY_NUMBER, number)


def case_by_id(session: Session, complaint_id: int) -> CaseView | None:
    return _case(session, _BY_ID, complaint_id)


def case_of_post(session: Session, post_id: int) -> CaseView | None:
    """The case a post belongs to, whether it opens it or answers in it."""
    return _case(session, _BY_POST, post_id)


def cases_of_posts(session: Session, post_ids: Collection[int]) -> Mapping[int, CaseRow]:
    """The case of each post that belongs to one, in every visibility."""
    statement = select(Entry.post_id, Entry.complaint_id).where(Entry.post_id.in_(post_ids))
    case_ids = {row.post_id: row.complaint_id for row in session.execute(statement)}
    concerned = Complaint.post_id.in_(post_ids) | Complaint.id.in_(case_ids.values())
    rows = session.execute(listed_cases().add_columns(Complaint.post_id).where(concerned)).all()
    opened = {row.post_id: row_of(row) for row in rows}
    cases = {case.id: case for case in opened.values()}
    return opened | {post_id: cases[case_id] for post_id, case_id in case_ids.items()}


def cases_of_order(session: Session, case: CaseView, limit: int = 5) -> list[CaseRow]:
    """Other cases about the same order of the same store, newest first, in every visibility: for moderators."""
    if not case.order_number:
        return []
    same = (Complaint.store_id == case.store_id, Complaint.order_number == case.order_number, Complaint.id != case.id)
    statement = listed_cases().where(*same).order_by(Complaint.id.desc())
    return list(map(row_of, session.execute(statement.limit(limit))))


# A case is read for most pages and for every event about it. Written once, the statements take half the time.
_CASE = _joined(
    select(
        *_columns(CaseView),
        Revision.title,
        Revision.body,
        masked_at().label("masked_at"),
        Post.language,
        Post.visibility,
        Store.slug.label("store_slug"),
        Store.names.label("store_names"),
        Store.country.label("store_country"),
    ).select_from(Complaint)
)
_BY_NUMBER = _CASE.where(Complaint.number == bindparam("key"))
_BY_ID = _CASE.where(Complaint.id == bindparam("key"))
_ANSWERED_IN = select(Entry.complaint_id).where(Entry.post_id == bindparam("key")).scalar_subquery()
_BY_POST = _CASE.where((Complaint.post_id == bindparam("key")) | (Complaint.id == _ANSWERED_IN))


def _case(session: Session, statement: Select[*tuple[Any, ...]], key: int | str) -> CaseView | None:
    row = session.execute(statement, {"key": key}).first()
    return None if row is None else CaseView(**row._asdict())


def cases_of_store(session: Session, store_id: int, part: Inbox, limit: int, offset: int = 0) -> list[CaseRow]:
    """The store's public cases in this part of its inbox, longest waiting first."""
    statement = (
        listed_cases()
        .where(visible(), Complaint.store_id == store_id, _part_of_inbox() == part.value)
        .order_by(Complaint.published_at, Complaint.id)
    )
    return list(map(row_of, session.execute(statement.limit(limit).offset(offset))))


def open_counts(session: Session, store_ids: Collection[int]) -> Mapping[int, int]:
    """How many public cases of each store wait for it."""
    statement = (
        select(Complaint.store_id, func.count())
        .join(Post, Post.id == Complaint.post_id)
        .where(visible(), Complaint.store_id.in_(store_ids), Complaint.progress == Progress.OPEN)
        .group_by(Complaint.store_id)
    )
    return {row.store_id: row[1] for row in session.execute(statement)}


def inbox_counts(session: Session, store_id: int) -> Mapping[Inbox, int]:
    """How many public cases of the store are in each part of its inbox."""
    part = _part_of_inbox()
    statement = (
        select(part, func.count())
        .select_from(Complaint)
        .join(Post, Post.id == Complaint.post_id)
        .where(visible(), Complaint.store_id == store_id)
        .group_by(part)
    )
    return {Inbox(name): count for name, count in session.execute(statement)}


def _part_of_inbox() -> ColumnElement[str]:
    """A reply that waits for a moderator is a word of the store too; one of the shopper is when it is public."""
    turn, post = aliased(Entry), aliased(Post)
    words = select(func.max(turn.at)).join(post, post.id == turn.post_id).where(turn.complaint_id == Complaint.id)
    of_store = words.where(turn.by == Side.STORE, post.visibility.in_((Visibility.PENDING, Visibility.PUBLISHED)))
    of_shopper = words.where(turn.by == Side.SHOPPER, post.visibility == Visibility.PUBLISHED)
    since = of_store.correlate(Complaint).scalar_subquery()
    has_asked_again = or_(of_shopper.correlate(Complaint).scalar_subquery() > since, Complaint.reopened_at > since)
    return case(
        (Complaint.progress == Progress.OPEN, Inbox.OPEN.value),
        (Complaint.progress != Progress.ANSWERED, Inbox.FINISHED.value),
        (has_asked_again, Inbox.ASKED_AGAIN.value),
        else_=Inbox.ANSWERED.value,
    )
