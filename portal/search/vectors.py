"""Documents and questions in PostgreSQL's own notation, made of the portal's tokens alone.

The server is never asked for a language: what a word is, and how it is spelled, `portal.text` says for every engine.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from portal.search.common_pairs import SIGN as PAIR
from portal.search.common_pairs import are_all_paired, common_pairs
from portal.search.documents import Document
from portal.search.engine import Sought
from portal.text import Term

GAP = 8
"""Places left free between two parts of a document, so that no phrase reaches from one into the other."""
LONGEST = 200
"""Characters of a token that are looked at; the server refuses words of more than 2,046 bytes."""
TITLE, BODY = "A", "D"

SIGNS = f"@#!{PAIR}~"
"""What the tokens begin with that no text can hold: store, category, nature, pair of words, span of time."""
PARTS = 4
"""Of a month, of eight days at most."""

Part = tuple[Sequence[str], str]
"""Words in their order, and the weight they have there."""


def vector(parts: Iterable[Part], marks: Iterable[str] = ()) -> str:
    """A document as `tsvector` reads it; marks have no place."""
    return " ".join([*_placed(parts), *map(quoted, marks)])


def _placed(parts: Iterable[Part]) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    place = 0
    for words, weight in parts:
        for word in words:
            place += 1
            places.setdefault(word, []).append(f"{place}{weight}")
        place += GAP
    for word, where in places.items():
        yield f"{quoted(word)}:{','.join(where)}"


def marks(store: str | None, category: str | None, nature: str | None) -> list[str]:
    """What a case can be narrowed by, as tokens that no text can hold."""
    return [f"{sign}{value}" for sign, value in zip(SIGNS, (store, category, nature), strict=False) if value]


def month(at: datetime) -> str:
    """The month in which a case was opened, as such a token."""
    return f"{SIGNS[-1]}{at.astimezone(UTC):%Y-%m}"


def part_of_month(at: datetime) -> str:
    return f"{month(at)}.{(at.astimezone(UTC).day - 1) // 8}"


def document_marks(document: Document) -> list[str]:
    named = marks(document.store, document.category, document.nature)
    parts = ([term.stem for term in part] for part, _ in document_parts(document))
    pairs = dict.fromkeys(chain.from_iterable(map(common_pairs, parts)))
    return [*named, month(document.opened_at), part_of_month(document.opened_at), *pairs]


def document_parts(document: Document) -> list[tuple[Sequence[Term], str]]:
    return [(document.title, TITLE), *((part, BODY) for part in document.others)]


def tokens(document: Document) -> str:
    """What a case is found by: its stems in their places, and its marks."""
    parts = [([term.stem for term in part], weight) for part, weight in document_parts(document)]
    return vector(parts, document_marks(document))


def written(document: Document) -> str:
    """Its words as they were spelled."""
    return vector(([term.word for term in part], weight) for part, weight in document_parts(document))


def row(document: Document) -> dict[str, Any]:
    """Its row of the index, in the order of the columns."""
    standing = document.standing
    return {
        "case_id": document.id,
        "opened_at": document.opened_at,
        "language": document.language,
        "store_id": standing.store_id,
        "category": document.category,
        "progress": standing.progress.value,
        "answered_at": standing.answered_at,
        "silent_at": standing.silent_at,
        "tokens": tokens(document),
        "written": written(document),
    }


def words_of(document: Document) -> set[str]:
    """Its tokens, without their places."""
    stems = {term.stem[:LONGEST] for part, _ in document_parts(document) for term in part}
    return stems.union(document_marks(document))


def groups(sought: Sought) -> list[Sequence[str]]:
    """Tokens of which a document must hold one, for each group: of phrases the pairs where these tell of each word."""
    phrases = [list(common_pairs(phrase)) if are_all_paired(phrase) else phrase for phrase in sought.phrases]
    marked = marks(sought.store, sought.category, sought.nature)
    return [*replace(sought, phrases=phrases).groups, *((mark,) for mark in marked)]


def wanted(sought: Sought) -> str:
    """What a document must hold, as `tsquery` reads it; empty where nothing is asked for."""
    each = [
        *(_either(words) for words in dict.fromkeys(map(tuple, sought.words))),
        *map(_in_a_row, sought.phrases),
        *(f"!{_in_a_row(words)}" for words in sought.without),
        *map(quoted, marks(sought.store, sought.category, sought.nature)),
    ]
    return " & ".join(each)


def _in_a_row(words: Sequence[str]) -> str:
    pairs = list(map(quoted, common_pairs(words)))
    if pairs and len(words) == 2:
        return f"({pairs[0]})"
    return f"({' & '.join([*pairs, ' <-> '.join(map(quoted, words))])})"


def _either(words: Sequence[str]) -> str:
    return f"({' | '.join(map(quoted, words))})"


def quoted(token: str) -> str:
    doubled = token[:LONGEST].replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
