"""Who may mark a case as helpful."""

from portal.access import Actor, Permission, Policy
from portal.complaints import CaseView, is_author
from portal.stores import speaks_for_store


def has_no_stake(actor: Actor, case: CaseView | None) -> bool:
    """Everybody but its author and those who speak for the store; without a case yet loaded, anybody."""
    if case is None:
        return True
    return case.is_public and not is_author(actor, case) and not speaks_for_store(actor, case)


POLICY: Policy = {
    Permission.MARK_HELPFUL: [[has_no_stake]],
}
