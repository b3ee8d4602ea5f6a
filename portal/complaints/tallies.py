"""Cases counted by what they are about, and the marks their shoppers gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, or_, select

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
    chosen = and_(matching(narrowed, now), Complaint.published_at >= since)
    latest = _latest_marks(chosen)
    statement = (
        select(
            Complaint.category,
            Complaint.nature,
            func.count(),
            func.count(case((Complaint.progress == Progress.SOLVED, 1))),
            *(func.count(latest.c[name]) for name in EXPECTATIONS),
            *(func.coalesce(func.sum(latest.c[name]), 0) for name in EXPECTATIONS),
        )
        .join(Post, Post.id == Complaint.post_id)
        .outerjoin(latest, and_(latest.c.complaint_id == Complaint.id, latest.c.place == 1))
        .where(chosen)
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


def _latest_marks(chosen: ColumnElement[bool]) -> Subquery:
    """The sets of marks of the cases, the latest of each in place 1.

    As in the score, of two in one instant the fuller is the later, then the lower.
    """
    columns = [getattr(Outcome, name) for name in EXPECTATIONS]
    given = sum((case((column.is_(None), 0), else_=1) for column in columns), literal(0))
    total = sum((func.coalesce(column, 0) for column in columns), literal(0))
    place = func.row_number().over(
        partition_by=Outcome.complaint_id, order_by=(Outcome.at.desc(), given.desc(), total, Outcome.id)
    )
    return (
        select(Outcome.complaint_id, *columns, place.label("place"))
        .join(Complaint, Complaint.id == Outcome.complaint_id)
        .join(Post, Post.id == Complaint.post_id)
        .where(chosen, or_(*(column.is_not(None) for column in columns)))
        .subquery()
    )
