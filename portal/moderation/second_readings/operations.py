"""A sampled decision is put before a second reader, who says what they would have decided."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from portal import access, events
from portal.access import Actor, Permission
from portal.db import Session, StaleStateError, compare_and_set
from portal.moderation.deciding.operations import ReasonMissingError
from portal.moderation.events import PostReadAgain
from portal.moderation.models import Decision
from portal.moderation.rules import NotPossibleError, Reason, Verdict
from portal.moderation.second_readings.models import SecondReading
from portal.moderation.second_readings.queries import load_second_reading
from portal.moderation.second_readings.rules import READ_AGAIN, is_sampled


def draw_second_reading(session: Session, key: str, post_id: int, decided_at: datetime) -> None:
    """Puts the decision that took effect at that instant into the sample, where its version is drawn and it is new."""
    decision = session.scalar(
        select(Decision).where(
            Decision.post_id == post_id, Decision.took_effect_at == decided_at, Decision.verdict.in_(READ_AGAIN)
        )
    )
    if decision is None or not is_sampled(key, decision.revision_id):
        return
    if session.scalar(select(SecondReading.id).where(SecondReading.decision_id == decision.id)) is None:
        session.add(SecondReading(post_id=post_id, decision_id=decision.id, drawn_at=decided_at))
        session.flush()


def read_again(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    reading_id: int,
    verdict: Verdict,
    reason: Reason | None,
    note: str,
    moderators: Collection[Actor],
) -> None:
    """Somebody who took no part in the decision says what they would have decided; the post stays as it is.

    `moderators` is everybody with that role: where none of them may, an administrator does. Raises ForbiddenError,
    NotPossibleError for a verdict no reader gives, ReasonMissingError, and StaleStateError where it was read.
    """
    found = load_second_reading(session, reading_id, moderators)
    if found is None or found.is_read:
        raise StaleStateError(f"second reading {reading_id} waits for nobody")
    access.require(actor, Permission.READ_AGAIN, found)
    if verdict not in READ_AGAIN:
        raise NotPossibleError(f"{verdict} is no verdict of a second reader")
    if verdict is not Verdict.APPROVE and reason is None:
        raise ReasonMissingError(verdict)
    said = {
        "verdict": verdict,
        "reason": None if verdict is Verdict.APPROVE else reason,
        "note": note,
        "read_by": actor.account_id,
        "read_at": now,
    }
    compare_and_set(session, SecondReading, reading_id, {"verdict": None}, said)
    events.append(session, PostReadAgain(reading_id, found.post_id, found.kind, found.subject, verdict), now)
