"""Appeals, read: where an author stands, and what waits for an answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.access import Actor
from portal.db import Session, StaleStateError
from portal.moderation.appeals.models import Appeal
from portal.moderation.appeals.rules import APPEALABLE, Ruling, last_instant
from portal.moderation.deciding.queries import decisions_on
from portal.moderation.hiding.models import Hiding
from portal.moderation.hiding.queries import open_hiding_of
from portal.moderation.models import Decision
from portal.moderation.queries import AboutPost, PostView, loaded_post
from portal.moderation.rules import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """What an author can do against the latest decision on their post.

    `returns_at`: hidden on the word of one, it is public again then unless a second person confirms; until that one has
    spoken there is nothing to appeal against. `until`: the last instant for an appeal, empty where none is possible.
    """

    decision: Decision | None
    appeal: Appeal | None
    until: datetime | None
    returns_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether an appeal is taken now."""
        return self.appeal is None and self.until is not None and now <= self.until


@dataclass(frozen=True, slots=True)
class AppealView(AboutPost):
    """What has to be known to answer it. `decided_by`: everybody who took part in the decision."""

    id: int
    verdict: Verdict
    reason: Reason | None
    note: str
    decided_at: datetime
    decided_by: frozenset[int]
    body: str
    sent_at: datetime
    ruling: Ruling | None
    answer: str
    ruled_at: datetime | None
    moderators: tuple[Actor, ...]


def standing_of(session: Session, post: PostView) -> Standing:
    """Where the author of the post stands. An appeal that was answered is told of until there is another decision."""
    decision = decisions_on(session, [post.id]).get(post.id)
    latest = latest_appeal(session, post.id)
    if decision is None or post.visibility not in APPEALABLE:
        return Standing(decision, latest, until=None, returns_at=None)
    appeal = latest if latest is not None and latest.decision_id == decision.id else None
    hiding = open_hiding_of(session, post.id)
    if hiding is not None:
        return Standing(decision, appeal, until=None, returns_at=hiding.until)
    return Standing(decision, appeal, last_instant(_final_at(session, decision)), returns_at=None)


def latest_appeal(session: Session, post_id: int) -> Appeal | None:
    """What the author of the post wrote last against a decision on it."""
    return session.scalar(select(Appeal).where(Appeal.post_id == post_id).order_by(Appeal.id.desc()).limit(1))


def load_appeal(session: Session, appeal_id: int, moderators: Collection[Actor]) -> AppealView | None:
    """The appeal; `moderators` are all there are, with the parties they speak for."""
    appeal = session.get(Appeal, appeal_id)
    return None if appeal is None else _view(session, appeal, moderators)


def open_appeals(session: Session, moderators: Collection[Actor], limit: int = 50) -> list[AppealView]:
    """What waits for an answer, the oldest first."""
    statement = select(Appeal).where(Appeal.ruled_at.is_(None)).order_by(Appeal.sent_at, Appeal.id).limit(limit)
    return [_view(session, appeal, moderators) for appeal in session.scalars(statement).all()]


def answered_appeals(session: Session, moderators: Collection[Actor], limit: int = 10) -> list[AppealView]:
    """What was answered last."""
    statement = select(Appeal).where(Appeal.ruled_at.is_not(None)).order_by(Appeal.ruled_at.desc(), Appeal.id.desc())
    return [_view(session, appeal, moderators) for appeal in session.scalars(statement.limit(limit)).all()]


def open_appeal_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Appeal).where(Appeal.ruled_at.is_(None))) or 0


def appeal_answered_at(session: Session, post_id: int, at: datetime) -> Appeal | None:
    """The appeal about the post that was answered at that instant."""
    return session.scalar(select(Appeal).where(Appeal.post_id == post_id, Appeal.ruled_at == at))


def found_appeal(session: Session, appeal_id: int, moderators: Collection[Actor]) -> AppealView:
    """The appeal; raises StaleStateError where there is none or it was answered."""
    appeal = load_appeal(session, appeal_id, moderators)
    if appeal is None or appeal.ruling is not None:
        raise StaleStateError(f"appeal {appeal_id} waits for nobody")
    return appeal


def _view(session: Session, appeal: Appeal, moderators: Collection[Actor]) -> AppealView:
    decision = session.get_one(Decision, appeal.decision_id)
    hiding = _hiding_behind(session, decision)
    took_part: Sequence[int | None] = [decision.moderator_id]
    if hiding is not None:
        took_part = [decision.moderator_id, hiding.proposed_by, hiding.settled_by]
    return AppealView(
        id=appeal.id,
        post=loaded_post(session, appeal.post_id),
        verdict=decision.verdict,
        reason=decision.reason,
        note=decision.note,
        decided_at=decision.at,
        decided_by=frozenset(account_id for account_id in took_part if account_id is not None),
        body=appeal.body,
        sent_at=appeal.sent_at,
        ruling=appeal.ruling,
        answer=appeal.answer,
        ruled_at=appeal.ruled_at,
        moderators=tuple(moderators),
    )


def _final_at(session: Session, decision: Decision) -> datetime:
    """When the decision was final: of a hiding, when the second person had confirmed it."""
    hiding = _hiding_behind(session, decision)
    settled_at = hiding.settled_at if hiding is not None else None
    return decision.at if settled_at is None else max(decision.at, settled_at)


def _hiding_behind(session: Session, decision: Decision) -> Hiding | None:
    """The hiding that two agreed on and that this decision carried out."""
    if decision.verdict is not Verdict.HIDE:
        return None
    statement = select(Hiding).where(
        Hiding.post_id == decision.post_id,
        Hiding.masked_from.is_(None),
        Hiding.confirmed.is_(True),
        Hiding.proposed_at <= decision.at,
    )
    return session.scalar(statement.order_by(Hiding.id.desc()).limit(1))
