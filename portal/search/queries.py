"""Searching: the index says which cases match, the database which of them may be shown and in what state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import chain

from portal.complaints import (
    CaseFilter,
    CaseRow,
    cases_by_id,
    count_cases,
    longest_unanswered_cases,
    newest_cases,
)
from portal.db import Session
from portal.language import DEFAULT, N_, Language, local_day, midnight, years_before
from portal.search.asking import Wording
from portal.search.documents import stems
from portal.search.engine import Asked, Counts, Engine, IndexUnavailableError, Sort, Sought
from portal.search.words import Word, either, words_of
from portal.text import Term, terms

LOOKED_AT_WITHOUT_INDEX = 2_000
YEARS = 40
"""The latest, by which hits are counted."""


SORT_LABELS = {
    Sort.RELEVANCE: N_("Best match first"),
    Sort.NEWEST: N_("Newest first"),
    Sort.LONGEST_UNANSWERED: N_("Longest unanswered first"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for. `narrowed` holds the filters; `store_slug` repeats its store for the index.

    `written_in` is the language by whose calendar years are counted.
    """

    wording: Wording
    narrowed: CaseFilter
    store_slug: str | None = None
    sort: Sort = Sort.RELEVANCE
    written_in: Language = DEFAULT

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what was typed can be looked for or narrowed to."""
        wording = self.wording
        return not wording.narrowed_by and not any(
            map(stems, (*wording.words, *wording.begun, *wording.phrases, *wording.without))
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. `total_is_floor`: there are at least so many. `scores` by case id, 0 without relevance.

    `counts` are of all hits, of other pages too; none where nothing was asked of the index.
    `wanted` are the stems looked for. `ranked`: so many of the newest are ordered by relevance; None where all are.
    """

    rows: list[CaseRow]
    total: int
    total_is_floor: bool
    scores: dict[int, float]
    from_index: bool = True
    counts: Counts = Counts()  # noqa: RUF009 -- frozen
    wanted: frozenset[str] = frozenset()
    ranked: int | None = None


def search_cases(
    session: Session, engine: Engine, question: Question, now: datetime, *, limit: int, offset: int = 0
) -> Found:
    """The public cases that answer the question: all its words, and every filter."""
    return searched(session, engine, question, sought_in(question), now, limit=limit, offset=offset)


def searched(
    session: Session, engine: Engine, question: Question, sought: Sought, now: datetime, *, limit: int, offset: int = 0
) -> Found:
    """The same for words of the index, whatever the question says in its own."""
    if not (sought.words or sought.phrases or sought.without or sought.begun):
        total = count_cases(session, question.narrowed, now)
        rows = _listed(session, question.narrowed, question.sort, now, limit, offset)
        return Found(rows, total, total_is_floor=False, scores={})
    try:
        sought = spelled_out(engine, sought)
        hits = engine.page(session, asked_in(question, sought, now), now, limit, offset)
    except IndexUnavailableError:
        return _without_index(session, question, sought, now, limit, offset)
    return Found(
        cases_by_id(session, list(hits.scores)) if hits.scores else [],
        hits.total,
        hits.total_is_floor,
        dict(hits.scores),
        counts=hits.counts,
        wanted=frozenset(chain(*sought.words, *sought.phrases)),
        ranked=hits.ranked,
    )


def sought_in(question: Question) -> Sought:
    return sought_for(question, words_of(" ".join(question.wording.words)))


def sought_for(question: Question, words: Sequence[Word]) -> Sought:
    """What the question looks for, with these words in place of its own."""
    wording = question.wording
    begun = [found for letters in wording.begun if (found := terms(letters))]
    before = [term for found in begun for term in found[:-1]]
    return Sought(
        words=[*(word.either for word in words), *map(either, before)],
        phrases=[in_a_row for phrase in wording.phrases if (in_a_row := stems(phrase))],
        without=[in_a_row for excluded in wording.without if (in_a_row := stems(excluded))],
        store=question.store_slug,
        category=question.narrowed.category,
        nature=question.narrowed.nature,
        newest=question.sort is not Sort.RELEVANCE,
        written={word.spelled: word.either[0] for word in words} | {term.word: term.stem for term in before},
        begun=[beginnings(found[-1]) for found in begun],
    )


def beginnings(term: Term) -> Sequence[str]:
    """Letters that stems begin with where a word begins like the term."""
    # Without its article the word may begin others still; without an ending it would begin too many.
    return [term.word] if term.word.startswith(term.stem) else [term.word, term.stem]


def spelled_out(engine: Engine, sought: Sought) -> Sought:
    """The same with the words that `begun` begins. Raises IndexUnavailableError."""
    if not sought.begun:
        return sought
    words = [[*each, *chain.from_iterable(map(engine.beginning, each))] for each in sought.begun]
    return replace(sought, words=[*sought.words, *words], begun=())


def asked_in(question: Question, sought: Sought, now: datetime) -> Asked:
    written_in = question.written_in
    years = _years_before(written_in.code, local_day(written_in, now))
    return Asked(sought, question.narrowed, question.sort, years)


@lru_cache
def _years_before(code: str, day: date) -> tuple[datetime, ...]:
    return tuple(midnight(code, first) for first in years_before(code, day, YEARS))


def _listed(
    session: Session, narrowed: CaseFilter, sort: Sort, now: datetime, limit: int, offset: int
) -> list[CaseRow]:
    if sort is Sort.LONGEST_UNANSWERED:
        return longest_unanswered_cases(session, narrowed, now, limit, offset)
    return newest_cases(session, narrowed, now, limit, offset)


def _without_index(
    session: Session, question: Question, sought: Sought, now: datetime, limit: int, offset: int
) -> Found:
    """Looks through the newest cases themselves, as long as the index is being made."""
    looked_at = newest_cases(session, question.narrowed, now, LOOKED_AT_WITHOUT_INDEX)
    rows = [row for row in looked_at if _holds(stems(f"{row.title} {row.excerpt} {row.product or ''}"), sought)]
    return Found(rows[offset : offset + limit], len(rows), total_is_floor=True, scores={}, from_index=False)


def _holds(words: Sequence[str], sought: Sought) -> bool:
    text = f" {' '.join(words)} "

    def is_there(in_a_row: Sequence[str]) -> bool:
        return f" {' '.join(in_a_row)} " in text

    is_complete = all(set(words) & set(either) for either in sought.words) and all(map(is_there, sought.phrases))
    is_complete &= all(any(word.startswith(tuple(either)) for word in words) for either in sought.begun)
    return is_complete and not any(map(is_there, sought.without))
