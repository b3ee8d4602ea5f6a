"""Stores by their names, read as the index reads words: in any spelling, in other letters, on another keyboard."""

from collections.abc import Sequence
from functools import lru_cache

from portal.stores import Store
from portal.text import Term, readings, terms

FEWEST_READ_OTHERWISE = 3
"""Letters of a name in other letters than it was typed in: fewer begin too much."""


def named(stores: Sequence[Store], typed: str) -> list[Store]:
    """The stores with a name of which each word typed is a word or begins one; where none is, what may be meant.

    Words may be joined or apart. In the order of `stores`; nothing where nothing is typed.
    """
    if found := _called(stores, terms(typed)):
        return found
    meant = map(terms, readings(typed))
    likely = (wanted for wanted in meant if sum(len(term.word) for term in wanted) >= FEWEST_READ_OTHERWISE)
    return next((found for wanted in likely if (found := _called(stores, wanted))), [])


def _called(stores: Sequence[Store], wanted: Sequence[Term]) -> list[Store]:
    if not wanted:
        return []
    return [store for store in stores if any(_is_called(_words(name), wanted) for name in _names(store))]


def _names(store: Store) -> list[str]:
    return [*filter(None, store.names.values()), store.slug.replace("-", " ")]


@lru_cache(maxsize=1 << 12)
def _words(name: str) -> Sequence[Term]:
    return terms(name)


def _is_called(words: Sequence[Term], wanted: Sequence[Term]) -> bool:
    if all(any(_is_or_begins(word, term) for term in words) for word in wanted):
        return True
    # «هفتچنار» for «هفت‌چنار», «تلفن سرا» for «تلفنسرا».
    joined = "".join(word.word for word in wanted)
    rests = ("".join(term.word for term in words[place:]) for place in range(len(words)))
    return len(joined) > 1 and any(rest.startswith(joined) for rest in rests)


def _is_or_begins(word: Term, term: Term) -> bool:
    # One letter begins too much: it must be a word of its own.
    return word.stem == term.stem or (len(word.word) > 1 and term.word.startswith(word.word))
