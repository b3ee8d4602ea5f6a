"""Cases, read. What is public is what `moderation.visible` says of the complaint's post."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import aliased

from portal.complaints.cases import CaseCounts, CaseFilter, CaseHead, CaseRow, CaseView
from portal.complaints.models import Complaint, Entry
from portal.complaints.rules import OVERDUE_AFTER, SILENT_AFTER, Inbox, Progress, Side, State
from portal.db import Session
from portal.moderation import Kind, Post, Revision, Visibility, current_revision, masked_at, visible
from portal.stores import Store
from portal.text import shortened

EXCERPT = 280
_MARK = "\x1f"
"""Between values in one: none holds what stands for that alone."""
Listed = TypeVar("Listed", bound=Select[*tuple[Any, ...]])


def is_silent(now: datetime) -> ColumnElement[bool]:
    """`state_of(...) is State.SILENT`, for the database."""
    return and_(
        Complaint.progress == Progress.ANSWERED,
        Complaint.reopened_at.is_(None),
        Complaint.answered_at.is_not(None),
        Complaint.published_at.is_not(None),
        Complaint.answered_at <= now - SILENT_AFTER,
        Complaint.published_at <= now - OVERDUE_AFTER,
    )


def in_state(state: State, now: datetime) -> ColumnElement[bool]:
    """`state_of(...) is state`, for the database."""
    if state is State.SILENT:
        return is_silent(now)
    if state is State.ANSWERED:
        return and_(Complaint.progress == Progress.ANSWERED, not_(is_silent(now)))
    return Complaint.progress == Progress(state.value)


def stated(now: datetime) -> ColumnElement[str]:
    """The value of `state_of(...)`, for the database."""
    return case((is_silent(now), literal(State.SILENT.value)), else_=type_coerce(Complaint.progress, String))


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
        conditions.append(Complaint.id.in_(bindparam(None, narrowed.ids, expanding=True)))
    return and_(*conditions)


def _joined(columns: Listed) -> Listed:
    """Of cases with their text as it counts, and their store."""
    worded = columns.join(Post, Post.id == Complaint.post_id).join(Revision, current_revision())
    return worded.join(Store, Store.id == Complaint.store_id)


@cache
def _rows() -> Select[Complaint, str, str, str, Visibility, str, dict[str, Any]]:
    return _joined(
        select(
            Complaint,
            Revision.title,
            func.substr(Revision.body, 1, EXCERPT + 1).label("excerpt"),
            Post.language,
            Post.visibility,
            Store.slug,
            Store.names,
        )
    )


def _row(row: Row[Complaint, str, str, str, Visibility, str, dict[str, Any]] | tuple[Any, ...]) -> CaseRow:
    complaint, title, excerpt, language, visibility, slug, names = row
    return CaseRow(
        **_columns(complaint, CaseRow),
        title=title,
        excerpt=shortened(excerpt, EXCERPT),
        language=language,
        visibility=visibility,
        store_slug=slug,
        store_names=names,
    )


def _columns(complaint: Complaint, view: type[CaseHead]) -> dict[str, Any]:
    """The columns of a case that the view shows under the same name."""
    return {name: getattr(complaint, name) for name in _SHOWN[view]}


_SHOWN: Mapping[type[CaseHead], Sequence[str]] = {
    view: [name for name in view.__dataclass_fields__ if name in Complaint.__table__.columns]
    for view in (CaseRow, CaseView)
}


def newest_cases(session: Session, narrowed: CaseFilter, now: datetime, limit: int, offset: int = 0) -> list[CaseRow]:
    """Public cases, latest published first."""
    statement = _newest_first(_rows(), narrowed, now).limit(limit).offset(offset)
    return [_row(row) for row in session.execute(statement)]


def page_of_cases(
    session: Session, narrowed: CaseFilter, now: datetime, limit: int, offset: int
) -> tuple[list[CaseRow], int]:
    """Public cases, latest published first, and how many there are in all: in one statement where there are any."""
    total = _counted(narrowed, now).correlate(None).scalar_subquery()
    statement = _newest_first(_rows().add_columns(total), narrowed, now).limit(limit).offset(offset)
    rows = [tuple(row) for row in session.execute(statement)]
    if not rows:
        return [], count_cases(session, narrowed, now) if offset else 0
    return [_row(row[:-1]) for row in rows], rows[0][-1]


def _newest_first(statement: Listed, narrowed: CaseFilter, now: datetime) -> Listed:
    return statement.where(matching(narrowed, now)).order_by(Complaint.published_at.desc(), Complaint.id.desc())


def longest_unanswered_cases(
    session: Session, narrowed: CaseFilter, now: datetime, limit: int, offset: int = 0
) -> list[CaseRow]:
    """Public cases, those first that have waited longest for an answer, then the answered ones."""
    order = (Complaint.answered_at.nulls_first(), Complaint.published_at, Complaint.id)
    statement = _rows().where(matching(narrowed, now)).order_by(*order).limit(limit).offset(offset)
    return [_row(row) for row in session.execute(statement)]


def count_cases(session: Session, narrowed: CaseFilter, now: datetime) -> int:
    return session.scalar(_counted(narrowed, now)) or 0


def _counted(narrowed: CaseFilter, now: datetime) -> Select[int]:
    statement = select(func.count()).select_from(Post)
    if narrowed == CaseFilter():
        # Each case has one such post; their number comes from an index alone.
        return statement.where(Post.kind == Kind.COMPLAINT, visible())
    return statement.join(Complaint, Complaint.post_id == Post.id).where(matching(narrowed, now))


def count_marks(session: Session, narrowed: CaseFilter, now: datetime) -> CaseCounts:
    """How many public cases the filter lets through, and how many of each store, category, language and state.

    Meant for a filter that names ids: the database hands over one row, for a thousand take longer than to find them.
    """
    marks = (cast(Complaint.store_id, String), Complaint.category, Post.language, stated(now))
    listed = select(*(func.aggregate_strings(mark, _MARK) for mark in marks))
    found = listed.select_from(Complaint).join(Post, Post.id == Complaint.post_id).where(matching(narrowed, now))
    row = session.execute(found).one()
    stores, categories, languages, states = (Counter(values.split(_MARK) if values else ()) for values in row)
    return CaseCounts(
        stores={int(store): count for store, count in stores.items()},
        categories=categories,
        languages=languages,
        states=states,
    )


def public_ids(session: Session, narrowed: CaseFilter, now: datetime) -> frozenset[int]:
    """The public cases the filter lets through."""
    statement = select(Complaint.id).join(Post, Post.id == Complaint.post_id).where(matching(narrowed, now))
    return frozenset(session.scalars(statement))


def cases_by_id(session: Session, ids: Sequence[int]) -> list[CaseRow]:
    """Public cases among the ids, in the order of the ids."""
    rows = {row[0].id: _row(row) for row in session.execute(_rows_by_id(), {"ids": ids})}
    return [rows[case_id] for case_id in ids if case_id in rows]


@cache
def _rows_by_id() -> Select[Complaint, str, str, str, Visibility, str, dict[str, Any]]:
    return _rows().where(visible(), Complaint.id.in_(bindparam("ids", expanding=True)))


def public_bodies(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    """The whole texts of the public cases among the ids."""
    statement = select(Complaint.id, Revision.body).select_from(Complaint).join(Post, Post.id == Complaint.post_id)
    statement = statement.join(Revision, current_revision()).where(visible(), Complaint.id.in_(ids))
    return dict(session.execute(statement).all())


def cases_of_author(session: Session, account_id: int, limit: int = 100) -> list[CaseRow]:
    """Everything the account has written a complaint about, in every visibility, newest first."""
    statement = _rows().where(Complaint.author_id == account_id).order_by(Complaint.submitted_at.desc())
    return [_row(row) for row in session.execute(statement.limit(limit))]


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
    rows = session.execute(_rows().where(concerned)).all()
    opened = {row[0].post_id: _row(row) for row in rows}
    cases = {row[0].id: _row(row) for row in rows}
    return opened | {post_id: cases[case_id] for post_id, case_id in case_ids.items()}


def cases_of_order(session: Session, case: CaseView, limit: int = 5) -> list[CaseRow]:
    """Other cases about the same order of the same store, newest first, in every visibility: for moderators."""
    if not case.order_number:
        return []
    same = (Complaint.store_id == case.store_id, Complaint.order_number == case.order_number, Complaint.id != case.id)
    statement = _rows().where(*same).order_by(Complaint.id.desc())
    return [_row(row) for row in session.execute(statement.limit(limit))]


# A case is read for most pages and for every event about it. Written once, the statements take half the time.
_CASE = _joined(
    select(
        Complaint,
        Revision.title,
        Revision.body,
        masked_at(),
        Post.language,
        Post.visibility,
        Store.slug,
        Store.names,
        Store.country,
    )
)
_BY_NUMBER = _CASE.where(Complaint.number == bindparam("key"))
_BY_ID = _CASE.where(Complaint.id == bindparam("key"))
_ANSWERED_IN = select(Entry.complaint_id).where(Entry.post_id == bindparam("key")).scalar_subquery()
_BY_POST = _CASE.where((Complaint.post_id == bindparam("key")) | (Complaint.id == _ANSWERED_IN))


def _case(session: Session, statement: Select[*tuple[Any, ...]], key: int | str) -> CaseView | None:
    row = session.execute(statement, {"key": key}).first()
    if row is None:
        return None
    complaint, title, body, masked, language, visibility, slug, names, country = row
    return CaseView(
        **_columns(complaint, CaseView),
        title=title,
        body=body,
        masked_at=masked,
        language=language,
        visibility=visibility,
        store_slug=slug,
        store_names=names,
        store_country=country,
    )


def cases_of_store(session: Session, store_id: int, part: Inbox, limit: int, offset: int = 0) -> list[CaseRow]:
    """The store's public cases in this part of its inbox, longest waiting first."""
    statement = (
        _rows()
        .where(visible(), Complaint.store_id == store_id, _part_of_inbox() == part.value)
        .order_by(Complaint.published_at, Complaint.id)
    )
    return [_row(row) for row in session.execute(statement.limit(limit).offset(offset))]


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
