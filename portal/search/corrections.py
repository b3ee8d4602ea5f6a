"""Words that nobody wrote put right, by words that several public cases hold."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.complaints import CaseFilter, newest_cases
from portal.db import Session
from portal.search.engine import SEVERAL, Engine, Sought
from portal.search.words import Word
from portal.text import IRREGULAR, Term, Vocabulary, closest, is_one_slip, terms

MOST = 3
"""Slips in a question that are put right, words that one may be a slip for, and texts that are proposed."""
SHORT, LONG = 6, 8
"""Letters of a word in which several light slips are certain, and two whole ones."""
LOOKED_AT = 12
"""Cases of a word in which the database is asked whether they are public, and which are read for how it is spelled."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A text with words put right; `is_certain`: by words so near that nothing else is likely to be meant."""

    text: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Likely:
    """A stem that several cases hold, and the word that tells it where that is another."""

    stem: str
    written: str
    is_near: bool


def corrections(
    session: Session, engine: Engine, vocabulary: Vocabulary, text: str, unknown: Sequence[Word], now: datetime
) -> list[Correction]:
    """The text with each of the words that nobody wrote put right where that can be, the likeliest first.

    One statement, or none where there is nothing to be put right.
    """
    stems = {word.either[0] for word in unknown}
    slips = [term for term in terms(text) if term.stem in stems]
    if not 0 < len(slips) <= MOST:
        return []
    likely = {slip: _likely(vocabulary, slip)[:MOST] for slip in slips}
    spelled = _spelled(session, engine, {word.stem for words in likely.values() for word in words}, now)
    meant = {slip: [word for word in words if word.stem in spelled] for slip, words in likely.items()}
    return [
        Correction(_put_right(text, choice, spelled), all(word.is_near for word in choice.values()))
        for choice in _choices({slip: words for slip, words in meant.items() if words})
    ]


def _likely(vocabulary: Vocabulary, slip: Term) -> list[_Likely]:
    """What is one slip away: stems, words whose stem is another, and what was cut off as an ending; else two slips."""
    irregular = Vocabulary(
        {word: vocabulary.counted[stem] for word, stem in IRREGULAR.items() if stem in vocabulary.counted}
    )
    near = [
        *(_Likely(stem, "", _is_near(slip.stem, stem)) for stem in closest(slip.stem, vocabulary, MOST, 1)),
        *(_Likely(IRREGULAR[word], word, _is_near(slip.word, word)) for word in closest(slip.word, irregular, 1, 1)),
    ]
    if near:
        return near
    if whole := closest(slip.word, vocabulary, MOST, 1):
        return [_Likely(stem, "", _is_near(slip.word, stem)) for stem in whole]
    far = closest(slip.stem, vocabulary, MOST) or closest(slip.word, vocabulary, MOST)
    return [_Likely(stem, "", len(slip.word) >= LONG) for stem in far]


def _is_near(word: str, meant: str) -> bool:
    # In a short one two letters that sound alike, or a vowel more, make another word: «زرافه» is no «ظرف».
    return len(word) >= SHORT or is_one_slip(word, meant)


def _choices(meant: Mapping[Term, Sequence[_Likely]]) -> Iterator[Mapping[Term, _Likely]]:
    """The likeliest of each, then one of them exchanged for the next."""
    first = {slip: words[0] for slip, words in meant.items()}
    if first:
        yield first
    others = [{**first, slip: word} for slip, words in meant.items() for word in words[1:]]
    yield from others[: MOST - 1]


def _put_right(text: str, choice: Mapping[Term, _Likely], spelled: Mapping[str, str]) -> str:
    for slip, word in sorted(choice.items(), key=lambda entry: -entry[0].start):
        text = text[: slip.start] + (word.written or spelled[word.stem]) + text[slip.end :]
    return text


def _spelled(session: Session, engine: Engine, words: Collection[str], now: datetime) -> Mapping[str, str]:
    """Those of the words that several public cases hold, as most of these write them."""
    # The newest, for they need not be ranked.
    ids = {word: set(engine.search(Sought([[word]], newest=True)).ids[:LOOKED_AT]) for word in words}
    wanted = set().union(*ids.values())
    if not wanted:
        return {}
    rows = newest_cases(session, CaseFilter(ids=sorted(wanted)), now, len(wanted))
    shown = {row.id for row in rows}
    public = {word for word, of_word in ids.items() if len(of_word & shown) >= SEVERAL}
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        text = f"{row.title}\n{row.excerpt}\n{row.product or ''}"
        for term in terms(text):
            if term.stem in public:
                written[term.stem][text[term.start : term.end]] += 1
    return {word: max(written[word], key=written[word].__getitem__, default=word) for word in public}
