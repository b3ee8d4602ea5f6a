"""How posts come in, and what the rules find in them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from portal import access, events
from portal.access import Actor, Permission
from portal.db import Session, compare_and_set
from portal.moderation.events import PostSubmitted
from portal.moderation.lanes import Lane, is_dangerous, lane_of
from portal.moderation.models import FindingRow, Post, PostParty, Revision
from portal.moderation.queries import loaded_post
from portal.moderation.rules import Kind, Visibility
from portal.moderation.screening import Finding
from portal.moderation.ties.operations import find_ties
from portal.moderation.ties.rules import NOWHERE, Origin, Tie


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


def submit_post(
    session: Session,
    author_id: int | None,
    now: datetime,
    draft: Draft,
    origin: Origin = NOWHERE,
    ties: Collection[Tie] = (),
) -> Post:
    """Takes a post in. It waits for a moderator, or for two where something ties it to a store's people.

    Nobody else sees it. `ties` are those that only whoever knows the case can know of.
    """
    post = Post(
        kind=draft.kind,
        author_id=author_id,
        subject=draft.subject,
        language=draft.language,
        submitted_at=now,
        visibility=Visibility.PENDING,
        revision_number=1,
        submission=draft.submission,
        lane=lane_of(draft.kind, is_first=_is_first(session, author_id)),
        waiting_since=now,
    )
    session.add(post)
    session.flush()
    session.add_all(PostParty(post_id=post.id, party=party) for party in sorted(draft.parties))
    session.add(Revision(post_id=post.id, number=1, title=draft.title, body=draft.body, submitted_at=now))
    find_ties(session, post, draft.parties, origin, now, ties)
    events.append(session, PostSubmitted(post.id, 1, draft.kind, draft.subject), now)
    return post


def revise_post(session: Session, actor: Actor, now: datetime, post_id: int, title: str, body: str) -> None:
    """The author sends a mended version of a post that was sent back; it waits again.

    Raises StaleStateError where the post is not (or no longer) sent back.
    """
    post = loaded_post(session, post_id)
    access.require(actor, Permission.REVISE_POST, post)
    number = post.revision_number + 1
    waiting = {
        "visibility": Visibility.PENDING,
        "revision_number": number,
        "lane": lane_of(post.kind, is_first=_is_first(session, post.author_id)),
        "waiting_since": now,
    }
    sent_back = {"visibility": Visibility.CHANGES_REQUESTED, "revision_number": post.revision_number}
    compare_and_set(session, Post, post_id, sent_back, waiting)
    session.add(Revision(post_id=post_id, number=number, title=title, body=body, submitted_at=now))
    events.append(session, PostSubmitted(post_id, number, post.kind, post.subject), now)


def record_findings(
    session: Session, revision_id: int, findings: Collection[Finding], now: datetime, dialect: str | None = None
) -> None:
    """Keeps what the rules found in a version and the dialect its words tell, once; what may do harm is read first."""
    revision = session.get_one(Revision, revision_id)
    if revision.screened_at is not None:
        return
    revision.screened_at = now
    revision.dialect = dialect
    if is_dangerous(findings):
        waiting = (Post.id == revision.post_id, Post.revision_number == revision.number, Post.lane > Lane.DANGEROUS)
        session.execute(update(Post).where(*waiting).values(lane=Lane.DANGEROUS))
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


def _is_first(session: Session, author_id: int | None) -> bool:
    """Whether nothing by the author was ever public. Of whoever is not named, as in an archive, nobody can say."""
    if author_id is None:
        return False
    statement = select(Post.id).where(Post.author_id == author_id, Post.published_at.is_not(None)).limit(1)
    return session.scalar(statement) is None
