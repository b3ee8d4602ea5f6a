"""What is searched: the words of public cases, read the same way as the words of a query."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, not_, select

from portal.complaints import Complaint, Progress, silent_at
from portal.db import Session
from portal.events import unheard
from portal.moderation import Post, PostHidden, Revision, current_revision, visible
from portal.stores import Store
from portal.text import Term, terms

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose a case is and where it stands: `silent_at` is from when on its shopper is silent, if nothing happens."""

    store_id: int
    progress: Progress = Progress.OPEN
    answered_at: datetime | None = None
    silent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A public case as the index takes it: the terms of its title, and those of each of its other parts.

    `standing` changes while its words stay.
    """

    id: int
    opened_at: datetime
    title: Sequence[Term]
    others: Sequence[Sequence[Term]]
    language: str
    store: str
    category: str
    nature: str
    standing: Standing


def stems(text: str) -> list[str]:
    """The words of a text or a query as the index knows them."""
    return [term.stem for term in terms(text)]


def documents(session: Session, ids: Collection[int]) -> list[Document]:
    """The documents of those cases among the ids that are public now."""
    return [_document(*row) for row in session.execute(_statement().where(Complaint.id.in_(ids)))]


def all_documents(session: Session) -> Iterator[Document]:
    """Every public case, oldest first, read in chunks."""
    after: tuple[datetime, int] | None = None
    while True:
        statement = _statement().order_by(Complaint.published_at, Complaint.id).limit(CHUNK)
        if after is not None:
            at, last_id = after
            statement = statement.where(
                (Complaint.published_at > at) | ((Complaint.published_at == at) & (Complaint.id > last_id))
            )
        rows = session.execute(statement).all()
        for row in rows:
            yield _document(*row)
        if len(rows) < CHUNK:
            return
        newest = rows[-1][0]
        after = (newest.published_at or newest.submitted_at, newest.id)
        session.expunge_all()


@cache
def hidden_of_late(name: str) -> Select[int]:
    """Cases that were hidden, and are, of which the index of that name has yet to hear."""
    payload = unheard(name, PostHidden).subquery().c.payload
    hidden = select(payload["post_id"].as_integer())
    return select(Complaint.id).join(Post, Post.id == Complaint.post_id).where(Post.id.in_(hidden), not_(visible()))


def _statement() -> Select[Complaint, str, str, str, Store]:
    return (
        select(Complaint, Revision.title, Revision.body, Post.language, Store)
        .join(Post, Post.id == Complaint.post_id)
        .join(Revision, current_revision())
        .join(Store, Store.id == Complaint.store_id)
        .where(visible())
    )


def _document(complaint: Complaint, title: str, body: str, language: str, store: Store) -> Document:
    others = [body, complaint.product or "", complaint.seller or "", *store.names.values()]
    return Document(
        id=complaint.id,
        opened_at=complaint.published_at or complaint.submitted_at,
        title=terms(title),
        others=[terms(part) for part in others if part],
        language=language,
        store=store.slug,
        category=complaint.category,
        nature=complaint.nature,
        standing=Standing(
            complaint.store_id,
            complaint.progress,
            complaint.answered_at,
            silent_at(complaint.progress, complaint.published_at, complaint.answered_at, complaint.reopened_at),
        ),
    )
