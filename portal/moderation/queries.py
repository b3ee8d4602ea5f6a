"""What may be read of posts. `visible` is the one predicate of what the public sees."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, literal, not_, or_, select, tuple_
from sqlalchemy.orm import aliased

from portal.access import Actor
from portal.db import Session
from portal.moderation.models import Decision, FindingRow, Post, PostParty, Revision
from portal.moderation.rules import Kind, Reason, Verdict, Visibility, person
from portal.moderation.screening import Finding, Severity
from portal.text import shortened

EXCERPT = 240


def visible(post: type[Post] = Post) -> ColumnElement[bool]:
    """Whether everybody may see the post. Pages, search, feeds and exports all ask this."""
    return post.visibility == Visibility.PUBLISHED


def is_visible(post: Post) -> bool:
    """`visible`, for a post already loaded."""
    return post.visibility is Visibility.PUBLISHED


def current_revision(post: type[Post] = Post) -> ColumnElement[bool]:
    """Joins a post to the version that counts."""
    return and_(Revision.post_id == post.id, Revision.number == post.revision_number)


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as its moderators and its author see it."""

    id: int
    kind: Kind
    author_id: int | None
    parties: frozenset[str]
    subject: str
    language: str
    visibility: Visibility
    submitted_at: datetime
    revision_id: int
    revision_number: int
    revised_at: datetime
    title: str
    body: str
    is_screened: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class WaitingPost:
    """A line of the moderators' queue. `severity` is that of the gravest finding."""

    id: int
    kind: Kind
    subject: str
    language: str
    waiting_since: datetime
    title: str
    excerpt: str
    is_screened: bool
    severity: Severity
    conflicts: bool


@dataclass(frozen=True, slots=True)
class ReturnedPost:
    """A post that was not let through, or taken down, with the decision its author has to know of."""

    post_id: int
    kind: Kind
    subject: str
    visibility: Visibility
    reason: Reason | None
    note: str
    decided_at: datetime


def load_post(session: Session, post_id: int) -> PostView | None:
    """The post with the version that counts, its parties and findings."""
    row = session.execute(select(Post, Revision).join(Revision, current_revision()).where(Post.id == post_id)).first()
    if row is None:
        return None
    post, revision = row
    parties = session.scalars(select(PostParty.party).where(PostParty.post_id == post_id))
    return PostView(
        id=post.id,
        kind=post.kind,
        author_id=post.author_id,
        parties=frozenset(parties),
        subject=post.subject,
        language=post.language,
        visibility=post.visibility,
        submitted_at=post.submitted_at,
        revision_id=revision.id,
        revision_number=revision.number,
        revised_at=revision.submitted_at,
        title=revision.title,
        body=revision.body,
        is_screened=revision.screened_at is not None,
        findings=findings_of(session, [revision.id])[revision.id],
    )


def post_by_submission(session: Session, submission: str) -> Post | None:
    """The post a form has already made."""
    return session.scalar(select(Post).where(Post.submission == submission))


def findings_of(session: Session, revision_ids: Collection[int]) -> Mapping[int, tuple[Finding, ...]]:
    """Findings by version, in the order of the text."""
    found: dict[int, list[Finding]] = {revision_id: [] for revision_id in revision_ids}
    statement = select(FindingRow).where(FindingRow.revision_id.in_(revision_ids)).order_by(FindingRow.id)
    for row in session.scalars(statement):
        found[row.revision_id].append(
            Finding(
                rule=row.rule,
                version=row.version,
                severity=row.severity,
                start=row.start,
                end=row.end,
                arguments=row.arguments,
                field=row.field,
            )
        )
    return {revision_id: tuple(findings) for revision_id, findings in found.items()}


def decisions_on(session: Session, post_ids: Collection[int]) -> Mapping[int, Decision]:
    """The latest decision on each post that has one."""
    statement = select(Decision).where(Decision.post_id.in_(post_ids)).order_by(Decision.id)
    return {decision.post_id: decision for decision in session.scalars(statement)}


