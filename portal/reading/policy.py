"""Who may mark a case as helpful."""

from typing import Protocol

from portal.access import Actor, Permission, Policy
from portal.stores import speaks_for_store


class Case(Protocol):
    """What the policy needs to know of a case."""

    @property
    def author_id(self) -> int | None: ...
    @property
    def store_id(self) -> int: ...
    @property
    def is_public(self) -> bool: ...


def has_no_stake(actor: Actor, case: Case | None) -> bool:
    """Everybody but its author and those who speak for the store; without a case yet loaded, anybody."""
    if case is None:
        return True
    is_author = actor.is_signed_in and case.author_id == actor.account_id
    return case.is_public and not is_author and not speaks_for_store(actor, case)


POLICY: Policy = {
    Permission.MARK_HELPFUL: [[has_no_stake]],
}
