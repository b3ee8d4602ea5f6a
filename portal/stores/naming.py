"""Stores by their names, read as the index reads words: in any spelling, in other letters, on another keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.stores.models import Store
from portal.text import Term, readings, terms

FEWEST_READ_OTHERWISE = 3
"""Letters of a name in other letters than it was typed in: fewer begin too much."""
NAMES = 1 << 15
"""Of stores, that are kept as words: all of several thousand stores, or none is there when its turn comes."""
WHOLE, BEGUN, WITHIN = range(3)
"""What was typed is a whole name, begins one, or is found among its words; the better the less."""


def named(stores: Sequence[Store], typed: str) -> list[Store]:
    """The stores with a name of which each word typed is a word or begins one; where none is, what may be meant.

    Words may be joined or apart. The best match first, then in the order of `stores`; nothing where nothing is typed.
    """
    if found := _called(stores, terms(typed)):
        return found
    meant = map(terms, readings(typed))
    likely = (wanted for wanted in meant if sum(len(term.word) for term in wanted) >= FEWEST_READ_OTHERWISE)
    return next((found for wanted in likely if (found := _called(stores, wanted))), [])


def called(stores: Sequence[Store], typed: str) -> list[Store]:
    """The stores of just this name, in any language and spelling, or of this slug."""
    wanted = _joined(terms(typed))
    return [store for store in stores if wanted and any(name.joined == wanted for name in _names(store))]


def store_meant(stores: Sequence[Store], typed: str) -> Store | None:
    """The store of just this name, or else the only one that is found by it."""
    found = called(stores, typed) or named(stores, typed)
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in words, all of them joined, and joined from each later one on."""

    words: Sequence[Term]
    joined: str
    rests: Sequence[str]


def _called(stores: Sequence[Store], wanted: Sequence[Term]) -> list[Store]:
    typed = _joined(wanted)
    placed = [(place, store) for store in stores if (place := _place(store, wanted, typed)) is not None]
    return [store for _, store in sorted(placed, key=lambda entry: entry[0])]


def _place(store: Store, wanted: Sequence[Term], typed: str) -> int | None:
    """How well the best of its names is what was typed; None where none is."""
    places = [place for name in _names(store) if (place := _place_in(name, wanted, typed)) is not None]
    return min(places, default=None)


def _names(store: Store) -> list[_Name]:
    return [_name(name) for name in (*store.names.values(), store.slug.replace("-", " ")) if name]


@lru_cache(maxsize=NAMES)
def _name(name: str) -> _Name:
    words = terms(name)
    return _Name(words, _joined(words), [_joined(words[place:]) for place in range(1, len(words))])


def _place_in(name: _Name, wanted: Sequence[Term], typed: str) -> int | None:
    if typed and typed == name.joined:
        return WHOLE
    # One letter begins too much: it must be a word of its own.
    if len(typed) > 1 and name.joined.startswith(typed):
        return BEGUN
    if wanted and all(any(_is_or_begins(word, term) for term in name.words) for word in wanted):
        return WITHIN
    # «هفتچنار» for «هفت‌چنار», «تلفن سرا» for «تلفنسرا».
    return WITHIN if len(typed) > 1 and any(rest.startswith(typed) for rest in name.rests) else None


def _joined(words: Sequence[Term]) -> str:
    return "".join(word.word for word in words)


def _is_or_begins(word: Term, term: Term) -> bool:
    return word.stem == term.stem or (len(word.word) > 1 and term.word.startswith(word.word))
