"""Words that nobody wrote put right, by words that several public cases hold."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from portal.complaints import CaseFilter, newest_cases, public_bodies
from portal.db import Session
from portal.search.engine import SEVERAL, Engine, Sought
from portal.search.words import Word
from portal.text import Term, closest, terms

MOST = 3
"""Slips in a question that are put right, words that one may be a slip for, and texts that are proposed."""
LOOKED_AT = 12
"""Cases of a word in which the database is asked whether they are public, and which are read for how it is spelled."""


def corrections(session: Session, engine: Engine, text: str, unknown: Sequence[Word], now: datetime) -> list[str]:
    """The text with each of the words that nobody wrote put right where that can be, the likeliest first.

    Three statements, or none where there is nothing to be put right.
    """
    stems = {word.either[0] for word in unknown}
    slips = [term for term in terms(text) if term.stem in stems]
    if not 0 < len(slips) <= MOST:
        return []
    likely = {slip: _likely(engine, slip) for slip in slips}
    spelled = _spelled(session, engine, {word for words in likely.values() for word in words}, now)
    meant = {slip: [spelled[word] for word in words if word in spelled] for slip, words in likely.items()}
    return [_put_right(text, choice) for choice in _choices({slip: words for slip, words in meant.items() if words})]


def _likely(engine: Engine, slip: Term) -> list[str]:
    # What was cut off as an ending may be the slip.
    vocabulary = engine.vocabulary()
    return closest(slip.stem, vocabulary, MOST) or closest(slip.word, vocabulary, MOST)


def _choices(meant: Mapping[Term, Sequence[str]]) -> Iterator[Mapping[Term, str]]:
    """The likeliest of each, then one of them exchanged for the next."""
    first = {slip: words[0] for slip, words in meant.items()}
    if first:
        yield first
    others = [{**first, slip: word} for slip, words in meant.items() for word in words[1:]]
    yield from others[: MOST - 1]


def _put_right(text: str, choice: Mapping[Term, str]) -> str:
    for slip in sorted(choice, key=lambda term: -term.start):
        text = text[: slip.start] + choice[slip] + text[slip.end :]
    return text


def _spelled(session: Session, engine: Engine, words: Collection[str], now: datetime) -> Mapping[str, str]:
    """Those of the words that several public cases hold, as most of these write them."""
    ids = {word: set(engine.search(Sought([[word]])).ids[:LOOKED_AT]) for word in words}
    wanted = set().union(*ids.values())
    if not wanted:
        return {}
    rows = newest_cases(session, CaseFilter(ids=sorted(wanted)), now, len(wanted))
    shown = {row.id for row in rows}
    public = {word for word, of_word in ids.items() if len(of_word & shown) >= SEVERAL}
    bodies = public_bodies(session, sorted(shown))
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        text = f"{row.title}\n{bodies.get(row.id, '')}"
        for term in terms(text):
            if term.stem in public:
                written[term.stem][text[term.start : term.end]] += 1
    return {word: max(written[word], key=written[word].__getitem__, default=word) for word in public}
