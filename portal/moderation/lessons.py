"""Moderators' decisions teach the rule of relevance what is on the subject.

A post let through is on it, one sent back or rejected as off the subject is not; other decisions teach nothing. What
was learned stands in the database, word by word, and can be made again from the events and the texts that are still
there: what was erased since is then forgotten.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, func, insert, select

from portal.db import Session, db, transaction
from portal.events import Event, Recorded, Subscriber, history, made_anew
from portal.moderation.events import PostHidden, PostPublished, PostReturned
from portal.moderation.models import Decision, LearnedWordRow, Lesson, Post, Revision
from portal.moderation.rules import Kind, Reason, Verdict, taught_by
from portal.moderation.screening import (
    FEWEST_LESSONS,
    RELEVANCE,
    Learned,
    LearnedWord,
    after_lesson,
    subject_of_text,
    telling_words,
)

FOLLOWED: frozenset[type[Event]] = frozenset({PostPublished, PostReturned, PostHidden})
SHOWN_FROM = 3
"""A word is shown from its third lesson on: what one author alone wrote is nobody's business."""


@dataclass(frozen=True, slots=True)
class LearnedSummary:
    """What was learned in a language.

    `agreed` of the `lessons` were as the shipped weights had it; `outdated` were given beside weights of another
    version. The words are those that speak most for the subject and most against it.
    """

    language: str
    lessons: int
    on_subject: int
    agreed: int
    outdated: int
    words_for: Sequence[tuple[str, LearnedWord]]
    words_against: Sequence[tuple[str, LearnedWord]]


def learning_of_decisions(accepted: Sequence[str]) -> Subscriber:
    """Follows the decisions. Each is a lesson once, however often it is delivered."""

    def handle(session: Session, batch: Sequence[Recorded]) -> None:
        for recorded in batch:
            lesson = _lesson(session, recorded, accepted)
            if lesson is not None and session.get(Lesson, lesson.row["decision_id"]) is None:
                _learn(session, lesson)

    return Subscriber("learning", handle, FOLLOWED)


def relearn(accepted: Sequence[str]) -> int:
    """Learns everything anew from the events; returns the number of lessons. Decisions of meanwhile follow after it."""
    with made_anew(learning_of_decisions(accepted)):
        rows, words = _all_lessons(db.session(), accepted)
        with transaction() as session:
            session.execute(delete(Lesson))
            session.execute(delete(LearnedWordRow))
            if rows:
                session.execute(insert(Lesson), list(rows.values()))
            if words:
                session.execute(insert(LearnedWordRow), [_row(*key, word) for key, word in words.items()])
    return len(rows)


def learned(session: Session, *texts: str) -> Learned:
    """What was learned about the words of the texts; about all words where none is given."""
    statement = select(LearnedWordRow).where(LearnedWordRow.lessons >= FEWEST_LESSONS)
    if texts:
        statement = statement.where(LearnedWordRow.word.in_({word for text in texts for word in telling_words(text)}))
    words: dict[str, dict[str, LearnedWord]] = {}
    for row in session.scalars(statement):
        words.setdefault(row.language, {})[row.word] = LearnedWord(row.weight, row.lessons)
    return Learned(words)


