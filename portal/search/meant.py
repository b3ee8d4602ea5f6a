"""What a question that finds little may have meant: other letters, another keyboard, a slip of the finger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from portal.complaints import CaseFilter, public_bodies
from portal.db import Session
from portal.search.asking import Wording
from portal.search.engine import SEVERAL, Engine, IndexUnavailableError, Sought
from portal.search.queries import Found, Question, search_cases, searched, sought_in
from portal.text import closest, readings, terms

FEW = 3
"""Of so many hits and more nobody asks what was meant."""
SHOWN_BY = 5
"""Hits that are looked through for how a word is written."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and what may have been meant instead; `is_applied`: nothing was, and that is what was found."""

    found: Found
    meant: str | None = None
    is_applied: bool = False


def answer(
    session: Session, engine: Engine, question: Question, now: datetime, *, limit: int, offset: int = 0
) -> Answer:
    """The cases that answer the question, or where none do, those that answer what it seems to mean."""
    found = search_cases(session, engine, question, now, limit=limit, offset=offset)
    if found.total >= FEW or not found.from_index or not question.wording.words or question.wording.begun:
        return Answer(found)
    try:
        text, sought = _best(engine, question)
    except IndexUnavailableError:
        return Answer(found)
    instead = searched(session, engine, question, sought, now, limit=limit, offset=offset) if sought.words else found
    if instead.total <= found.total or not (text or _is_public(session, engine, sought, now)):
        return Answer(found)
    meant = text or _written(session, question, sought, instead)
    return Answer(found if found.total else instead, meant, is_applied=not found.total)


def _is_public(session: Session, engine: Engine, sought: Sought, now: datetime) -> bool:
    """Whether each word is in several texts that are public now: the index may know others still."""
    everything = Question(Wording(), CaseFilter())
    return all(
        searched(session, engine, everything, Sought([either]), now, limit=0).total >= SEVERAL
        for either in sought.words
    )


def _best(engine: Engine, question: Question) -> tuple[str, Sought]:
    """The reading with most hits, and how it is written; without a text where its words are those of the index."""
    counted = [
        (len(engine.search(sought).ids), text, sought)
        for text, sought in _readings(engine, question)
        if sought.words and all(any(map(engine.knows, either)) for either in sought.words)
    ]
    _, text, sought = max(counted, key=lambda found: found[0], default=(0, "", Sought()))
    return text, sought


def _readings(engine: Engine, question: Question) -> Iterator[tuple[str, Sought]]:
    for reading in readings(" ".join(question.wording.words)):
        wording = replace(question.wording, words=tuple(reading.split()))
        yield reading, sought_in(replace(question, wording=wording))
    corrected = _corrected(engine, question.wording.words)
    if corrected is not None:
        yield "", replace(sought_in(question), words=[[stem] for stem in corrected])


def _corrected(engine: Engine, words: Sequence[str]) -> list[str] | None:
    """The stems of the words, those that nobody wrote replaced by the likeliest; None where there is no such."""
    found: list[str] = []
    asked = terms(" ".join(words))
    for term in asked:
        if engine.knows(term.stem):
            found.append(term.stem)
        # What was cut off as an ending may be the slip.
        elif likely := closest(term.stem, engine.vocabulary(), 1) or closest(term.word, engine.vocabulary(), 1):
            found += likely
        else:
            return None
    return found if found != [term.stem for term in asked] else None


def _written(session: Session, question: Question, sought: Sought, found: Found) -> str:
    """Words of the index as the first hits write them, in place of those that were asked for."""
    rows = found.rows[:SHOWN_BY]
    bodies = public_bodies(session, [row.id for row in rows])
    written = {
        term.stem: text[term.start : term.end]
        for text in (*bodies.values(), *(row.title for row in rows))
        for term in terms(text)
    }
    typed = " ".join(question.wording.words)
    asked = {term.stem: typed[term.start : term.end] for term in terms(typed)}
    return " ".join(asked.get(stem) or written.get(stem, stem) for (stem, *_) in sought.words)
