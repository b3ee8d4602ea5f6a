"""Who may report what, in which lane a report is read, and how often reports were right. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from portal.moderation.lanes import Lane
from portal.moderation.rules import Reason, person

MAX_REPORT_NOTE = 1_000
WINDOW = timedelta(days=90)
"""How far back reports are counted against who files them."""
MANY = 10
"""Up to so many decided ones nobody is held to anything."""
MOST_WAITING = 20
"""How many reports of one party wait at a time: nobody fills the desk alone."""
DANGEROUS = frozenset({Reason.PERSONAL_DATA, Reason.THREAT})
"""What hurts somebody for as long as it stands: such a report is read first."""


@dataclass(frozen=True, slots=True)
class FiledReports:
    """Somebody's reports: decided and rejected within the window, and how many wait now."""

    decided: int
    rejected: int
    undecided: int

    @property
    def files_one_at_a_time(self) -> bool:
        return self.decided > MANY and 2 * self.rejected > self.decided

    @property
    def may_file(self) -> bool:
        return self.undecided < (1 if self.files_one_at_a_time else MOST_WAITING)


@dataclass(frozen=True, slots=True)
class Record:
    """All that somebody ever reported: how often, how much of it is decided, and how much was right."""

    filed: int
    decided: int
    upheld: int

    @property
    def success(self) -> float | None:
        """The share of the decided that was right; empty where none is decided."""
        return self.upheld / self.decided if self.decided else None


def lane_of_report(reason: Reason) -> Lane:
    return Lane.DANGEROUS if reason in DANGEROUS else Lane.REST


def reporter(account_id: int, speaks_for: Collection[str], concerned: Collection[str]) -> str:
    """The party that reports: whom the person speaks for where the post concerns them, else the person."""
    return min(set(speaks_for) & set(concerned), default=person(account_id))
