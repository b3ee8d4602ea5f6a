"""Curves over time: how long answers take, and how a store's score went."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from portal import plots
from portal.language import Language, duration, month, number, percent, short_date, text
from portal.plots import Across, Place
from portal.scores import Point, Shown
from portal.site.figures import MILESTONE_SECONDS, Step, curve_steps, usual_answer_seconds
from portal.site.plots import Anchor, Chart, Dot, Level, Sparkline, Tick

NOTHING = Step(0.0, 0.0, 0.0, 0.0)
LEVELS = (0.0, 0.5, 1.0)
FEWEST_POINTS = 2
YEAR = timedelta(days=365)
TICKS = 4
CLOSE = 0.15
BEST = 100


def answer_chart(shown: Shown, language: Language) -> Chart | None:
    """The share of complaints answered by the time since publication; None where all of them are too new.

    Each span between two milestones is as wide as the next, so that hours and days are both readable on a phone.
    The curve ends with the last milestone for which there are cases old enough.
    """
    measured = {name: share for name, share in shown.published["milestones"].items() if share is not None}
    if not measured:
        return None
    x = Across((0.0, *map(float, MILESTONE_SECONDS.values())), from_right=language.direction == "rtl")
    end = MILESTONE_SECONDS[list(measured)[-1]]
    steps = [NOTHING, *(step for step in curve_steps(shown) if step.seconds <= end)]
    steps.append(Step(end, steps[-1].answered, steps[-1].low, steps[-1].high))
    reached = {name: _at(steps, MILESTONE_SECONDS[name]) for name in measured}
    half, market = usual_answer_seconds(shown), shown.published["market"]["milestones"]
    return Chart(
        id="answer-curve",
        title=text(language, "Share answered, by time since publication"),
        sentence=_answer_sentence(language, half, end, steps[-1].answered),
        columns=_answer_columns(language),
        rows=_answer_rows(language, shown.published, reached),
        note=text(
            language,
            "Complaints still open count as waiting; none is left out. The band shows how sure the curve is, "
            "the dashes are the mean of all stores.",
        ),
        ticks=[Tick(x(seconds), duration(language, seconds).split(" ", 1)) for seconds in x.knots[1:]],
        levels=_levels(language),
        bands=[
            plots.area(
                plots.corners([(x(step.seconds), plots.down(step.high)) for step in steps]),
                plots.corners([(x(step.seconds), plots.down(step.low)) for step in steps]),
            )
        ],
        lines=[plots.line(plots.corners([(x(step.seconds), plots.down(step.answered)) for step in steps]))],
        dots=_answer_dots(language, reached, market, x),
        others=_market_dashes(language, reached, market, x),
        drop=Dot(x(half), plots.down(0.5)) if half is not None and half <= end else None,
    )


def _at(steps: Sequence[Step], seconds: float) -> Step:
    """What the curve says at a time."""
    last = [step for step in steps if step.seconds <= seconds][-1]
    return Step(seconds, last.answered, last.low, last.high)


def _answer_sentence(language: Language, half: float | None, end: float, answered: float) -> str:
    known = {"share": percent(language, answered), "longest": duration(language, end)}
    if half is None or half > end:
        return text(language, "Within %(longest)s, %(share)s of the complaints are answered: fewer than half.", **known)
    return text(
        language,
        "Half of the complaints are answered within %(time)s, and %(share)s within %(longest)s.",
        time=duration(language, half),
        **known,
    )


def _answer_columns(language: Language) -> list[str]:
    return [
        text(language, "Within"),
        text(language, "Answered, by the curve"),
        text(language, "Interval"),
        text(language, "Answered, as the score counts"),
        text(language, "Mean of all stores"),
    ]


def _answer_rows(language: Language, published: Mapping[str, Any], reached: Mapping[str, Step]) -> list[list[str]]:
    return [
        [
            duration(language, step.seconds),
            percent(language, step.answered),
            _interval(percent(language, step.low), percent(language, step.high), language),
            percent(language, published["milestones"][name]),
            percent(language, published["market"]["milestones"][name]),
        ]
        for name, step in reached.items()
    ]


def _answer_dots(language: Language, reached: Mapping[str, Step], market: Mapping[str, float], x: Across) -> list[Dot]:
    """The curve at each milestone. Its label gives way to the market where that is close above and there is room."""
    dots = []
    for name, step in reached.items():
        below = step.answered > CLOSE > market[name] - step.answered > 0
        anchor: Anchor = "start" if below and step.seconds < x.knots[-1] else "end"
        place = x(step.seconds), plots.down(step.answered)
        dots.append(Dot(*place, percent(language, step.answered), anchor, below=below))
    return dots


def _market_dashes(
    language: Language, reached: Mapping[str, Step], market: Mapping[str, float], x: Across
) -> list[Dot]:
    """The market at each milestone. One bears its name: that farthest from the curve, on the side away from it.

    The market climbs: above a dash, the side before it is free, and below one, the side after it. A name is as long
    as the way from one milestone to the next but one.
    """
    gaps = {name: market[name] - step.answered for name, step in reached.items()}
    above = [name for name in list(gaps)[1:] if gaps[name] >= 0]
    below = [name for name in list(gaps)[:-2] if gaps[name] < 0]
    named = max(above + below, key=lambda name: abs(gaps[name]), default=list(gaps)[-1])
    return [
        Dot(
            x(step.seconds),
            plots.down(market[name]),
            text(language, "all stores %(share)s", share=percent(language, market[name])) if name == named else "",
            "start" if name in below else "end",
            below=gaps[name] < 0,
        )
        for name, step in reached.items()
    ]


def history_chart(shown: Shown | None, history: Sequence[Point], language: Language) -> Chart | None:
    """The score at the beginning of each month and now, with its interval; None where there is too little of it."""
    points = _with_present(shown, history)
    scored = [point for point in points if point.score is not None]
    if len(scored) < FEWEST_POINTS:
        return None
    points = points[points.index(scored[0]) : points.index(scored[-1]) + 1]
    x = _time_axis(points[0].at, points[-1].at, language)
    bands, lines = _traced(points, x)
    first, last = scored[0], scored[-1]
    return Chart(
        id="score-history",
        title=text(language, "Its score over time"),
        sentence=_history_sentence(language, scored),
        columns=[
            text(language, "As of"),
            text(language, "Score"),
            text(language, "Interval"),
            text(language, "Cases of the year before"),
        ],
        rows=[_history_row(language, point, is_last=point is points[-1]) for point in reversed(points)],
        note=text(language, "Each point rests on the cases of the year before it; the band is its interval."),
        ticks=_history_ticks(language, points, x),
        levels=_levels(language, of=BEST),
        bands=bands,
        lines=lines,
        dots=[
            Dot(x(first.at.timestamp()), _height(first), number(language, first.score or 0), "start"),
            Dot(x(last.at.timestamp()), _height(last), number(language, last.score or 0), "end"),
        ],
    )


def sparkline(shown: Shown | None, history: Sequence[Point], language: Language) -> Sparkline | None:
    """The score over the last year, on the same scale for every store; None where there is too little of it."""
    points = [point for point in _with_present(shown, history) if shown and point.at > shown.as_of - YEAR]
    scored = [point for point in points if point.score is not None]
    if len(scored) < FEWEST_POINTS or shown is None:
        return None
    x = _time_axis(shown.as_of - YEAR, shown.as_of, language)
    bands, lines = _traced(points, x)
    return Sparkline(
        label=text(
            language,
            "Its score over the last year: from %(before)s to %(now)s",
            before=number(language, scored[0].score or 0),
            now=number(language, scored[-1].score or 0),
        ),
        bands=bands,
        lines=lines,
        end=Dot(x(scored[-1].at.timestamp()), _height(scored[-1])),
    )


def _with_present(shown: Shown | None, history: Sequence[Point]) -> list[Point]:
    if shown is None:
        return list(history)
    present = Point(shown.as_of, int(shown.published.get("n", 0)), shown.score, shown.low, shown.high)
    return [*(point for point in history if point.at < present.at), present]


def _time_axis(start: datetime, end: datetime, language: Language) -> Across:
    return Across((start.timestamp(), end.timestamp()), from_right=language.direction == "rtl")


def _height(point: Point) -> float:
    return plots.down(point.score or 0, BEST)


def _traced(points: Sequence[Point], x: Across) -> tuple[list[str], list[str]]:
    """(bands, lines) over the months that have a score."""

    def places(run: Sequence[Point], name: str) -> list[Place]:
        return [(x(point.at.timestamp()), plots.down(getattr(point, name), BEST)) for point in run]

    whole = plots.runs(points, lambda point: point.score is not None)
    bands = [plots.area(places(run, "high"), places(run, "low")) for run in whole]
    return bands, [plots.line(places(run, "score")) for run in whole]


def _history_sentence(language: Language, scored: Sequence[Point]) -> str:
    """How the present score stands to that of a year ago, or the first there is. Says no more than intervals allow."""
    now = scored[-1]
    then = next(point for point in scored if point.at >= now.at - YEAR)
    if then is now:
        then = scored[0]
    known = {
        "month": month(language, then.at),
        "before": number(language, then.score or 0),
        "now": number(language, now.score or 0),
    }
    if (now.low or 0) > (then.high or 0):
        return text(language, "The score has risen: it was %(before)s in %(month)s and is %(now)s now.", **known)
    if (now.high or 0) < (then.low or 0):
        return text(language, "The score has fallen: it was %(before)s in %(month)s and is %(now)s now.", **known)
    return text(
        language,
        "The score was %(before)s in %(month)s and is %(now)s now; the intervals overlap, so that is no sure change.",
        **known,
    )


def _history_row(language: Language, point: Point, *, is_last: bool) -> list[str]:
    label = text(language, "now") if is_last else short_date(language, point.at)
    if point.score is None or point.low is None or point.high is None:
        return [label, text(language, "too few cases"), "", number(language, point.n)]
    interval = _interval(number(language, point.low), number(language, point.high), language)
    return [label, number(language, point.score), interval, number(language, point.n)]


def _history_ticks(language: Language, points: Sequence[Point], x: Across) -> list[Tick]:
    chosen = [points[place] for place in plots.spaced(len(points), TICKS)]
    ticks = [Tick(x(point.at.timestamp()), month(language, point.at).rsplit(" ", 1)) for point in chosen[:-1]]
    return [*ticks, Tick(x(points[-1].at.timestamp()), (text(language, "now"),))]


def _levels(language: Language, of: int | None = None) -> list[Level]:
    """Nothing, half and all there can be."""
    return [
        Level(plots.down(share), number(language, share * of) if of else percent(language, share)) for share in LEVELS
    ]


def _interval(low: str, high: str, language: Language) -> str:
    return text(language, "%(low)s to %(high)s", low=low, high=high)
