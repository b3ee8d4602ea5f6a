"""Scores follow the events that can change them, and the day."""

from collections.abc import Sequence

from sqlalchemy import select

from portal import clock
from portal.complaints import (
    CaseCounted,
    CaseMoved,
    CaseOpened,
    CaseRemoved,
    CaseRestored,
    CasesImported,
    Complaint,
    OutcomeGiven,
    ReplyJudged,
    complaint_of,
)
from portal.db import Session, db, exclusively
from portal.events import Event, Recorded, Subscriber
from portal.moderation import Kind, PostHidden, PostPublished, PostReturned, PostSubmitted
from portal.scores.cases import moment
from portal.scores.operations import compute_month, forget_history, outdate_history, refresh_scores
from portal.scores.queries import due_months, has_few_cases, scored_midnight
from portal.scores.rules import last_midnight

POST_EVENTS = (PostSubmitted, PostPublished, PostReturned, PostHidden)
CASE_EVENTS = (CaseOpened, CaseCounted, CaseRemoved, CaseRestored, ReplyJudged, CaseMoved, OutcomeGiven)
"""Each is appended with the change that the score reads: whoever hears first of a post, the scores come right."""
REFRESHING = "scores"
REMEMBERING = "score-history"
FEW_CASES = 5_000


def scoring() -> Subscriber:
    """Computes the stores anew whose cases were touched; once a batch."""
    follows = frozenset({*POST_EVENTS, *CASE_EVENTS, CasesImported})
    return Subscriber("scores", _handle, follows, transactional=False)


def refresh_daily() -> None:
    """Computes every store against the market of a new day, once that day has begun (UTC)."""
    session = db.session()
    session.rollback()
    if _is_of_today(session):
        session.rollback()
        return
    with exclusively(REFRESHING):
        session.rollback()
        if not _is_of_today(session):
            refresh_scores(None, clock.now())


def refresh_history() -> bool:
    """Computes the points of one month, the latest of those due; says whether there was one."""
    session = db.session()
    session.rollback()
    due = due_months(session, clock.now())
    session.rollback()
    if not due:
        return False
    with exclusively(REMEMBERING):
        session.rollback()
        now = clock.now()
        due = due_months(session, now)
        if due:
            compute_month(due[0], now)
    return bool(due)


def fill_history() -> None:
    """Computes all months at once where there are few cases; otherwise a worker does it, a month at a turn."""
    session = db.session()
    session.rollback()
    if has_few_cases(session, FEW_CASES):
        while refresh_history():
            pass
    session.rollback()


def _is_of_today(session: Session) -> bool:
    return scored_midnight(session) == moment(last_midnight(clock.microseconds(clock.now())))


def _handle(session: Session, batch: Sequence[Recorded]) -> None:
    complaint_ids = {found for recorded in batch if (found := _complaint_id(recorded.event)) is not None}
    are_imported = any(isinstance(recorded.event, CasesImported) for recorded in batch)
    if not complaint_ids and not are_imported:
        return
    if are_imported:
        # The lock is the duty's own: a month computed from what was there before is forgotten with the others.
        with exclusively(REMEMBERING):
            forget_history()
    counted = {recorded.event.complaint_id for recorded in batch if isinstance(recorded.event, CaseCounted)}
    if counted:
        # Whether a case counts has no instant: it is so in every month of the history.
        with exclusively(REMEMBERING):
            outdate_history(counted)
    # The clock is read inside, so that an older picture never replaces a newer one.
    with exclusively(REFRESHING):
        session.rollback()
        if are_imported or not _is_of_today(session):
            refresh_scores(None, clock.now())
            return
        statement = select(Complaint.store_id).where(Complaint.id.in_(complaint_ids)).distinct()
        refresh_scores(session.scalars(statement).all(), clock.now())


def _complaint_id(event: Event) -> int | None:
    if isinstance(event, CASE_EVENTS):
        return event.complaint_id
    if isinstance(event, POST_EVENTS) and event.kind in {Kind.COMPLAINT, Kind.REPLY}:
        return complaint_of(event.subject)
    return None
