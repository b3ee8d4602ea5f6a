"""Arabic typed in Latin letters and figures («7ases», «el tawseel»), put into its own, for what is searched.

A word is found by its consonants, each of which may have been meant for several letters, and chosen by how its vowels
fit and how frequent it is; the list (`arabizi.txt`, the most frequent first) is learnt from redistributable text.
What is no known word is written letter by letter. A reading is a candidate, no claim.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from math import log
from pathlib import Path

from portal.text.closest import distance

# Two figures side by side are a number: «a52» is no word.
_WORD = re.compile(r"(?<![\w'’])(?=[\d'’]*[A-Za-z])(?!\w*\d\d)[A-Za-z2-9'’]+(?!\w)")
_UNIT = re.compile(r"3'|7'|9'|6'|sh|ch|kh|gh|th|dh|aa|ee|oo|ou|ei|ai|[a-z2-9]")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z357])\1+")

# What a unit may have been meant for, the likeliest first.
_LETTERS: Mapping[str, Sequence[str]] = {
    "b": "ب", "p": "ب", "t": "تطث", "th": "ثذ", "g": "جقغ", "j": "ج", "7": "ح", "h": "هح", "kh": "خ", "5": "خ",
    "7'": "خ", "d": "دضذ", "dh": "ذضظ", "r": "ر", "z": "زذظ", "s": "سصث", "sh": "ش", "ch": "ش", "4": "شذ", "9": "صق",
    "9'": "ض", "6": "ط", "6'": "ظ", "3": "ع", "3'": "غ", "gh": "غ", "f": "ف", "v": "ف", "q": "ق", "8": "قغ", "k": "كق",
    "c": "كس", "l": "ل", "m": "م", "n": "ن", "x": ("كس",), "2": "ءق", "w": "و", "y": "ي",
}  # fmt: skip
_VOWELS: Mapping[str, Sequence[str]] = {
    "a": ("", "ا"), "aa": ("ا",), "e": ("",), "ee": ("ي",), "i": ("ي", ""), "ei": ("ي",), "ai": ("ي",), "o": ("و", ""),
    "oo": ("و",), "ou": ("و",), "u": ("و", ""),
}  # fmt: skip
_AT_THE_END = {"a": "ه", "e": "ه", "aa": "ا"}
_UNWRITTEN = frozenset("اأإآىويئؤءةه")
_FOLDED = str.maketrans("أإآىئؤة", "ااايايه")
_ARTICLES = {
    "wel": "وال",
    "wal": "وال",
    "bel": "بال",
    "bil": "بال",
    "lel": "لل",
    "lil": "لل",
    "el": "ال",
    "al": "ال",
    "il": "ال",
}
_ARTICLE_APART = re.compile(r"(?<!\w)([وب]?ال|لل)[\s-]+(?=\w)")
_PARTICLES = {
    "el": "ال", "al": "ال", "il": "ال", "ma": "ما", "la": "لا", "w": "و", "wa": "و", "fi": "في", "min": "من",
    "ya": "يا", "wel": "وال", "bel": "بال", "lel": "لل", "fel": "في ال",
}  # fmt: skip
_MOST_READINGS, _LONGEST = 256, 24
_FREQUENCY, _FIT = 0.35, 1.5


def arabic_letters(text: str) -> str:
    """`text` with every Latin word in Arabic letters; an article typed apart is joined to its word."""
    written = _WORD.sub(lambda found: _word(found[0].lower().replace("’", "'")), text)
    return _ARTICLE_APART.sub(r"\1", written)


@lru_cache(maxsize=1 << 12)
def _word(latin: str) -> str:
    if latin in _PARTICLES:
        return _PARTICLES[latin]
    # «shukran» is heard with the -an of «شكرا».
    heard = [latin, latin.removesuffix("n") + "a"] if latin.endswith("an") else [latin]
    scored = [found for form in heard for found in _fitting(_units(form), "")]
    for article, letters in _ARTICLES.items():
        if latin.startswith(article) and len(latin) > len(article):
            scored += _fitting(_units(latin.removeprefix(article)), letters)
    return min(scored)[1] if scored else _by_letters(_units(latin))


def _units(latin: str) -> list[str]:
    return _UNIT.findall(_DOUBLED.sub(r"\1", latin))


def _by_letters(units: Sequence[str]) -> str:
    """A word nobody knows, letter by letter; its vowels are written out."""
    return "".join(max(options, key=bool) for options in _meant(units))


def _meant(units: Sequence[str]) -> list[Sequence[str]]:
    """What each unit may have been meant for."""
    meant = [_LETTERS.get(unit) or _VOWELS[unit] for unit in units]
    if units[-1] in _AT_THE_END:
        meant[-1] = [_AT_THE_END[units[-1]]]
    if units[0] in _VOWELS:
        meant[0] = ["ا" + _VOWELS[units[0]][0].removeprefix("ا"), "ا"]
    return meant


def _fitting(units: Sequence[str], article: str) -> Iterator[tuple[float, str]]:
    """Known words whose consonants these may be, behind the article, with how badly they fit."""
    if not 0 < len(units) <= _LONGEST:
        return
    for reading in islice(product(*_meant(units)), _MOST_READINGS):
        letters = "".join(reading)
        for rank, word, spelling in _known().get(_key(letters), ()):
            fit = distance(letters, spelling, len(letters))
            if fit <= 1 + len(letters) / 3:
                yield _FIT * fit + _FREQUENCY * log(rank + 10), article + word


def _key(letters: str) -> str:
    """Its consonants: «و» and «ي» only where the word begins with them."""
    consonants = "".join(letter for letter in letters if letter not in _UNWRITTEN)
    return letters[0] + consonants if letters[:1] in {"و", "ي"} else consonants


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Sequence[tuple[int, str, str]]]:
    """Known words with their rank and folded letters, by their consonants; an «ع» may have gone unwritten."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    for rank, word in enumerate(lines):
        entry = rank, word, word.translate(_FOLDED)
        key = _key(word)
        for written in {key, key.replace("ع", "")}:
            found.setdefault(written, []).append(entry)
    return found
