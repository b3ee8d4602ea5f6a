"""The responsiveness score, version 1 (PURE): a store's own figures, the market's, and the score from both.

It measures how a store answers and settles complaints, not how many customers complain.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import fsum, sqrt
from typing import Any, Self

from portal.scores.cases import DAY, HOUR, Case, Standing, standing
from portal.statistics import Figure, deviation, figure, shrink

VERSION = 1
MILESTONES = {"12h": 12 * HOUR, "24h": DAY, "72h": 3 * DAY, "7d": 7 * DAY, "14d": 14 * DAY}
MINIMUM = 10
MINIMUM_AGE = DAY
PRIOR_WEIGHT = 10.0
NO_MARKET = 0.5
SPEED, RESOLUTION, QUALITY, PROMISES = 0.40, 0.30, 0.20, 0.10
PART_WEIGHTS = {"V": SPEED, "R": RESOLUTION, "Q": QUALITY, "P": PROMISES}
INTERVAL = 1.28


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """Everything about one store at one instant that needs no market.

    `n`: cases at least 24 hours old; `cases`: all. `solved`, `unsolved`, `silent`: weights of the due cases.
    `spoken`: cases with a word of the shopper; `heard`: the share of them among answered due cases.
    `unknown`: promises due that only the store calls kept.
    """

    store: str
    as_of: int
    n: int
    cases: int
    milestones: tuple[Figure, ...]
    resolution: Figure
    quality: Figure
    promises: Figure
    solved: float
    unsolved: float
    silent: float
    spoken: int
    heard: Figure
    unknown: int

    @property
    def speed(self) -> float | None:
        """V as shown: the mean of the milestones that have cases."""
        values = [at.value for at in self.milestones if at.value is not None]
        return fsum(values) / len(values) if values else None

    @property
    def shares(self) -> dict[str, float | None]:
        """Of the weight of due cases: solved, not solved or unanswered, silent; None where none is due."""
        weights = {"solved": self.solved, "unsolved": self.unsolved, "silent": self.silent}
        due = fsum(weights.values())
        return {name: weight / due if due else None for name, weight in weights.items()}

    @property
    def resolution_bounds(self) -> dict[str, float | None]:
        """R had all silent shoppers called it unsolved, and had all called it solved."""
        due = fsum((self.solved, self.unsolved, self.silent))
        best = fsum((self.solved, self.silent))
        return {"worst": self.solved / due if due else None, "best": best / due if due else None}

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        figures = {name: Figure(**row[name]) for name in ("resolution", "quality", "promises", "heard")}
        milestones = tuple(Figure(**at) for at in row["milestones"])
        return cls(**{**row, **figures, "milestones": milestones})


@dataclass(frozen=True, slots=True)
class Market:
    """The mean of the stores' own figures at one midnight UTC, 0.5 where there is none."""

    as_of: int | None
    milestones: tuple[float, ...]
    resolution: float
    quality: float
    promises: float
    heard: float

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        return cls(**{**row, "milestones": tuple(row["milestones"])})


@dataclass(frozen=True, slots=True)
class Score:
    """The score and its interval, 0–100, None below the minimum of cases; and the shrunk shares behind."""

    own: OwnFigures
    market: Market
    milestones: tuple[float, ...]
    resolution: float
    quality: float
    promises: float
    score: float | None
    low: float | None
    high: float | None

    @property
    def speed(self) -> float:
        return fsum(self.milestones) / len(self.milestones)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        own, market = OwnFigures.from_json(row["own"]), Market.from_json(row["market"])
        return cls(**{**row, "own": own, "market": market, "milestones": tuple(row["milestones"])})


def last_midnight(as_of: int) -> int:
    """The last midnight UTC at or before the instant."""
    return as_of - as_of % DAY


