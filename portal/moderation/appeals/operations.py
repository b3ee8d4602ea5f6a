"""An author appeals once, in time; somebody else answers, and the decision stands or is turned round."""

from collections.abc import Collection
from datetime import datetime

from portal import access, events
from portal.access import Actor, Permission, Role
from portal.db import Session, StaleStateError, compare_and_set, in_turn
from portal.moderation.appeals.models import Appeal
from portal.moderation.appeals.queries import AppealView, Standing, found_appeal, standing_of
from portal.moderation.appeals.rules import Ruling
from portal.moderation.claims.operations import turn_of
from portal.moderation.deciding.operations import set_visibility
from portal.moderation.events import AppealAnswered, AppealSent
from portal.moderation.models import Decision
from portal.moderation.queries import loaded_post
from portal.moderation.rules import Kind, NotPossibleError, Verdict, Visibility


class TooLateError(Exception):
    """The time for an appeal is over; it ended at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class AppealedAlreadyError(Exception):
    """Against one decision there is one appeal; this one was sent at `sent_at`."""

    def __init__(self, sent_at: datetime) -> None:
        super().__init__(sent_at)
        self.sent_at = sent_at


class AnswerMissingError(Exception):
    """An appeal is answered in writing."""


def appeal(session: Session, actor: Actor, now: datetime, *, post_id: int, body: str) -> Appeal:
    """The author appeals against the latest decision on their post. The same text sent twice is one appeal.

    Raises ForbiddenError, AppealedAlreadyError, TooLateError, and NotPossibleError for a post that is neither rejected
    nor taken down for good.
    """
    in_turn(session, turn_of(post_id))
    post = loaded_post(session, post_id)
    access.require(actor, Permission.APPEAL_DECISION, post)
    standing = standing_of(session, post)
    if standing.appeal is not None and standing.appeal.ruling is None and standing.appeal.body == body:
        return standing.appeal
    made = Appeal(post_id=post_id, decision_id=_appealed(standing, now).id, body=body, sent_at=now)
    session.add(made)
    session.flush()
    events.append(session, AppealSent(made.id, post_id, post.kind, post.subject), now)
    return made


def answer_appeal(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    appeal_id: int,
    ruling: Ruling,
    answer: str,
    moderators: Collection[Actor],
    answers: bool | None = None,
) -> None:
    """Somebody who took no part in the decision upholds it, or publishes the post (again), and says why.

    `moderators` is everybody with that role: where none of them may, an administrator does. `answers`: whether a
    store's reply that becomes public is an answer. Raises ForbiddenError, AnswerMissingError, and StaleStateError where
    it was answered, or there is a later decision on the post.
    """
    found = found_appeal(session, appeal_id, moderators)
    in_turn(session, turn_of(found.post.id))
    access.require(actor, Permission.ANSWER_APPEAL, found)
    if not answer.strip():
        raise AnswerMissingError(ruling)
    role = Role.MODERATOR if Role.MODERATOR in actor.roles else Role.ADMINISTRATOR
    ruled = {"ruling": ruling, "answer": answer, "ruled_by": actor.account_id, "ruled_as": role, "ruled_at": now}
    compare_and_set(session, Appeal, appeal_id, {"ruling": None}, ruled)
    if ruling is Ruling.OVERTURNED:
        _turn_round(session, actor, now, found, answers)
    post = found.post
    events.append(session, AppealAnswered(appeal_id, post.id, post.kind, post.subject, ruling), now)


def _appealed(standing: Standing, now: datetime) -> Decision:
    """The decision that may be appealed against now."""
    if standing.appeal is not None:
        raise AppealedAlreadyError(standing.appeal.sent_at)
    if standing.decision is None or standing.until is None:
        raise NotPossibleError("there is no decision to appeal against")
    if not standing.is_open(now):
        raise TooLateError(standing.until)
    return standing.decision


def _turn_round(session: Session, actor: Actor, now: datetime, found: AppealView, answers: bool | None) -> None:
    post = found.post
    before = Visibility.HIDDEN if found.verdict is Verdict.HIDE else Visibility.REJECTED
    if post.visibility is not before:
        raise StaleStateError(f"post {post.id} is {post.visibility}")
    decision = Decision(
        post_id=post.id,
        revision_id=post.revision_id,
        moderator_id=actor.account_id,
        at=now,
        verdict=Verdict.RESTORE,
        answers=answers if post.kind is Kind.REPLY else None,
        due_at=now,
        took_effect_at=now,
    )
    session.add(decision)
    set_visibility(session, post, decision, now)
