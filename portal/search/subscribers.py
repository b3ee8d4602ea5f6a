"""The index follows the events; only this subscriber and a rebuild write it."""

from collections.abc import Sequence

from portal.complaints import CasesImported, complaint_of
from portal.db import Session, db
from portal.events import Recorded, Subscriber, made_anew
from portal.moderation import Kind, PostHidden, PostPublished
from portal.search.documents import all_documents, documents
from portal.search.engine import Engine, IndexUnavailableError

APPEND_CHUNK = 1_000


def indexing(engine: Engine) -> Subscriber:
    """Takes in what became public and takes out what was hidden. A damaged or missing index is built anew."""

    def handle(session: Session, batch: Sequence[Recorded]) -> None:
        try:
            _follow(session, engine, batch)
        except IndexUnavailableError:
            engine.rebuild(all_documents(session))

    follows = frozenset({PostPublished, PostHidden, CasesImported})
    return Subscriber("search", handle, follows, transactional=False)


def reindex(engine: Engine) -> int:
    """Builds the index anew from the database and goes on from the present event; returns its size."""
    with made_anew(indexing(engine)):
        count = engine.rebuild(all_documents(db.session()))
    db.session.rollback()
    return count


def mend(engine: Engine) -> None:
    """Builds the index anew where it is missing, or where any process could not read it."""
    if not engine.is_sound():
        reindex(engine)


def _follow(session: Session, engine: Engine, batch: Sequence[Recorded]) -> None:
    touched: set[int] = set()
    for recorded in batch:
        event = recorded.event
        if isinstance(event, CasesImported):
            new = range(event.first_id, event.last_id + 1)
            for first in range(0, len(new), APPEND_CHUNK):
                chunk = new[first : first + APPEND_CHUNK]
                engine.update(documents(session, chunk), [])
        elif isinstance(event, PostPublished | PostHidden) and event.kind == Kind.COMPLAINT:
            touched.add(complaint_of(event.subject))
    if touched:
        public = documents(session, touched)
        engine.update(public, touched - {document.id for document in public})
