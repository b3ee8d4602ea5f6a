"""What the search index knows of a text, and of a query alike: words in one spelling, and their stems.

The fold with more courage than other readers of text may have: spellings that live side by side are one, compounds
are joined however they were written, half spaces between words are spaces, numbers lose their separators.
"""

import re
from functools import lru_cache, partial
from typing import NamedTuple

from portal.text.compounds import FOLLOWERS, LEADERS, is_one
from portal.text.letters import ARABIC_RUN, OTHER_RUN, folded_token, latin_digits, unstretched
from portal.text.spelling import apart, spelled
from portal.text.stems import stem

_NUMBER = r"(?<!\d)\d{1,3}(?:[,٬،]\d{3})+(?!\d)"
_TOKEN = re.compile(f"{ARABIC_RUN}|{_NUMBER}|{OTHER_RUN}")
_SEPARATORS = str.maketrans("", "", ",٬،")
_HALF_SPACE = re.compile("[\u200c¬]")
_LEAST_HALF = 3
# «A52» is typed «A 52» too.
_MODEL = re.compile(r"\d+|\D+")
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


# Through its own constructor each would take half as long again as all else.
_new = partial(tuple.__new__, Term)


def terms(text: str) -> list[Term]:
    """Return the terms of `text` in order. Two spellings of one text give the same words, or at least stems."""
    return [term for term in _with_and(text) if term[0] != _AND]


def one_spelling(text: str) -> str:
    """Return `text` in the words of its terms, «و» among them; twice is once."""
    return " ".join(term.word for term in _with_and(text))


def _with_and(text: str) -> list[Term]:
    found: list[Term] = []
    before = ""
    for token in _TOKEN.finditer(text):
        for word, root in _read(token[0]):
            if (before in LEADERS or word in FOLLOWERS) and is_one(before, word):
                before = _join(found, word, token.end())
            else:
                found.append(_new((word, root, *token.span())))
                before = word
    return found


def _join(found: list[Term], word: str, end: int) -> str:
    """Makes one of the last term and the word after it, and of what they make and the term before; returns it."""
    last = found.pop()
    joined, start = spelled(last.word + word), last.start
    while found and is_one(found[-1].word, joined):
        last = found.pop()
        joined, start = spelled(last.word + joined), last.start
    found.append(Term(joined, stem(joined), start, end))
    return joined


@lru_cache(maxsize=1 << 15)
def _read(token: str) -> tuple[tuple[str, str], ...]:
    """The words of a token, each with its stem."""
    if token[-1].isdigit():
        token = latin_digits(token).translate(_SEPARATORS)
    folded = folded_token(token) if not _HALF_SPACE.search(token) else _halves(token)
    parts = (spelled(part) for word in folded for part in _MODEL.findall(word))
    return tuple((word, stem(word)) for part in parts for word in apart(part))


def _halves(token: str) -> list[str]:
    """The words of a token with half spaces, which people who type none write apart, where both sides are words."""
    words: list[str] = []
    before = 0
    for half in _HALF_SPACE.split(token):
        for word in folded_token(half):
            if min(before, len(word)) < _LEAST_HALF and words:
                words[-1] = unstretched(words[-1] + word)
            else:
                words.append(word)
            before = len(word)
    return words
