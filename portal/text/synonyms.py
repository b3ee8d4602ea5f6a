"""Words that stand for one another; for what is asked, never for what is indexed."""

from collections.abc import Mapping
from functools import lru_cache

from portal.text.lists import load
from portal.text.terms import Term, terms


def synonyms(term: Term) -> tuple[str, ...]:
    """Return the stems that may be looked for beside the stem of `term`: mostly none."""
    return _by_stem().get(term.stem, ())


@lru_cache(maxsize=1)
def _by_stem() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for group in load("synonyms")["groups"]:
        stems = list(dict.fromkeys(word.stem for word in terms(group)))
        for stem in stems:
            found.setdefault(stem, {}).update(dict.fromkeys(other for other in stems if other != stem))
    return {stem: tuple(others) for stem, others in found.items()}
