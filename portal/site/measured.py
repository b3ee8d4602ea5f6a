"""The plot of how long texts wait for a moderator, held against the aim."""

from collections.abc import Mapping, Sequence

from portal import plots
from portal.language import Language, duration, percent, text
from portal.plots import Across
from portal.site.plots import Chart, Dot, Level, Tick
from portal.transparency import Figures, Wait

FEWEST = 10
"""Of fewer texts a share says nothing."""
MINUTE, DAY = 60.0, 86_400.0
AIMS: Mapping[float, float] = {DAY: 0.9, 3 * DAY: 0.99}
"""The share that is to be decided by a time in seconds."""
KNOTS = (0.0, DAY, 3 * DAY, 7 * DAY)


def decided_by(curve: Sequence[Wait], seconds: float) -> tuple[float, float, float]:
    """(share decided, lower, upper bound) by then."""
    last = [step for step in curve if step.seconds <= seconds][-1:]
    return (1 - last[0].share, 1 - last[0].high, 1 - last[0].low) if last else (0.0, 0.0, 0.0)


def usual_wait(figures: Figures, language: Language) -> str | None:
    """By when half of the texts are decided, in whole minutes; None where there are too few, or not half are."""
    if figures.half is None or _are_few(figures):
        return None
    return duration(language, max(MINUTE, figures.half))


def _are_few(figures: Figures) -> bool:
    return figures.decided + figures.waiting < FEWEST


def waiting_chart(figures: Figures, language: Language) -> Chart | None:
    """The share of texts decided by the time since they were sent, with the aims; None where there are too few."""
    if _are_few(figures):
        return None
    curve = figures.curve
    x = Across(KNOTS, from_right=language.direction == "rtl")
    steps = [(0.0, 0.0, 0.0, 0.0)]
    steps += [
        (step.seconds, 1 - step.share, 1 - step.high, 1 - step.low) for step in curve if step.seconds <= KNOTS[-1]
    ]
    steps.append((KNOTS[-1], *steps[-1][1:]))
    reached = {seconds: decided_by(curve, seconds) for seconds in AIMS}
    return Chart(
        id="waiting-curve",
        title=text(language, "Share decided, by time since a text was sent"),
        sentence=_waiting_sentence(reached, language),
        columns=_waiting_columns(language),
        rows=[
            [duration(language, at), *(percent(language, share) for share in reached[at]), percent(language, aim)]
            for at, aim in AIMS.items()
        ],
        note=text(language, "Texts that still wait count as waiting. The band shows how sure the curve is."),
        ticks=[Tick(x(at), duration(language, at).split(" ", 1)) for at in KNOTS[1:]],
        levels=[Level(plots.down(share), percent(language, share)) for share in (0.0, 0.5, 1.0)],
        bands=[
            plots.area(
                plots.corners([(x(at), plots.down(high)) for at, _, _, high in steps]),
                plots.corners([(x(at), plots.down(low)) for at, _, low, _ in steps]),
            )
        ],
        lines=[plots.line(plots.corners([(x(at), plots.down(share)) for at, share, _, _ in steps]))],
        dots=[Dot(x(at), plots.down(reached[at][0])) for at in AIMS],
    )


def _waiting_sentence(reached: Mapping[float, tuple[float, float, float]], language: Language) -> str:
    first, second = ((percent(language, reached[at][0]), percent(language, aim)) for at, aim in AIMS.items())
    return text(
        language,
        "Within 24 hours %(first)s are decided (aim: %(first_aim)s), within 72 hours %(second)s (aim: %(second_aim)s).",
        first=first[0],
        first_aim=first[1],
        second=second[0],
        second_aim=second[1],
    )


def _waiting_columns(language: Language) -> list[str]:
    return [
        text(language, "Within"),
        text(language, "Decided"),
        text(language, "Interval, from"),
        text(language, "Interval, to"),
        text(language, "Aim"),
    ]
