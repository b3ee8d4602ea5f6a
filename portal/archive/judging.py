"""Judging the replies of an archive that came without a verdict: each store's, in the order of their time."""

from collections.abc import Callable

from sqlalchemy import select, update

from portal import clock, events
from portal.complaints import RULE_VERSION, CasesAnswered, Complaint, EarlierReplies, Entry, Judge, Progress, Side
from portal.db import Session, db, transaction
from portal.moderation import Post, Revision, Visibility, current_revision
from portal.stores import Store


def judge_unjudged(on_progress: Callable[[int], object] = lambda _stores: None) -> int:
    """Presets `substantive` where it is empty, and moves the cases that are answered by it.

    Returns how many replies were judged; opens its own transactions, one a store.
    """
    session = db.session()
    session.rollback()
    unjudged = (
        select(Complaint.store_id)
        .join(Entry, Entry.complaint_id == Complaint.id)
        .where(Entry.by == Side.STORE, Entry.substantive.is_(None))
    )
    judged = 0
    for store_id in sorted(set(session.scalars(unjudged))):
        verdicts = _verdicts(session, store_id)
        session.rollback()
        with transaction() as writing:
            _keep(writing, verdicts)
        judged += len(verdicts)
        on_progress(1)
    return judged


def _verdicts(session: Session, store_id: int) -> dict[int, bool]:
    """Whether each unjudged reply of the store is an answer, by entry id."""
    names = session.get_one(Store, store_id).names.values()
    rows = session.execute(
        select(Entry.id, Entry.complaint_id, Entry.substantive, Complaint.author_label, Revision.body)
        .join(Complaint, Complaint.id == Entry.complaint_id)
        .join(Post, Post.id == Entry.post_id)
        .join(Revision, current_revision())
        .where(Complaint.store_id == store_id, Entry.by == Side.STORE, Post.visibility != Visibility.REJECTED)
        .order_by(Entry.at, Entry.id)
    )
    earlier = EarlierReplies()
    verdicts = {}
    for row in rows:
        known_names = [*names, row.author_label]
        if row.substantive is None:
            verdicts[row.id] = earlier.is_answer(row.complaint_id, row.body, known_names)
        earlier.add(row.complaint_id, row.body, known_names)
    return verdicts


def _keep(session: Session, verdicts: dict[int, bool]) -> None:
    for entry_id, verdict in verdicts.items():
        session.execute(
            update(Entry)
            .where(Entry.id == entry_id, Entry.substantive.is_(None))
            .values(substantive=verdict, substantive_by=Judge.RULE, rule_version=RULE_VERSION)
        )
    answers = session.execute(
        select(Entry.complaint_id, Entry.at)
        .join(Post, Post.id == Entry.post_id)
        .where(
            Entry.id.in_([entry_id for entry_id, verdict in verdicts.items() if verdict]),
            Post.visibility == Visibility.PUBLISHED,
        )
        .order_by(Entry.at)
    ).all()
    for complaint_id, at in answers:
        complaint = session.get_one(Complaint, complaint_id)
        complaint.answered_at = min(complaint.answered_at or at, at)
        if complaint.progress is Progress.OPEN:
            complaint.progress = Progress.ANSWERED
    if answers:
        events.append(session, CasesAnswered(sorted({complaint_id for complaint_id, _ in answers})), clock.now())
