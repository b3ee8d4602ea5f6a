"""Search: an index over the words of public cases, fed by events, and the questions put to it."""

from portal.search.asking import Wording
from portal.search.embedded import WhooshEngine
from portal.search.engine import Counts, Engine, IndexUnavailableError, Sort
from portal.search.loosening import narrower
from portal.search.meant import Answer, answer
from portal.search.postgresql import PostgreSQLEngine
from portal.search.queries import SORT_LABELS, Found, Question, search_cases
from portal.search.questions import question
from portal.search.similar import similar_cases
from portal.search.snippets import Piece, marked, snippet
from portal.search.subscribers import indexing, mend, reindex
from portal.search.suggestions import suggested_cases, suggested_stores
from portal.search.words import Word

__all__ = [
    "SORT_LABELS",
    "Answer",
    "Counts",
    "Engine",
    "Found",
    "IndexUnavailableError",
    "Piece",
    "PostgreSQLEngine",
    "Question",
    "Sort",
    "WhooshEngine",
    "Word",
    "Wording",
    "answer",
    "indexing",
    "marked",
    "mend",
    "narrower",
    "question",
    "reindex",
    "search_cases",
    "similar_cases",
    "snippet",
    "suggested_cases",
    "suggested_stores",
]
