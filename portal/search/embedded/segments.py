"""The index as it is at one moment: its segments, each opened once and mapped, however many moments it lasts."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from sys import byteorder
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

from portal.search.embedded.codec import Postings
from portal.search.embedded.mapped import MappedStorage
from portal.search.embedded.schema import ID, OPENED, SCHEMA, STEMS

ATTEMPTS = 10
_LENGTHS = [int(byte_to_length(byte)) for byte in range(256)]
Key = tuple[str, str]
"""A field and a word of it."""


class Segment:
    """What was written at once. It never changes; which of its documents were deleted since, others know."""

    def __init__(self, storage: FileStorage, segment: Any) -> None:
        name = segment.make_filename(segment.COMPOUND_EXT)
        files = MappedStorage(storage.open_file(name)) if segment.is_compound() else storage
        self.file = Path(storage.folder) / name
        self._terms = segment.codec().terms_reader(files, segment)
        documents = segment.codec().per_document_reader(files, segment)
        self.size = int(segment.doc_count_all())
        self.ids = self._column(files, segment, ID, "Q")
        self.opened = self._column(files, segment, OPENED, "q")
        # The library keeps them as bytes, the longer the rougher.
        self._lengths = self._column(files, segment, f"_{STEMS}_len", "B")
        self.length = int(documents.field_length(STEMS))

    def held(self, field: str, word: str) -> int:
        """How many documents hold the word, deleted ones too."""
        return int(self._terms.held(field, word))

    def beginning(self, field: str, letters: str) -> Iterator[tuple[bytes, int]]:
        """Words that begin so, in order, each with how many documents hold it."""
        found: Iterator[tuple[bytes, int]] = self._terms.beginning(field, letters)
        return found

    def postings(self, field: str, word: str) -> Postings | None:
        try:
            found: Postings = self._terms.matcher(field, word.encode(), SCHEMA[field].format)
        except TermNotFound:
            return None
        return found

    def lengths(self, numbers: Iterable[int]) -> list[int]:
        """How many words each of the documents has, roughly."""
        return [_LENGTHS[self._lengths[number]] for number in numbers]

    def age(self, number: int) -> tuple[int, int]:
        """By which documents are ordered, later ones behind earlier ones."""
        return self.opened[number], self.ids[number]

    @cached_property
    def oldest(self) -> tuple[int, int]:
        return min(zip(self.opened, self.ids, strict=True))

    @cached_property
    def newest(self) -> tuple[int, int]:
        return max(zip(self.opened, self.ids, strict=True))

    @cached_property
    def is_in_order(self) -> bool:
        ages = zip(self.opened, self.ids, strict=True)
        return all(one < other for one, other in pairwise(ages))

    @cached_property
    def places(self) -> Sequence[int]:
        """The place of each document among all of them by age."""
        if self.is_in_order:
            return range(self.size)
        places = array("I", bytes(4 * self.size))
        for place, number in enumerate(sorted(range(self.size), key=self.age)):
            places[number] = place
        return places

    def _column(self, files: Any, segment: Any, name: str, typecode: str) -> "array[int]":
        kept = segment.codec().column_filename(segment, name)
        found = array(typecode, files.open_file(kept).get(0, files.file_length(kept)))
        if byteorder == "little":
            found.byteswap()
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, and which of its documents were deleted."""

    segment: Segment
    deleted: frozenset[int]


@dataclass(frozen=True)
class Moment:
    """All parts, in the order of the library's own numbers."""

    generation: int
    parts: Mapping[str, Part]

    @property
    def size(self) -> int:
        return sum(part.segment.size - len(part.deleted) for part in self.parts.values())

    @property
    def segments(self) -> list[Segment]:
        return [part.segment for part in self.parts.values()]

    def held(self, key: Key) -> int:
        return sum(segment.held(*key) for segment in self.segments)

    def counted(self, letters: str = "") -> Counter[bytes]:
        """The stems that begin so, each with how many documents hold it, deleted ones too."""
        counts: Counter[bytes] = Counter()
        for segment in self.segments:
            counts.update(dict(segment.beginning(STEMS, letters)))
        return counts

    def numbers(self, ids: Iterable[int]) -> Iterator[int]:
        """The documents of the cases, by the library's own numbers."""
        wanted, before = frozenset(ids), 0
        for part in self.parts.values():
            found = (number for number, case_id in enumerate(part.segment.ids) if case_id in wanted)
            yield from (before + number for number in found if number not in part.deleted)
            before += part.segment.size


def present(index: FileIndex, before: Moment | None = None) -> Moment:
    """The index as it is now; segments that were open `before` are not opened again."""
    known = before.parts if before else {}
    for _ in range(ATTEMPTS):
        # Whoever writes may merge away what was listed before it is opened.
        with suppress(FileNotFoundError):
            return _read(index, known)
    return _read(index, known)


def _read(index: FileIndex, known: Mapping[str, Part]) -> Moment:
    contents = TOC.read(index.storage, index.indexname, schema=SCHEMA)
    return Moment(contents.generation, {each.segment_id(): _part(index, each, known) for each in contents.segments})


def _part(index: FileIndex, segment: Any, known: Mapping[str, Part]) -> Part:
    name = segment.segment_id()
    opened = known[name].segment if name in known else Segment(index.storage, segment)
    return Part(opened, frozenset(segment.deleted_docs()))
