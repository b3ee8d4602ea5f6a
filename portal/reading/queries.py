"""How often cases were read and found helpful."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from portal.db import Session
from portal.reading.models import CaseViews, HelpfulMark
from portal.reading.rules import Reader


class Readership(NamedTuple):
    """What readers made of one case."""

    views: int
    helpful: int


def readership(session: Session, complaint_id: int) -> Readership:
    """Both figures of a case, in one statement."""
    views = select(CaseViews.views).where(CaseViews.complaint_id == complaint_id).scalar_subquery()
    helpful = select(func.count()).where(HelpfulMark.complaint_id == complaint_id).scalar_subquery()
    row = session.execute(select(func.coalesce(views, 0), helpful)).one()
    return Readership(row[0], row[1])


def helpful_counts(session: Session, complaint_ids: Collection[int]) -> Mapping[int, int]:
    """How many readers found each of these cases helpful; those that nobody did are left out."""
    if not complaint_ids:
        return {}
    statement = (
        select(HelpfulMark.complaint_id, func.count())
        .where(HelpfulMark.complaint_id.in_(complaint_ids))
        .group_by(HelpfulMark.complaint_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def has_marked(session: Session, complaint_id: int, reader: Reader) -> bool:
    """Whether the reader has marked the case, signed in or from this browser before."""
    return bool(session.scalar(select(exists().where(marks_of(complaint_id, reader)))))


def marks_of(complaint_id: int, reader: Reader) -> ColumnElement[bool]:
    """The marks of one reader on a case, whichever way the reader is known."""
    own = [HelpfulMark.account_id == reader.account_id] if reader.account_id is not None else []
    own += [HelpfulMark.key == reader.key] if reader.key is not None else []
    return and_(HelpfulMark.complaint_id == complaint_id, or_(false(), *own))
