"""Words that only say how others hang together; for what is asked, never for what is indexed."""

from functools import lru_cache

from portal.text.lists import load
from portal.text.terms import Term, terms


def is_particle(term: Term) -> bool:
    """Tell whether a term is a function word of Persian, Arabic or English, as written or as spoken."""
    return term.word in _particles()


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    lists = load("particles").values()
    return frozenset(term.word for words in lists for each in words.split() for term in terms(each))
