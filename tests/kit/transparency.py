"""First decisions as figures, without a database."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from portal.complaints import State
from portal.moderation import AppealFigures, FirstDecision, Reversals
from portal.transparency import Figures
from portal.transparency.rules import Tally

AS_OF = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def figures(rows: Iterable[FirstDecision], stores: Mapping[int, str] = {}, states: Mapping[int, State] = {}) -> Figures:
    """What a worker would keep of these."""
    tally = Tally(stores, states)
    for row in rows:
        tally.add(row)
    return tally.figures(AS_OF, AppealFigures(0, 0, 0), Reversals(0, 0), {})
