"""Estimates the portal shares between stores, channels and moderators: one arithmetic for everyone measured.

All sums are exact (`math.fsum`), so no result depends on the order of its rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log, sqrt
from statistics import NormalDist
from typing import NamedTuple, TypeVar

Word = TypeVar("Word", bound=str)


@dataclass(frozen=True, slots=True)
class Figure:
    """A weighted mean (None where nothing entered), the weight behind it and its effective size."""

    value: float | None
    weight: float
    effective: float


class Step(NamedTuple):
    """The survival from `time` on, its interval, and the weight at risk just before `time`."""

    time: float
    survival: float
    low: float
    high: float
    at_risk: float


def effective_size(weights: Sequence[float]) -> float:
    """How many equally weighted rows these are worth: (Σw)²/Σw² (Kish 1965); 0 for none."""
    squares = fsum(weight * weight for weight in weights)
    return fsum(weights) ** 2 / squares if squares else 0.0


def weighted_mean(values: Iterable[float], weights: Sequence[float]) -> float | None:
    """Σwx/Σw, or None where the weights sum to nothing. Raises ValueError on unequal lengths."""
    total = fsum(weights)
    products = fsum(weight * value for value, weight in zip(values, weights, strict=True))
    return products / total if total else None


def figure(values: Iterable[float], weights: Sequence[float]) -> Figure:
    return Figure(weighted_mean(values, weights), fsum(weights), effective_size(weights))


def shrink(value: float | None, weight: float, prior: float, prior_weight: float) -> float:
    """The mean pulled to `prior` as if `prior_weight` more had been seen there; `prior` alone for none."""
    if value is None or not weight:
        return prior
    return (weight * value + prior_weight * prior) / (weight + prior_weight)


def deviation(share: float, size: float) -> float:
    """The standard deviation of a share estimated from `size` rows: sqrt(x(1 − x)/size)."""
    return sqrt(share * (1.0 - share) / size)


def share_interval(hits: int, size: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's interval of a share: (lower, upper bound); everything from 0 to 1 where there are no rows."""
    if not size:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1.0 + confidence) / 2.0)
    share, scale = hits / size, 1.0 + z * z / size
    middle = (share + z * z / (2.0 * size)) / scale
    spread = z / scale * sqrt(share * (1.0 - share) / size + z * z / (4.0 * size * size))
    return max(0.0, middle - spread), min(1.0, middle + spread)


def agreement(pairs: Mapping[tuple[Word, Word], int]) -> tuple[int, int]:
    """(rows on which two readers said the same, all rows) of the counts by what the first and the second said."""
    return sum(count for (first, second), count in pairs.items() if first == second), sum(pairs.values())


def cohen_kappa(pairs: Mapping[tuple[Word, Word], int]) -> float | None:
    """Agreement beyond chance (Cohen 1960): 1 always, 0 as often as by chance, below 0 less often.

    None without rows, and where both readers always said one and the same: chance alone then explains all of it.
    """
    same, total = agreement(pairs)
    if not total:
        return None
    firsts, seconds = Counter[str](), Counter[str]()
    for (first, second), count in pairs.items():
        firsts[first] += count
        seconds[second] += count
    by_chance = sum(firsts[said] * seconds[said] for said in firsts) / total**2
    return None if by_chance == 1.0 else (same / total - by_chance) / (1.0 - by_chance)


def kaplan_meier(
    durations: Sequence[float],
    observed: Sequence[bool],
    weights: Sequence[float] | None = None,
    *,
    confidence: float = 0.95,
) -> list[Step]:
    """The product-limit estimate, one step at each time at which something was observed to end.

    A row that is not observed is censored at its duration and still at risk there. The interval is pointwise:
    Greenwood's variance on the log(−log) scale (Kalbfleisch and Prentice), a weight as a number of rows:
    weights below 1 widen it.
    Where the survival reaches 0 that scale has no value: the interval runs from 0 to the bound before.
    Weights (default: 1 each) must be positive; raises ValueError on unequal lengths.
    """
    ended: defaultdict[float, list[float]] = defaultdict(list)
    censored: defaultdict[float, list[float]] = defaultdict(list)
    for time, end, weight in zip(durations, observed, weights or [1.0] * len(durations), strict=True):
        (ended if end else censored)[time].append(weight)
    z = NormalDist().inv_cdf((1.0 + confidence) / 2.0)
    steps: list[Step] = []
    survival, high, variance = 1.0, 1.0, 0.0
    for time, gone, left in _at_risk(ended, censored):
        at_risk = gone + left
        survival *= left / at_risk
        variance += gone / (at_risk * left) if left else 0.0
        low, high = _log_log_interval(survival, variance, z) if survival else (0.0, high)
        steps.append(Step(time, survival, low, high, at_risk))
    return steps


def _at_risk(
    ended: Mapping[float, list[float]], censored: Mapping[float, list[float]]
) -> list[tuple[float, float, float]]:
    """(time, weight ending there, weight still at risk after it) of every time with an end, in order."""
    rows: list[tuple[float, float, float]] = []
    later = 0.0
    for time in sorted(ended.keys() | censored.keys(), reverse=True):
        later += fsum(censored.get(time, ()))
        if time in ended:
            gone = fsum(ended[time])
            rows.append((time, gone, later))
            later += gone
    return rows[::-1]


def _log_log_interval(survival: float, variance: float, z: float) -> tuple[float, float]:
    hazard = -log(survival)
    spread = z * sqrt(variance) / hazard
    return exp(-hazard * exp(spread)), exp(-hazard * exp(-spread))


def time_until(curve: Sequence[Step], share: float) -> float | None:
    """The first time by which `share` had ended (0.5: the median), to 1e-12; None if the curve ends above."""
    return next((step.time for step in curve if step.survival <= 1.0 - share + 1e-12), None)
