"""Bars: how cases ended, what shoppers think of a store's support, and what complaints are about."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from portal import plots
from portal.branding import Branding
from portal.complaints import EXPECTATION_LABELS, NATURE_LABELS, Marks, Tally
from portal.language import Language, number, percent, plural, text
from portal.plots import Across, Part
from portal.scores import Shown
from portal.site.figures import BOUND_MEANINGS
from portal.site.plots import Bar, Bars, Shares

FEWEST_MARKS = 3
FEWEST_KINDS = 2
LOWEST, HIGHEST = 1, 5


def shares_bar(shown: Shown, language: Language) -> Shares | None:
    """How the cases that are due ended; what nobody knows stands between the two. None where no case is due."""
    shares, bounds = shown.published["shares"], shown.published["resolution_bounds"]
    if shares["solved"] is None:
        return None
    words = {
        "solved": text(language, "solved"),
        "silent": text(language, "shopper silent"),
        "unsolved": text(language, "not solved or not answered"),
    }
    pieces = plots.parts(((kind, shares[kind]) for kind in words), from_right=language.direction == "rtl")
    worst, best = percent(language, bounds["worst"]), percent(language, bounds["best"])
    is_sure = worst == best
    return Shares(
        id="shares",
        title=text(language, "How its cases ended"),
        sentence=text(language, "Of the cases that are due, %(share)s are solved.", share=worst)
        if is_sure
        else text(
            language,
            "Of the cases that are due, between %(worst)s and %(best)s are solved: in %(silent)s the shopper has not "
            "said how it ended.",
            worst=worst,
            best=best,
            silent=percent(language, shares["silent"]),
        ),
        columns=[text(language, "How it ended"), text(language, "Share")],
        rows=[
            *([word, percent(language, shares[kind])] for kind, word in words.items()),
            [text(language, BOUND_MEANINGS["worst"]), worst],
            [text(language, BOUND_MEANINGS["best"]), best],
        ],
        parts=[piece for piece in pieces if piece.width],
        keys=[(kind, word, percent(language, shares[kind])) for kind, word in words.items()],
        between=None if is_sure else next(piece for piece in pieces if piece.kind == "silent"),
        between_label=text(language, "solved: %(worst)s to %(best)s", worst=worst, best=best),
    )


def marks_bars(counted: Iterable[Tally], language: Language) -> Bars | None:
    """The mean mark for each expectation; one with fewer than three marks is said, not drawn. None without marks."""
    marks = _marks(counted)
    if not any(of.given for of in marks.values()):
        return None
    enough = {name: of for name, of in marks.items() if of.given >= FEWEST_MARKS}
    x = Across((LOWEST, HIGHEST), from_right=language.direction == "rtl")
    return Bars(
        id="marks",
        title=text(language, "Marks for its support"),
        sentence=_marks_sentence(enough, language),
        columns=[text(language, "Expectation"), text(language, "Mean mark"), text(language, "Cases")],
        rows=[
            [
                text(language, EXPECTATION_LABELS[name]),
                number(language, of.mean, 1) if of.mean is not None else text(language, "none"),
                number(language, of.given),
            ]
            for name, of in marks.items()
        ],
        note=text(
            language,
            "Shoppers give 1 to 5 marks at the end of a case; the bar is empty at 1 and full at 5. "
            "The cases of the last year count.",
        ),
        bars=[_marks_bar(name, of, x, language) for name, of in marks.items()],
        divisions=[x(mark) for mark in range(LOWEST + 1, HIGHEST)],
    )


def _marks(counted: Iterable[Tally]) -> Mapping[str, Marks]:
    rows = list(counted)
    return {name: sum((row.marks[name] for row in rows), Marks()) for name in EXPECTATION_LABELS}


def _marks_bar(name: str, of: Marks, x: Across, language: Language) -> Bar:
    label = text(language, EXPECTATION_LABELS[name])
    cases = plural(language, "%(count)s case", "%(count)s cases", of.given)
    if of.mean is None or of.given < FEWEST_MARKS:
        return Bar(label, text(language, "%(cases)s: too few", cases=cases), ())
    share = (of.mean - LOWEST) / (HIGHEST - LOWEST)
    value = text(
        language,
        "%(mark)s of %(best)s (%(cases)s)",
        mark=number(language, of.mean, 1),
        best=HIGHEST,
        cases=cases,
    )
    return Bar(label, value, plots.parts([("mark", share)], from_right=x.from_right))


def _marks_sentence(enough: Mapping[str, Marks], language: Language) -> str:
    ordered = sorted(enough, key=lambda name: enough[name].mean or 0)
    if len(ordered) < FEWEST_KINDS:
        return text(language, "Too few shoppers have given marks to compare them.")
    worst, best = ordered[0], ordered[-1]
    return text(
        language,
        "Shoppers give it the most for %(best)s (%(most)s of %(full)s) and the least for %(worst)s (%(least)s).",
        best=text(language, EXPECTATION_LABELS[best]),
        most=number(language, enough[best].mean or 0, 1),
        full=HIGHEST,
        worst=text(language, EXPECTATION_LABELS[worst]),
        least=number(language, enough[worst].mean or 0, 1),
    )


def nature_bars(counted: Iterable[Tally], language: Language) -> Bars | None:
    """What went wrong, the most frequent first; None where nothing was counted."""
    found = _grouped(counted, lambda row: text(language, NATURE_LABELS[row.nature]))
    if not found:
        return None
    return _kinds(
        "natures",
        text(language, "Complaints by what went wrong"),
        text(language, "What went wrong"),
        found,
        language,
    )


def category_bars(counted: Iterable[Tally], branding: Branding, language: Language) -> Bars | None:
    """The kinds of goods complained about; None where there are not two to compare."""
    found = _grouped(counted, lambda row: branding.category_name(row.category, language))
    if len(found) < FEWEST_KINDS:
        return None
    return _kinds(
        "categories",
        text(language, "Complaints by kind of goods"),
        text(language, "Kind of goods"),
        found,
        language,
    )


def _grouped(counted: Iterable[Tally], name: Callable[[Tally], str]) -> list[tuple[str, int, int]]:
    """(name, cases, solved) of each kind, the most frequent first."""
    found: dict[str, tuple[int, int]] = {}
    for row in counted:
        cases, solved = found.get(name(row), (0, 0))
        found[name(row)] = (cases + row.cases, solved + row.solved)
    return sorted(((label, *of) for label, of in found.items()), key=lambda kind: (-kind[1], kind[0]))


def _kinds(plot_id: str, title: str, heading: str, kinds: Sequence[tuple[str, int, int]], language: Language) -> Bars:
    most = kinds[0][1]
    return Bars(
        id=plot_id,
        title=title,
        sentence=_kinds_sentence(kinds, language),
        columns=[heading, text(language, "Complaints"), text(language, "Solved"), text(language, "Share solved")],
        rows=[
            [label, number(language, cases), number(language, solved), percent(language, solved / cases)]
            for label, cases, solved in kinds
        ],
        note=text(language, "The full part of each bar is what shoppers call solved."),
        bars=[
            Bar(label, _kind_value(cases, solved, language), _kind_parts(cases, solved, most, language))
            for label, cases, solved in kinds
        ],
    )


def _kinds_sentence(kinds: Sequence[tuple[str, int, int]], language: Language) -> str:
    (name, most, _), *others = kinds
    total = sum(cases for _, cases, _ in kinds)
    if others and others[0][1] == most:
        return text(language, "None stands out among the %(total)s complaints of the last year.", total=total)
    if total == 1:
        return text(language, "The one complaint of the last year: %(kind)s.", kind=name)
    return text(
        language,
        "Most often: %(kind)s, in %(most)s of %(total)s complaints of the last year.",
        kind=name,
        most=most,
        total=total,
    )


def _kind_value(cases: int, solved: int, language: Language) -> str:
    counted = plural(language, "%(count)s case", "%(count)s cases", cases)
    return text(language, "%(cases)s, %(share)s solved", cases=counted, share=percent(language, solved / cases))


def _kind_parts(cases: int, solved: int, most: int, language: Language) -> list[Part]:
    shares = [("solved", solved / most), ("rest", (cases - solved) / most)]
    return [part for part in plots.parts(shares, from_right=language.direction == "rtl") if part.width]
