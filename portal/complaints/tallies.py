"""Cases counted by what they are about, and the marks their shoppers gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from portal.complaints.cases import CaseFilter
from portal.complaints.models import Complaint, Outcome
from portal.complaints.queries import matching
from portal.complaints.rules import EXPECTATIONS, Nature, Progress
from portal.db import Session
from portal.moderation import Post


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks for one expectation: how many there are, and their sum."""

    given: int = 0
    total: int = 0

    def __add__(self, other: "Marks") -> "Marks":
        return Marks(self.given + other.given, self.total + other.total)

    @property
    def mean(self) -> float | None:
        return self.total / self.given if self.given else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases there are of one category and nature, how many were solved, and the marks by expectation."""

    category: str
    nature: Nature
    cases: int
    solved: int
    marks: Mapping[str, Marks]


def tallies(session: Session, narrowed: CaseFilter, now: datetime, since: datetime) -> list[Tally]:
    """Public cases published from `since` on, counted by category and nature; one statement, whatever is asked."""
    marks = [getattr(Outcome, name) for name in EXPECTATIONS]
    statement = (
        select(
            Complaint.category,
            Complaint.nature,
            func.count(),
            func.count(case((Complaint.progress == Progress.SOLVED, 1))),
            *(func.count(mark) for mark in marks),
            *(func.coalesce(func.sum(mark), 0) for mark in marks),
        )
        .join(Post, Post.id == Complaint.post_id)
        .outerjoin(Outcome, and_(Outcome.complaint_id == Complaint.id, _has_the_latest_marks()))
        .where(matching(narrowed, now), Complaint.published_at >= since)
        .group_by(Complaint.category, Complaint.nature)
    )
    return [
        Tally(category, nature, cases, solved, _marks(figures))
        for category, nature, cases, solved, *figures in session.execute(statement)
    ]


def _marks(figures: list[int]) -> Mapping[str, Marks]:
    given, totals = figures[: len(EXPECTATIONS)], figures[len(EXPECTATIONS) :]
    rows = zip(EXPECTATIONS, given, totals, strict=True)
    return {name: Marks(count, int(total)) for name, count, total in rows}


def _has_the_latest_marks() -> ColumnElement[bool]:
    """Whether the word of the shopper carries the marks that count in its case.

    As in the score, of two sets in one instant the fuller is the later, then the lower.
    """
    other = aliased(Outcome)
    is_later = _standing(other) > _standing(Outcome)
    return _has_marks(Outcome) & ~exists().where(
        other.complaint_id == Outcome.complaint_id, _has_marks(other), is_later
    )


def _has_marks(word: type[Outcome]) -> ColumnElement[bool]:
    return or_(*(getattr(word, name).is_not(None) for name in EXPECTATIONS))


def _standing(word: type[Outcome]) -> ColumnElement[Any]:
    marks = [getattr(word, name) for name in EXPECTATIONS]
    given = sum((case((mark.is_(None), 0), else_=1) for mark in marks), literal(0))
    total = sum((func.coalesce(mark, 0) for mark in marks), literal(0))
    return tuple_(word.at, given, -total, word.id)
