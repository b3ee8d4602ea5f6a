"""A moderator leaves a public case out of the score, or counts it again. It stays public either way."""

from datetime import datetime

from portal import access, events
from portal.access import Actor, Permission, Role
from portal.complaints.cases import CaseView
from portal.complaints.counting.models import Counting
from portal.complaints.counting.rules import NotCounted
from portal.complaints.events import CaseCounted
from portal.complaints.models import Complaint
from portal.db import Session, compare_and_set


def leave_out(session: Session, actor: Actor, now: datetime, *, case: CaseView, reason: NotCounted, note: str) -> None:
    """The score reads the case no more.

    Raises ForbiddenError for who has a part in it and where it is not public, StaleStateError where it is left out.
    """
    _set(session, actor, now, case, reason, note)


def count_again(session: Session, actor: Actor, now: datetime, *, case: CaseView, note: str) -> None:
    """The score reads the case as if it had never been left out. Raises as `leave_out` does."""
    _set(session, actor, now, case, None, note)


def _set(session: Session, actor: Actor, now: datetime, case: CaseView, reason: NotCounted | None, note: str) -> None:
    access.require(actor, Permission.COUNT_CASE, case)
    counted = reason is None
    change = {"counted": counted, "not_counted_because": reason}
    compare_and_set(session, Complaint, case.id, {"counted": not counted}, change)
    session.add(
        Counting(
            complaint_id=case.id,
            account_id=actor.account_id,
            role=Role.MODERATOR,
            at=now,
            counted=counted,
            reason=reason,
            note=note,
        )
    )
    events.append(session, CaseCounted(case.id, counted), now)
