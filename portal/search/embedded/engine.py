"""The engine in the instance folder: one moment of the index is kept open, and left for the next when that has come."""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from heapq import nsmallest
from itertools import repeat
from pathlib import Path
from typing import TypeVar

from whoosh import index
from whoosh.index import FileIndex

from portal.clock import microseconds
from portal.db import Session
from portal.search.documents import Document, hidden_of_late
from portal.search.embedded import writing
from portal.search.embedded.folder import Folder
from portal.search.embedded.matching import Hit, Wanted, matching
from portal.search.embedded.ranking import scores
from portal.search.embedded.schema import SCHEMA, STEMS
from portal.search.embedded.segments import Moment, present
from portal.search.engine import (
    BEGUN,
    KEPT,
    RANKED,
    RANKED_OF_MORE,
    SEVERAL,
    Asked,
    Hits,
    IndexUnavailableError,
    Matches,
    Sort,
    Sought,
)
from portal.search.narrowing import Looked, looked_at, page_among
from portal.text import Vocabulary

Answered = TypeVar("Answered")
File = tuple[int, int] | None
"""Size and age of a segment's file; empty where it is gone."""
log = logging.getLogger(__name__)


class WhooshEngine:
    """The index of one installation."""

    name = "search"
    is_transactional = False
    keeps_standing = False
    serves: int | None = 80_000

    def __init__(self, folder: Path) -> None:
        self._folder = Folder(folder)
        self._guard = threading.Lock()
        self._name = ""
        self._opened: tuple[FileIndex, Moment] | None = None
        self._files: Mapping[Path, File] = {}
        self._vocabulary: tuple[float, Moment, Vocabulary] | None = None

    def search(self, sought: Sought) -> Matches:
        """Cases that hold what is sought, `RANKED` at most: the newest, of which the most relevant may come first."""
        sort = Sort.NEWEST if sought.newest else Sort.RELEVANCE
        found = self._ask(lambda moment: _look(moment, Wanted(sought), RANKED, sort, RANKED))
        return Matches(found.ids, found.scores, found.total > len(found.ids))

    def page(self, session: Session, asked: Asked, now: datetime, limit: int, offset: int) -> Hits:
        """A page of those that are public now and let through by the filter.

        The total is exact where the index knows of all that is asked for. Of more than `RANKED` the newest are counted.
        """
        wanted, most = _wanted(asked), looked_at(asked, limit, offset)
        found = self._ask(lambda moment: _look(moment, wanted, most, asked.sort, RANKED_OF_MORE))
        if found.total > RANKED and (gone := frozenset(session.scalars(hidden_of_late(self.name)))):
            without = replace(wanted, gone=gone)
            found = self._ask(lambda moment: _look(moment, without, most, asked.sort, RANKED_OF_MORE))
        return page_among(session, found, asked, now, limit, offset)

    def is_sound(self) -> bool:
        """Whether there is an index, it opens, and nobody has reported that this one cannot be read."""
        try:
            self.size()
            return self._folder.current() != self._folder.reported()
        except IndexUnavailableError:
            return False

    def size(self) -> int:
        """How many cases are indexed. Raises IndexUnavailableError."""
        return self._moment().size

    def knows(self, word: str) -> bool:
        """Whether any document holds the word."""
        return self._ask(lambda moment: bool(moment.held((STEMS, word))))

    def beginning(self, letters: str) -> Sequence[str]:
        """Words that begin so, `BEGUN` at most, the commonest first."""
        counted = self._ask(lambda moment: moment.counted(letters))
        return [word.decode() for word in nsmallest(BEGUN, counted, key=lambda word: (-counted[word], word))]

    def vocabulary(self) -> Vocabulary:
        """The words that several documents hold, each with their number; of a large index those of minutes ago."""
        return self._ask(self._vocabulary_of)

    def update(self, documents: Collection[Document], removed: Collection[int]) -> None:
        """Takes documents in, in place of earlier ones of the same case, and others out; all at once."""
        with self._folder.locked(), _reading():
            moment = self._moment()
            writing.replace(self._index(), moment, documents, removed)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Builds an index anew beside the present one and swaps it in; returns how many documents it has."""
        with self._folder.locked(), self._folder.replaced() as folder:
            count = writing.fill(index.create_in(str(folder), SCHEMA), documents)
        self.forget()
        return count

    def forget(self) -> None:
        """Lets go of what is open, so that the next search opens the index as it is then."""
        with self._guard:
            self._opened, self._name, self._vocabulary = None, "", None

    def _ask(self, question: Callable[[Moment], Answered]) -> Answered:
        try:
            return self._answer(question)
        except IndexUnavailableError:
            # The index may have been swapped meanwhile: once more, opened anew.
            self.forget()
        name = self._folder.current()
        try:
            return self._answer(question)
        except IndexUnavailableError:
            self._folder.report_damage(name)
            raise

    def _answer(self, question: Callable[[Moment], Answered]) -> Answered:
        moment = self._moment()
        with _reading():
            return question(moment)

    def _vocabulary_of(self, moment: Moment) -> Vocabulary:
        now, kept = time.monotonic(), self._vocabulary
        if kept is not None and (kept[1] is moment or now < kept[0]):
            return kept[2]
        # Outside the guard: nobody else waits while it is made, and made twice it is the same.
        made = Vocabulary({word.decode(): count for word, count in moment.counted().items() if count >= SEVERAL})
        took = time.monotonic() - now
        self._vocabulary = now + took * KEPT - 1, moment, made
        return made

    def _moment(self) -> Moment:
        name = self._folder.current()
        with self._guard, _reading():
            if self._opened is None or self._name != name:
                if name == self._folder.reported():
                    raise IndexUnavailableError("it was found to be damaged")
                opened = index.open_dir(str(self._folder.path / name))
                moment = present(opened)
            else:
                opened, moment = self._opened
                if opened.latest_generation() != moment.generation:
                    moment = present(opened, moment)
                elif self._is_overwritten():
                    self._folder.report_damage(name)
                    raise IndexUnavailableError("a segment is not what it was when it was opened")
                else:
                    return moment
            self._opened, self._name = (opened, moment), name
            self._files = {segment.file: _file(segment.file) for segment in moment.segments}
            return moment

    def _index(self) -> FileIndex:
        return index.open_dir(str(self._folder.path / self._folder.current()))

    def _is_overwritten(self) -> bool:
        """Whether a file of the index is another than was mapped into memory.

        Each is written once: what was overwritten would be read as nonsense, what was cut off ends the process. One
        that is gone was merged into another, and can still be read.
        """
        return any(_file(path) not in {file, None} for path, file in self._files.items())


def _wanted(asked: Asked) -> Wanted:
    since, before = (microseconds(at) if at else None for at in (asked.narrowed.since, asked.narrowed.before))
    return Wanted(asked.sought, asked.narrowed.language, since, before)


def _look(moment: Moment, wanted: Wanted, most: int, sort: Sort, ranked_of_more: int) -> Looked:
    """The newest that match, those first that are ranked: all, or of more than `RANKED` so many."""
    found = matching(moment, wanted)
    total, hits = found.total, found.newest(most)
    ranked = (RANKED if total <= RANKED else ranked_of_more) if sort is Sort.RELEVANCE else 0
    scored = scores(moment, wanted.sought, hits[:ranked]) if hits[:ranked] else []
    # Stable: of equal ones the newer stays before the older.
    best = sorted(range(len(scored)), key=scored.__getitem__, reverse=True)
    ordered: list[Hit] = [*map(hits.__getitem__, best), *hits[len(best) :]]
    return Looked(
        ids=[segment.ids[number] for segment, number in ordered],
        scores=[*map(scored.__getitem__, best), *repeat(0.0, len(hits) - len(best))],
        opened=[segment.opened[number] for segment, number in ordered],
        total=total,
    )


def _file(path: Path) -> File:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever a damaged index makes the library raise becomes one error."""
    try:
        yield
    except IndexUnavailableError:
        raise
    except Exception as error:
        log.warning("the search index cannot be used: %r", error)
        raise IndexUnavailableError(str(error)) from error
