"""One spelling of a folded word: hamza, doubled letters and the spellings that live side by side."""

import re
from functools import lru_cache

from portal.text.letters import unstretched
from portal.text.lists import load

_LISTS = load("spellings")
_WORDS: dict[str, str] = {other: one for one, others in _LISTS["words"].items() for other in others.split()}
_ROOTS: dict[str, str] = {other: one for one, others in _LISTS["roots"].items() for other in others.split()}
_APART = {
    **{
        one + other: (one, other)
        for one in _LISTS["apart"]["first"].split()
        for other in _LISTS["apart"]["second"].split()
    },
    **{pair.replace("+", ""): tuple(pair.split("+")) for pair in _LISTS["apart"]["more"].split()},
}
_ROOT = re.compile(f"((?:و?(?:ال|بال|کال|لل)|و|نا)?)({'|'.join(sorted(_ROOTS, key=len, reverse=True))})")


@lru_cache(maxsize=1 << 12)
def spelled(word: str) -> str:
    """Return the one spelling of a folded word: «مسیول», «مسوول» and «مسول» are one. Twice is once."""
    if word.isascii():
        return word
    while (mended := _mended(word)) != word:
        word = mended
    return word


def _mended(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    if root := _ROOT.match(word):
        word = f"{root[1]}{_ROOTS[root[2]]}{word[root.end() :]}"
    word = unstretched(word).replace("اا", "ا")
    if len(word) > 4:
        word = word.replace("وو", "و")
    # «شراء» is typed «شرا», «بطيء» «بطي»; in «ماء» and «شيء» the hamza is a third of the word.
    if len(word) > 3 and word.endswith(("اء", "یء")):
        return word[:-1]
    return word


def apart(word: str) -> tuple[str, ...]:
    """Return the words that a folded word is: one, unless two were written joined («یکماه»)."""
    return _APART.get(word, (word,))
