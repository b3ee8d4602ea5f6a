"""The index follows the events; only this subscriber and a rebuild write it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from portal.complaints import CaseMoved, CasesAnswered, CasesImported, complaint_of
from portal.db import Session, db
from portal.events import Event, Recorded, Subscriber, made_anew
from portal.moderation import Kind, PostHidden, PostMasked, PostPublished, PostUnmasked
from portal.search.documents import Document, all_documents, documents
from portal.search.engine import Engine, IndexUnavailableError

CHUNK = 1_000
CHANGES = (PostPublished, PostHidden, PostMasked, PostUnmasked)
"""What changes the text that everybody may find."""
Progress = Callable[[int], object]


def indexing(engine: Engine, on_progress: Progress = lambda _cases: None) -> Subscriber:
    """Takes in what became public and takes out what was hidden. A damaged or missing index is built anew: at once,
    or where that would be in the midst of a transaction, by whoever mends.

    `on_progress` hears how many imported cases were looked at.
    """

    def handle(session: Session, batch: Sequence[Recorded]) -> None:
        try:
            _follow(session, engine, batch, on_progress)
        except IndexUnavailableError:
            if engine.is_transactional:
                raise
            engine.rebuild(_counted(all_documents(session), on_progress))

    follows: set[type[Event]] = {*CHANGES, CasesImported}
    if engine.keeps_standing:
        follows |= {CaseMoved, CasesAnswered}
    return Subscriber(engine.name, handle, frozenset(follows), transactional=engine.is_transactional)


def reindex(engine: Engine, on_progress: Progress = lambda _cases: None) -> int:
    """Builds the index anew from the database and goes on from the present event; returns its size."""
    with made_anew(indexing(engine)):
        count = engine.rebuild(_counted(all_documents(db.session()), on_progress))
    db.session.rollback()
    return count


def mend(engine: Engine) -> None:
    """Builds the index anew where it is missing, or where any process could not read it."""
    if not engine.is_sound():
        reindex(engine)


def _counted(documents: Iterable[Document], on_progress: Progress) -> Iterator[Document]:
    for document in documents:
        yield document
        on_progress(1)


def _follow(session: Session, engine: Engine, batch: Sequence[Recorded], on_progress: Progress) -> None:
    touched: set[int] = set()
    for recorded in batch:
        event = recorded.event
        if isinstance(event, CasesImported):
            new = range(event.first_id, event.last_id + 1)
            for first in range(0, len(new), CHUNK):
                chunk = new[first : first + CHUNK]
                engine.update(documents(session, chunk), [])
                on_progress(len(chunk))
        elif isinstance(event, CHANGES) and event.kind == Kind.COMPLAINT:
            touched.add(complaint_of(event.subject))
        elif isinstance(event, CaseMoved):
            touched.add(event.complaint_id)
        elif isinstance(event, CasesAnswered):
            touched.update(event.complaint_ids)
    if touched:
        public = documents(session, touched)
        engine.update(public, touched - {document.id for document in public})
