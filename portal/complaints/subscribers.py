"""How cases follow what happens to their posts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from portal import clock
from portal.complaints.models import Complaint, Entry
from portal.complaints.operations import (
    complaint_of,
    complaint_published,
    complaint_removed,
    judge_reply,
    reply_published,
    reply_sent,
)
from portal.complaints.replies import RULE_VERSION, EarlierReplies
from portal.complaints.rules import Side
from portal.db import Session, transaction
from portal.events import Recorded, Subscriber, each
from portal.moderation import Kind, Post, PostHidden, PostPublished, PostSubmitted, Visibility, texts_of
from portal.stores import stores_by_id

EARLIER_REPLIES = 2_000
"""How many of the store's latest earlier replies a reply is held against."""


def progress() -> Subscriber:
    """Moves cases when their posts become public or are taken down; a mended reply counts from the mending."""
    reactions = {PostSubmitted: _submitted, PostPublished: _published, PostHidden: _hidden}
    return Subscriber("complaints", each(reactions), frozenset(reactions))


def reply_judging() -> Subscriber:
    """Presets whether a reply is an answer. Reading the store's earlier replies takes time: no lock is held."""

    def handle(session: Session, batch: Sequence[Recorded]) -> None:
        for recorded in batch:
            if isinstance(recorded.event, PostSubmitted) and recorded.event.kind == Kind.REPLY:
                _judge(session, recorded.event, recorded.at)

    return Subscriber("reply-judging", handle, frozenset({PostSubmitted}), transactional=False)


def _submitted(session: Session, recorded: Recorded) -> None:
    match recorded.event:
        case PostSubmitted(kind=Kind.REPLY, post_id=post_id):
            reply_sent(session, post_id, recorded.at)


def _published(session: Session, recorded: Recorded) -> None:
    match recorded.event:
        case PostPublished(kind=Kind.COMPLAINT, subject=subject):
            complaint_published(session, complaint_of(subject), recorded.at)
        case PostPublished(kind=Kind.REPLY, post_id=post_id, answers=answers):
            reply_published(session, post_id, recorded.at, answers)


def _hidden(session: Session, recorded: Recorded) -> None:
    match recorded.event:
        case PostHidden(kind=Kind.COMPLAINT, subject=subject, reason=reason):
            complaint_removed(session, complaint_of(subject), recorded.at, reason)


def _judge(session: Session, event: PostSubmitted, at: datetime) -> None:
    post_id = event.post_id
    row = session.execute(
        select(Entry, Complaint).join(Complaint, Complaint.id == Entry.complaint_id).where(Entry.post_id == post_id)
    ).first()
    if row is None:
        return
    entry, complaint = row
    earlier = session.execute(
        select(Entry.post_id, Entry.complaint_id)
        .join(Complaint, Complaint.id == Entry.complaint_id)
        .join(Post, Post.id == Entry.post_id)
        .where(
            Complaint.store_id == complaint.store_id,
            Complaint.id != complaint.id,
            Entry.by == Side.STORE,
            Entry.at < max(entry.at, at),
            Post.visibility != Visibility.REJECTED,
        )
        .order_by(Entry.at.desc())
        .limit(EARLIER_REPLIES)
    ).all()
    texts = texts_of(session, [post_id, *(said_in.post_id for said_in in earlier)])
    store = stores_by_id(session, [complaint.store_id])[complaint.store_id]
    names = [*store.names.values(), complaint.author_label]
    said = EarlierReplies()
    for said_in in earlier:
        said.add(said_in.complaint_id, texts[said_in.post_id][1], names)
    verdict = said.is_answer(complaint.id, texts[post_id][1], names)
    with transaction() as writing:
        # The author may have mended it while it was read; that version has an event of its own.
        if writing.get_one(Post, post_id).revision_number != event.revision_number:
            return
        # Whichever subscriber comes first: what was said of an older version must not count for this one.
        reply_sent(writing, post_id, at)
        judge_reply(writing, clock.now(), post_id, verdict, RULE_VERSION)