def own_figures(cases: Sequence[Case], as_of: int, store: str = "") -> OwnFigures:
    """The figures of one store's cases; `store` names it where it has none. Raises ValueError on two."""
    stores = {case.store for case in cases} or {store}
    if len(stores) > 1:
        raise ValueError(f"cases of {len(stores)} stores")
    rows = [row for case in cases if (row := standing(case, as_of)) is not None]
    return OwnFigures(
        store=stores.pop(),
        as_of=as_of,
        n=sum(row.age >= MINIMUM_AGE for row in rows),
        cases=len(rows),
        milestones=tuple(_milestone(rows, limit) for limit in MILESTONES.values()),
        resolution=_figure(rows, lambda row: row.resolved),
        quality=_figure(rows, lambda row: row.quality),
        promises=_figure(rows, lambda row: row.promises),
        solved=fsum(row.weight for row in rows if row.resolved is True),
        unsolved=fsum(row.weight for row in rows if row.resolved is False),
        silent=fsum(row.weight for row in rows if row.silent),
        spoken=sum(row.spoken for row in rows),
        heard=_figure(rows, _heard),
        unknown=sum(row.unknown for row in rows),
    )


def _milestone(rows: Iterable[Standing], limit: int) -> Figure:
    entered = [row for row in rows if row.age >= limit]
    answered = [row.answer is not None and row.answer <= limit for row in entered]
    return figure(answered, [row.weight for row in entered])


def _figure(rows: Iterable[Standing], value: Callable[[Standing], float | None]) -> Figure:
    entered = [(share, row.weight) for row in rows if (share := value(row)) is not None]
    return figure([share for share, _ in entered], [weight for _, weight in entered])


def _heard(row: Standing) -> bool | None:
    due = row.silent or row.resolved is not None
    return row.spoken if due and row.answer is not None else None


def market(stores: Sequence[OwnFigures]) -> Market:
    """The market of the stores' figures at one midnight. Raises ValueError on figures of several."""
    instants = {own.as_of for own in stores}
    if len(instants) > 1:
        raise ValueError("figures of several instants")
    return Market(
        as_of=instants.pop() if instants else None,
        milestones=tuple(_mean(own.milestones[at] for own in stores) for at in range(len(MILESTONES))),
        resolution=_mean(own.resolution for own in stores),
        quality=_mean(own.quality for own in stores),
        promises=_mean(own.promises for own in stores),
        heard=_mean(own.heard for own in stores),
    )


def _mean(figures: Iterable[Figure]) -> float:
    seen = [(own.value, own.weight / (own.weight + PRIOR_WEIGHT)) for own in figures if own.value is not None]
    mean = figure([value for value, _ in seen], [weight for _, weight in seen]).value
    return NO_MARKET if mean is None else mean


def score(own: OwnFigures, against: Market) -> Score:
    """The score of a store against the market of the last midnight."""
    milestones = tuple(map(_shrunk, own.milestones, against.milestones))
    resolution = _shrunk(own.resolution, against.resolution)
    quality = _shrunk(own.quality, against.quality)
    promises = _shrunk(own.promises, against.promises)
    points = 100.0 * _weigh(milestones, resolution, quality) + 100.0 * PROMISES * promises
    # Speed, resolution and quality are judged by the same customers: their deviations add.
    together = _weigh(
        tuple(map(_spread, milestones, own.milestones)),
        _spread(resolution, own.resolution),
        _spread(quality, own.quality),
    )
    half = INTERVAL * 100.0 * sqrt(together**2 + (PROMISES * _spread(promises, own.promises)) ** 2)
    shown = own.n >= MINIMUM
    return Score(
        own=own,
        market=against,
        milestones=milestones,
        resolution=resolution,
        quality=quality,
        promises=promises,
        score=points if shown else None,
        low=max(0.0, points - half) if shown else None,
        high=min(100.0, points + half) if shown else None,
    )


def _weigh(milestones: Sequence[float], resolution: float, quality: float) -> float:
    speed = fsum(milestones) / len(milestones)
    return fsum((SPEED * speed, RESOLUTION * resolution, QUALITY * quality))


def _shrunk(own: Figure, prior: float) -> float:
    return shrink(own.value, own.weight, prior, PRIOR_WEIGHT)


def _spread(shrunk: float, own: Figure) -> float:
    return deviation(shrunk, own.effective + PRIOR_WEIGHT)


def score_market(cases_by_store: Mapping[str, Sequence[Case]], as_of: int) -> dict[str, Score]:
    """The score of every store, by store, against the market of the last midnight."""
    midnight = last_midnight(as_of)
    own = {store: own_figures(cases_by_store[store], as_of, store) for store in sorted(cases_by_store)}
    if midnight == as_of:
        against = market(list(own.values()))
    else:
        against = market([own_figures(cases, midnight, store) for store, cases in cases_by_store.items()])
    return {store: score(figures, against) for store, figures in own.items()}
