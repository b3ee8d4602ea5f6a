"""Remembering for a while where accounts write from, and marking what takes two moderators."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from portal.db import Session
from portal.moderation.models import Post
from portal.moderation.rules import ABOUT_A_PURCHASE
from portal.moderation.ties.models import PostTie, Trace
from portal.moderation.ties.queries import burst_on, shared_marks
from portal.moderation.ties.rules import TRACES_KEPT_FOR, Origin, Tie


def find_ties(
    session: Session, post: Post, parties: Collection[str], origin: Origin, now: datetime, known: Collection[Tie] = ()
) -> None:
    """Marks a post that was just sent in, and with it all that waits of a burst it belongs to.

    `known` are ties that whoever knows the facts of the case has found.
    """
    if post.author_id is not None:
        _remember(session, post.author_id, origin, now)
    if post.kind not in ABOUT_A_PURCHASE:
        return
    found = {(post.id, tie) for tie in {*known, *shared_marks(session, origin, now)}}
    found |= {(post_id, Tie.BURST) for post_id in burst_on(session, parties, now)}
    if not found:
        return
    rows = select(PostTie.post_id, PostTie.tie).where(PostTie.post_id.in_({post_id for post_id, _ in found}))
    marked = {(post_id, tie) for post_id, tie in session.execute(rows)}
    session.add_all(PostTie(post_id=post_id, tie=tie) for post_id, tie in sorted(found - marked))
    session.flush()


def forget_old_traces(session: Session, now: datetime) -> None:
    session.execute(delete(Trace).where(Trace.at <= now - TRACES_KEPT_FOR))


def _remember(session: Session, account_id: int, origin: Origin, now: datetime) -> None:
    """Once an account and print, with the instant it was last met."""
    for mark, seal in origin.prints.items():
        session.merge(Trace(account_id=account_id, mark=mark, seal=seal, at=now))
    session.flush()
