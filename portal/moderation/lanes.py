"""In which order posts are read at the desk. Pure."""

from collections.abc import Collection, Mapping
from enum import IntEnum

from portal.language import N_
from portal.moderation.rules import Kind
from portal.moderation.screening import Finding, Severity
from portal.moderation.screening.rules import PERSONAL_DATA, THREAT


class Lane(IntEnum):
    """Lower ones are read first; within one, what has waited longest."""

    ESCALATED = 0
    DANGEROUS = 1
    REPLY = 2
    FIRST = 3
    REST = 4


DANGEROUS_RULES = frozenset({PERSONAL_DATA.name, THREAT.name})
"""What these find hurts somebody should it be let through by mistake."""

LANE_LABELS: Mapping[Lane, str] = {
    Lane.ESCALATED: N_("Waits for a second person"),
    Lane.DANGEROUS: N_("May do harm"),
    Lane.REPLY: N_("Replies of stores"),
    Lane.FIRST: N_("First complaint of its author"),
    Lane.REST: N_("All others"),
}


def is_dangerous(findings: Collection[Finding]) -> bool:
    """Whether a rule objects, or has found what may do harm."""
    return any(
        finding.severity is Severity.BLOCK or (finding.rule in DANGEROUS_RULES and finding.severity is Severity.WARN)
        for finding in findings
    )


def lane_of(kind: Kind, findings: Collection[Finding] = (), *, is_first: bool = False) -> Lane:
    """The lane of a post that was sent in. `is_first`: nothing by its author has been let through yet."""
    if is_dangerous(findings):
        return Lane.DANGEROUS
    if kind is Kind.REPLY:
        return Lane.REPLY
    return Lane.FIRST if kind is Kind.COMPLAINT and is_first else Lane.REST