def returned_posts(session: Session, author_id: int, limit: int = 100) -> list[ReturnedPost]:
    """What this author has to mend or was refused, last decided first."""
    each_decision = aliased(Decision)
    last = select(func.max(each_decision.id)).where(each_decision.post_id == Post.id).scalar_subquery()
    returned = (Visibility.CHANGES_REQUESTED, Visibility.REJECTED, Visibility.HIDDEN)
    rows = session.execute(
        select(Post, Decision)
        .join(Decision, Decision.id == last)
        .where(Post.author_id == author_id, Post.visibility.in_(returned))
        .order_by(Decision.id.desc())
        .limit(limit)
    )
    return [
        ReturnedPost(
            post_id=post.id,
            kind=post.kind,
            subject=post.subject,
            visibility=post.visibility,
            reason=decision.reason,
            note=decision.note,
            decided_at=decision.at,
        )
        for post, decision in rows
    ]


def waiting_count(session: Session) -> int:
    """How many posts wait for a moderator."""
    statement = select(func.count()).select_from(Post).where(Post.visibility == Visibility.PENDING)
    return session.scalar(statement) or 0


def waiting_posts(session: Session, actor: Actor, limit: int, offset: int = 0) -> list[WaitingPost]:
    """The queue, longest waiting first. Posts this moderator may not decide on are marked as conflicts."""
    rows = session.execute(
        select(Post, Revision, _has_part(actor))
        .join(Revision, current_revision())
        .where(Post.visibility == Visibility.PENDING)
        .order_by(Revision.submitted_at, Post.id)
        .limit(limit)
        .offset(offset)
    ).all()
    findings = findings_of(session, [revision.id for _, revision, _ in rows])
    return [
        WaitingPost(
            id=post.id,
            kind=post.kind,
            subject=post.subject,
            language=post.language,
            waiting_since=revision.submitted_at,
            title=revision.title,
            excerpt=shortened(revision.body, EXCERPT),
            is_screened=revision.screened_at is not None,
            severity=gravest(findings[revision.id]),
            conflicts=conflicts,
        )
        for post, revision, conflicts in rows
    ]


def next_waiting_post(session: Session, actor: Actor, after: PostView) -> int | None:
    """The post this moderator may decide on that comes after another in the queue, else the first; its id."""
    place = tuple_(Revision.submitted_at, Post.id)
    is_before = place <= tuple_(literal(after.revised_at, Revision.submitted_at.type), literal(after.id))
    return session.scalar(
        select(Post.id)
        .join(Revision, current_revision())
        .where(Post.visibility == Visibility.PENDING, Post.id != after.id, not_(_has_part(actor)))
        .order_by(is_before, Revision.submitted_at, Post.id)
        .limit(1)
    )


def _has_part(actor: Actor) -> ColumnElement[bool]:
    """`not has_no_part_in_it(actor, ...)`, for the database."""
    own = {*actor.parties, *([] if actor.account_id is None else [person(actor.account_id)])}
    concerned = exists().where(PostParty.post_id == Post.id, PostParty.party.in_(own))
    return or_(func.coalesce(Post.author_id == actor.account_id, false()), concerned)


def gravest(findings: Collection[Finding]) -> Severity:
    order = list(Severity)
    return max((finding.severity for finding in findings), key=order.index, default=Severity.PASS)


def texts_of(session: Session, post_ids: Collection[int]) -> Mapping[int, tuple[str, str]]:
    """Title and body of the version that counts, by post."""
    statement = (
        select(Post.id, Revision.title, Revision.body).join(Revision, current_revision()).where(Post.id.in_(post_ids))
    )
    return {row.id: (row.title, row.body) for row in session.execute(statement)}


def case_text(session: Session, subject: str) -> str:
    """Title and body of the complaint that a subject began with; empty where there is none."""
    row = session.execute(
        select(Revision.title, Revision.body)
        .join(Post, current_revision())
        .where(Post.subject == subject, Post.kind == Kind.COMPLAINT)
        .order_by(Post.id)
        .limit(1)
    ).first()
    return f"{row.title}\n{row.body}" if row else ""


def decided_count(session: Session, moderator_id: int, since: datetime) -> int:
    """How many decisions this moderator took since the instant."""
    statement = (
        select(func.count())
        .select_from(Decision)
        .where(Decision.moderator_id == moderator_id, Decision.at >= since, Decision.verdict != Verdict.RESTORE)
    )
    return session.scalar(statement) or 0
