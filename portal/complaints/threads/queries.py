"""The thread of a case, read: turns, contacts, promises and the shopper's words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from portal.complaints.cases import EntryView, UnpublishedReply
from portal.complaints.models import Complaint, Contact, Entry, LastWord, Outcome, Promise
from portal.complaints.rules import Side, State, can_be_taken_back, state_of
from portal.db import Session
from portal.moderation import Post, Revision, Visibility, current_revision, masked_at, visible


def entries_of(session: Session, complaint_id: int) -> list[EntryView]:
    """The thread, oldest first, in every visibility: pages show the public turns and the reader's own."""
    statement = (
        select(Entry, Post, Revision.body, masked_at())
        .join(Post, Post.id == Entry.post_id)
        .join(Revision, current_revision())
        .where(Entry.complaint_id == complaint_id)
        .order_by(Entry.at, Entry.id)
    )
    return [
        EntryView(
            post_id=post.id,
            author_id=post.author_id,
            by=entry.by,
            at=entry.at,
            published_at=post.published_at,
            language=post.language,
            body=body,
            visibility=post.visibility,
            substantive=entry.substantive,
            substantive_by=entry.substantive_by,
            masked_at=masked,
        )
        for entry, post, body, masked in session.execute(statement)
    ]


def first_answers(session: Session, complaint_ids: Collection[int]) -> Mapping[int, str]:
    """The text of the store's first public answer in each case; what is no answer is left out."""
    statement = (
        select(Entry.complaint_id, Revision.body)
        .select_from(Entry)
        .join(Post, Post.id == Entry.post_id)
        .join(Revision, current_revision())
        .where(Entry.complaint_id.in_(complaint_ids), Entry.by == Side.STORE, Entry.substantive.is_(True), visible())
        .order_by(Entry.at.desc(), Entry.id.desc())
    )
    # The earliest comes last, and stays.
    return dict(session.execute(statement).all())


def contacts_of(session: Session, complaint_id: int) -> Sequence[Contact]:
    return session.scalars(select(Contact).where(Contact.complaint_id == complaint_id).order_by(Contact.at)).all()


def promises_of(session: Session, complaint_id: int) -> Sequence[Promise]:
    statement = select(Promise).where(Promise.complaint_id == complaint_id).order_by(Promise.made_at, Promise.id)
    return session.scalars(statement).all()


def outcomes_of(session: Session, complaint_id: int) -> Sequence[Outcome]:
    statement = select(Outcome).where(Outcome.complaint_id == complaint_id).order_by(Outcome.at, Outcome.id)
    return session.scalars(statement).all()


def word_to_take_back(session: Session, complaint_id: int, now: datetime) -> LastWord | None:
    """The author's latest word, as long as it can be taken back."""
    last = session.get(LastWord, complaint_id)
    return last if last is not None and can_be_taken_back(last.word, last.at, now) else None


def unpublished_replies(session: Session, complaint_ids: Collection[int]) -> Mapping[int, UnpublishedReply]:
    """The store's latest reply in each case, where it is not public (yet)."""
    statement = (
        select(Entry.complaint_id, Post.id, Post.author_id, Post.visibility)
        .join(Post, Post.id == Entry.post_id)
        .where(Entry.complaint_id.in_(complaint_ids), Entry.by == Side.STORE)
        .order_by(Entry.at, Entry.id)
    )
    latest = {row.complaint_id: UnpublishedReply(*row[1:]) for row in session.execute(statement)}
    return {case_id: reply for case_id, reply in latest.items() if reply.visibility is not Visibility.PUBLISHED}


def states_of_entries(session: Session, since: datetime, now: datetime) -> Mapping[int, State]:
    """Where the case stands that a text belongs to, of replies and answers sent since the instant, by post."""
    statement = (
        select(
            Entry.post_id,
            Complaint.progress,
            Complaint.published_at,
            Complaint.answered_at,
            Complaint.reopened_at,
        )
        .join(Complaint, Complaint.id == Entry.complaint_id)
        .join(Post, Post.id == Entry.post_id)
        .where(Post.submitted_at >= since)
    )
    return {
        post_id: state_of(progress, published_at, answered_at, reopened_at, now)
        for post_id, progress, published_at, answered_at, reopened_at in session.execute(statement)
    }
