"""Second readings, read. What the first moderator decided is not among what a reader is given before they decide."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, select
from sqlalchemy.orm import aliased

from portal.access import Actor
from portal.db import Session
from portal.moderation.models import Decision, Post, Revision
from portal.moderation.queries import findings_of, has_part, parties_by_post
from portal.moderation.rules import Kind, Reason, Verdict
from portal.moderation.screening import Finding
from portal.moderation.second_readings.models import SecondReading


@dataclass(frozen=True, slots=True)
class Said:
    """What one reader said of a post."""

    verdict: Verdict
    reason: Reason | None
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SecondReadingView:
    """The version that was decided on, as its second reader sees it. `decided_by`: everybody who decided on the post.

    `first` and `second` are empty until it is read: nothing that knows of this knows what was decided before.
    """

    id: int
    post_id: int
    kind: Kind
    author_id: int | None
    parties: frozenset[str]
    subject: str
    language: str
    title: str
    body: str
    findings: tuple[Finding, ...]
    sent_at: datetime
    decided_by: frozenset[int]
    first: Said | None
    second: Said | None
    moderators: tuple[Actor, ...]

    @property
    def is_read(self) -> bool:
        return self.second is not None


def load_second_reading(session: Session, reading_id: int, moderators: Collection[Actor]) -> SecondReadingView | None:
    """The reading; `moderators` are all there are, with the parties they speak for."""
    return next(iter(_views(session, _rows(aliased(Decision)).where(SecondReading.id == reading_id), moderators)), None)


def waiting_second_readings(
    session: Session, actor: Actor, moderators: Collection[Actor], limit: int = 20
) -> list[SecondReadingView]:
    """What waits for a second reader and this one has no part in, drawn first at the head."""
    statement = _rows(aliased(Decision)).where(_waits_for(actor)).order_by(SecondReading.drawn_at, SecondReading.id)
    return _views(session, statement.limit(limit), moderators)


def second_reading_count(session: Session, actor: Actor) -> int:
    """How many wait that this reader has no part in."""
    statement = select(func.count()).select_from(SecondReading).join(Post, Post.id == SecondReading.post_id)
    return session.scalar(statement.where(_waits_for(actor))) or 0


def differing_readings(session: Session, moderators: Collection[Actor], limit: int = 20) -> list[SecondReadingView]:
    """Where the second reader would have decided otherwise, read last at the head."""
    first = aliased(Decision)
    statement = _rows(first).where(SecondReading.verdict.is_not(None), SecondReading.verdict != first.verdict)
    statement = statement.order_by(SecondReading.read_at.desc(), SecondReading.id.desc())
    return _views(session, statement.limit(limit), moderators)


def verdict_pairs(session: Session, since: datetime) -> Mapping[tuple[Verdict, Verdict], int]:
    """How often what the first reader said met what the second said, of what was read since the instant."""
    statement = (
        select(Decision.verdict, SecondReading.verdict, func.count())
        .join(Decision, Decision.id == SecondReading.decision_id)
        .where(SecondReading.read_at >= since)
        .group_by(Decision.verdict, SecondReading.verdict)
    )
    return {(first, second): count for first, second, count in session.execute(statement) if second is not None}


def _rows(first: type[Decision]) -> Select[SecondReading, Decision, Post, Revision]:
    """`first` is an alias: what is asked beside it is about other decisions."""
    return (
        select(SecondReading, first, Post, Revision)
        .join(first, first.id == SecondReading.decision_id)
        .join(Post, Post.id == SecondReading.post_id)
        .join(Revision, Revision.id == first.revision_id)
    )


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    decided_on_it = exists().where(Decision.post_id == Post.id, Decision.moderator_id == actor.account_id)
    return and_(SecondReading.read_at.is_(None), not_(has_part(actor)), not_(decided_on_it))


def _views(
    session: Session,
    statement: Select[SecondReading, Decision, Post, Revision],
    moderators: Collection[Actor],
) -> list[SecondReadingView]:
    rows = session.execute(statement).all()
    post_ids = [post.id for _, _, post, _ in rows]
    parties, decided_by = parties_by_post(session, post_ids), _deciders(session, post_ids)
    findings = findings_of(session, [revision.id for _, _, _, revision in rows])
    return [
        SecondReadingView(
            id=reading.id,
            post_id=post.id,
            kind=post.kind,
            author_id=post.author_id,
            parties=parties.get(post.id, frozenset()),
            subject=post.subject,
            language=post.language,
            title=revision.title,
            body=revision.body,
            findings=findings[revision.id],
            sent_at=revision.submitted_at,
            decided_by=frozenset(decided_by.get(post.id, ())),
            first=Said(decision.verdict, decision.reason, decision.note, decision.at) if reading.verdict else None,
            second=_second(reading),
            moderators=tuple(moderators),
        )
        for reading, decision, post, revision in rows
    ]


def _second(reading: SecondReading) -> Said | None:
    if reading.verdict is None or reading.read_at is None:
        return None
    return Said(reading.verdict, reading.reason, reading.note, reading.read_at)


def _deciders(session: Session, post_ids: Sequence[int]) -> Mapping[int, Collection[int]]:
    """Everybody who has decided on the posts, be it undone or about another version."""
    found: dict[int, list[int]] = {}
    statement = select(Decision.post_id, Decision.moderator_id).where(Decision.post_id.in_(post_ids))
    for post_id, moderator_id in session.execute(statement):
        if moderator_id is not None:
            found.setdefault(post_id, []).append(moderator_id)
    return found
