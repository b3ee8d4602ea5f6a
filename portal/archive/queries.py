"""Writing the archive: every store and case, in a fixed order, with what is absent left out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from portal.complaints import EXPECTATIONS, Complaint, Contact, Entry, Outcome, Promise, Side, public_contacts
from portal.db import Session, bytewise
from portal.language import LANGUAGES
from portal.moderation import ONCE_PUBLIC, Post, Revision, Visibility, current_revision, visible
from portal.stores import Channel, Store

CHUNK = 500
AGENTS_IN = "en"
"""The language roles are written in: an archive is of no language."""
Object = dict[str, Any]


def export_lines(session: Session, *, public: bool) -> Iterator[str]:
    """The archive, line by line: stores by slug, complaints by submission and ref.

    `public`: only what everybody may see, and removed cases without their text.
    """
    for item in _stores(session):
        yield _line(item)
    for item in _complaints(session, public=public):
        yield _line(item)


def _line(item: Object) -> str:
    present = {key: value for key, value in item.items() if value is not None}
    return json.dumps(present, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _stores(session: Session) -> Iterator[Object]:
    channels: dict[int, list[Channel]] = {}
    for channel in session.scalars(select(Channel).order_by(Channel.id)):
        channels.setdefault(channel.store_id, []).append(channel)
    for store in sorted(session.scalars(select(Store)), key=lambda store: store.slug):
        yield {
            "type": "store",
            "ref": store.ref,
            "slug": store.slug,
            "name": {code: store.names[code] for code in LANGUAGES if code in store.names},
            "country": store.country,
            "website": store.website,
            "category": store.category,
            "channels": [
                _present(
                    kind=channel.kind,
                    address=channel.address,
                    hours=channel.hours,
                    claimed_reply_minutes=channel.claimed_reply_minutes,
                )
                for channel in channels.get(store.id, [])
            ],
        }


def _complaints(session: Session, *, public: bool) -> Iterator[Object]:
    ref = bytewise(session, Complaint.ref)
    after: tuple[datetime, str] | None = None
    while True:
        rows = session.execute(_chunk(ref, after, public=public)).all()
        complaints = [row[0] for row in rows]
        ids = [complaint.id for complaint in complaints]
        parts = _Parts(session, ids)
        for complaint, post, revision, slug in rows:
            yield _complaint(complaint, post, revision, slug, parts, public=public)
        if len(rows) < CHUNK:
            return
        after = (complaints[-1].submitted_at, complaints[-1].ref)
        session.expunge_all()


def _chunk(
    ref: ColumnElement[str], after: tuple[datetime, str] | None, *, public: bool
) -> Select[Complaint, Post, Revision, str]:
    statement = (
        select(Complaint, Post, Revision, Store.slug)
        .join(Post, Post.id == Complaint.post_id)
        .join(Revision, current_revision())
        .join(Store, Store.id == Complaint.store_id)
        .order_by(Complaint.submitted_at, ref)
        .limit(CHUNK)
    )
    if public:
        removed = (Post.visibility == Visibility.HIDDEN) & Post.published_at.is_not(None)
        statement = statement.where(visible() | removed)
    if after is not None:
        at, last = after
        statement = statement.where((Complaint.submitted_at > at) | ((Complaint.submitted_at == at) & (ref > last)))
    return statement


class _Parts:
    """What hangs on a chunk of cases, read at once."""

    def __init__(self, session: Session, ids: Sequence[int]) -> None:
        self.entries: dict[int, list[tuple[Entry, Post, str]]] = {}
        statement = (
            select(Entry, Post, Revision.body)
            .join(Post, Post.id == Entry.post_id)
            .join(Revision, current_revision())
            .where(Entry.complaint_id.in_(ids))
            .order_by(Entry.at, Entry.id)
        )
        for entry, post, body in session.execute(statement):
            self.entries.setdefault(entry.complaint_id, []).append((entry, post, body))
        self.contacts = self._by_case(session, Contact, ids)
        self.promises = self._by_case(session, Promise, ids)
        self.outcomes = self._by_case(session, Outcome, ids)

    @staticmethod
    def _by_case(session: Session, model: type[Any], ids: Sequence[int]) -> Mapping[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for part in session.scalars(select(model).where(model.complaint_id.in_(ids)).order_by(model.id)):
            found.setdefault(part.complaint_id, []).append(part)
        return found


def _complaint(
    complaint: Complaint, post: Post, revision: Revision, slug: str, parts: _Parts, *, public: bool
) -> Object:
    is_bare = public and post.visibility is not Visibility.PUBLISHED
    entries = [
        entry for entry in parts.entries.get(complaint.id, []) if not public or entry[1].visibility in ONCE_PUBLIC
    ]
    return {
        "type": "complaint",
        "ref": complaint.ref,
        "number": complaint.number,
        "store": slug,
        "language": post.language,
        "title": None if is_bare else revision.title or None,
        "body": None if is_bare else revision.body or None,
        "nature": complaint.nature,
        "category": complaint.category,
        "product": None if is_bare else complaint.product,
        "seller": None if is_bare else complaint.seller,
        "author": None if is_bare else complaint.author_label or None,
        "submitted_at": _iso(complaint.submitted_at),
        "published_at": _iso(complaint.published_at or post.published_at),
        "visibility": post.visibility,
        "removed": _removed(complaint),
        "withdrawn_at": _iso(complaint.withdrawn_at),
        "gave_up_at": _iso(complaint.gave_up_at),
        "counted": None if complaint.counted else False,
        "not_counted_because": complaint.not_counted_because or None,
        "posts": [
            _post(*entry, is_bare=is_bare or (public and entry[1].visibility is not Visibility.PUBLISHED))
            for entry in entries
        ],
        "contacts": [] if is_bare else _contacts(parts.contacts.get(complaint.id, []), post.language),
        "promises": [_promise(promise, is_bare=is_bare) for promise in parts.promises.get(complaint.id, [])],
        "outcomes": [_outcome(outcome) for outcome in parts.outcomes.get(complaint.id, [])],
    }


def _removed(complaint: Complaint) -> Object | None:
    if complaint.removed_at is None:
        return None
    return {"at": _iso(complaint.removed_at), "reason": complaint.removed_because}


def _post(entry: Entry, post: Post, body: str, *, is_bare: bool) -> Object:
    written = _present(
        at=_iso(entry.at),
        by=entry.by,
        body=None if is_bare else body or None,
        visibility=post.visibility,
        published_at=_iso(post.published_at),
    )
    if entry.by is Side.STORE:
        written["substantive"] = entry.substantive
        if entry.substantive_by is not None:
            written["substantive_by"] = entry.substantive_by
    return written


def _contacts(contacts: Sequence[Contact], language: str) -> list[Object]:
    """Names of staff leave the portal in no archive: an agent is a role, the same one under the same number."""
    return [
        _present(at=_iso(contact.at), channel=contact.channel, agent=told.agent, note=told.note)
        for contact, told in zip(contacts, public_contacts(contacts, AGENTS_IN, language), strict=True)
    ]


def _promise(promise: Promise, *, is_bare: bool) -> Object:
    return _present(
        made_at=_iso(promise.made_at),
        due_at=_iso(promise.due_at),
        what=None if is_bare else promise.what or None,
        state=promise.state,
        settled_at=_iso(promise.settled_at),
    )


def _outcome(outcome: Outcome) -> Object:
    marks = {name: mark for name in EXPECTATIONS if (mark := getattr(outcome, name)) is not None}
    written: Object = {"at": _iso(outcome.at), "resolved": outcome.resolved}
    if marks:
        written["ratings"] = marks
    if outcome.would_buy_again is not None:
        written["would_buy_again"] = outcome.would_buy_again
    return written


def _present(**values: Any) -> Object:
    return {name: value for name, value in values.items() if value is not None}


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
