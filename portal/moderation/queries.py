"""What may be read of posts. `visible` is the one predicate of what the public sees."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, false, func, or_, select

from portal.access import Actor
from portal.db import Session, StaleStateError
from portal.moderation.lanes import Lane
from portal.moderation.models import Decision, FindingRow, Post, PostParty, Revision
from portal.moderation.rules import Kind, Verdict, Visibility, person
from portal.moderation.screening import Finding
from portal.moderation.ties.models import PostTie
from portal.moderation.ties.rules import Tie


def visible(post: type[Post] = Post) -> ColumnElement[bool]:
    """Whether everybody may see the post. Pages, search, feeds and exports all ask this."""
    return post.visibility == Visibility.PUBLISHED


def is_visible(post: Post) -> bool:
    """`visible`, for a post already loaded."""
    return post.visibility is Visibility.PUBLISHED


def is_held() -> ColumnElement[bool]:
    """Whether the decision has neither taken effect nor been undone."""
    return and_(Decision.took_effect_at.is_(None), Decision.undone_at.is_(None))


def _passes_on() -> ColumnElement[bool]:
    return and_(Decision.verdict == Verdict.ESCALATE, Decision.took_effect_at.is_not(None))


def _approves_first() -> ColumnElement[bool]:
    """Whether the decision is the first of two approvals of the version of the post that counts."""
    present = select(Revision.id).where(current_revision()).correlate(Post).scalar_subquery()
    return and_(Decision.first_of_two, Decision.revision_id == present)


def waits() -> ColumnElement[bool]:
    """Whether the post is for a moderator to decide on: nobody has."""
    return and_(Post.visibility == Visibility.PENDING, Post.id.not_in(select(Decision.post_id).where(is_held())))


def current_revision(post: type[Post] = Post) -> ColumnElement[bool]:
    """Joins a post to the version that counts."""
    return and_(Revision.post_id == post.id, Revision.number == post.revision_number)


def masked_at() -> ColumnElement[datetime | None]:
    """When a moderator made a version by masking words; empty where it is its author's own."""
    return case((Revision.is_masked, Revision.submitted_at))


