"""What moderators let through, by group, and whether groups differ by more than chance; how far readers agree."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from portal import plots
from portal.language import N_, Language, number, percent, plural, text
from portal.moderation import AppealFigures, Verdict
from portal.site.measured import FEWEST
from portal.site.plots import Bar, Bars
from portal.statistics import agreement, cohen_kappa, share_interval
from portal.transparency import Counts

MOST_ROWS = 12
OUTCOMES: Mapping[Verdict, str] = {
    Verdict.APPROVE: N_("Let through"),
    Verdict.REQUEST_CHANGES: N_("Sent back for changes"),
    Verdict.REJECT: N_("Not published"),
}
Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts of one name: how many were decided on, and how many of these let through."""

    name: str
    decided: int
    approved: int

    @property
    def share(self) -> float:
        return self.approved / self.decided

    @property
    def interval(self) -> tuple[float, float]:
        return share_interval(self.approved, self.decided)

    def differs_from(self, share: float) -> bool:
        """By more than chance explains."""
        low, high = self.interval
        return not low <= share <= high


def most_frequent(counts: Counts) -> list[str]:
    """The keys of the groups, that of the most decided texts first."""
    return sorted(counts, key=lambda key: (-counts[key][0], key))


def groups_of(counts: Counts, name: Callable[[str], str]) -> list[Group]:
    """The groups by name, the most frequent first."""
    return [Group(name(key), *counts[key]) for key in most_frequent(counts)]


def approval_bars(plot_id: str, title: str, heading: str, groups: Sequence[Group], language: Language) -> Bars | None:
    """The share let through by name, with its interval; None where no group is large enough to be shown.

    Small groups are counted and not shown.
    """
    shown = [group for group in groups if group.decided >= FEWEST][:MOST_ROWS]
    if not shown:
        return None
    return Bars(
        id=plot_id,
        title=title,
        sentence=" ".join(_sentences(shown, groups, language)),
        note=" ".join(_notes(len(groups) - len(shown), language)),
        columns=[
            heading,
            text(language, "Decided texts"),
            text(language, "Let through"),
            text(language, "Interval, from"),
            text(language, "Interval, to"),
        ],
        rows=[
            [
                group.name,
                number(language, group.decided),
                *(percent(language, share) for share in (group.share, *group.interval)),
            ]
            for group in shown
        ],
        bars=[Bar(group.name, _with_interval(group, language), _parts(group.share, language)) for group in shown],
    )


def _sentences(shown: Sequence[Group], groups: Sequence[Group], language: Language) -> list[str]:
    shares = [group.share for group in shown]
    whole = sum(group.approved for group in groups) / sum(group.decided for group in groups)
    if len(shown) == 1:
        return [text(language, "%(share)s are let through.", share=percent(language, shares[0]))]
    spread = text(
        language,
        "The share let through lies between %(least)s and %(most)s.",
        least=percent(language, min(shares)),
        most=percent(language, max(shares)),
    )
    return [spread, _symmetry(sum(group.differs_from(whole) for group in shown), percent(language, whole), language)]


def _symmetry(differing: int, whole: str, language: Language) -> str:
    if not differing:
        return text(
            language, "None of them differs from the whole (%(whole)s) by more than chance explains.", whole=whole
        )
    return plural(
        language,
        "%(count)s of them differs from the whole (%(whole)s) by more than chance explains.",
        "%(count)s of them differ from the whole (%(whole)s) by more than chance explains.",
        differing,
        whole=whole,
    )


def _notes(left_out: int, language: Language) -> list[str]:
    notes = [text(language, "In brackets: where the share lies with 95% certainty.")]
    if left_out:
        notes.append(
            plural(
                language, "Not shown: %(count)s with fewer texts.", "Not shown: %(count)s with fewer texts.", left_out
            )
        )
    return notes


def _with_interval(group: Group, language: Language) -> str:
    low, high = group.interval
    return text(
        language,
        "%(share)s (%(low)s to %(high)s)",
        share=percent(language, group.share),
        low=percent(language, low),
        high=percent(language, high),
    )


def _parts(share: float, language: Language) -> list[plots.Part]:
    pieces = plots.parts([("solved", share), ("rest", 1 - share)], from_right=language.direction == "rtl")
    return [piece for piece in pieces if piece.width]


def outcome_rows(found: Mapping[Verdict, int], language: Language) -> Facts:
    """How first decisions came out, in words and shares."""
    total = sum(found.values())
    return [
        (text(language, label), share_of(found.get(verdict, 0), total, language)) for verdict, label in OUTCOMES.items()
    ]


def appeal_rows(found: AppealFigures, language: Language) -> Facts:
    """How often authors were right, of the appeals answered and of everything refused."""
    return [
        (text(language, "Texts rejected or taken down"), number(language, found.refused)),
        (text(language, "Appeals answered"), number(language, found.answered)),
        (text(language, "Decided for the author"), number(language, found.granted)),
        (text(language, "Of the answered appeals"), share_of(found.granted, found.answered, language)),
        (text(language, "Of all that was refused"), share_of(found.granted, found.refused, language, places=1)),
    ]


def agreement_rows(pairs: Mapping[tuple[Verdict, Verdict], int], language: Language) -> Facts:
    """How far a second reader, who did not know the decision, would have decided the same."""
    same, total = agreement(pairs)
    kappa = cohen_kappa(pairs) if total >= FEWEST else None
    return [
        (text(language, "Texts read a second time"), number(language, total)),
        (text(language, "Both readers said the same"), share_of(same, total, language)),
        (
            text(language, "Agreement beyond chance (kappa)"),
            text(language, "too few") if kappa is None else number(language, kappa, 2),
        ),
    ]


def share_of(hits: int, total: int, language: Language, places: int = 0) -> str:
    """A share in words: that there is nothing yet, or too little for a figure, is said."""
    if not total:
        return text(language, "none yet")
    return text(language, "too few") if total < FEWEST else percent(language, hits / total, places)
