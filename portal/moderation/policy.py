"""Who may decide on posts, and who may mend them."""

from typing import Protocol

from portal.access import Actor, Permission, Policy, moderator
from portal.moderation.rules import person


class Judged(Protocol):
    """What the policy needs to know of a post."""

    @property
    def author_id(self) -> int | None: ...
    @property
    def parties(self) -> frozenset[str]: ...


def has_no_part_in_it(actor: Actor, post: Judged) -> bool:
    """Neither wrote it, nor is concerned by it, nor speaks for a party it concerns."""
    if actor.account_id is None:
        return False
    own = actor.parties | {person(actor.account_id)}
    return post.author_id != actor.account_id and not (post.parties & own)


def is_author(actor: Actor, post: Judged) -> bool:
    return actor.is_signed_in and post.author_id == actor.account_id


POLICY: Policy = {
    Permission.MODERATE: [[moderator]],
    Permission.DECIDE_POST: [[moderator, has_no_part_in_it]],
    Permission.REVISE_POST: [[is_author]],
}
