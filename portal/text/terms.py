"""What the search index knows of a text, and of a query alike: words in one spelling, and their stems.

The fold with more courage than other readers of text may have: spellings that live side by side are one, compounds
are joined however they were written, numbers lose their separators.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from portal.text.compounds import FOLLOWERS, LEADERS, is_one
from portal.text.letters import TOKEN, folded_token, latin_digits
from portal.text.spelling import spelled
from portal.text.stems import stem

_NUMBER = r"(?<!\d)\d{1,3}(?:[,٬،]\d{3})+(?!\d)"
_TOKEN = re.compile(f"{_NUMBER}|{TOKEN.pattern}")
_SEPARATORS = str.maketrans("", "", ",٬،")
# «و الشركة» and «والشركة» are to be one; it says nothing in either language.
_AND = "و"


class Term(NamedTuple):
    """A word of a text in its one spelling, its stem, and where it stands: `text[start:end]`.

    Its place in the list is its position, by which phrases are told.
    """

    word: str
    stem: str
    start: int
    end: int


def terms(text: str) -> list[Term]:
    """Return the terms of `text` in order. Two spellings of one text give the same words, or at least stems."""
    return [Term(word, stem(word), start, end) for word, start, end in zip(*_words(text), strict=True) if word != _AND]


def one_spelling(text: str) -> str:
    """Return `text` in the words of its terms, «و» among them; twice is once."""
    return " ".join(_words(text)[0])


def _words(text: str) -> tuple[list[str], list[int], list[int]]:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    before = ""
    for token in _TOKEN.finditer(text):
        for word in _read(token[0]):
            words.append(word)
            starts.append(token.start())
            ends.append(token.end())
            if word in FOLLOWERS or before in LEADERS:
                _join(words, starts, ends)
            before = words[-1]
    return words, starts, ends


def _join(words: list[str], starts: list[int], ends: list[int]) -> None:
    """Makes one of the last words as long as they are: the last two, and what they make with the one before."""
    while len(words) > 1 and is_one(words[-2], words[-1]):
        last = words.pop()
        words[-1] = spelled(words[-1] + last)
        starts.pop()
        ends[-2:] = ends[-1:]


@lru_cache(maxsize=1 << 16)
def _read(token: str) -> tuple[str, ...]:
    if token[-1].isdigit():
        token = latin_digits(token).translate(_SEPARATORS)
    return tuple(map(spelled, folded_token(token)))
