"""What an index of public cases answers, whatever holds it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from math import log
from typing import Protocol

from portal.complaints import CaseFilter
from portal.db import Session
from portal.search.documents import Document
from portal.text import Vocabulary

BEGUN = 32
"""Words that one which is only begun stands for: of more, the commonest."""
SEVERAL = 3
"""Documents a word must be in to be offered: of fewer it might tell what only their writers know."""

RANKED = 1_000
RANKED_OF_MORE = 100
"""Up to so many matches are all ranked by how well they match. Of more, so many of the newest; the others follow."""
STORES = 32
"""Of the stores whose cases match, so many are named with how many: of more, those with the most."""
CAP = 10_000
"""Of the newest matches, so many are looked through for what only the database knows."""
SPELLED = 0.5
"""So much as its stem counts a word in the spelling it was asked for in."""
KEPT = 200
"""Times as long as it took to make it a vocabulary is kept, less a second: a small one is always made anew."""


class IndexUnavailableError(Exception):
    """There is no index, or it cannot be read. A rebuild mends it; meanwhile the database can be asked."""


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    LONGEST_UNANSWERED = "longest-unanswered"


@dataclass(frozen=True, slots=True)
class Sought:
    """What to look for, in words of the index: each word or another in its place, each phrase, none of `without`.

    Of `begun` each is letters, or others in their place, that words begin with; `spelled_out` makes them words.
    `written` are the words in the spelling they were asked for in, each with its stem: who wrote them so is ranked
    above who did not.
    """

    words: Sequence[Sequence[str]] = ()
    phrases: Sequence[Sequence[str]] = ()
    without: Sequence[Sequence[str]] = ()
    store: str | None = None
    category: str | None = None
    nature: str | None = None
    newest: bool = False
    written: Mapping[str, str] = field(default_factory=dict)
    begun: Sequence[Sequence[str]] = ()

    @property
    def groups(self) -> list[Sequence[str]]:
        """Words of which a document must hold one, for each group."""
        each = dict.fromkeys(map(tuple, self.words))
        return [*each, *((word,) for phrase in self.phrases for word in phrase)]

    @property
    def ranking(self) -> list[str]:
        """Words by which a document is ranked, each once: of alternatives each that it holds counts."""
        return list(dict.fromkeys(chain.from_iterable(self.groups)))


def rarity(held: int, size: int) -> float:
    """How much a word counts in ranking that so many of all documents hold: the fewer, the more."""
    return log(size / (held + 1)) + 1 if size else 1.0


@dataclass(frozen=True, slots=True)
class Matches:
    """Case ids in the order asked for, with their relevance; `more`: there are others beyond the cap."""

    ids: Sequence[int]
    scores: Sequence[float]
    more: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, what the cases are narrowed to, and in which order.

    `years` are when those begin that hits are counted by, the earliest first; the last has no end.
    """

    sought: Sought
    narrowed: CaseFilter
    sort: Sort = Sort.RELEVANCE
    years: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many hits, those of other pages too, are of each store, category, state, language and year.

    A year goes by its first day. Of stores, `STORES` at most are counted where a database counts.
    """

    stores: Mapping[int, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[date, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.languages.values())


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of public cases, each with its relevance. `total_is_floor`: there are at least so many on all pages.

    `ranked`: so many of the newest are ordered by relevance, the others follow; None where all are.
    """

    scores: Mapping[int, float]
    total: int
    total_is_floor: bool
    counts: Counts
    ranked: int | None = None


class Engine(Protocol):
    """The index of one installation. Whatever cannot be read raises IndexUnavailableError; a rebuild mends it.

    `name` is that of its cursor: what one engine has heard of another has not. `is_transactional`: an update is part
    of the transaction of the session, and stays or goes with it. `keeps_standing`: it has to hear where a case stands
    whenever that changes. `serves` is how many cases it was measured to answer
    quickly for; None where no number was found at which it does not.
    """

    name: str
    is_transactional: bool
    keeps_standing: bool
    serves: int | None

    def search(self, sought: Sought) -> Matches:
        """Cases that hold what is sought, the most relevant or the newest first, at most so many as are looked at."""

    def page(self, session: Session, asked: Asked, now: datetime, limit: int, offset: int) -> Hits:
        """The same of what is public now and let through by the filter: a page of it, and how many there are."""

    def is_sound(self) -> bool:
        """Whether there is an index, it opens, and nobody has reported that this one cannot be read."""

    def size(self) -> int:
        """How many cases are indexed."""

    def knows(self, word: str) -> bool:
        """Whether any document holds the word."""

    def beginning(self, letters: str) -> Sequence[str]:
        """Words that begin so, `BEGUN` at most, the commonest first."""

    def vocabulary(self) -> Vocabulary:
        """The words that several documents hold, each with their number: of late, if not of now."""

    def update(self, documents: Collection[Document], removed: Collection[int]) -> None:
        """Takes documents in, in place of earlier ones of the same case, and others out; all at once."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Builds an index anew beside the present one and swaps it in; returns how many documents it has."""

    def forget(self) -> None:
        """Lets go of what is kept in memory, so that the next search reads the index as it is then."""
