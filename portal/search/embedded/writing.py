"""Writing the index: documents are added in the order of their age, and segments merged so that it stays."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from portal.search.documents import Document
from portal.search.embedded.codec import Codec
from portal.search.embedded.schema import fields_of
from portal.search.embedded.segments import Moment

MEMORY_MB = 64
ALIKE = 4
"""Segments of one size that are merged into the next."""
LARGEST = 1_000
"""Documents of a segment that is merged again where few are added: merging more takes longer than a second."""


def fill(index: FileIndex, documents: Iterable[Document]) -> int:
    """Writes the documents into an empty index, in the order in which they come; returns how many."""
    writer = _writer(index)
    count = 0
    try:
        for document in documents:
            writer.add_document(**fields_of(document))
            count += 1
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    return count


def replace(index: FileIndex, moment: Moment, documents: Collection[Document], removed: Collection[int]) -> None:
    """Takes documents in, in place of earlier ones of the same case, and others out. `moment` is the present one."""
    writer = _writer(index)
    try:
        for number in moment.numbers([*(document.id for document in documents), *removed]):
            writer.delete_document(number)
        left = [segment for segment in writer.segments if segment.doc_count()]
        old = _merged(left, len(documents)) if documents else []
        # Before the new ones: the library itself would add what it merges behind them.
        for segment in old:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        for document in sorted(documents, key=_age):
            writer.add_document(**fields_of(document))
    except BaseException:
        writer.cancel()
        raise
    kept = left[: len(left) - len(old)]
    writer.commit(mergetype=lambda _writer, _segments: kept)


def _merged(segments: list[Any], count: int) -> list[Any]:
    """The last segments, to be merged with so many new documents: as many as make a segment of the next size."""
    size = merged = 0
    level = max(count, 1)
    while True:
        alike = 0
        while merged + alike < len(segments) and segments[-1 - merged - alike].doc_count() < level * ALIKE:
            alike += 1
        if alike < ALIKE - 1:
            return segments[len(segments) - merged :]
        size += sum(segment.doc_count() for segment in segments[len(segments) - merged - alike :])
        if size > max(LARGEST, count * ALIKE):
            return segments[len(segments) - merged :]
        merged, level = merged + alike, level * ALIKE


def _writer(index: FileIndex) -> Any:
    return index.writer(limitmb=MEMORY_MB, timeout=5, delay=0.01, codec=Codec())


def _age(document: Document) -> tuple[datetime, int]:
    return document.opened_at, document.id
