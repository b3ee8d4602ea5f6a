"""Against what an author may appeal, until when, and what may come of it. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from portal.language import N_
from portal.moderation.rules import Visibility


class Ruling(StrEnum):
    """What comes of an appeal: the decision stands, or it is turned round."""

    UPHELD = "upheld"
    OVERTURNED = "overturned"


RULING_LABELS: Mapping[Ruling, str] = {
    Ruling.UPHELD: N_("The decision stands"),
    Ruling.OVERTURNED: N_("The decision was overturned"),
}

APPEALABLE = frozenset({Visibility.REJECTED, Visibility.HIDDEN})
"""What an author cannot mend. What was sent back for changes is mended instead."""

APPEAL_WITHIN = timedelta(days=20)
"""How long after the decision an appeal is taken."""

MAX_APPEAL = 2_000
"""Characters of an appeal, and of the answer to it."""


def last_instant(decided_at: datetime) -> datetime:
    """Until when, and including which instant, the author may appeal."""
    return decided_at + APPEAL_WITHIN
