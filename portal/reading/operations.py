"""What readers do with cases."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from portal import access
from portal.access import Actor, Permission
from portal.complaints import CaseView, Complaint
from portal.db import Session
from portal.reading.models import CaseViews, HelpfulMark
from portal.reading.queries import has_marked, marks_of
from portal.reading.rules import Reader


def mark_helpful(session: Session, actor: Actor, now: datetime, *, case: CaseView, reader: Reader) -> None:
    """The reader found the case helpful; said twice it is said once. An account counts before a browser's key."""
    access.require(actor, Permission.MARK_HELPFUL, case)
    if has_marked(session, case.id, reader):
        return
    key = reader.key if reader.account_id is None else None
    try:
        with session.begin_nested():
            session.add(HelpfulMark(complaint_id=case.id, account_id=reader.account_id, key=key, at=now))
    except IntegrityError:
        # Pressed twice at once: the other press has marked it.
        return


def unmark_helpful(session: Session, actor: Actor, *, case: CaseView, reader: Reader) -> None:
    """Takes the reader's mark back."""
    access.require(actor, Permission.MARK_HELPFUL, case)
    session.execute(delete(HelpfulMark).where(marks_of(case.id, reader)))


def add_views(session: Session, views: Mapping[int, int]) -> None:
    """Adds what was counted, by case; of cases that are no more, nothing is kept."""
    there = set(session.scalars(select(Complaint.id).where(Complaint.id.in_(views))))
    known = set(session.scalars(select(CaseViews.complaint_id).where(CaseViews.complaint_id.in_(there))))
    for complaint_id in sorted(known):
        more = CaseViews.views + views[complaint_id]
        session.execute(update(CaseViews).where(CaseViews.complaint_id == complaint_id).values(views=more))
    session.add_all(CaseViews(complaint_id=new, views=views[new]) for new in there - known)
