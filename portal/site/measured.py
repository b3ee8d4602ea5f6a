"""Plots of how moderators do: how long texts wait, and what is let through."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from portal import plots
from portal.language import N_, Language, duration, number, percent, text
from portal.moderation import FirstDecision, Verdict
from portal.plots import Across
from portal.site.plots import Bar, Bars, Chart, Dot, Level, Tick
from portal.statistics import Step, kaplan_meier

FEWEST = 10
"""Of fewer texts a share says nothing."""
MOST_ROWS = 10
DAY = 86_400.0
AIMS: Mapping[float, float] = {DAY: 0.9, 3 * DAY: 0.99}
"""The share that is to be decided by a time in seconds."""
KNOTS = (0.0, DAY, 3 * DAY, 7 * DAY)
OUTCOMES: Mapping[Verdict, str] = {
    Verdict.APPROVE: N_("Let through"),
    Verdict.REQUEST_CHANGES: N_("Sent back for changes"),
    Verdict.REJECT: N_("Not published"),
}


def waiting_curve(rows: Sequence[FirstDecision]) -> list[Step]:
    """The share still waiting by the time since a text was sent; what waits still is censored."""
    return kaplan_meier([row.seconds for row in rows], [row.verdict is not None for row in rows])


def decided_by(curve: Sequence[Step], seconds: float) -> tuple[float, float, float]:
    """(share decided, lower, upper bound) by then."""
    last = [step for step in curve if step.time <= seconds][-1:]
    return (1 - last[0].survival, 1 - last[0].high, 1 - last[0].low) if last else (0.0, 0.0, 0.0)


def waiting_chart(rows: Sequence[FirstDecision], language: Language) -> Chart | None:
    """The share of texts decided by the time since they were sent, with the aims; None where there are too few."""
    if len(rows) < FEWEST:
        return None
    curve = waiting_curve(rows)
    x = Across(KNOTS, from_right=language.direction == "rtl")
    steps = [(0.0, 0.0, 0.0, 0.0)]
    steps += [(step.time, 1 - step.survival, 1 - step.high, 1 - step.low) for step in curve if step.time <= KNOTS[-1]]
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


def approval_bars(
    plot_id: str,
    title: str,
    heading: str,
    rows: Iterable[FirstDecision],
    name: Callable[[FirstDecision], str | None],
    language: Language,
) -> Bars | None:
    """The share let through at the first decision, by a name, the most frequent first; None where none is decided."""
    decided, approved = Counter[str](), Counter[str]()
    for row in rows:
        label = name(row)
        if row.verdict is not None and label is not None:
            decided[label] += 1
            approved[label] += row.verdict is Verdict.APPROVE
    if not decided:
        return None
    shown = sorted(decided.items(), key=lambda kind: (-kind[1], kind[0]))[:MOST_ROWS]
    shares = {label: approved[label] / count if count >= FEWEST else None for label, count in shown}
    return Bars(
        id=plot_id,
        title=title,
        sentence=_spread(shares, language),
        columns=[heading, text(language, "Decided texts"), text(language, "Let through")],
        rows=[[label, number(language, count), _share(shares[label], language)] for label, count in shown],
        bars=[Bar(label, _share(share, language), _parts(share, language)) for label, share in shares.items()],
    )


def outcome_rows(rows: Iterable[FirstDecision], language: Language) -> list[tuple[str, str]]:
    """How first decisions came out, in words and shares."""
    found = Counter(row.verdict for row in rows if row.verdict is not None)
    total = found.total()
    return [
        (text(language, label), _share(found[verdict] / total if total >= FEWEST else None, language))
        for verdict, label in OUTCOMES.items()
    ]


def _spread(shares: Mapping[str, float | None], language: Language) -> str:
    known = [share for share in shares.values() if share is not None]
    if not known:
        return text(language, "There are too few texts to compare.")
    return text(
        language,
        "The share let through lies between %(least)s and %(most)s.",
        least=percent(language, min(known)),
        most=percent(language, max(known)),
    )


def _share(share: float | None, language: Language) -> str:
    return text(language, "too few") if share is None else percent(language, share)


def _parts(share: float | None, language: Language) -> list[plots.Part]:
    if share is None:
        return []
    pieces = plots.parts([("solved", share), ("rest", 1 - share)], from_right=language.direction == "rtl")
    return [piece for piece in pieces if piece.width]
