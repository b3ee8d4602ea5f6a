"""Claiming posts, so that two moderators never work on one."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, not_, select

from portal import access
from portal.access import Actor, Permission
from portal.db import Session, in_turn
from portal.moderation.claims.models import Claim
from portal.moderation.claims.queries import held_by_another
from portal.moderation.lanes import Lane
from portal.moderation.models import Post
from portal.moderation.queries import has_part, waits

LEASE = timedelta(minutes=5)
"""How long a post stays with who opened it. The open page renews it; a closed one lets it go by then."""


def turn_of(post_id: int) -> str:
    """The key under which everybody waits who claims the post, or decides on it."""
    return f"post:{post_id}"


def claim(session: Session, actor: Actor, now: datetime, post_ids: Collection[int]) -> frozenset[int]:
    """Claims the posts that wait and that nobody else has claimed, or claims them for longer; returns which these are.

    What somebody may not decide on they cannot keep from others either.
    """
    access.require(actor, Permission.READ_DESK)
    for post_id in sorted(post_ids):
        in_turn(session, turn_of(post_id))
    taken = select(Claim.post_id).where(held_by_another(actor, now))
    statement = select(Post.id).where(Post.id.in_(post_ids), waits(), Post.id.not_in(taken), not_(has_part(actor)))
    if not access.allowed(actor, Permission.MODERATE):
        statement = statement.where(Post.lane == Lane.ESCALATED)
    free = frozenset(session.scalars(statement))
    session.execute(delete(Claim).where(Claim.post_id.in_(free)))
    session.add_all(Claim(post_id=post_id, account_id=actor.account_id, until=now + LEASE) for post_id in free)
    session.flush()
    return free


def release(session: Session, post_id: int) -> None:
    """Lets the post go; whoever held it has decided."""
    session.execute(delete(Claim).where(Claim.post_id == post_id))
