"""The figures behind a score as a store's page shows them, and all of them in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from portal.language import N_, Language, duration, number, text
from portal.scores import PART_WEIGHTS, Shown

MILESTONE_SECONDS: Mapping[str, int] = {
    "12h": 43_200,
    "24h": 86_400,
    "72h": 259_200,
    "7d": 604_800,
    "14d": 1_209_600,
}
MEASURED_WITHIN = "72h"
"""The milestone by which lists and headlines say whether a store answers."""

PLACES = 4
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the answer-time curve: shares 0-1 answered by then, with the interval."""

    seconds: float
    answered: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MeasuredStore:
    """`own` and `market` are the parts V, R, Q, P."""

    own: Mapping[str, float | None]
    market: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One number of a score with what it means; `market` where the market has one too."""

    name: str
    value: str
    market: str
    meaning: str


@dataclass(frozen=True, slots=True)
class FigureGroup:
    heading: str
    rows: Sequence[FigureRow]


def measured(shown: Shown) -> MeasuredStore:
    published = shown.published
    market = published["market"]
    return MeasuredStore(
        own=published["components"],
        market={"V": fmean(market["milestones"].values()), **{name: market[name] for name in "RQP"}},
    )


def curve_steps(shown: Shown) -> list[Step]:
    """The curve of what is answered, from the one of what is not."""
    return [Step(seconds, 1 - open_, 1 - high, 1 - low) for seconds, open_, low, high in shown.curve]


def usual_answer_seconds(shown: Shown | None) -> float | None:
    """When half of the store's complaints are answered; None where that has not come about, or few have been made."""
    steps = curve_steps(shown) if shown and shown.score is not None else []
    return next((step.seconds for step in steps if step.answered >= HALF), None)


PART_MEANINGS: Mapping[str, str] = {
    "V": N_("Speed: the mean of the shares answered within the five spans below."),
    "R": N_("Resolution: of the due cases in which the shopper spoke or no answer came, the share solved."),
    "Q": N_("Quality: the mean of the shoppers' marks, 0 for all worst and 1 for all best."),
    "P": N_("Promises: the share of cases in which every promise that fell due was kept."),
}
SHARE_MEANINGS: Mapping[str, str] = {
    "solved": N_("Solved, as the shopper says."),
    "unsolved": N_("Not solved as the shopper says, or not answered within 30 days."),
    "silent": N_("Answered, but the shopper has not said how it ended."),
}
BOUND_MEANINGS: Mapping[str, str] = {
    "worst": N_("Solved, if every silent case had ended badly."),
    "best": N_("Solved, if every silent case had ended well."),
}


def score_groups(published: Mapping[str, Any], language: Language) -> list[FigureGroup]:
    """Every number of a published score, in the order in which the formula makes them."""
    if not published:
        return []
    return [
        FigureGroup(text(language, "Score, of 100"), _score_rows(published, language)),
        FigureGroup(text(language, "The four parts, as measured"), _part_rows(published, language)),
        FigureGroup(text(language, "The four parts, drawn to the market"), _shrunk_rows(published, language)),
        FigureGroup(text(language, "Answered in time"), _milestone_rows(published, language)),
        FigureGroup(text(language, "How due cases ended"), _share_rows(published, language)),
    ]


def _score_rows(published: Mapping[str, Any], language: Language) -> list[FigureRow]:
    meanings = {
        "n": N_("Cases that are at least 24 hours old and count."),
        "score": N_("The score itself."),
        "low": N_("The lower end of the interval, by which stores are ranked."),
        "high": N_("The upper end of the interval."),
    }
    return [_row(language, name, published[name], None, meaning) for name, meaning in meanings.items()]


def _part_rows(published: Mapping[str, Any], language: Language) -> list[FigureRow]:
    return [
        _row(language, name, published["components"][name], published["market"].get(name), meaning)
        for name, meaning in PART_MEANINGS.items()
    ]


def _shrunk_rows(published: Mapping[str, Any], language: Language) -> list[FigureRow]:
    return [
        FigureRow(f"{name}′", _figure(language, value), "", _points(language, 100 * PART_WEIGHTS[name], value))
        for name, value in published["shrunk"].items()
    ]


def _points(language: Language, most: float, value: float) -> str:
    return text(
        language,
        "The same, mixed with the market as if ten of its cases were added: %(points)s of %(most)s points.",
        points=number(language, most * value, 1),
        most=number(language, most),
    )


def _milestone_rows(published: Mapping[str, Any], language: Language) -> list[FigureRow]:
    market = published["market"]["milestones"]
    return [
        FigureRow(
            duration(language, MILESTONE_SECONDS[name]),
            _figure(language, share),
            _figure(language, market[name]),
            text(language, "Of the cases at least that old, the share answered by then."),
        )
        for name, share in published["milestones"].items()
    ]


def _share_rows(published: Mapping[str, Any], language: Language) -> list[FigureRow]:
    shares = [
        _row(language, name, published["shares"][name], None, meaning) for name, meaning in SHARE_MEANINGS.items()
    ]
    bounds = [
        _row(language, name, published["resolution_bounds"][name], None, meaning)
        for name, meaning in BOUND_MEANINGS.items()
    ]
    return shares + bounds


def _row(language: Language, name: str, value: float | None, market: float | None, meaning: str) -> FigureRow:
    against = "" if market is None else _figure(language, market)
    return FigureRow(name, _figure(language, value), against, text(language, meaning))


def _figure(language: Language, value: float | None) -> str:
    if value is None:
        return text(language, "no cases")
    return number(language, value) if isinstance(value, int) else number(language, value, PLACES)
