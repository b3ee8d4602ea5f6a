"""How posts come in and what moderators decide. Only these functions write visibility."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal import access, events
from portal.access import Actor, Permission
from portal.db import Session, StaleStateError, compare_and_set
from portal.moderation.events import PostHidden, PostPublished, PostReturned, PostSubmitted
from portal.moderation.models import Decision, FindingRow, Post, PostParty, Revision
from portal.moderation.queries import PostView, load_post
from portal.moderation.rules import REASON_NEEDED, Kind, Reason, Verdict, Visibility, moved
from portal.moderation.screening import Finding


class ReasonMissingError(Exception):
    """A post cannot be sent back, rejected or hidden without a reason from the list."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author sends: `title` is empty for anything but a complaint."""

    kind: Kind
    subject: str
    parties: frozenset[str]
    language: str
    title: str
    body: str
    submission: str | None = None


def submit_post(session: Session, author_id: int | None, now: datetime, draft: Draft) -> Post:
    """Takes a post in. It waits for a moderator; nobody else sees it."""
    post = Post(
        kind=draft.kind,
        author_id=author_id,
        subject=draft.subject,
        language=draft.language,
        submitted_at=now,
        visibility=Visibility.PENDING,
        revision_number=1,
        submission=draft.submission,
    )
    session.add(post)
    session.flush()
    session.add_all(PostParty(post_id=post.id, party=party) for party in sorted(draft.parties))
    session.add(Revision(post_id=post.id, number=1, title=draft.title, body=draft.body, submitted_at=now))
    events.append(session, PostSubmitted(post.id, 1, draft.kind, draft.subject), now)
    return post


def revise_post(session: Session, actor: Actor, now: datetime, post_id: int, title: str, body: str) -> None:
    """The author sends a mended version of a post that was sent back; it waits again.

    Raises StaleStateError where the post is not (or no longer) sent back.
    """
    post = _loaded(session, post_id)
    access.require(actor, Permission.REVISE_POST, post)
    number = post.revision_number + 1
    compare_and_set(
        session,
        Post,
        post_id,
        {"visibility": Visibility.CHANGES_REQUESTED, "revision_number": post.revision_number},
        {"visibility": Visibility.PENDING, "revision_number": number},
    )
    session.add(Revision(post_id=post_id, number=number, title=title, body=body, submitted_at=now))
    events.append(session, PostSubmitted(post_id, number, post.kind, post.subject), now)


def record_findings(session: Session, revision_id: int, findings: Collection[Finding], now: datetime) -> None:
    """Keeps what the rules found in a version, once."""
    revision = session.get_one(Revision, revision_id)
    if revision.screened_at is not None:
        return
    revision.screened_at = now
    session.add_all(
        FindingRow(
            revision_id=revision_id,
            rule=finding.rule,
            version=finding.version,
            severity=finding.severity,
            field=finding.field,
            start=finding.start,
            end=finding.end,
            arguments=dict(finding.arguments),
        )
        for finding in findings
    )


def decide(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    post_id: int,
    revision_number: int,
    verdict: Verdict,
    reason: Reason | None = None,
    note: str = "",
    answers: bool | None = None,
) -> Decision:
    """Decides on the version the moderator has read.

    Raises ForbiddenError for a post of the moderator's own or of a store they speak for, ReasonMissingError,
    NotPossibleError, and StaleStateError where somebody was faster or the author has sent another version.
    """
    post = _loaded(session, post_id)
    access.require(actor, Permission.DECIDE_POST, post)
    if verdict in REASON_NEEDED and reason is None:
        raise ReasonMissingError(verdict)
    if post.revision_number != revision_number:
        raise StaleStateError(f"post {post_id} is at version {post.revision_number}, not {revision_number}")
    reached = moved(post.visibility, verdict)
    _set_visibility(session, post, reached, now)
    decision = Decision(
        post_id=post_id,
        revision_id=post.revision_id,
        moderator_id=actor.account_id,
        at=now,
        verdict=verdict,
        reason=reason,
        note=note,
        answers=answers if post.kind is Kind.REPLY else None,
    )
    session.add(decision)
    events.append(session, _event_of(post, decision), now)
    return decision


def _set_visibility(session: Session, post: PostView, reached: Visibility, now: datetime) -> None:
    values: dict[str, object] = {"visibility": reached}
    first_time = session.scalar(select(Post.published_at).where(Post.id == post.id)) is None
    if reached is Visibility.PUBLISHED and first_time:
        values["published_at"] = now
    expected = {"visibility": post.visibility, "revision_number": post.revision_number}
    compare_and_set(session, Post, post.id, expected, values)


def _event_of(post: PostView, decision: Decision) -> events.Event:
    about = (post.id, str(post.kind), post.subject)
    match decision.verdict:
        case Verdict.APPROVE | Verdict.RESTORE:
            return PostPublished(*about, answers=decision.answers)
        case Verdict.HIDE:
            return PostHidden(*about, reason=str(decision.reason))
        case _:
            return PostReturned(*about, verdict=str(decision.verdict), reason=str(decision.reason))


def _loaded(session: Session, post_id: int) -> PostView:
    post = load_post(session, post_id)
    if post is None:
        raise StaleStateError(f"there is no post {post_id}")
    return post
