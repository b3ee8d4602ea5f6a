"""The index in the instance folder, in Whoosh. The only module that knows it.

An index is a folder `index-N` beside a file `current` that names it; a new one is built beside and swapped in by
replacing that file. Writers take a file lock, so that a rebuild and the worker never write at once. Nothing is
stored but the case's id; whether a case may be shown, the database decides.
"""

import fcntl
import logging
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from whoosh import fields, index, query
from whoosh.analysis import RegexTokenizer
from whoosh.index import FileIndex
from whoosh.reading import ReaderClosed
from whoosh.searching import Searcher

from portal.db import Session
from portal.search.documents import Document
from portal.search.engine import SEVERAL, Asked, Hits, IndexUnavailableError, Matches, Sought
from portal.search.narrowing import page_among
from portal.text import Vocabulary

SCHEMA = fields.Schema(
    id=fields.NUMERIC(int, bits=64, signed=False, stored=True, unique=True, sortable=True),
    words=fields.TEXT(analyzer=RegexTokenizer(r"\S+"), phrase=True),
    store=fields.ID(),
    category=fields.ID(),
    nature=fields.ID(),
)
Answered = TypeVar("Answered")
Segment = tuple[int, int] | None
"""Size and age of a segment's file; empty where it is gone."""
MEMORY_MB = 64
CAP = 1_000
log = logging.getLogger(__name__)


class WhooshEngine:
    """The index of one installation; one long-lived searcher a process."""

    name = "search"
    is_transactional = False
    serves: int | None = 50_000

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._name = ""
        self._searcher: Searcher | None = None
        self._segments: Mapping[Path, Segment] = {}
        self._vocabulary: tuple[Searcher, Vocabulary] | None = None

    def search(self, sought: Sought) -> Matches:
        """Cases that hold what is sought, the most relevant or the newest first, at most `CAP`."""
        return self._ask(lambda searcher: _matches(searcher, sought))

    def page(self, session: Session, asked: Asked, now: datetime, limit: int, offset: int) -> Hits:
        """A page of those of them that are public now and let through by the filter."""
        return page_among(session, self.search(asked.sought), asked, now, limit, offset)

    def is_sound(self) -> bool:
        """Whether there is an index, it opens, and nobody has reported that this one cannot be read."""
        try:
            self.size()
            return self._current_name() != self._reported()
        except IndexUnavailableError:
            return False

    def size(self) -> int:
        """How many cases are indexed. Raises IndexUnavailableError."""
        return int(self._open_searcher().doc_count())

    def knows(self, word: str) -> bool:
        """Whether any document holds the word."""
        return self._ask(lambda searcher: bool(searcher.doc_frequency("words", word)))

    def vocabulary(self) -> Vocabulary:
        """The words that several documents hold, each with their number: made anew where the index has changed."""
        return self._ask(self._vocabulary_of)

    def update(self, documents: Collection[Document], removed: Collection[int]) -> None:
        """Takes documents in, in place of earlier ones of the same case, and others out; all at once."""
        with self._locked(), self._reading():
            writer = self._open().writer(limitmb=MEMORY_MB, timeout=5, delay=0.01)
            try:
                for case_id in removed:
                    writer.delete_by_term("id", case_id)
                for document in documents:
                    writer.update_document(**_fields(document))
            except BaseException:
                writer.cancel()
                raise
            writer.commit()

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Builds an index anew beside the present one and swaps it in; returns how many documents it has."""
        with self._locked():
            name = self._next_name()
            folder = self._folder / name
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700, parents=True)
            count = _fill(index.create_in(str(folder), SCHEMA), documents)
            pointer = self._folder / "current.new"
            pointer.write_text(name, encoding="ascii")
            pointer.replace(self._folder / "current")
            (self._folder / "damaged").unlink(missing_ok=True)
            for old in self._folder.glob("index-*"):
                if old.name != name:
                    shutil.rmtree(old, ignore_errors=True)
        self.forget()
        return count

    def forget(self) -> None:
        """Lets go of the open searcher, so that the next search opens the index as it is then."""
        with self._guard:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher, self._name, self._vocabulary = None, "", None

    def _ask(self, question: Callable[[Searcher], Answered]) -> Answered:
        try:
            return self._answer(question)
        except (ReaderClosed, IndexUnavailableError):
            # The index may have been merged or swapped under the searcher: once more, with a fresh one.
            self.forget()
        name = self._current_name()
        try:
            return self._answer(question)
        except ReaderClosed as error:
            raise IndexUnavailableError("the index is being rewritten") from error
        except IndexUnavailableError:
            self._report_damage(name)
            raise

    def _answer(self, question: Callable[[Searcher], Answered]) -> Answered:
        searcher = self._open_searcher()
        with self._reading():
            return question(searcher)

    def _vocabulary_of(self, searcher: Searcher) -> Vocabulary:
        kept = self._vocabulary
        if kept is not None and kept[0] is searcher:
            return kept[1]
        # Outside the guard: nobody else waits while it is made, and made twice it is the same.
        counted = ((word.decode(), info.doc_frequency()) for word, info in searcher.reader().iter_field("words"))
        made = Vocabulary({word: count for word, count in counted if count >= SEVERAL})
        self._vocabulary = searcher, made
        return made

    def _open_searcher(self) -> Searcher:
        name = self._current_name()
        with self._guard, self._reading():
            if self._searcher is None or self._name != name:
                if name == self._reported():
                    raise IndexUnavailableError("it was found to be damaged")
                self._searcher, self._name = self._open().searcher(), name
            elif not self._searcher.up_to_date():
                self._searcher = self._searcher.refresh()
            elif self._is_overwritten():
                self._report_damage(name)
                raise IndexUnavailableError("a segment is not what it was when it was opened")
            else:
                return self._searcher
            self._segments = self._segments_of(self._searcher)
            return self._searcher

    def _segments_of(self, searcher: Searcher) -> Mapping[Path, Segment]:
        segments = [leaf.segment() for leaf, _ in searcher.reader().leaf_readers()]
        files = [self._folder / self._name / segment.make_filename(".seg") for segment in segments if segment]
        return {file: _segment(file) for file in files}

    def _is_overwritten(self) -> bool:
        """Whether a file of the index is another than was mapped into memory.

        Each is written once: what was overwritten would be read as nonsense, what was cut off ends the process. One
        that is gone was merged into another, and can still be read.
        """
        return any(_segment(file) not in {segment, None} for file, segment in self._segments.items())

    def _open(self) -> FileIndex:
        return index.open_dir(str(self._folder / self._current_name()))

    def _current_name(self) -> str:
        try:
            return (self._folder / "current").read_text(encoding="ascii")
        except (OSError, ValueError) as error:
            raise IndexUnavailableError("there is no search index") from error

    def _report_damage(self, name: str) -> None:
        # Only the worker writes indexes; it looks here. The report is about this index and no later one.
        with suppress(OSError):
            (self._folder / "damaged").write_text(name, encoding="ascii")

    def _reported(self) -> str:
        try:
            return (self._folder / "damaged").read_text(encoding="ascii")
        except (OSError, ValueError):
            return ""

    def _next_name(self) -> str:
        numbers = [int(folder.name.removeprefix("index-")) for folder in self._folder.glob("index-[0-9]*")]
        return f"index-{max(numbers, default=0) + 1}"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        with (self._folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Whatever a damaged index makes the library raise becomes one error."""
        try:
            yield
        except (IndexUnavailableError, ReaderClosed):
            raise
        except Exception as error:
            log.warning("the search index cannot be used: %r", error)
            raise IndexUnavailableError(str(error)) from error


