"""What the people of the sample world have done before anybody looks."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from portal import moderation
from portal.access import Actor
from portal.complaints import Complaint, Entry, Side
from portal.db import Session
from portal.moderation import Post, Reason, Verdict, Visibility


def give_cases(session: Session, account_id: int, refs: Sequence[str]) -> None:
    """Makes the account the author of the cases, and of what their shopper wrote later."""
    session.execute(update(Complaint).where(Complaint.ref.in_(refs)).values(author_id=account_id))
    cases = select(Complaint.id).where(Complaint.ref.in_(refs))
    openings = select(Complaint.post_id).where(Complaint.ref.in_(refs))
    turns = select(Entry.post_id).where(Entry.complaint_id.in_(cases), Entry.by == Side.SHOPPER)
    session.execute(
        update(Post)
        .where(Post.id.in_(openings) | Post.id.in_(turns))
        .values(author_id=account_id)
        .execution_options(synchronize_session=False)
    )


def send_back(session: Session, actor: Actor, now: datetime, ref: str, note: str) -> None:
    """A moderator asks for changes to a complaint with personal data in it, if it still waits."""
    waiting = session.execute(
        select(Post.id, Post.revision_number)
        .join(Complaint, Complaint.post_id == Post.id)
        .where(Complaint.ref == ref, Post.visibility == Visibility.PENDING)
    ).first()
    if waiting is None:
        return
    moderation.decide(
        session,
        actor,
        now,
        post_id=waiting.id,
        revision_number=waiting.revision_number,
        verdict=Verdict.REQUEST_CHANGES,
        reason=Reason.PERSONAL_DATA,
        note=note,
    )
