"""What a question that finds little may have meant: other letters, another keyboard, a slip of the finger; or all of
that but a word too many.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from portal.complaints import CaseFilter, public_ids
from portal.db import Session
from portal.search.corrections import corrections
from portal.search.engine import Engine, IndexUnavailableError, Sought
from portal.search.loosening import STEPS, loosened
from portal.search.queries import Found, Question, search_cases, searched, sought_for, spelled_out
from portal.search.words import Word, words_of
from portal.text import Vocabulary, readings

FEW = 3
"""Of so many hits and more nobody asks what was meant."""
ENOUGH = 10
"""Of so many hits and more nobody is shown what holds less of the words."""
LOOKED_AT = 50
"""Of the cases that the index has for a word, in which the database is asked whether it is public."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """That not all of these words were required, and how many cases, the first of what was found, hold all.

    `are_apart`: those between quotation marks need not stand in a row; all were required where there are no `words`.
    """

    words: Sequence[Word]
    complete: int
    are_apart: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and what may have been meant instead, the likeliest first.

    `is_applied`: what was found is what the first of `meant` finds. `loosened`: it need not hold all the words.
    """

    found: Found
    meant: Sequence[str] = ()
    is_applied: bool = False
    loosened: Loosened | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A way to read the question; `is_certain`: it keeps every word that somebody has written in public, and nothing
    else is as likely to be meant.
    """

    text: str
    words: tuple[Word, ...]
    is_certain: bool = True


def answer(
    session: Session,
    engine: Engine,
    question: Question,
    now: datetime,
    *,
    limit: int,
    offset: int = 0,
    loosely: bool = False,
) -> Answer:
    """The cases that answer the question, or where none do, those that answer what it seems to mean.

    `loosely`: where few hold all its words, those that hold the most telling of them, too; where nothing holds its
    phrases, those that hold their words.
    """
    wording = question.wording
    found = search_cases(session, engine, question, now, limit=limit, offset=offset)
    if found.total >= FEW or not found.from_index or wording.begun:
        return Answer(found)
    answered = Answer(found)
    if wording.words:
        with suppress(IndexUnavailableError):
            # Once: it may be read anew whenever it is asked for.
            vocabulary = engine.vocabulary()
            asker = _Asker(session, engine, vocabulary, question, now, limit, offset)
            answered = asker.answer(found, loosely=loosely)
    if not loosely or answered.found.total or not wording.phrases:
        return answered
    apart = replace(question, wording=wording.apart)
    loose = answer(session, engine, apart, now, limit=limit, offset=offset, loosely=True)
    if not loose.found.total:
        return answered
    return replace(loose, loosened=replace(loose.loosened or Loosened((), loose.found.total), are_apart=True))


@dataclass(frozen=True, slots=True)
class _Asker:
    """Asks what a question may mean, of the same index and for the same page."""

    session: Session
    engine: Engine
    vocabulary: Vocabulary
    question: Question
    now: datetime
    limit: int
    offset: int

    def answer(self, found: Found, *, loosely: bool) -> Answer:
        typed = " ".join(self.question.wording.words)
        own = _Reading(typed, tuple(words_of(typed)))
        public = self._public(own.words)
        unknown = [word for word in own.words if word not in public]
        corrected = corrections(self.session, self.engine, self.vocabulary, typed, unknown, self.now)
        slips = [_Reading(each.text, tuple(words_of(each.text)), each.is_certain) for each in corrected]
        others = [*self._read_otherwise(typed, public), *slips[:1]]
        best = self._best(others)
        may_apply = best is not None and best.is_certain and not found.total
        instead = self._page(self._sought(best.words), rows=may_apply) if best else found
        meant = [slip.text for slip in slips]
        if best and instead.total > found.total:
            meant = [best.text, *meant]
            if may_apply:
                return Answer(instead, self._whole(meant), is_applied=True)
        loose = self._loosely(found, [own, *others] if not found.total else [own]) if loosely else None
        if loose is None:
            return Answer(found, self._whole(meant))
        asked, instead = loose
        is_applied = asked is not own
        if is_applied:
            meant = [asked.text, *meant]
        return Answer(instead, self._whole(meant), is_applied, Loosened(asked.words, found.total))

    def _sought(self, words: Sequence[Word]) -> Sought:
        return spelled_out(self.engine, sought_for(self.question, words))

    def _whole(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The texts, each once, with all that the question has beside its words."""
        rest = self.question.wording.rest
        return tuple(f"{text} {rest}".strip() for text in dict.fromkeys(texts))

    def _read_otherwise(self, typed: str, public: Sequence[Word]) -> list[_Reading]:
        """The text in other letters and on another keyboard."""
        read = [(text, tuple(words_of(text))) for text in readings(typed)]
        # A letter or a number tells little: «7alib» is no seven.
        kept = {word.either for word in public if len(word.spelled) > 1 and not word.spelled.isdigit()}
        return [_Reading(text, words, kept <= {word.either for word in words}) for text, words in read]

    def _best(self, others: Sequence[_Reading]) -> _Reading | None:
        """The reading with most hits."""
        known = [reading for reading in others if reading.words and all(map(self._held_by, reading.words))]
        counted = {reading: self._count(self._sought(reading.words)) for reading in known}
        best = max(known, key=counted.__getitem__, default=None)
        return best if best and counted[best] else None

    def _loosely(self, found: Found, ways: Sequence[_Reading]) -> tuple[_Reading, Found] | None:
        """What holds enough of the words of the reading of which most are known, if that is more than was found; what
        holds all comes first.
        """
        counted = {way: {word: self._held_by(word) for word in way.words} for way in ways if way.is_certain}
        asked = max(counted, key=lambda way: _share(counted[way]))
        sought = self._loosened(asked, counted[asked])
        loose = self._page(sought) if sought else found
        if loose.total <= found.total:
            return None
        complete = {row.id for row in found.rows}
        return asked, replace(loose, rows=sorted(loose.rows, key=lambda row: row.id not in complete))

    def _loosened(self, asked: _Reading, counted: Mapping[Word, int]) -> Sought | None:
        """As much of the words as enough cases hold; None where nothing holds any."""
        sought, size = self._sought(asked.words), self.engine.size()
        steps = [replace(sought, words=groups) for least in STEPS if (groups := loosened(counted, size, least))]
        if sought.phrases:
            steps.append(replace(sought, words=[]))
        enough = (step for step in steps if self._count(step) >= ENOUGH)
        return next(enough, steps[-1]) if steps else None

    def _public(self, words: Sequence[Word]) -> list[Word]:
        """The words that somebody has written in public, if only once: the index may know others still."""
        counted = self.vocabulary.counted
        rare = [word for word in words if not any(stem in counted for stem in word.either)]
        ids = {word: self.engine.search(Sought([word.either], newest=True)).ids[:LOOKED_AT] for word in rare}
        wanted = sorted({case_id for of_word in ids.values() for case_id in of_word})
        shown = public_ids(self.session, CaseFilter(ids=wanted), self.now) if wanted else frozenset()
        return [word for word in words if word not in ids or shown.intersection(ids[word])]

    def _held_by(self, word: Word) -> int:
        """How many documents hold the word; of what few hold, that it is held at all."""
        counted = self.vocabulary.counted
        return sum(counted.get(stem, 0) for stem in word.either) or any(map(self.engine.knows, word.either))

    def _count(self, sought: Sought) -> int:
        """How many cases the index has for it, as far as it looks; unranked, which costs less."""
        return len(self.engine.search(replace(sought, newest=True)).ids)

    def _page(self, sought: Sought, *, rows: bool = True) -> Found:
        limit = self.limit if rows else 0
        return searched(self.session, self.engine, self.question, sought, self.now, limit=limit, offset=self.offset)


def _share(counted: Mapping[Word, int]) -> float:
    """Which part of the words is known."""
    return sum(map(bool, counted.values())) / len(counted) if counted else 0.0
