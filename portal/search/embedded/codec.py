"""How the library keeps postings: flat, so that the newest of a word, or one of many, is reached without what precedes.

Behind each other stand the documents' numbers, how much the word weighs in each, and where a field has places, how far
those of each document reach and the places themselves. Nothing is packed: files are mapped, and what is not asked for
is not read.
"""

from array import array
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo, W3TermsReader
from whoosh.formats import Format
from whoosh.matching import ListMatcher

HEAVIEST = 255
_NUMBER = 4
"""Bytes of a document's number, and of the end of its places."""


class Existence(Format):
    """A word with its weight in a document."""

    posting_size = 0


class Places(Format):
    """The same with its places, the bits of a number whose lowest is the first place."""

    posting_size = -1


class Codec(W3Codec):
    """The library's own but for postings."""

    length_stats = False

    def postings_writer(self, dbfile: Any, **_options: object) -> PostingsWriter:
        return _Writer(dbfile)

    def postings_reader(self, dbfile: Any, terminfo: W3TermInfo, format_: Format, **_options: object) -> "Postings":
        return Postings(dbfile, terminfo, isinstance(format_, Places))

    def terms_reader(self, storage: Any, segment: Any) -> "Terms":
        name = segment.make_filename(self.TERMS_EXT)
        postings = segment.open_file(storage, self.POSTS_EXT)
        return Terms(self, storage.open_file(name), storage.file_length(name), postings)


class Terms(W3TermsReader):
    """The words of a segment."""

    def held(self, field: str, word: str) -> int:
        """How many documents hold the word, deleted ones too."""
        try:
            return int(self.doc_frequency(field, word.encode()))
        except KeyError:
            return 0

    def beginning(self, field: str, letters: str) -> Iterator[tuple[bytes, int]]:
        """Words that begin so, in order, each with how many documents hold it."""
        if field not in self.indexed_field_names():
            return
        key, get = self._keycoder(field, letters.encode()), self._dbfile.get
        skipped = len(key) - len(letters.encode())
        for start, length, data, _ in self._tindex.ranges_from(key):
            found = get(start, length)
            if not found.startswith(key):
                return
            yield found[skipped:], W3TermInfo.read_doc_freq(self._dbfile, data)


class Postings(ListMatcher):
    """The documents of a word, in the order of their numbers."""

    def __init__(self, dbfile: Any, terminfo: W3TermInfo, has_places: bool) -> None:
        offset, self._size = terminfo.extent()
        count = terminfo.doc_frequency()
        self._file, self._values_at = dbfile, offset + (_NUMBER + 1) * count
        self.ids = memoryview(dbfile.get(offset, _NUMBER * count)).cast("I")
        self.weights = dbfile.get(offset + _NUMBER * count, count)
        self._has_places = has_places
        super().__init__(self.ids, self.weights, terminfo=terminfo)

    def places(self, index: int) -> int:
        return int.from_bytes(self._places(index), "little")

    def value(self) -> bytes:
        """What the library copies when it merges."""
        return self._places(self._i) if self._has_places else b""

    def _places(self, index: int) -> bytes:
        start = self._ends[index - 1] if index else 0
        return self._bits[start : self._ends[index]]

    @cached_property
    def _ends(self) -> memoryview:
        return memoryview(self._file.get(self._values_at, _NUMBER * len(self.ids))).cast("I")

    @cached_property
    def _bits(self) -> bytes:
        return bytes(self._file.get(self._values_at + _NUMBER * len(self.ids), self._ends[-1]))


class _Writer(PostingsWriter):
    def __init__(self, dbfile: Any) -> None:
        self._file = dbfile

    def start_postings(self, format_: Format, *_options: object) -> None:
        self._has_places = isinstance(format_, Places)
        self._ids, self._weights = array("I"), bytearray()
        self._values: list[bytes] = []

    def add_posting(self, id_: int, weight: float, vbytes: bytes, *_options: object) -> None:
        self._ids.append(id_)
        self._weights.append(min(int(weight), HEAVIEST))
        if self._has_places:
            self._values.append(vbytes)

    def finish_postings(self) -> W3TermInfo:
        offset = self._file.tell()
        self._file.write(self._ids.tobytes() + self._weights)
        if self._has_places:
            end, ends = 0, array("I")
            for value in self._values:
                end += len(value)
                ends.append(end)
            self._file.write(ends.tobytes() + b"".join(self._values))
        heaviest = max(self._weights)
        info = W3TermInfo(sum(self._weights), len(self._ids), 0, 0, heaviest, self._ids[0], self._ids[-1])
        info.set_extent(offset, self._file.tell() - offset)
        return info
