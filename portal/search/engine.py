"""What an index of public cases answers, whatever holds it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from portal.search.documents import Document
from portal.text import Vocabulary

SEVERAL = 3
"""Documents a word must be in to be offered: of fewer it might tell what only their writers know."""


class IndexUnavailableError(Exception):
    """There is no index, or it cannot be read. A rebuild mends it; meanwhile the database can be asked."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What to look for, in words of the index: each word or another in its place, each phrase, none of `without`."""

    words: Sequence[Sequence[str]] = ()
    phrases: Sequence[Sequence[str]] = ()
    without: Sequence[Sequence[str]] = ()
    store: str | None = None
    category: str | None = None
    nature: str | None = None
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """Case ids in the order asked for, with their relevance; `more`: there are others beyond the cap."""

    ids: Sequence[int]
    scores: Sequence[float]
    more: bool


class Engine(Protocol):
    """The index of one installation. Whatever cannot be read raises IndexUnavailableError; a rebuild mends it."""

    def search(self, sought: Sought) -> Matches:
        """Cases that hold what is sought, the most relevant or the newest first, at most so many as are looked at."""

    def is_sound(self) -> bool:
        """Whether there is an index, it opens, and nobody has reported that this one cannot be read."""

    def size(self) -> int:
        """How many cases are indexed."""

    def knows(self, word: str) -> bool:
        """Whether any document holds the word."""

    def vocabulary(self) -> Vocabulary:
        """The words that several documents hold, each with their number: made anew where the index has changed."""

    def update(self, documents: Collection[Document], removed: Collection[int]) -> None:
        """Takes documents in, in place of earlier ones of the same case, and others out; all at once."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Builds an index anew beside the present one and swaps it in; returns how many documents it has."""

    def forget(self) -> None:
        """Lets go of what is kept in memory, so that the next search reads the index as it is then."""
