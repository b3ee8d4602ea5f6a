"""Hiding what was public, or masking words of it: one proposes, a second settles it."""

from collections.abc import Collection
from datetime import datetime

from portal import access, events
from portal.access import Actor, Permission, Role
from portal.db import Session, StaleStateError, compare_and_set, in_turn
from portal.moderation.claims.operations import turn_of
from portal.moderation.deciding.operations import (
    Masked,
    ReasonMissingError,
    add_masked_version,
    require_masked,
    set_visibility,
)
from portal.moderation.events import PostMasked, PostUnmasked
from portal.moderation.hiding.models import Hiding
from portal.moderation.hiding.queries import HidingView, found_hiding, open_hiding_of
from portal.moderation.hiding.rules import AT_ONCE, HIDDEN_FOR
from portal.moderation.models import Decision, Post
from portal.moderation.queries import PostView, loaded_post
from portal.moderation.rules import NotPossibleError, Reason, Verdict, Visibility


def propose_hiding(
    session: Session, actor: Actor, now: datetime, *, post_id: int, reason: Reason | None, note: str
) -> Hiding:
    """A moderator wants a public post hidden. What cannot wait is hidden at once, for a day at most.

    Raises ForbiddenError, ReasonMissingError, NotPossibleError for what is not public, and StaleStateError where
    somebody has proposed it already.
    """
    post = _public_post(session, actor, post_id)
    if reason is None:
        raise ReasonMissingError(Verdict.HIDE)
    until = now + HIDDEN_FOR if reason in AT_ONCE else None
    hiding = Hiding(
        post_id=post_id, reason=reason, note=note, proposed_by=actor.account_id, proposed_at=now, until=until
    )
    session.add(hiding)
    session.flush()
    if until is not None:
        set_visibility(session, post, _decision(session, actor.account_id, now, post, Verdict.HIDE, reason, note), now)
    return hiding


def propose_masking(
    session: Session, actor: Actor, now: datetime, *, post_id: int, masked: Masked, reason: Reason, note: str
) -> Hiding:
    """A moderator masks words of a public post at once; unless a second person confirms it, for a day.

    Raises as `propose_hiding` does, and NotMaskedError.
    """
    post = _public_post(session, actor, post_id)
    require_masked(post, masked)
    hiding = Hiding(
        post_id=post_id,
        reason=reason,
        note=note,
        proposed_by=actor.account_id,
        proposed_at=now,
        until=now + HIDDEN_FOR,
        masked_from=post.revision_number,
    )
    session.add(hiding)
    decision = _decision(session, actor.account_id, now, post, Verdict.APPROVE, reason, note, masked)
    _show_version(session, post, add_masked_version(session, post, decision, now))
    events.append(session, PostMasked(post.id, post.kind, post.subject, reason), now)
    return hiding


def settle_hiding(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    hiding_id: int,
    confirmed: bool,
    moderators: Collection[Actor],
) -> None:
    """The second person confirms the hiding, or lets the post be public again.

    `moderators` is everybody with that role: where none of them may, an administrator does. Raises ForbiddenError, and
    StaleStateError where it is settled.
    """
    hiding = found_hiding(session, hiding_id, moderators)
    in_turn(session, turn_of(hiding.post.id))
    access.require(actor, Permission.SECOND_HIDING, hiding)
    role = Role.MODERATOR if Role.MODERATOR in actor.roles else Role.ADMINISTRATOR
    settled = {"settled_by": actor.account_id, "settled_as": role, "settled_at": now, "confirmed": confirmed}
    compare_and_set(session, Hiding, hiding_id, {"settled_at": None}, settled)
    if confirmed and hiding.until is None:
        post = hiding.post
        decision = _decision(session, actor.account_id, now, post, Verdict.HIDE, hiding.reason, hiding.note)
        set_visibility(session, post, decision, now)
    if not confirmed and hiding.until is not None:
        _show_again(session, actor.account_id, now, hiding)


def end_hiding(session: Session, hiding_id: int, now: datetime) -> None:
    """Nobody has confirmed it within its day: the post is public again."""
    hiding = found_hiding(session, hiding_id, ())
    compare_and_set(session, Hiding, hiding_id, {"settled_at": None}, {"settled_at": now, "confirmed": False})
    _show_again(session, None, now, hiding)


def _public_post(session: Session, actor: Actor, post_id: int) -> PostView:
    """The post, where it is public, this moderator may propose to hide it and nobody else has."""
    in_turn(session, turn_of(post_id))
    post = loaded_post(session, post_id)
    access.require(actor, Permission.HIDE_POST, post)
    if post.visibility is not Visibility.PUBLISHED:
        raise NotPossibleError(f"post {post_id} is {post.visibility}")
    if open_hiding_of(session, post_id) is not None:
        raise StaleStateError(f"post {post_id} waits for a second person already")
    return post


def _show_again(session: Session, moderator_id: int | None, now: datetime, hiding: HidingView) -> None:
    """What was hidden on the word of one is public as it was before: the post, or its masked words."""
    post = hiding.post
    decision = _decision(session, moderator_id, now, post, Verdict.RESTORE)
    if hiding.masked_from is None:
        set_visibility(session, post, decision, now)
        return
    _show_version(session, post, hiding.masked_from)
    events.append(session, PostUnmasked(post.id, post.kind, post.subject), now)


def _show_version(session: Session, post: PostView, number: int) -> None:
    shown = {"visibility": Visibility.PUBLISHED, "revision_number": post.revision_number}
    compare_and_set(session, Post, post.id, shown, {"revision_number": number})


def _decision(
    session: Session,
    moderator_id: int | None,
    now: datetime,
    post: PostView,
    verdict: Verdict,
    reason: Reason | None = None,
    note: str = "",
    masked: Masked | None = None,
) -> Decision:
    """A decision in effect at once; `moderator_id` is empty where it is the portal's own."""
    decision = Decision(
        post_id=post.id,
        revision_id=post.revision_id,
        moderator_id=moderator_id,
        at=now,
        verdict=verdict,
        reason=reason,
        note=note,
        masked_title=masked.title if masked else None,
        masked_body=masked.body if masked else None,
        due_at=now,
        took_effect_at=now,
    )
    session.add(decision)
    session.flush()
    return decision
