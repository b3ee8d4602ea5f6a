"""What is counted of moderators' decisions, and how it is kept. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil, floor
from typing import Any, NamedTuple

from portal.complaints import State
from portal.moderation import AppealFigures, FirstDecision, Kind, Reversals, Verdict
from portal.statistics import kaplan_meier, time_until

COUNTED_EVERY = timedelta(minutes=15)
MINUTE = 60.0
CURVE_STEP = 600.0
"""Seconds: so finely is the curve kept, whatever the number of texts."""


class By(StrEnum):
    """By what texts are told apart. *About store*: what shoppers write; *of store*: what stores reply."""

    KIND = "kind"
    LANGUAGE = "language"
    DIALECT = "dialect"
    ABOUT_STORE = "about-store"
    OF_STORE = "of-store"
    OUTCOME = "outcome"


Counts = Mapping[str, tuple[int, int]]
"""By the key of a group: how many texts are decided, and how many of them were let through."""


class Wait(NamedTuple):
    """The share of texts that still wait after so many seconds, with its interval."""

    seconds: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the page on transparency tells. `half`: the seconds within which half are decided, if they are."""

    as_of: datetime
    waiting: int
    verdicts: Mapping[Verdict, int]
    half: float | None
    curve: Sequence[Wait]
    groups: Mapping[By, Counts]
    appeals: AppealFigures
    reversals: Reversals
    agreement: Mapping[tuple[Verdict, Verdict], int]

    @property
    def decided(self) -> int:
        return sum(self.verdicts.values())


@dataclass(slots=True)
class Tally:
    """First decisions, counted one by one: minutes of waiting, to a decision or so far, verdicts and groups."""

    stores: Mapping[int, str]
    states: Mapping[int, State]
    waits: Counter[tuple[float, bool]] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    decided: Counter[tuple[By, str]] = field(default_factory=Counter)
    approved: Counter[tuple[By, str]] = field(default_factory=Counter)

    def add(self, row: FirstDecision) -> None:
        minutes = row.seconds / MINUTE
        if row.verdict is None:
            self.waits[MINUTE * floor(minutes), False] += 1
            return
        self.waits[MINUTE * ceil(minutes), True] += 1
        self.verdicts[row.verdict] += 1
        for by, key in self._groups(row):
            if key is not None:
                self.decided[by, key] += 1
                self.approved[by, key] += row.verdict is Verdict.APPROVE

    def _groups(self, row: FirstDecision) -> Iterable[tuple[By, str | None]]:
        store = By.OF_STORE if row.kind is Kind.REPLY else By.ABOUT_STORE
        return (
            (By.KIND, row.kind),
            (By.LANGUAGE, row.language),
            (By.DIALECT, row.dialect),
            (store, self.stores.get(row.post_id)),
            (By.OUTCOME, self.states.get(row.post_id)),
        )

    def figures(
        self,
        as_of: datetime,
        appeals: AppealFigures,
        reversals: Reversals,
        agreement: Mapping[tuple[Verdict, Verdict], int],
    ) -> Figures:
        curve = kaplan_meier(
            [seconds for seconds, _ in self.waits],
            [is_decided for _, is_decided in self.waits],
            [float(count) for count in self.waits.values()],
        )
        return Figures(
            as_of=as_of,
            waiting=sum(count for (_, is_decided), count in self.waits.items() if not is_decided),
            verdicts=self.verdicts,
            half=time_until(curve, 0.5),
            curve=_thinned([Wait(step.time, step.survival, step.low, step.high) for step in curve]),
            groups={by: self._counts(by) for by in By},
            appeals=appeals,
            reversals=reversals,
            agreement=agreement,
        )

    def _counts(self, by: By) -> Counts:
        return {key: (count, self.approved[by, key]) for (of, key), count in self.decided.items() if of is by}


def no_figures(now: datetime) -> Figures:
    """As long as nothing was counted."""
    return Tally({}, {}).figures(now, AppealFigures(0, 0, 0), Reversals(0, 0), {})


def _thinned(curve: Sequence[Wait]) -> list[Wait]:
    """The last step of each `CURVE_STEP`, with its time: at the end of one the curve is as it was."""
    last = {ceil(step.seconds / CURVE_STEP): step for step in curve}
    return list(last.values())


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures as they are kept, without their instant."""
    return {
        "waiting": figures.waiting,
        "verdicts": dict(figures.verdicts),
        "half": figures.half,
        "curve": [list(step) for step in figures.curve],
        "groups": {by: {key: list(counts) for key, counts in of.items()} for by, of in figures.groups.items()},
        "appeals": [figures.appeals.refused, figures.appeals.answered, figures.appeals.granted],
        "reversals": [figures.reversals.taken_down, figures.reversals.restored],
        "agreement": [[first, second, count] for (first, second), count in figures.agreement.items()],
    }


def from_json(as_of: datetime, kept: Mapping[str, Any]) -> Figures:
    """The figures that `as_json` has made."""
    return Figures(
        as_of=as_of,
        waiting=kept["waiting"],
        verdicts={Verdict(verdict): count for verdict, count in kept["verdicts"].items()},
        half=kept["half"],
        curve=[Wait(*step) for step in kept["curve"]],
        groups={By(by): {key: (one[0], one[1]) for key, one in of.items()} for by, of in kept["groups"].items()},
        appeals=AppealFigures(*kept["appeals"]),
        reversals=Reversals(*kept["reversals"]),
        agreement={(Verdict(first), Verdict(second)): count for first, second, count in kept["agreement"]},
    )
