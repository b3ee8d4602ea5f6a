"""Letters as language recognition sees them: scripts told apart, spelling habits that tell nothing removed.

This fold is not the one of search: it keeps the letters by which languages differ (ە, ے, ټ) and removes
only how a keyboard or a mood writes them: ي for ی, diacritics, stretching, presentation forms.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from portal.moderation.screening.recent import Recent

_ARABIC = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c9"
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0259\u1e00-\u1eff"
_LATIN_INSIDE = f"{_LATIN}'’`"
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")
_RUN = re.compile(r"\S+")
_ADDRESS_START = re.compile(r"https?://\S|www\.\S|[#@][A-Za-z_]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(
    f"(?P<arabic>[{_ARABIC}][{_ARABIC}{_MARKS}]*)"
    f"|(?P<latin>[2-9]?[{_LATIN}](?:[{_LATIN_INSIDE}]|[2-9](?![0-9]))*)"
    r"|(?P<other>[^\W\d_]+)"
)
_ARABIC_WORD = re.compile(f"[{_ARABIC}][{_ARABIC}{_MARKS}]*")
_SAME = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ٱ": "ا", "ۀ": "ه"}
    | {
        chr(code): None
        for first, last in ((0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED), (0x640, 0x640))
        for code in range(first, last + 1)
        if chr(code) not in "ەۮۯ"
    }
)
LONGEST_WORD = 40
_MOST_RUNS = 1 << 13


class ScriptWord(NamedTuple):
    """A word of one script; ``letters`` is its folded form, the span points into the text as it was
    written.
    """

    script: str
    letters: str
    start: int
    end: int


def script_words(text: str) -> list[ScriptWord]:
    """The words of a text by script (``arabic``, ``latin``, ``other``); links, addresses and handles are
    left out.
    """
    return [
        ScriptWord(script, letters, at + start, at + end)
        for run in _RUN.finditer(text)
        for at in (run.start(),)
        for script, letters, start, end in _WORDS[run[0]]
    ]


def unplaced_words(text: str) -> list[ScriptWord]:
    """The same words in the same order, each with its place in what stands between two spaces: where they stand in the
    text is seldom asked for.
    """
    return [*chain.from_iterable(map(_WORDS.__getitem__, text.split()))]


def _words(run: str) -> Sequence[ScriptWord]:
    # Most runs are one word in Arabic letters: nothing has to be told apart in them.
    if _ARABIC_WORD.fullmatch(run) and len(run) <= LONGEST_WORD:
        return (ScriptWord("arabic", folded(run), 0, len(run)),)
    return tuple(_read_words(run))


def _read_words(run: str) -> Iterator[ScriptWord]:
    written = _PRESENTATION.sub(_ordinary, _without_address(run))
    for match in _WORD.finditer(written):
        script = match.lastgroup or "other"
        first, last = match.span()
        for start in range(first, last, LONGEST_WORD):
            end = min(start + LONGEST_WORD, last)
            letters = folded(written[start:end])
            if letters:
                yield ScriptWord(script, letters, start, end)


def folded(word: str) -> str:
    return _STRETCHED.sub(r"\1", word.translate(_SAME).replace("İ", "i").lower())


def _without_address(run: str) -> str:
    """A run of anything but spaces, without what follows where a link, a handle or an e-mail address begins."""
    sign = run.find("@", 1)
    if sign > 0 and run.find(".", sign + 2, len(run) - 1) > 0:
        return ""
    start = _ADDRESS_START.search(run)
    return run[: start.start()] if start else run


def _ordinary(match: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKC", match.group())
    return letters if len(letters) == 1 else letters[:1] or " "


_WORDS = Recent(_words, most=_MOST_RUNS, longest=LONGEST_WORD)
