"""Decisions: taken, undone and put into effect. `set_visibility` is the only writer of visibility after sending in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from portal import access, events
from portal.access import Actor, Permission
from portal.db import Session, StaleStateError, compare_and_set, in_turn
from portal.moderation.claims.operations import claim, release, turn_of
from portal.moderation.claims.queries import held_until
from portal.moderation.deciding.queries import first_approval
from portal.moderation.events import PostApproved, PostHidden, PostPublished, PostReturned
from portal.moderation.lanes import Lane
from portal.moderation.masking import is_masked_from
from portal.moderation.models import Decision, Post, Revision
from portal.moderation.queries import PostView, is_held, loaded_post
from portal.moderation.rules import REASON_NEEDED, Kind, NotPossibleError, Reason, Verdict, Visibility, moved
from portal.moderation.screening import Severity, gravest


class ReasonMissingError(Exception):
    """A post cannot be sent back, rejected or hidden without a reason from the list."""


class NoteMissingError(Exception):
    """What a rule objects to is let through, and what is passed on is passed on, with a written reason only."""


class NotMaskedError(Exception):
    """The masked text is not the author's with words taken out."""


class ClaimedError(Exception):
    """Somebody else reads the post, until that instant."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True, slots=True)
class Masked:
    """Title and body of a post with words taken out."""

    title: str
    body: str


def decide(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    post_id: int,
    revision_number: int,
    verdict: Verdict,
    reason: Reason | None = None,
    note: str = "",
    answers: bool | None = None,
    masked: Masked | None = None,
    undo_within: timedelta = timedelta(0),
) -> Decision:
    """Decides on the version the moderator has read. It takes effect after `undo_within`, until which it can be undone.

    The first approval of what takes two leaves the post to somebody else. Raises ForbiddenError for a post of the
    moderator's own or of a store they speak for, ReasonMissingError, NoteMissingError, NotMaskedError, ClaimedError,
    NotPossibleError, and StaleStateError where somebody was faster or the author has sent another version.
    """
    in_turn(session, turn_of(post_id))
    post = loaded_post(session, post_id)
    access.require(actor, Permission.DECIDE_POST, post)
    if post.is_decided or post.revision_number != revision_number:
        raise StaleStateError(f"version {revision_number} of post {post_id} does not wait any more")
    _require_possible(post, verdict)
    _require_grounds(post, verdict, reason, note, masked)
    _require_nobody_else(session, actor, now, post_id)
    decision = Decision(
        post_id=post_id,
        revision_id=post.revision_id,
        moderator_id=actor.account_id,
        at=now,
        verdict=verdict,
        reason=reason,
        note=note,
        answers=answers if post.kind is Kind.REPLY else None,
        masked_title=masked.title if masked else None,
        masked_body=masked.body if masked else None,
        due_at=now + undo_within,
    )
    session.add(decision)
    release(session, post_id)
    session.flush()
    if not undo_within:
        put_into_effect(session, decision.id, now)
    return decision


def undo(session: Session, actor: Actor, now: datetime, decision_id: int) -> int:
    """The moderator takes a decision of theirs back before it takes effect, and holds the post again; returns its id.

    Raises StaleStateError where it is not theirs, was undone before, or it is too late.
    """
    access.require(actor, Permission.READ_DESK)
    decision = session.get(Decision, decision_id)
    if decision is None or decision.moderator_id != actor.account_id or now >= decision.due_at:
        raise StaleStateError(f"decision {decision_id} cannot be undone")
    in_turn(session, turn_of(decision.post_id))
    compare_and_set(session, Decision, decision_id, {"took_effect_at": None, "undone_at": None}, {"undone_at": now})
    claim(session, actor, now, [decision.post_id])
    return decision.post_id


def put_into_effect(session: Session, decision_id: int, now: datetime) -> None:
    """What was decided happens. Raises StaleStateError where it has happened, or the post is no longer as it was."""
    held = {"took_effect_at": None, "undone_at": None}
    compare_and_set(session, Decision, decision_id, held, {"took_effect_at": now})
    decision = session.get_one(Decision, decision_id)
    post = loaded_post(session, decision.post_id)
    if post.revision_id != decision.revision_id:
        raise StaleStateError(f"post {post.id} has another version than decision {decision_id}")
    decision.first_of_two = _is_first_of_two(session, post, decision)
    if decision.first_of_two:
        events.append(session, PostApproved(post.id, post.kind, post.subject), now)
    if decision.verdict is Verdict.ESCALATE or decision.first_of_two:
        compare_and_set(session, Post, post.id, {"visibility": Visibility.PENDING}, {"lane": Lane.ESCALATED})
        return
    set_visibility(session, post, decision, now)


def give_way(session: Session, decision_id: int, now: datetime) -> None:
    """A decision that cannot take effect any more counts as undone: its post waits as before."""
    session.execute(update(Decision).where(Decision.id == decision_id, is_held()).values(undone_at=now))


def set_visibility(session: Session, post: PostView, decision: Decision, now: datetime) -> None:
    """Moves the post where the decision takes it, and says so to whoever follows."""
    reached = moved(post.visibility, decision.verdict)
    values: dict[str, object] = {"visibility": reached, "lane": Lane.REST}
    if reached is Visibility.PUBLISHED and post.published_at is None:
        values["published_at"] = now
    if decision.masked_body is not None:
        values["revision_number"] = add_masked_version(session, post, decision, now)
    expected = {"visibility": post.visibility, "revision_number": post.revision_number}
    compare_and_set(session, Post, post.id, expected, values)
    events.append(session, _event_of(post, decision), now)


def _is_first_of_two(session: Session, post: PostView, decision: Decision) -> bool:
    """Whether it lets through what takes two, and nobody has done so before with this version."""
    if decision.verdict is not Verdict.APPROVE or post.visibility is not Visibility.PENDING or not post.ties:
        return False
    return first_approval(session, post) is None


def add_masked_version(session: Session, post: PostView, decision: Decision, now: datetime) -> int:
    """The version that the decision makes by taking words out; returns its number."""
    number = 1 + (session.scalar(select(func.max(Revision.number)).where(Revision.post_id == post.id)) or 0)
    session.add(
        Revision(
            post_id=post.id,
            number=number,
            title=decision.masked_title or "",
            body=decision.masked_body or "",
            submitted_at=now,
            screened_at=now,
            is_masked=True,
        )
    )
    session.flush()
    return number


def _require_possible(post: PostView, verdict: Verdict) -> None:
    """What one moderator alone may decide on a post in this state."""
    if verdict is Verdict.HIDE:
        raise NotPossibleError("hiding what was public takes two")
    if verdict is Verdict.RESTORE:
        raise NotPossibleError("what two have hidden, or one has rejected, is published on appeal alone")
    moved(post.visibility, verdict)


def _require_grounds(post: PostView, verdict: Verdict, reason: Reason | None, note: str, masked: Masked | None) -> None:
    """The reason, the written word and the masks that a verdict needs."""
    if verdict in REASON_NEEDED and reason is None:
        raise ReasonMissingError(verdict)
    objected = verdict is Verdict.APPROVE and gravest(post.findings) is Severity.BLOCK
    if (objected or verdict is Verdict.ESCALATE) and not note.strip():
        raise NoteMissingError(verdict)
    if masked is not None and verdict is not Verdict.APPROVE:
        raise NotMaskedError(verdict)
    if masked is not None:
        require_masked(post, masked)


def require_masked(post: PostView, masked: Masked) -> None:
    """Raises NotMaskedError unless it is the post with words taken out, and nothing else."""
    both = ((masked.title, post.title), (masked.body, post.body))
    if all(new == old for new, old in both) or not all(new == old or is_masked_from(new, old) for new, old in both):
        raise NotMaskedError(post.id)


def _require_nobody_else(session: Session, actor: Actor, now: datetime, post_id: int) -> None:
    until = held_until(session, actor, now, post_id)
    if until is not None:
        raise ClaimedError(until)


def _event_of(post: PostView, decision: Decision) -> events.Event:
    about = (post.id, str(post.kind), post.subject)
    match decision.verdict:
        case Verdict.APPROVE | Verdict.RESTORE:
            return PostPublished(*about, answers=decision.answers)
        case Verdict.HIDE:
            return PostHidden(*about, reason=str(decision.reason))
        case _:
            return PostReturned(*about, verdict=str(decision.verdict), reason=str(decision.reason))
