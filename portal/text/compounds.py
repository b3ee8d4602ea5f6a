"""Words that are written apart, with a half space or joined: «نرم افزار» is one word with «نرم‌افزار»."""

from collections.abc import Mapping
from pathlib import Path

from portal.text.affixes import PREFIXES, SUFFIXES, joins, takes_bi, takes_suffix
from portal.text.spelling import spelled

_ENDINGS = SUFFIXES | frozenset(["ی", "م", "ت", "ش", "ه", "س", "ن", "ست", "ند", "یم", "ید"])
_LEAST_BEFORE_ENDING = 3
_NOT = "نا"
_OPENERS = PREFIXES | {_NOT, "بی"}
# Endings of speech, which the fold leaves apart: «کیفیت تون», «مزه ش».
_SPOKEN = frozenset(["مون", "تون", "شون"])
_SPOKEN_AFTER_HE_OR_YE = frozenset(["م", "ت", "ش", "س", "ست"])
FOLLOWERS = SUFFIXES | _SPOKEN | _SPOKEN_AFTER_HE_OR_YE
"""Words that may be one with what stands before."""


def _partners() -> Mapping[str, set[str]]:
    """What may follow the first part of a compound: the second, with every ending it may have."""
    found: dict[str, set[str]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        first, second = map(spelled, line.split())
        partners = found.setdefault(first, set())
        partners.add(second)
        if len(second) >= _LEAST_BEFORE_ENDING:
            partners.update(second + ending for ending in _ENDINGS)
    return found


_PARTNERS = _partners()
_NOBODY: frozenset[str] = frozenset()
LEADERS = frozenset(_PARTNERS) | _OPENERS
"""Words that may be one with the next; no other is, unless the next is one of `FOLLOWERS`."""


def is_one(first: str, second: str) -> bool:
    """Tell whether two neighbouring folded words are one: an affix and its host, or the parts of a compound."""
    if second in _PARTNERS.get(first, _NOBODY):
        return True
    if second in SUFFIXES or first in _OPENERS:
        return joins(first, second) or (first == _NOT and len(second) > 1 and takes_bi(second))
    if second in _SPOKEN:
        return takes_suffix(first)
    return second in _SPOKEN_AFTER_HE_OR_YE and first[-1:] in {"ه", "ی"} and takes_suffix(first) and len(first) > 2
