"""Hidings, read: those that wait for a second person, and what the public trace says of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.access import Actor, Role
from portal.db import Session, StaleStateError
from portal.moderation.hiding.models import Hiding
from portal.moderation.models import Revision
from portal.moderation.queries import AboutPost, PostView, loaded_post
from portal.moderation.rules import Reason


@dataclass(frozen=True, slots=True)
class HidingView(AboutPost):
    """What the second person has to know; `moderators` are all there are, with the parties they speak for."""

    id: int
    reason: Reason
    note: str
    proposed_by: int | None
    proposed_at: datetime
    until: datetime | None
    masked_from: int | None
    settled_at: datetime | None
    moderators: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class HidingTrace:
    """What everybody may know of a hiding: roles, no names. `until` only while a second person is waited for."""

    post_id: int
    reason: Reason
    proposed_at: datetime
    until: datetime | None
    confirmed_at: datetime | None
    confirmed_as: Role | None


def load_hiding(session: Session, hiding_id: int, moderators: Collection[Actor]) -> HidingView | None:
    hiding = session.get(Hiding, hiding_id)
    return None if hiding is None else _view(hiding, loaded_post(session, hiding.post_id), moderators)


def open_hiding_of(session: Session, post_id: int) -> Hiding | None:
    """The hiding of the post that waits for a second person."""
    return session.scalar(select(Hiding).where(Hiding.post_id == post_id, Hiding.settled_at.is_(None)))


def open_hidings(session: Session, moderators: Collection[Actor], limit: int = 50) -> list[HidingView]:
    """What waits for a second person, what returns first at the head."""
    statement = select(Hiding).where(Hiding.settled_at.is_(None))
    rows = session.scalars(statement.order_by(Hiding.until.nulls_last(), Hiding.id).limit(limit)).all()
    return [_view(hiding, loaded_post(session, hiding.post_id), moderators) for hiding in rows]


def unmasked_text(session: Session, hiding: HidingView) -> tuple[str, str] | None:
    """Title and body of the post before words of it were masked; empty where none were."""
    if hiding.masked_from is None:
        return None
    version = (Revision.post_id == hiding.post.id, Revision.number == hiding.masked_from)
    row = session.execute(select(Revision.title, Revision.body).where(*version)).one()
    return row.title, row.body


def open_hiding_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Hiding).where(Hiding.settled_at.is_(None))) or 0


def overdue_hidings(session: Session, now: datetime) -> Sequence[int]:
    """Hidden on the word of one, and nobody has confirmed it in time."""
    statement = select(Hiding.id).where(Hiding.settled_at.is_(None), Hiding.until <= now)
    return session.scalars(statement.order_by(Hiding.until, Hiding.id)).all()


def hiding_traces(session: Session, post_ids: Collection[int]) -> Mapping[int, HidingTrace]:
    """The latest hiding of each post, as everybody may know of it; a proposal that hid nothing is none."""
    statement = select(Hiding).where(Hiding.post_id.in_(post_ids), Hiding.masked_from.is_(None)).order_by(Hiding.id)
    traces = {}
    for hiding in session.scalars(statement):
        if hiding.confirmed or (hiding.settled_at is None and hiding.until is not None):
            traces[hiding.post_id] = HidingTrace(
                post_id=hiding.post_id,
                reason=hiding.reason,
                proposed_at=hiding.proposed_at,
                until=hiding.until if hiding.settled_at is None else None,
                confirmed_at=hiding.settled_at,
                confirmed_as=hiding.settled_as,
            )
    return traces


def found_hiding(session: Session, hiding_id: int, moderators: Collection[Actor]) -> HidingView:
    """The hiding; raises StaleStateError where there is none or it is settled."""
    hiding = load_hiding(session, hiding_id, moderators)
    if hiding is None or hiding.settled_at is not None:
        raise StaleStateError(f"hiding {hiding_id} waits for nobody")
    return hiding


def _view(hiding: Hiding, post: PostView, moderators: Collection[Actor]) -> HidingView:
    return HidingView(
        id=hiding.id,
        post=post,
        reason=hiding.reason,
        note=hiding.note,
        proposed_by=hiding.proposed_by,
        proposed_at=hiding.proposed_at,
        until=hiding.until,
        masked_from=hiding.masked_from,
        settled_at=hiding.settled_at,
        moderators=tuple(moderators),
    )
