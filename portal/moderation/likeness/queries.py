"""Posts like another one, read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, not_, or_, select

from portal.access import Actor
from portal.db import Session
from portal.moderation.likeness.models import TextRun
from portal.moderation.likeness.rules import LIKE, likeness, sketch, words_of
from portal.moderation.models import Post, Revision
from portal.moderation.queries import PostView, current_revision, has_part
from portal.moderation.rules import Visibility
from portal.text import shortened

CANDIDATES = 12
EXCERPT = 160


@dataclass(frozen=True, slots=True)
class LikePost:
    """Another post beside the one that is read. `share`: how much of that one's words stand in this one too, 0 to 1."""

    id: int
    subject: str
    visibility: Visibility
    sent_at: datetime
    excerpt: str
    share: float
    same_author: bool


def likenesses(session: Session, post: PostView, words: Sequence[str]) -> list[float]:
    """How like the texts of other cases are that share a run with this one."""
    return [likeness(words, words_of(body)) for _, body in _candidates(session, post, words)]


def like_posts(session: Session, actor: Actor, post: PostView, limit: int) -> list[LikePost]:
    """Texts like this one and the author's latest, likest first; none the moderator has a part in. Two statements."""
    words = words_of(post.body)
    found = [other for other, _ in _candidates(session, post, words, not_(has_part(actor)))]
    statement = (
        select(Post, Revision.body)
        .join(Revision, current_revision())
        .where(
            or_(Post.id.in_(found), Post.author_id == post.author_id if post.author_id is not None else false()),
            Post.id != post.id,
            not_(has_part(actor)),
        )
        .order_by(Post.id.desc())
        .limit(CANDIDATES + limit)
    )
    rows = [_like(other, body, post, words) for other, body in session.execute(statement)]
    wanted = [row for row in rows if row.share >= LIKE or row.same_author]
    return sorted(wanted, key=lambda row: -row.share)[:limit]


def _candidates(
    session: Session, post: PostView, words: Sequence[str], *conditions: ColumnElement[bool]
) -> list[tuple[int, str]]:
    """Other posts of the kind in other cases with a run in common, those with most of them first; id and text."""
    shared = (
        select(Post.id, Revision.body)
        .join(TextRun, TextRun.post_id == Post.id)
        .join(Revision, current_revision())
        .where(
            TextRun.run.in_(sketch(words)),
            Post.kind == post.kind,
            Post.id != post.id,
            Post.subject != post.subject,
            *conditions,
        )
        .group_by(Post.id, Revision.id, Revision.body)
        .order_by(func.count().desc(), Post.id.desc())
        .limit(CANDIDATES)
    )
    return [(row.id, row.body) for row in session.execute(shared)]


def _like(other: Post, body: str, post: PostView, words: Sequence[str]) -> LikePost:
    return LikePost(
        id=other.id,
        subject=other.subject,
        visibility=other.visibility,
        sent_at=other.submitted_at,
        excerpt=shortened(body, EXCERPT),
        share=likeness(words, words_of(body)),
        same_author=post.author_id is not None and other.author_id == post.author_id,
    )