def _matches(searcher: Searcher, sought: Sought) -> Matches:
    order = {"sortedby": "id", "reverse": True} if sought.newest else {}
    results = searcher.search(_wanted(sought), limit=CAP, filter=_only(sought), **order)
    hits = [(int(hit["id"]), float(hit.score or 0.0)) for hit in results]
    return Matches([hit[0] for hit in hits], [hit[1] for hit in hits], len(results) > len(hits))


def _wanted(sought: Sought) -> query.Query:
    each = dict.fromkeys(map(tuple, sought.words))
    words = [query.Or([query.Term("words", word) for word in words]) for words in each]
    found = [*words, *map(_in_a_row, sought.phrases)] or [query.Every()]
    return query.And([*found, *(query.Not(_in_a_row(words)) for words in sought.without)])


def _in_a_row(words: Sequence[str]) -> query.Query:
    return query.Phrase("words", list(words)) if len(words) > 1 else query.Term("words", words[0])


def _only(sought: Sought) -> query.Query | None:
    narrowed = {"store": sought.store, "category": sought.category, "nature": sought.nature}
    terms = [query.Term(name, value) for name, value in narrowed.items() if value]
    return query.And(terms) if terms else None


def _segment(file: Path) -> Segment:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _fill(target: FileIndex, documents: Iterable[Document]) -> int:
    writer = target.writer(limitmb=MEMORY_MB, timeout=5, delay=0.01)
    count = 0
    try:
        for document in documents:
            writer.add_document(**_fields(document))
            count += 1
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    return count


def _fields(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "words": document.words,
        "store": document.store,
        "category": document.category,
        "nature": document.nature,
    }
