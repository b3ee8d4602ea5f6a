"""Words that are written apart, with a half space or joined: «نرم افزار» is one word with «نرم‌افزار»."""

from functools import lru_cache
from pathlib import Path

from portal.text.affixes import PREFIXES, SUFFIXES, joins, takes_bi
from portal.text.spelling import spelled

_ENDINGS = SUFFIXES | frozenset(["ی", "م", "ت", "ش", "ه", "س", "ن", "ست", "ند", "یم", "ید"])
_LEAST_BEFORE_ENDING = 3


def _pairs() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        first, second = map(spelled, line.split())
        found[first] = (*found.get(first, ()), second)
    return found


_PAIRS = _pairs()
_NOT = "نا"
LEADERS = frozenset(_PAIRS) | PREFIXES | {_NOT, "بی"}
"""Words that may be one with what follows."""
FOLLOWERS = SUFFIXES
"""Words that may be one with what stands before."""


@lru_cache(maxsize=1 << 14)
def is_one(first: str, second: str) -> bool:
    """Tell whether two neighbouring folded words are one: an affix and its host, or the parts of a compound."""
    return joins(first, second) or _is_compound(first, second) or _takes_no(first, second)


def _takes_no(first: str, second: str) -> bool:
    return first == _NOT and len(second) > 1 and takes_bi(second)


def _is_compound(first: str, second: str) -> bool:
    for part in _PAIRS.get(first, ()):
        if second == part:
            return True
        if len(part) >= _LEAST_BEFORE_ENDING and second.startswith(part) and second[len(part) :] in _ENDINGS:
            return True
    return False