def learned_summaries(session: Session, limit: int) -> list[LearnedSummary]:
    """What was learned, by language, with at most `limit` words on either side."""
    agreed = (Lesson.margin >= 0) == Lesson.on_subject
    rows = session.execute(
        select(
            Lesson.language,
            func.count(),
            func.count().filter(Lesson.on_subject),
            func.count().filter(agreed),
            func.count().filter(Lesson.rule_version != RELEVANCE.version),
        )
        .group_by(Lesson.language)
        .order_by(Lesson.language)
    )
    return [
        LearnedSummary(
            *row,
            words_for=_extremes(session, row[0], limit, sign=1),
            words_against=_extremes(session, row[0], limit, sign=-1),
        )
        for row in rows.all()
    ]


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A row of lessons, and the words it is about."""

    row: Mapping[str, object]
    language: str
    margin: float
    on_subject: bool
    words: Sequence[str]


def _lesson(session: Session, recorded: Recorded, accepted: Sequence[str]) -> _Lesson | None:
    row = session.execute(_decided(recorded)).first()
    if row is None:
        return None
    decision_id, kind, verdict, reason, title, body, published_at = row
    if verdict is Verdict.RESTORE and published_at == recorded.at:
        # Public for the first time: an appeal against its rejection was granted.
        verdict = Verdict.APPROVE
    on_subject = taught_by(kind, verdict, reason)
    judged = None if on_subject is None else subject_of_text(title, body, accepted)
    if on_subject is None or judged is None:
        return None
    language, margin = judged
    values = {
        "decision_id": decision_id,
        "language": language,
        "on_subject": on_subject,
        "margin": margin,
        "rule_version": RELEVANCE.version,
    }
    return _Lesson(values, language, margin, on_subject, telling_words(f"{title}\n{body}"))


def _decided(recorded: Recorded) -> Select[int, Kind, Verdict, Reason | None, str, str, datetime | None]:
    """The decision that an event tells of, with the version it was taken on."""
    match recorded.event:
        case PostPublished(post_id=post_id):
            verdicts = [Verdict.APPROVE, Verdict.RESTORE]
        case PostReturned(post_id=post_id, verdict=verdict):
            verdicts = [Verdict(verdict)]
        case PostHidden(post_id=post_id):
            verdicts = [Verdict.HIDE]
        case other:
            raise TypeError(f"{other!r} is no decision")
    return (
        select(
            Decision.id,
            Post.kind,
            Decision.verdict,
            Decision.reason,
            Revision.title,
            Revision.body,
            Post.published_at,
        )
        .join(Post, Post.id == Decision.post_id)
        .join(Revision, Revision.id == Decision.revision_id)
        .where(Decision.post_id == post_id, Decision.took_effect_at == recorded.at, Decision.verdict.in_(verdicts))
        .order_by(Decision.id.desc())
        .limit(1)
    )


def _learn(session: Session, lesson: _Lesson) -> None:
    statement = select(LearnedWordRow).where(
        LearnedWordRow.language == lesson.language, LearnedWordRow.word.in_(lesson.words)
    )
    rows = {row.word: row for row in session.scalars(statement)}
    known = {word: LearnedWord(row.weight, row.lessons) for word, row in rows.items()}
    for word, after in after_lesson(known, lesson.words, lesson.margin, on_subject=lesson.on_subject).items():
        if word in rows:
            rows[word].weight, rows[word].lessons = after.weight, after.lessons
        else:
            session.add(LearnedWordRow(**_row(lesson.language, word, after)))
    session.add(Lesson(**lesson.row))
    session.flush()


def _all_lessons(
    session: Session, accepted: Sequence[str]
) -> tuple[dict[object, Mapping[str, object]], dict[tuple[str, str], LearnedWord]]:
    """Every lesson by its decision, and what the words weigh after all of them."""
    rows: dict[object, Mapping[str, object]] = {}
    words: dict[str, dict[str, LearnedWord]] = {}
    for lesson in _lessons_of(session, accepted):
        if lesson.row["decision_id"] not in rows:
            rows[lesson.row["decision_id"]] = lesson.row
            known = words.setdefault(lesson.language, {})
            known.update(after_lesson(known, lesson.words, lesson.margin, on_subject=lesson.on_subject))
    flat = {(language, word): weighed for language, known in words.items() for word, weighed in known.items()}
    return rows, flat


def _lessons_of(session: Session, accepted: Sequence[str]) -> Iterator[_Lesson]:
    for recorded in history(session, FOLLOWED):
        lesson = _lesson(session, recorded, accepted)
        if lesson is not None:
            yield lesson


def _row(language: str, word: str, learned_word: LearnedWord) -> dict[str, object]:
    return {"language": language, "word": word, "weight": learned_word.weight, "lessons": learned_word.lessons}


def _extremes(session: Session, language: str, limit: int, *, sign: int) -> list[tuple[str, LearnedWord]]:
    strength = LearnedWordRow.weight * sign
    rows = session.scalars(
        select(LearnedWordRow)
        .where(LearnedWordRow.language == language, LearnedWordRow.lessons >= SHOWN_FROM, strength > 0)
        .order_by(strength.desc(), LearnedWordRow.word)
        .limit(limit)
    )
    return [(row.word, LearnedWord(row.weight, row.lessons)) for row in rows]
