"""What the search index knows of a text, and of a query alike: words in one spelling, and their stems.

The fold with more courage than other readers of text may have: spellings that live side by side are one, compounds
are joined however they were written, numbers lose their separators.
"""

import re
from functools import lru_cache, partial
from typing import NamedTuple

from portal.text.affixes import SUFFIXES
from portal.text.compounds import LEADERS, is_one
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


# A third of the time of everything, where each went through its own constructor.
_term = partial(tuple.__new__, Term)


def terms(text: str) -> list[Term]:
    """Return the terms of `text` in order. Two spellings of one text give the same words, or at least stems."""
    words, starts, ends = _words(text)
    found = list(map(_term, zip(words, map(stem, words), starts, ends, strict=True)))
    return [term for term in found if term[0] != _AND] if _AND in words else found


def one_spelling(text: str) -> str:
    """Return `text` in the words of its terms, «و» among them; twice is once."""
    return " ".join(_words(text)[0])


def _words(text: str) -> tuple[list[str], list[int], list[int]]:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    before = ""
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        for word in _read(token[0]):
            if (before in LEADERS or word in SUFFIXES) and is_one(before, word):
                before = spelled(before + word)
                while len(words) > 1 and is_one(words[-2], before):
                    # What has become one may be the other half of what stands before.
                    before = spelled(words[-2] + before)
                    del words[-1], starts[-1], ends[-1]
                words[-1], ends[-1] = before, end
            else:
                words.append(word)
                starts.append(start)
                ends.append(end)
                before = word
    return words, starts, ends


@lru_cache(maxsize=1 << 16)
def _read(token: str) -> tuple[str, ...]:
    if token[-1].isdigit():
        token = latin_digits(token).translate(_SEPARATORS)
    return tuple(map(spelled, folded_token(token)))
