"""Cases named by their ids, by the thousand. Each statement is written once: to write it takes as long as to ask it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, String, bindparam, case, cast, func, literal, literal_column, select, type_coerce

from portal.complaints.cases import CaseCounts, CaseFilter, CaseRow
from portal.complaints.models import Complaint
from portal.complaints.queries import listed_cases, matching, row_of, silent_since
from portal.complaints.rules import OVERDUE_AFTER, SILENT_AFTER, State
from portal.db import MARK, Session, among
from portal.moderation import Post, Revision, current_revision, visible

Found = TypeVar("Found", bound=Select[*tuple[Any, ...]])


def count_marks(session: Session, narrowed: CaseFilter, now: datetime) -> CaseCounts:
    """How many public cases the filter, which names ids, lets through, and how many of each store, category, language
    and state.

    The database hands over one row, for a thousand take longer than to find them.
    """
    values = {"ids": narrowed.ids, "answered": now - SILENT_AFTER, "published": now - OVERDUE_AFTER}
    # One row of the database, and none of the session's: that would take a tenth of the time of a rare word more.
    row = session.connection().execute(_through(_marks(), narrowed, now), values).one()
    stores, categories, languages, states = (Counter(values.split(MARK) if values else ()) for values in row)
    return CaseCounts(
        stores={int(store): count for store, count in stores.items()},
        categories=categories,
        languages=languages,
        states=states,
    )


def public_ids(session: Session, narrowed: CaseFilter, now: datetime) -> frozenset[int]:
    """The public cases the filter, which names ids, lets through."""
    return frozenset(session.scalars(_through(_ids(), narrowed, now), {"ids": narrowed.ids}))


def cases_by_id(session: Session, ids: Sequence[int]) -> list[CaseRow]:
    """Public cases among the ids, in the order of the ids."""
    rows = {row.id: row for row in map(row_of, session.connection().execute(_rows(), {"ids": ids}).all())}
    return [rows[case_id] for case_id in ids if case_id in rows]


def public_bodies(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    """The whole texts of the public cases among the ids."""
    return dict(session.execute(_bodies(), {"ids": ids}).all())


def _through(statement: Found, narrowed: CaseFilter, now: datetime) -> Found:
    others = replace(narrowed, ids=None)
    return statement if others == CaseFilter() else statement.where(matching(others, now))


@cache
def _marks() -> Select[*tuple[str, ...]]:
    silent = silent_since(bindparam("answered"), bindparam("published"))
    state = case((silent, literal(State.SILENT.value)), else_=type_coerce(Complaint.progress, String))
    marks = (cast(Complaint.store_id, String), Complaint.category, Post.language, state)
    # As a value it would be put into the statement each time that this is asked.
    between: Any = literal_column(f"'{MARK}'")
    return _public(select(*(func.aggregate_strings(mark, between) for mark in marks)).select_from(Complaint))


@cache
def _ids() -> Select[int]:
    return _public(select(Complaint.id))


@cache
def _bodies() -> Select[int, str]:
    bodies = select(Complaint.id, Revision.body).select_from(Complaint)
    return _public(bodies).join(Revision, current_revision())


@cache
def _rows() -> Select[*tuple[Any, ...]]:
    return listed_cases().where(visible(), among(Complaint.id, "ids"))


def _public(statement: Found) -> Found:
    return statement.join(Post, Post.id == Complaint.post_id).where(visible(), among(Complaint.id, "ids"))
