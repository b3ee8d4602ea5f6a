"""The words of a question: as they are written, and as the index knows them. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from portal.text import Term, is_particle, synonyms, terms


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written in a question, in its one spelling, and the stems of which a case must hold one."""

    text: str
    spelled: str
    either: tuple[str, ...]


def words_of(text: str) -> list[Word]:
    """The words of the text that have to occur: all but its function words, unless it has no others."""
    # Together: what stands apart may be one word.
    asked = terms(text)
    return [_word(text, term) for term in asked if not is_particle(term)] or [_word(text, term) for term in asked]


def held(words: Iterable[Word], stems: Collection[str]) -> tuple[Word, ...]:
    """Those of the words that are among the stems."""
    return tuple(word for word in words if any(stem in stems for stem in word.either))


def either(term: Term) -> tuple[str, ...]:
    """Its stem, and those of other words for the same thing."""
    return (term.stem, *synonyms(term))


def _word(text: str, term: Term) -> Word:
    return Word(text[term.start : term.end], term.word, either(term))