# What `load_post` asks, of every post that is read or decided on. Written once: to write it each time took as long as
# the database takes to answer.
_POST = (
    select(Post, Revision, exists().where(Decision.post_id == Post.id, is_held()))
    .join(Revision, current_revision())
    .where(Post.id == bindparam("post_id"))
)
_PARTIES = select(PostParty.party).where(PostParty.post_id == bindparam("post_id"))
_TIES = select(PostTie.tie).where(PostTie.post_id == bindparam("post_id"))
_LEFT = select(Decision.moderator_id, Decision.first_of_two).where(
    Decision.post_id == bindparam("post_id"),
    or_(_passes_on(), and_(Decision.first_of_two, Decision.revision_id == bindparam("revision_id"))),
)
_FINDINGS = (
    select(FindingRow)
    .where(FindingRow.revision_id.in_(bindparam("revision_ids", expanding=True)))
    .order_by(FindingRow.id)
)


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as its moderators and its author see it. `is_decided`: a decision on it is about to take effect.

    `ties`: why it takes two moderators, for them alone to read; `approved_by`: who gave the first of two approvals.
    """

    id: int
    kind: Kind
    author_id: int | None
    parties: frozenset[str]
    subject: str
    language: str
    visibility: Visibility
    submitted_at: datetime
    published_at: datetime | None
    lane: Lane
    waiting_since: datetime | None
    passed_on_by: frozenset[int]
    is_decided: bool
    revision_id: int
    revision_number: int
    revised_at: datetime
    title: str
    body: str
    is_screened: bool
    findings: tuple[Finding, ...]
    ties: frozenset[Tie]
    approved_by: frozenset[int]


@dataclass(frozen=True, slots=True)
class AboutPost:
    """What is asked of moderators about a post, and concerns those whom the post concerns."""

    post: PostView

    @property
    def author_id(self) -> int | None:
        return self.post.author_id

    @property
    def parties(self) -> frozenset[str]:
        return self.post.parties


def load_post(session: Session, post_id: int) -> PostView | None:
    """The post with the version that counts, its parties and findings."""
    row = session.execute(_POST, {"post_id": post_id}).first()
    if row is None:
        return None
    post, revision, is_decided = row
    parties = session.scalars(_PARTIES, {"post_id": post_id})
    ties = frozenset(session.scalars(_TIES, {"post_id": post_id}))
    left = session.execute(_LEFT, {"post_id": post_id, "revision_id": revision.id})
    left_by = [(account_id, first) for account_id, first in left if account_id is not None]
    return PostView(
        id=post.id,
        kind=post.kind,
        author_id=post.author_id,
        parties=frozenset(parties),
        subject=post.subject,
        language=post.language,
        visibility=post.visibility,
        submitted_at=post.submitted_at,
        published_at=post.published_at,
        lane=Lane(post.lane),
        waiting_since=post.waiting_since,
        passed_on_by=frozenset(account_id for account_id, _ in left_by),
        is_decided=is_decided,
        revision_id=revision.id,
        revision_number=revision.number,
        revised_at=revision.submitted_at,
        title=revision.title,
        body=revision.body,
        is_screened=revision.screened_at is not None,
        findings=findings_of(session, [revision.id])[revision.id],
        ties=ties,
        approved_by=frozenset(account_id for account_id, first in left_by if first),
    )


def loaded_post(session: Session, post_id: int) -> PostView:
    """The same for what must be there; raises StaleStateError where it is not."""
    post = load_post(session, post_id)
    if post is None:
        raise StaleStateError(f"there is no post {post_id}")
    return post


def post_by_submission(session: Session, submission: str) -> Post | None:
    """The post a form has already made."""
    return session.scalar(select(Post).where(Post.submission == submission))


def findings_of(session: Session, revision_ids: Collection[int]) -> Mapping[int, tuple[Finding, ...]]:
    """Findings by version, in the order of the text."""
    found: dict[int, list[Finding]] = {revision_id: [] for revision_id in revision_ids}
    for row in session.scalars(_FINDINGS, {"revision_ids": list(revision_ids)}):
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


def parties_by_post(session: Session, post_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
    """Whom each of the posts concerns; one that concerns nobody is left out."""
    found: dict[int, set[str]] = {}
    statement = select(PostParty.post_id, PostParty.party).where(PostParty.post_id.in_(post_ids))
    for post_id, party in session.execute(statement):
        found.setdefault(post_id, set()).add(party)
    return {post_id: frozenset(parties) for post_id, parties in found.items()}


def has_part(actor: Actor) -> ColumnElement[bool]:
    """`not has_no_part_in_it(actor, ...)`, for the database; who passed a post on has one too."""
    own = {*actor.parties, *([] if actor.account_id is None else [person(actor.account_id)])}
    concerned = exists().where(PostParty.post_id == Post.id, PostParty.party.in_(own))
    wrote_it = func.coalesce(Post.author_id == actor.account_id, false())
    passed_it_on = and_(
        Post.lane == Lane.ESCALATED,
        exists().where(
            Decision.post_id == Post.id,
            or_(_passes_on(), _approves_first()),
            Decision.moderator_id == actor.account_id,
        ),
    )
    return or_(wrote_it, passed_it_on, concerned)


def kinds_of(session: Session, post_ids: Collection[int]) -> Mapping[int, Kind]:
    return {row.id: row.kind for row in session.execute(select(Post.id, Post.kind).where(Post.id.in_(post_ids)))}


def earlier_version(session: Session, post: PostView) -> tuple[str, str] | None:
    """Title and body of the version before the one that counts."""
    row = session.execute(
        select(Revision.title, Revision.body)
        .where(Revision.post_id == post.id, Revision.number < post.revision_number)
        .order_by(Revision.number.desc())
        .limit(1)
    ).first()
    return None if row is None else (row.title, row.body)


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
