"""What the index holds of a case. Nothing is stored: the database has it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Format

from portal.clock import microseconds
from portal.search.documents import Document
from portal.search.embedded.codec import Existence, Places
from portal.text import Term

VERSION = 2
"""Raise it with whatever changes here, in the codec, or in how text is read: an index of another is built anew."""
TITLE_WEIGHT = 2

Entry = tuple[bytes, int, int, bytes]
"""A word, how often it counts in the length, how much it weighs, its places."""


class Entries(FieldType):
    """Words that were read already."""

    def __init__(self, format_: Format, scorable: bool = False) -> None:
        super().__init__(format_, analyzer=None, scorable=scorable)

    def index(self, value: Iterable[Entry], **_options: object) -> Iterable[Entry]:
        return value


STEMS, WRITTEN, ID, OPENED = "stems", "written", "id", "opened"
STORE, CATEGORY, NATURE, LANGUAGE = "store", "category", "nature", "language"
SCHEMA = Schema(
    **{
        ID: COLUMN(NumericColumn("Q")),
        OPENED: COLUMN(NumericColumn("q")),
        STEMS: Entries(Places(), scorable=True),
        WRITTEN: Entries(Existence()),
        STORE: Entries(Existence()),
        CATEGORY: Entries(Existence()),
        NATURE: Entries(Existence()),
        LANGUAGE: Entries(Existence()),
    }
)


def fields_of(document: Document) -> dict[str, object]:
    """What the library is handed of a document."""
    return {
        ID: document.id,
        OPENED: microseconds(document.opened_at),
        STEMS: list(_placed(document)),
        WRITTEN: _weighed(document),
        STORE: _alone(document.store),
        CATEGORY: _alone(document.category),
        NATURE: _alone(document.nature),
        LANGUAGE: _alone(document.language),
    }


def _alone(value: str) -> list[Entry]:
    return [(value.encode(), 1, 1, b"")]


def _weighed(document: Document) -> list[Entry]:
    weights = Counter({term.word: TITLE_WEIGHT for term in document.title})
    weights.update(term.word for part in document.others for term in part)
    return [(word.encode(), weight, weight, b"") for word, weight in weights.items()]


def _placed(document: Document) -> Iterator[Entry]:
    weights: Counter[str] = Counter()
    places: dict[str, int] = {}
    place = 0
    parts: list[tuple[int, Iterable[Term]]] = [(TITLE_WEIGHT, document.title), *((1, part) for part in document.others)]
    for weight, part in parts:
        for term in part:
            stem = term.stem
            weights[stem] += weight
            places[stem] = places.get(stem, 0) | 1 << place
            place += 1
        # Left free, so that no phrase reaches from one part into the next.
        place += 1
    for stem, bits in places.items():
        yield stem.encode(), weights[stem], weights[stem], bits.to_bytes(bits.bit_length() + 7 >> 3, "little")
