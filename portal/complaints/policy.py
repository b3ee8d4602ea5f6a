"""What may be done with a case."""

from typing import Any, Protocol

from portal.access import Actor, Permission, Policy, anybody, confirmed, moderator, representative
from portal.stores import speaks_for_store


class Case(Protocol):
    """What the policy needs to know of a case."""

    @property
    def author_id(self) -> int | None: ...
    @property
    def store_id(self) -> int: ...
    @property
    def is_public(self) -> bool: ...


def is_public(_actor: Actor, case: Case | None) -> bool:
    return case is None or case.is_public


def is_author(actor: Actor, case: Case) -> bool:
    return actor.is_signed_in and case.author_id == actor.account_id


def has_no_part_in_it(actor: Actor, case: Case) -> bool:
    """Whoever speaks for the store reads what everybody reads, a moderator too: no unapproved word about it."""
    return not speaks_for_store(actor, case)


def did_not_write_it(actor: Actor, case: Case) -> bool:
    return not is_author(actor, case)


def may_have_own(actor: Actor, subject: Any) -> bool:
    """Without a case yet loaded, anybody signed in may have one of their own."""
    return actor.is_signed_in and subject is None


POLICY: Policy = {
    Permission.READ_CASE: [[is_public], [is_author], [moderator, has_no_part_in_it]],
    Permission.DRAFT_COMPLAINT: [[anybody]],
    Permission.SUBMIT_COMPLAINT: [[confirmed]],
    Permission.FOLLOW_OWN_CASE: [[may_have_own], [is_author]],
    Permission.ANSWER_BACK: [[may_have_own], [is_author, is_public]],
    Permission.EVALUATE_CASE: [[may_have_own], [is_author, is_public]],
    Permission.COUNT_CASE: [[moderator, has_no_part_in_it, did_not_write_it, is_public]],
    Permission.REPLY_FOR_STORE: [[representative, speaks_for_store, is_public]],
}
