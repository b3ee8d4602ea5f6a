"""What is suggested while somebody types: stores by their names, then public cases by their words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from portal.complaints import CaseRow, newest_cases
from portal.db import Session
from portal.search.documents import stems
from portal.search.engine import Engine, IndexUnavailableError, Sought
from portal.search.queries import Question, beginnings, sought_in
from portal.search.words import either, words_of
from portal.stores import Store, named
from portal.text import Term, Vocabulary, fold, readings, terms

FEWEST_LETTERS = 2
"""Of a name or a word: fewer begin too much."""
FEWEST_LETTERS_READ_OTHERWISE = 3
"""Of what is left of it, too: on another keyboard letters may be signs."""
BEGUN = 24
LOOKED_AT = 20
"""Words that one may become, the most frequent; cases, of which the database may show some."""


def suggested_stores(stores: Sequence[Store], typed: str, limit: int) -> list[Store]:
    """Stores of whose name it is words, or the beginning of them; where of none, what it may have been meant for."""
    return named(stores, typed)[:limit] if len(fold(typed)) >= FEWEST_LETTERS else []


def suggested_cases(session: Session, engine: Engine, question: Question, now: datetime, limit: int) -> list[CaseRow]:
    """Public cases that hold the words, the last of which may only be begun; those first that do in their title.

    One statement. Where nothing holds them, another reading of them counts; without an index there is no case.
    """
    try:
        sought, ids = _found(engine, question)
    except IndexUnavailableError:
        return []
    looked_at = list(ids[:LOOKED_AT])
    if not looked_at:
        return []
    rows = newest_cases(session, replace(question.narrowed, ids=looked_at), now, LOOKED_AT)
    return sorted(rows, key=lambda row: (not _holds(row.title, sought), looked_at.index(row.id)))[:limit]


def _found(engine: Engine, question: Question) -> tuple[Sought, Sequence[int]]:
    """The first reading that anything holds, and what does."""
    sought, ids, vocabulary = Sought(), (), engine.vocabulary()
    for reading in _questions(question):
        sought = _begun(vocabulary, reading)
        if sought.words and (found := engine.search(sought).ids):
            return sought, found
    return sought, ids


def _questions(question: Question) -> Iterator[Question]:
    yield question
    for reading in _otherwise(" ".join(question.wording.words)):
        yield replace(question, wording=replace(question.wording, words=tuple(reading.split())))


def _otherwise(typed: str) -> list[str]:
    if len(typed) < FEWEST_LETTERS_READ_OTHERWISE:
        return []
    return [reading for reading in readings(typed) if len(fold(reading)) >= FEWEST_LETTERS_READ_OTHERWISE]


def _begun(vocabulary: Vocabulary, question: Question) -> Sought:
    """What the question looks for, the last word as the beginning of others, too."""
    sought = sought_in(question)
    typed = " ".join(question.wording.words)
    if not (asked := terms(typed)):
        return sought
    last = asked[-1]
    before = [word.either for word in words_of(typed) if word.spelled != last.word]
    return replace(sought, words=[*before, [*either(last), *_becomes(last, vocabulary)]])


def _becomes(last: Term, vocabulary: Vocabulary) -> list[str]:
    return [
        word
        for letters in beginnings(last)
        if len(letters) >= FEWEST_LETTERS
        for word in vocabulary.beginning(letters, BEGUN)
    ]


def _holds(title: str, sought: Sought) -> bool:
    words = set(stems(title))
    return all(words.intersection(either) for either in sought.words)
