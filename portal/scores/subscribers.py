"""Scores follow the events that can change them, and the day."""

from collections.abc import Sequence

from sqlalchemy import select

from portal import clock
from portal.complaints import CaseMoved, CasesImported, Complaint, OutcomeGiven, ReplyJudged, complaint_of
from portal.db import Session, db
from portal.events import Event, Recorded, Subscriber
from portal.moderation import Kind, PostHidden, PostPublished, PostReturned, PostSubmitted
from portal.scores.cases import microseconds, moment
from portal.scores.operations import refresh_scores
from portal.scores.queries import oldest_midnight
from portal.scores.rules import last_midnight

POST_EVENTS = (PostSubmitted, PostPublished, PostReturned, PostHidden)
CASE_EVENTS = (ReplyJudged, CaseMoved, OutcomeGiven)


def scoring() -> Subscriber:
    """Computes the stores anew whose cases were touched; once a batch."""
    follows = frozenset({*POST_EVENTS, *CASE_EVENTS, CasesImported})
    return Subscriber("scores", _handle, follows, transactional=False)


def refresh_daily() -> None:
    """Computes every store against the market of a new day, once that day has begun (UTC)."""
    now = clock.now()
    midnight = moment(last_midnight(microseconds(now)))
    computed_for = oldest_midnight(db.session())
    db.session.rollback()
    if computed_for is None or computed_for < midnight:
        refresh_scores(None, now)


def _handle(session: Session, batch: Sequence[Recorded]) -> None:
    if any(isinstance(recorded.event, CasesImported) for recorded in batch):
        refresh_scores(None, clock.now())
        return
    complaint_ids = {found for recorded in batch if (found := _complaint_id(recorded.event)) is not None}
    if complaint_ids:
        statement = select(Complaint.store_id).where(Complaint.id.in_(complaint_ids)).distinct()
        refresh_scores(session.scalars(statement).all(), clock.now())


def _complaint_id(event: Event) -> int | None:
    if isinstance(event, CASE_EVENTS):
        return event.complaint_id
    if isinstance(event, POST_EVENTS) and event.kind in {Kind.COMPLAINT, Kind.REPLY}:
        return complaint_of(event.subject)
    return None
