"""What time brings: decisions take effect, and what nobody confirmed is public again.

Both are found by instants kept with the rows, so that a worker killed in between, or one that comes late, loses none.
"""

import logging
from contextlib import suppress

from portal import clock
from portal.db import StaleStateError, db, transaction
from portal.moderation.deciding.operations import give_way, put_into_effect
from portal.moderation.deciding.queries import due_decisions
from portal.moderation.hiding.operations import end_hiding
from portal.moderation.hiding.queries import overdue_hidings
from portal.moderation.rules import NotPossibleError
from portal.moderation.ties.operations import forget_old_traces
from portal.moderation.ties.queries import has_old_traces

BATCH = 100
log = logging.getLogger(__name__)


def carry_out_decisions() -> int:
    """Puts into effect what nobody can undo any more; returns how many decisions there were."""
    session = db.session()
    session.rollback()
    due = due_decisions(session, clock.now(), BATCH)
    session.rollback()
    for decision_id in due:
        try:
            with transaction() as writing:
                put_into_effect(writing, decision_id, clock.now())
        except (StaleStateError, NotPossibleError) as error:
            log.warning("decision %d gives way: %s", decision_id, error)
            with transaction() as writing:
                give_way(writing, decision_id, clock.now())
    return len(due)


def forget_traces() -> None:
    """Forgets where accounts wrote from, once that was long ago."""
    session = db.session()
    session.rollback()
    is_due = has_old_traces(session, clock.now())
    session.rollback()
    if is_due:
        with transaction() as writing:
            forget_old_traces(writing, clock.now())


def end_hidings() -> int:
    """Shows again what was hidden on the word of one and not confirmed in time; returns how many posts."""
    session = db.session()
    session.rollback()
    overdue = overdue_hidings(session, clock.now())
    session.rollback()
    for hiding_id in overdue:
        # Somebody may have settled it meanwhile.
        with suppress(StaleStateError), transaction() as writing:
            end_hiding(writing, hiding_id, clock.now())
    return len(overdue)
