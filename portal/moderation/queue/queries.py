"""The queue: what waits, narrowed and in order, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, Tuple, and_, exists, func, literal, not_, select, tuple_

from portal.access import Actor
from portal.db import Session
from portal.moderation.claims.models import Claim
from portal.moderation.claims.queries import held_by_another
from portal.moderation.lanes import Lane
from portal.moderation.models import FindingRow, Post, PostParty, Revision
from portal.moderation.queries import PostView, current_revision, findings_of, has_part, waits
from portal.moderation.rules import Kind
from portal.moderation.screening import Finding, Severity, gravest
from portal.moderation.ties.queries import is_tied
from portal.text import shortened

EXCERPT = 240


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue is narrowed to; empty fields do not narrow. `mine`: what this moderator holds."""

    kind: Kind | None = None
    language: str | None = None
    party: str | None = None
    severity: Severity | None = None
    lane: Lane | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class WaitingPost:
    """A line of the moderators' queue. `severity` is that of the gravest finding.

    `takes_two` where it takes two moderators; `held_until` where somebody else reads it, `is_mine` where the reader of
    the queue does.
    """

    id: int
    kind: Kind
    subject: str
    language: str
    lane: Lane
    waiting_since: datetime
    revision_number: int
    title: str
    body: str
    is_screened: bool
    severity: Severity
    findings: tuple[Finding, ...]
    conflicts: bool
    takes_two: bool
    held_until: datetime | None
    is_mine: bool

    @property
    def excerpt(self) -> str:
        return shortened(self.body, EXCERPT)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much there is to choose from: counts by kind, language and lane of all that waits."""

    kinds: dict[Kind, int]
    languages: dict[str, int]
    lanes: dict[Lane, int]

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


def waiting_count(session: Session) -> int:
    """How many posts wait for a moderator."""
    return session.scalar(select(func.count()).select_from(Post).where(waits())) or 0


def waiting_counts(session: Session) -> Waiting:
    """The same by kind, language and lane."""
    counts = Waiting({}, {}, {})
    statement = select(Post.kind, Post.language, Post.lane, func.count()).where(waits())
    for kind, language, lane, count in session.execute(statement.group_by(Post.kind, Post.language, Post.lane)):
        counts.kinds[kind] = counts.kinds.get(kind, 0) + count
        counts.languages[language] = counts.languages.get(language, 0) + count
        counts.lanes[Lane(lane)] = counts.lanes.get(Lane(lane), 0) + count
    return counts


def waiting_parties(session: Session) -> Sequence[str]:
    """Whom the posts concern that wait."""
    statement = select(PostParty.party).join(Post, Post.id == PostParty.post_id).where(waits()).distinct()
    return session.scalars(statement).all()


def filtered_count(session: Session, actor: Actor, now: datetime, narrowed: QueueFilter) -> int:
    """How many posts the filter lets through."""
    statement = select(func.count()).select_from(Post).join(Revision, current_revision())
    return session.scalar(statement.where(_matching(actor, now, narrowed))) or 0


def waiting_posts(
    session: Session,
    actor: Actor,
    now: datetime,
    limit: int,
    offset: int = 0,
    narrowed: QueueFilter = QueueFilter(),
) -> list[WaitingPost]:
    """The queue in its order. Posts this moderator may not decide on are marked as conflicts."""
    statement = _rows(actor).where(_matching(actor, now, narrowed))
    return _lines(session, actor, now, statement.limit(limit).offset(offset))


def clean_posts(session: Session, actor: Actor, now: datetime, limit: int) -> list[WaitingPost]:
    """What no rule warns of and is not known to be a first complaint, as far as this moderator may decide on it now."""
    statement = _rows(actor).where(
        waits(),
        Post.lane == Lane.REST,
        not_(has_part(actor)),
        Revision.screened_at.is_not(None),
        not_(_has_finding(Severity.WARN)),
        not_(_is_held(actor, now)),
        not_(is_tied()),
    )
    return _lines(session, actor, now, statement.limit(limit))


def escalated_posts(session: Session, actor: Actor, now: datetime, limit: int = 50) -> list[WaitingPost]:
    """What was passed on and this reader did not pass on themselves, longest waiting first."""
    narrowed = _matching(actor, now, QueueFilter(lane=Lane.ESCALATED))
    return _lines(session, actor, now, _rows(actor).where(narrowed, not_(has_part(actor))).limit(limit))


def next_waiting_post(session: Session, actor: Actor, now: datetime, after: PostView) -> int | None:
    """The id of the post after another that this moderator may decide on and nobody reads, else of the first such."""
    is_before = tuple_(Post.lane, Post.waiting_since, Post.id) <= _place(after)
    return session.scalar(
        _others(actor, now, after).order_by(is_before, Post.lane, Post.waiting_since, Post.id).limit(1)
    )


def waiting_post_before(session: Session, actor: Actor, now: datetime, before: PostView) -> int | None:
    """The same for the one that comes before it; empty where it is the first."""
    is_before = tuple_(Post.lane, Post.waiting_since, Post.id) < _place(before)
    order = (Post.lane.desc(), Post.waiting_since.desc(), Post.id.desc())
    return session.scalar(_others(actor, now, before).where(is_before).order_by(*order).limit(1))


def _place(post: PostView) -> Tuple:
    return tuple_(
        literal(post.lane), literal(post.waiting_since or post.submitted_at, Post.waiting_since.type), literal(post.id)
    )


def _others(actor: Actor, now: datetime, post: PostView) -> Select[int]:
    return select(Post.id).where(waits(), Post.id != post.id, not_(has_part(actor)), not_(_is_held(actor, now)))


def _rows(actor: Actor) -> Select[Post, Revision, bool, bool]:
    return (
        select(Post, Revision, has_part(actor), is_tied())
        .join(Revision, current_revision())
        .order_by(Post.lane, Post.waiting_since, Post.id)
    )


def _matching(actor: Actor, now: datetime, narrowed: QueueFilter) -> ColumnElement[bool]:
    conditions = [waits()]
    if narrowed.kind is not None:
        conditions.append(Post.kind == narrowed.kind)
    if narrowed.language is not None:
        conditions.append(Post.language == narrowed.language)
    if narrowed.party is not None:
        conditions.append(exists().where(PostParty.post_id == Post.id, PostParty.party == narrowed.party))
    if narrowed.severity is not None:
        conditions.append(_has_severity(narrowed.severity))
    if narrowed.lane is not None:
        conditions.append(Post.lane == narrowed.lane)
    if narrowed.mine:
        mine = (Claim.account_id == actor.account_id, Claim.until > now)
        conditions.append(exists().where(Claim.post_id == Post.id, *mine))
    return and_(*conditions)


def _has_severity(severity: Severity) -> ColumnElement[bool]:
    """`gravest(findings) is severity`, for the database."""
    match severity:
        case Severity.BLOCK:
            return _has_finding(Severity.BLOCK)
        case Severity.WARN:
            return and_(_has_finding(Severity.WARN), not_(_has_finding(Severity.BLOCK)))
        case Severity.PASS:
            return not_(_has_finding(Severity.WARN))


def _has_finding(least: Severity) -> ColumnElement[bool]:
    grave = [severity for severity in Severity if severity.rank >= least.rank]
    return exists().where(FindingRow.revision_id == Revision.id, FindingRow.severity.in_(grave))


def _is_held(actor: Actor, now: datetime) -> ColumnElement[bool]:
    return exists().where(Claim.post_id == Post.id, held_by_another(actor, now))


def _lines(
    session: Session, actor: Actor, now: datetime, statement: Select[Post, Revision, bool, bool]
) -> list[WaitingPost]:
    rows = session.execute(statement).all()
    findings = findings_of(session, [row[1].id for row in rows])
    held = session.scalars(select(Claim).where(Claim.post_id.in_([row[0].id for row in rows]), Claim.until > now))
    claims = {claim.post_id: claim for claim in held}
    return [_line(row, findings[row[1].id], claims.get(row[0].id), actor) for row in rows]


def _line(
    row: Row[Post, Revision, bool, bool], findings: tuple[Finding, ...], claim: Claim | None, actor: Actor
) -> WaitingPost:
    post, revision, conflicts, takes_two = row
    is_mine = claim is not None and claim.account_id == actor.account_id
    return WaitingPost(
        id=post.id,
        kind=post.kind,
        subject=post.subject,
        language=post.language,
        lane=Lane(post.lane),
        waiting_since=post.waiting_since or post.submitted_at,
        revision_number=revision.number,
        title=revision.title,
        body=revision.body,
        is_screened=revision.screened_at is not None,
        severity=gravest(findings),
        findings=findings,
        conflicts=conflicts,
        takes_two=takes_two,
        held_until=claim.until if claim is not None and not is_mine else None,
        is_mine=is_mine,
    )
