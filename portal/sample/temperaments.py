"""How stores of each temperament treat those who complain, and how that changes with time. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """Chances are 0–1. `hours` is the median from the complaint, or from the reminder where one is needed."""

    voice: str
    answers: float
    hours: float
    acknowledges: float
    solves: float
    refuses: float
    promises: float
    keeps: float
    needs_reminder: bool = False


MANNERS: Mapping[str, Manner] = {
    "swift": Manner("swift", 0.98, 5, 0.15, 0.84, 0.05, 0.35, 0.94),
    "steady": Manner("steady", 0.94, 20, 0.25, 0.72, 0.10, 0.40, 0.86),
    "slow": Manner("slow", 0.82, 150, 0.40, 0.56, 0.18, 0.30, 0.70),
    "acknowledger": Manner("acknowledger", 0.52, 210, 0.94, 0.40, 0.22, 0.40, 0.48),
    "chaser-only": Manner("chaser-only", 0.72, 30, 0.45, 0.50, 0.15, 0.50, 0.42, needs_reminder=True),
    "silent": Manner("silent", 0.09, 400, 0.10, 0.30, 0.40, 0.15, 0.40),
    "new": Manner("new", 0.88, 26, 0.45, 0.66, 0.08, 0.35, 0.80),
}
BETTERED = Manner("improving", 0.96, 14, 0.20, 0.78, 0.07, 0.40, 0.90)
BETTERED_DAYS, AILING_DAYS = 150, 480


def manner_of(temperament: str, age_days: float) -> Manner:
    """The manner towards a complaint of that age; an improving store was slow once and is not any more."""
    if temperament != "improving":
        return MANNERS[temperament]
    past = min(1.0, max(0.0, (age_days - BETTERED_DAYS) / (AILING_DAYS - BETTERED_DAYS)))
    then, now = MANNERS["slow"], BETTERED
    between = {
        name: past * getattr(then, name) + (1 - past) * getattr(now, name)
        for name in ("answers", "hours", "acknowledges", "solves", "refuses", "promises", "keeps")
    }
    return Manner(voice=then.voice if past > 0.5 else now.voice, **between)
