"""Decisions, read. What was undone, or has not taken effect yet, nobody but its moderator knows of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from portal.db import Session
from portal.moderation.models import Decision, Post, Revision
from portal.moderation.queries import PostView, current_revision, is_held
from portal.moderation.rules import Kind, Reason, Verdict, Visibility


@dataclass(frozen=True, slots=True)
class ReturnedPost:
    """A post that was not let through, or taken down, with the decision its author has to know of."""

    post_id: int
    kind: Kind
    subject: str
    visibility: Visibility
    reason: Reason | None
    note: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class MaskedVersion:
    """A public text with words taken out of it, beside the one its author sent."""

    title: str
    body: str
    own_title: str
    own_body: str


def decisions_on(session: Session, post_ids: Collection[int]) -> Mapping[int, Decision]:
    """The latest decision on each post that has one in effect; passing it on, or the first of two, decides nothing."""
    statement = (
        select(Decision)
        .where(
            Decision.post_id.in_(post_ids),
            Decision.took_effect_at.is_not(None),
            Decision.verdict != Verdict.ESCALATE,
            Decision.first_of_two.is_(False),
        )
        .order_by(Decision.took_effect_at, Decision.id)
    )
    return {decision.post_id: decision for decision in session.scalars(statement)}


def first_approval(session: Session, post: PostView) -> Decision | None:
    """The first of two approvals of the present version, which waits to be confirmed."""
    of_this_version = (Decision.post_id == post.id, Decision.revision_id == post.revision_id)
    return session.scalar(select(Decision).where(*of_this_version, Decision.first_of_two))


def approved_once(session: Session, post_ids: Collection[int]) -> frozenset[int]:
    """Those of the posts whose present version waits for the second of two approvals."""
    of_this_version = and_(Decision.post_id == Post.id, Decision.revision_id == Revision.id, Decision.first_of_two)
    statement = select(Post.id).join(Revision, current_revision()).join(Decision, of_this_version)
    return frozenset(session.scalars(statement.where(Post.id.in_(post_ids))))


def escalation_of(session: Session, post_id: int) -> Decision | None:
    """With which words the post was passed on last."""
    statement = (
        select(Decision)
        .where(Decision.post_id == post_id, Decision.verdict == Verdict.ESCALATE, Decision.took_effect_at.is_not(None))
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return session.scalar(statement)


def decisions_to_undo(session: Session, moderator_id: int, now: datetime, limit: int) -> Sequence[Decision]:
    """What this moderator has just decided and can still undo, latest first."""
    statement = select(Decision).where(Decision.moderator_id == moderator_id, is_held(), Decision.due_at > now)
    return session.scalars(statement.order_by(Decision.id.desc()).limit(limit)).all()


def undone_decision(session: Session, moderator_id: int, revision_id: int) -> Decision | None:
    """What this moderator decided on the version and undid: the form is filled in with it again."""
    statement = (
        select(Decision)
        .where(Decision.moderator_id == moderator_id, Decision.revision_id == revision_id)
        .order_by(Decision.id.desc())
        .limit(1)
    )
    latest = session.scalar(statement)
    return latest if latest is not None and latest.undone_at is not None else None


def due_decisions(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Decisions nobody can undo any more and that have to take effect, the first first."""
    statement = select(Decision.id).where(is_held(), Decision.due_at <= now)
    return session.scalars(statement.order_by(Decision.due_at, Decision.id).limit(limit)).all()


def returned_posts(session: Session, author_id: int, limit: int = 100) -> list[ReturnedPost]:
    """What this author has to mend or was refused, last decided first."""
    returned = (Visibility.CHANGES_REQUESTED, Visibility.REJECTED, Visibility.HIDDEN)
    posts = session.scalars(
        select(Post)
        .where(Post.author_id == author_id, Post.visibility.in_(returned))
        .order_by(Post.id.desc())
        .limit(limit)
    ).all()
    decisions = decisions_on(session, [post.id for post in posts])
    rows = [
        ReturnedPost(
            post_id=post.id,
            kind=post.kind,
            subject=post.subject,
            visibility=post.visibility,
            reason=decisions[post.id].reason,
            note=decisions[post.id].note,
            decided_at=decisions[post.id].at,
        )
        for post in posts
        if post.id in decisions
    ]
    return sorted(rows, key=lambda row: row.decided_at, reverse=True)


def decided_count(session: Session, moderator_id: int, since: datetime) -> int:
    """How many decisions this moderator took since the instant, without those undone."""
    statement = (
        select(func.count())
        .select_from(Decision)
        .where(
            Decision.moderator_id == moderator_id,
            Decision.at >= since,
            Decision.verdict != Verdict.RESTORE,
            Decision.undone_at.is_(None),
        )
    )
    return session.scalar(statement) or 0


def masked_version(session: Session, post_id: int) -> MaskedVersion | None:
    """What was masked in the post, for its author; empty where nothing was."""
    statement = (
        select(Revision)
        .join(Post, Post.id == Revision.post_id)
        .where(Revision.post_id == post_id, Revision.number <= Post.revision_number)
        .where(or_(Revision.number == Post.revision_number, Revision.is_masked.is_(False)))
        .order_by(Revision.number.desc())
        .limit(2)
    )
    versions = session.scalars(statement).all()
    if len(versions) < 2 or not versions[0].is_masked:
        return None
    public, own = versions
    return MaskedVersion(public.title, public.body, own.title, own.body)
