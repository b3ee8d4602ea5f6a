"""The record of an author, or of a party such as a store, read from its latest posts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from portal.db import Session
from portal.moderation.models import Decision, Post, PostParty
from portal.moderation.rules import Kind, Reason, Verdict, Visibility

LATEST = 500
"""Of so many latest posts: a store may have hundreds of thousands, and what counts is how it writes now."""


@dataclass(frozen=True, slots=True)
class History:
    """How many of the latest posts are in each state, and for which reasons posts were returned."""

    states: Mapping[Visibility, int]
    reasons: Mapping[Reason, int]

    @property
    def total(self) -> int:
        return sum(self.states.values())


def has_complained(session: Session, author_id: int) -> bool:
    """Whether the account has ever sent a complaint, whatever became of it."""
    sent = select(Post.id).where(Post.author_id == author_id, Post.kind == Kind.COMPLAINT)
    return session.scalar(sent.limit(1)) is not None


def author_history(session: Session, author_id: int, apart_from: int) -> History:
    """Of everything the account wrote but for one post."""
    latest = select(Post.id).where(Post.author_id == author_id, Post.id != apart_from)
    return _history(session, latest.order_by(Post.id.desc()).limit(LATEST))


def reply_history(session: Session, party: str, apart_from: int) -> History:
    """Of the replies written for the party but for one post."""
    latest = (
        select(Post.id)
        .join(PostParty, PostParty.post_id == Post.id)
        .where(PostParty.party == party, Post.kind == Kind.REPLY, Post.id != apart_from)
    )
    return _history(session, latest.order_by(Post.id.desc()).limit(LATEST))


def _history(session: Session, latest: Select[int]) -> History:
    posts = latest.subquery()
    states = select(Post.visibility, func.count()).join(posts, posts.c.id == Post.id).group_by(Post.visibility)
    returned = (
        select(Decision.reason, func.count())
        .join(posts, posts.c.id == Decision.post_id)
        .where(
            Decision.took_effect_at.is_not(None),
            Decision.verdict.in_((Verdict.REQUEST_CHANGES, Verdict.REJECT, Verdict.HIDE)),
        )
        .group_by(Decision.reason)
    )
    reasons = {reason: count for reason, count in session.execute(returned) if reason is not None}
    return History(dict(session.execute(states).all()), reasons)
