"""Words and phrases that a rule looks for, in all the forms they take, and the company in which they are innocent.

A lexicon is a TOML file beside the code, a table a language. Its words are folded as the search folds them, and the
forms are written out once, so that reading a post costs one look-up a word:

`nouns` take the endings of the language, in Arabic its article and clitics too; `verbs` take Arabic clitics and the
persons' endings; `words` and `phrases` stand as they are. `near` are words that tell nothing alone and something
beside others; `innocent` phrases hide what lies in them; an `excuse` hides what stands near it in the same sentence.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product
from pathlib import Path
from typing import Any

from portal.moderation.screening.reading import Reading
from portal.text import Word, fold

_FOLDER = Path(__file__).with_name("lexicons")
_SENTENCE_END = re.compile(r"[.!?؟؛;\n…]")
Phrase = tuple[str, ...]
Reach = tuple[int, int]

_ENDINGS: Mapping[str, Sequence[str]] = {
    "fa": (
        "", "ی", "ه", "م", "ش", "و", "ها", "های", "هایی", "هاست", "هاش", "هاشون", "هایشان", "ن", "ند", "اند", "ید",
        "ین", "ان", "ست", "یه", "یش", "یشون", "یشان", "یها", "یهای", "یهاش", "یهاشون", "یهایشان", "یست", "ترین", "تر",
    ),
    "ar": ("", "ه", "ین", "ون", "ات", "ا", "هم", "کم", "ها"),
    "en": ("", "s", "er", "ers", "ing"),
}  # fmt: skip
_OPENINGS: Mapping[str, Sequence[str]] = {
    "fa": ("",),
    "ar": ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "فال", "لل", "کال", "ک", "یا"),
    "en": ("",),
}
_VERB_OPENINGS: Mapping[str, Sequence[str]] = {"fa": ("",), "ar": ("", "و", "ف", "ب", "ح", "ه"), "en": ("",)}
_VERB_ENDINGS: Mapping[str, Sequence[str]] = {
    "fa": ("", "م", "ی", "ه", "یم", "ید", "ین", "ند", "ن", "ش", "شون", "شان", "مون", "مان"),
    "ar": ("", "ه", "ها", "نی", "نا", "ک", "کم", "هم", "علی", "علیک"),
    "en": ("", "d", "ed"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a word of the lexicon stands: half-open offsets into the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`telling` and `innocent` hold phrases by their first word, the longest first. Reaches count words. `together` has
    the words that must all stand in a text for anything to be found, by the one of them that few texts hold.
    """

    telling: Mapping[str, Sequence[Phrase]]
    innocent: Mapping[str, Sequence[Phrase]]
    near: Mapping[str, Mapping[str, Reach]]
    excuses: Mapping[str, Reach]
    together: Mapping[str, Sequence[Phrase]]

    def hits(self, reading: Reading) -> Iterator[Hit]:
        """What is found in a text. Most texts hold no word of it, and cost next to nothing."""
        if not self._may_hold(reading.vocabulary):
            return
        text, words = reading.text, reading.words
        told = [*self._spans(self.telling, words), *self._beside(text, words)]
        innocent = list(self._spans(self.innocent, words)) if told else []
        for place, last in told:
            if any(first <= place and last <= end for first, end in innocent):
                continue
            if not self._is_excused(text, words, place, last):
                yield Hit(words[place].start, words[last].end)

    def _may_hold(self, vocabulary: frozenset[str]) -> bool:
        found = self.together.keys() & vocabulary
        return any(vocabulary.issuperset(words) for word in found for words in self.together[word])

    def _spans(self, phrases: Mapping[str, Sequence[Phrase]], words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        last = -1
        for place, word in enumerate(words):
            if word.text not in phrases or place <= last:
                continue
            for phrase in phrases[word.text]:
                if tuple(found.text for found in words[place : place + len(phrase)]) == phrase:
                    last = place + len(phrase) - 1
                    yield place, last
                    break

    def _beside(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        for place, word in enumerate(words):
            company = self.near.get(word.text)
            if company and _has_company(text, words, place, place, company):
                yield place, place

    def _is_excused(self, text: str, words: Sequence[Word], place: int, last: int) -> bool:
        return bool(self.excuses) and _has_company(text, words, place, last, self.excuses)


def _has_company(text: str, words: Sequence[Word], place: int, last: int, company: Mapping[str, Reach]) -> bool:
    """Whether one of `company` stands near enough in the same sentence."""
    most_before, most_after = map(max, zip(*company.values(), strict=True))
    for distance in range(1, min(most_before, place) + 1):
        word = words[place - distance]
        if _SENTENCE_END.search(text, word.end, words[place - distance + 1].start):
            break
        if company.get(word.text, (0, 0))[0] >= distance:
            return True
    for distance in range(1, min(most_after, len(words) - 1 - last) + 1):
        word = words[last + distance]
        if _SENTENCE_END.search(text, words[last + distance - 1].end, word.start):
            break
        if company.get(word.text, (0, 0))[1] >= distance:
            return True
    return False


@lru_cache
def lexicon(name: str, language: str) -> Lexicon:
    """The lexicon of a language, that of English within it: its words stand in Persian and Arabic texts too."""
    tables = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    own = [(code, tables[code]) for code in dict.fromkeys((language, "en")) if code in tables]
    telling = _by_first_word(phrase for code, table in own for phrase in _telling(code, table))
    near = _near(table for _, table in own)
    return Lexicon(
        telling,
        _by_first_word(_phrase(written) for _, table in own for written in table.get("innocent", ())),
        near,
        {
            word: (excuse["before"], excuse["after"])
            for _, table in own
            for excuse in table.get("excuse", ())
            for word in _folded(excuse["words"])
        },
        _together(telling, near),
    )


def _together(
    telling: Mapping[str, Sequence[Phrase]], near: Mapping[str, Mapping[str, Reach]]
) -> Mapping[str, Sequence[Phrase]]:
    """Each phrase, and each word with one of its company, by the longest of their words: such stand in few texts."""
    found: dict[str, list[Phrase]] = {}
    phrases = (phrase for of_word in telling.values() for phrase in of_word)
    pairs = ((word, beside) for word, company in near.items() for beside in company)
    for words in chain(phrases, pairs):
        found.setdefault(max(words, key=len), []).append(words)
    return found


def _telling(code: str, table: Mapping[str, Any]) -> Iterator[Phrase]:
    for stem in _folded(table.get("nouns", "")):
        yield from _forms(_OPENINGS[code], stem, _ENDINGS[code])
    for stem in _folded(table.get("verbs", "")):
        yield from _forms(_VERB_OPENINGS[code], stem, _VERB_ENDINGS[code])
    yield from ((word,) for word in _folded(table.get("words", "")))
    yield from (_phrase(written) for written in table.get("phrases", ()))


def _forms(openings: Sequence[str], stem: str, endings: Sequence[str]) -> Iterator[Phrase]:
    return ((opening + stem + ending,) for opening, ending in product(openings, endings))


def _near(tables: Iterable[Mapping[str, Any]]) -> Mapping[str, Mapping[str, Reach]]:
    found: dict[str, dict[str, Reach]] = {}
    for row in (row for table in tables for row in table.get("near", ())):
        company = dict.fromkeys(_folded(row["beside"]), (row["before"], row["after"]))
        for word in _folded(row["words"]):
            found.setdefault(word, {}).update(company)
    return found


def _folded(written: str) -> list[str]:
    # Each word by itself: neighbours in a list are not one word with each other.
    return [fold(word) for word in written.split()]


def _phrase(written: str) -> Phrase:
    return tuple(fold(written).split())


def _by_first_word(phrases: Iterable[Phrase]) -> Mapping[str, Sequence[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        found.setdefault(phrase[0], []).append(phrase)
    return found
