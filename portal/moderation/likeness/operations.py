"""Keeping by what a post is found again."""

from collections.abc import Collection

from sqlalchemy import delete

from portal.db import Session
from portal.moderation.likeness.models import TextRun


def keep_sketch(session: Session, post_id: int, kept: Collection[int]) -> None:
    """These runs, and none of an older version, stand for the post."""
    session.execute(delete(TextRun).where(TextRun.post_id == post_id))
    session.add_all(TextRun(post_id=post_id, run=run) for run in sorted(kept))
