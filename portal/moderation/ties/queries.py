"""Ties, read and looked for."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from portal.access import Role
from portal.accounts import AccountRole
from portal.db import Session
from portal.moderation.models import Post, PostParty
from portal.moderation.rules import ABOUT_A_PURCHASE, Visibility
from portal.moderation.ties.models import PostTie, Trace
from portal.moderation.ties.rules import BURST_WITHIN, TRACES_KEPT_FOR, USUAL_DAYS, Origin, Tie, is_burst


def is_tied() -> ColumnElement[bool]:
    """Whether the post takes two moderators."""
    return exists().where(PostTie.post_id == Post.id)


def tied_posts(session: Session, post_ids: Collection[int]) -> frozenset[int]:
    """Those of the posts that take two moderators."""
    return frozenset(session.scalars(select(PostTie.post_id).where(PostTie.post_id.in_(post_ids))))


def shared_marks(session: Session, origin: Origin, now: datetime) -> frozenset[Tie]:
    """By which marks somebody who speaks for a store is known too."""
    met = [and_(Trace.mark == mark, Trace.seal == seal) for mark, seal in origin.prints.items()]
    if not met:
        return frozenset()
    of_a_store = exists().where(AccountRole.account_id == Trace.account_id, AccountRole.role == Role.REPRESENTATIVE)
    statement = select(Trace.mark).where(or_(*met), Trace.at > now - TRACES_KEPT_FOR, of_a_store).distinct()
    return frozenset(Tie(mark) for mark in session.scalars(statement))


def burst_on(session: Session, parties: Collection[str], now: datetime) -> frozenset[int]:
    """The posts of a burst on one of the parties that still wait; empty where there is none."""
    since = now - BURST_WITHIN
    about = and_(PostParty.post_id == Post.id, Post.kind.in_(ABOUT_A_PURCHASE))
    counts = (
        select(PostParty.party, func.count(case((Post.submitted_at > since, 1))), func.count())
        .join(Post, about)
        .where(PostParty.party.in_(parties), Post.submitted_at > since - timedelta(days=USUAL_DAYS))
        .group_by(PostParty.party)
    )
    struck = [party for party, last_day, total in session.execute(counts) if is_burst(last_day, total - last_day)]
    if not struck:
        return frozenset()
    waiting = and_(Post.submitted_at > since, Post.visibility == Visibility.PENDING)
    return frozenset(
        session.scalars(select(Post.id).join(PostParty, about).where(PostParty.party.in_(struck), waiting))
    )


def has_old_traces(session: Session, now: datetime) -> bool:
    return session.scalar(select(Trace.at).where(Trace.at <= now - TRACES_KEPT_FOR).limit(1)) is not None
