"""What can be done where a search finds nothing: a filter taken away, the store itself, a complaint of one's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from portal.db import Session
from portal.language import Language
from portal.search import Engine, Question, answer
from portal.site.asked import Asked
from portal.stores import Store, name_in, named
from portal.web import path

LONGEST_NAME = 3
LOOKED_AT = 8
FEWEST_LETTERS = 3
STORES = 2
"""Words of a name that are looked for at once, words of a question that are looked at, letters that may name a store;
stores that are shown: what names more names none.
"""


@dataclass(frozen=True, slots=True)
class Wider:
    """A filter, and how many cases are found without it."""

    label: str
    count: int
    is_floor: bool
    url: str


@dataclass(frozen=True, slots=True)
class NamedStore:
    """A store that the question names: its page, and a complaint about it."""

    name: str
    url: str
    complaint_url: str


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Filters without which something is found, and stores that are named."""

    wider: Sequence[Wider]
    stores: Sequence[NamedStore]


def ways_on(
    session: Session,
    engine: Engine,
    asked: Asked,
    question: Question,
    stores: Sequence[Store],
    language: Language,
    now: datetime,
) -> WaysOn:
    """For a question that finds nothing. Each filter costs what a search costs."""
    wider = [
        Wider(label, found.total, found.total_is_floor, other.address(other.query, language))
        for label, other in _without_one(asked, question).items()
        if (found := answer(session, engine, other.question(stores, language), now, limit=0, loosely=True).found).total
    ]
    return WaysOn(wider, [_named_store(store, language) for store in stores_in(question, stores)])


def _without_one(asked: Asked, question: Question) -> Mapping[str, Asked]:
    typed = {
        part: replace(asked, query=" ".join(asked.query.replace(part, " ", 1).split()))
        for part in question.wording.narrowed_by
    }
    return {**asked.wider(), **typed}


def stores_in(question: Question, stores: Sequence[Store]) -> list[Store]:
    """The store that is narrowed to, or those that words of the question name, the longest name first."""
    if question.store_slug:
        return [store for store in stores if store.slug == question.store_slug]
    for run in _runs(question.wording.words[:LOOKED_AT]):
        if len(run) >= FEWEST_LETTERS and 0 < len(found := named(stores, run)) <= STORES:
            return found
    return []


def _runs(words: Sequence[str]) -> Iterator[str]:
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _named_store(store: Store, language: Language) -> NamedStore:
    return NamedStore(
        name_in(store.names, language.code),
        path("site.store", language, slug=store.slug),
        path("site.new_complaint", language, store=store.slug),
    )
