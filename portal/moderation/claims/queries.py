"""Holds on posts, read."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select

from portal.access import Actor
from portal.db import Session
from portal.moderation.claims.models import Claim


def held_by_another(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Whether the claim holds, and is not this moderator's."""
    return and_(Claim.until > now, Claim.account_id.is_distinct_from(actor.account_id))


def held_until(session: Session, actor: Actor, now: datetime, post_id: int) -> datetime | None:
    """Until when somebody else reads the post; empty where nobody does."""
    return session.scalar(select(Claim.until).where(Claim.post_id == post_id, held_by_another(actor, now)))
