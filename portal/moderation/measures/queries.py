"""First decisions and reversals, read for everybody: no names, and nothing of what was undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.db import Session
from portal.moderation.appeals.models import Appeal
from portal.moderation.appeals.rules import Ruling
from portal.moderation.models import Decision, Post, PostParty, Revision
from portal.moderation.rules import Kind, Verdict, Visibility

MEASURED = timedelta(days=90)
AT_ONCE = 2_000
DECIDING = (Verdict.APPROVE, Verdict.REQUEST_CHANGES, Verdict.REJECT)


@dataclass(frozen=True, slots=True)
class FirstDecision:
    """A text and its first decision in effect; `seconds` is its wait, so far where `verdict` is empty.

    `dialect` is that of the version decided on.
    """

    post_id: int
    kind: Kind
    language: str
    seconds: float
    verdict: Verdict | None
    dialect: str | None = None


@dataclass(frozen=True, slots=True)
class Reversals:
    """How many texts were taken down, and how many of those a later decision made public again."""

    taken_down: int
    restored: int


@dataclass(frozen=True, slots=True)
class AppealFigures:
    """How many texts were refused (rejected or taken down), how many appeals answered, how many of these granted."""

    refused: int
    answered: int
    granted: int


def first_decisions(session: Session, now: datetime) -> Iterator[FirstDecision]:
    """The texts sent within `MEASURED`, the latest first, decided or waiting still; read some at a time.

    Texts that came in with an archive and were never before a moderator are none.
    """
    since = now - MEASURED
    first = (
        select(Decision.post_id, func.min(Decision.id).label("id"))
        .where(Decision.took_effect_at >= since, Decision.verdict.in_(DECIDING))
        .group_by(Decision.post_id)
        .subquery()
    )
    statement = (
        select(
            Post.id,
            Post.kind,
            Post.language,
            Post.submitted_at,
            Decision.took_effect_at,
            Decision.verdict,
            Revision.dialect,
        )
        .outerjoin(first, first.c.post_id == Post.id)
        .outerjoin(Decision, Decision.id == first.c.id)
        .outerjoin(Revision, Revision.id == Decision.revision_id)
        .where(
            Post.submitted_at >= since,
            or_(Decision.id.is_not(None), Post.visibility == Visibility.PENDING),
        )
        .order_by(Post.id.desc())
    )
    for post_id, kind, language, sent, decided, verdict, dialect in session.execute(statement).yield_per(AT_ONCE):
        seconds = max(0.0, ((decided or now) - sent).total_seconds())
        yield FirstDecision(post_id, kind, language, seconds, verdict, dialect)


def parties_of_posts(session: Session, now: datetime) -> Iterator[tuple[int, str]]:
    """Each text sent within `MEASURED` with each party it concerns; read some at a time."""
    statement = select(PostParty.post_id, PostParty.party).join(Post, Post.id == PostParty.post_id)
    rows = session.execute(statement.where(Post.submitted_at >= now - MEASURED))
    for row in rows.yield_per(AT_ONCE):
        yield row.post_id, row.party


def reversals(session: Session, now: datetime) -> Reversals:
    """Of the texts taken down within `MEASURED`."""
    later = aliased(Decision)
    restored = exists().where(
        later.post_id == Decision.post_id,
        later.id > Decision.id,
        later.verdict == Verdict.RESTORE,
        later.took_effect_at.is_not(None),
    )
    statement = select(func.count(), func.count(case((restored, 1)))).where(
        Decision.verdict == Verdict.HIDE, Decision.took_effect_at >= now - MEASURED
    )
    return Reversals(*session.execute(statement).one())


def appeal_figures(session: Session, now: datetime) -> AppealFigures:
    """Of what was refused, and what was answered, within `MEASURED`."""
    refused = select(func.count()).where(
        Decision.verdict.in_((Verdict.REJECT, Verdict.HIDE)), Decision.took_effect_at >= now - MEASURED
    )
    granted = func.count(case((Appeal.ruling == Ruling.OVERTURNED, 1)))
    answered = select(func.count(), granted).where(Appeal.ruled_at >= now - MEASURED)
    return AppealFigures(session.scalar(refused) or 0, *session.execute(answered).one())
