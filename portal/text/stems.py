"""A light stemmer for Persian and Arabic: the endings and clitics of shopping talk, cut with care."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from portal.text.lists import load

_LISTS = load("stems")
_WHOLE = frozenset(_LISTS["whole"].split())
_MEET: dict[str, str] = _LISTS["meet"]

# Arabic article with what clings before it, where three letters remain.
_CLITICS = ("وبال", "وال", "بال", "کال", "فال", "ولل", "لل", "ال")
_LEAST_AFTER_CLITIC = 3

# A single letter that clings is cut from words that are known without it, never from one of its own («بطاقه»).
_LETTERS = frozenset("وفبکل")
_BEFORE_OTHERS = frozenset("وف")
_HOSTS, _OWN = (
    frozenset(line.split()) for line in Path(__file__).with_name("clitics.txt").read_text(encoding="utf-8").splitlines()
)

# Endings by the letters that must remain: short endings are as often part of the word itself.
_ENDINGS = {
    **dict.fromkeys(("هایمان", "هایتان", "هایشان", "هامون", "هاتون", "هاشون", "هایی", "هایم", "هایت", "هایش"), 3),
    **dict.fromkeys(("ترین", "های", "ها", "تر", "ات", "تری"), 3),
    **dict.fromkeys(("مان", "تان", "شان", "ان", "ین", "ون", "هم", "کم", "نا", "ام", "اش"), 4),
    **dict.fromkeys(("هام", "هات", "هاش", "هاند", "هایم", "هاید"), 3),
    # «پولمو»: my money, and that it is the object.
    "مو": 3,
    "ه": 3,
    **dict.fromkeys(("م", "ت", "ش", "ی", "ا"), 4),
}
_BY_LENGTH = sorted(_ENDINGS.items(), key=lambda ending: -len(ending[0]))
_AFFIXES = re.compile(f"(?:ای|یی|{'|'.join(ending for ending, _ in _BY_LENGTH if len(ending) > 1)})+|.")


@lru_cache(maxsize=1 << 12)
def stem(word: str) -> str:
    """Return the stem of a folded word: what «سفارش» and «سفارشها» share, «شركة» and «الشركات» too.

    Cuts one article with its clitics, or what clings to a known word, then endings as long as enough of the word
    remains. A stem is for meeting, not for showing. Other scripts and numbers come back as they are.
    """
    if word.isascii():
        return word
    stemmed = _without_clitic(word)
    while (shorter := _without_ending(stemmed)) != stemmed:
        stemmed = shorter
    return stemmed


def _without_clitic(word: str) -> str:
    if word in _WHOLE or word in _MEET:
        return word
    for clitic in _CLITICS:
        rest = word.removeprefix(clitic)
        if len(rest) < len(word) and len(rest) >= _LEAST_AFTER_CLITIC and not _is_whole(word):
            return rest
    return _without_letter(word)


def _without_letter(word: str) -> str:
    letter, rest = word[:1], word[1:]
    if letter not in _LETTERS or word in _OWN:
        return word
    if rest in _HOSTS or rest in _MEET:
        return rest
    if letter in _BEFORE_OTHERS and rest and (shorter := _without_clitic(rest)) != rest:
        return shorter
    return word


def _is_whole(word: str) -> bool:
    # «کالاهایی», «بالاترینها»: a whole word in its affixed forms is no clitic and a rest.
    return any(word[:end] in _WHOLE and _AFFIXES.fullmatch(word, end) for end in range(4, len(word)))


def _without_ending(word: str) -> str:
    if word in _WHOLE:
        return word
    if word in _MEET:
        return _MEET[word]
    # «هفتهای» is «هفته» and «ای», not «هفت» and «های».
    for cut in range(1, 6):
        if word[:-cut] in _WHOLE and (word[-cut:] in _ENDINGS or word[-cut:] in {"ای", "ک"}):
            return word[:-cut]
    for ending, least in _BY_LENGTH:
        if len(word) - len(ending) >= least and word.endswith(ending):
            return word.removesuffix(ending)
    return word


IRREGULAR: Mapping[str, str] = {word: stem(word) for word in _MEET}
"""Folded words whose stem no ending tells, each with its stem."""
