"""Who works for a store."""

from typing import Protocol

from portal.access import Actor, Permission, Policy, representative
from portal.stores.rules import party


class OfStore(Protocol):
    """Anything that belongs to a store."""

    @property
    def store_id(self) -> int: ...


def speaks_for_store(actor: Actor, subject: OfStore | None) -> bool:
    """Speaks for the store of the subject; without a subject, for any store."""
    return bool(actor.parties) if subject is None else party(subject.store_id) in actor.parties


POLICY: Policy = {
    Permission.WORK_FOR_STORE: [[representative, speaks_for_store]],
}
