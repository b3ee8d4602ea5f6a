"""What the hits of a search are made of: how many of each store, category, state, year and language."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from portal.complaints import CaseMarks
from portal.language import Language, days_of_year, digits, year_of

MOST = 8
"""Of the choices of a facet, the most frequent."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`parameters` of an address narrow to it."""

    label: str
    count: int
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facet:
    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Kind:
    """A facet by its parameter: the value a case has in it, and what the values are called."""

    parameter: str
    label: str
    value: Callable[[CaseMarks], Hashable]
    names: Mapping[str, str]


def facets(marks: Sequence[CaseMarks], kinds: Iterable[Kind]) -> list[Facet]:
    """The facets that tell the hits apart, the most frequent choice first."""
    counted = [(kind, Counter(str(kind.value(each)) for each in marks)) for kind in kinds]
    return [
        Facet(
            kind.label,
            [
                Choice(kind.names[value], count, {kind.parameter: value})
                for value, count in counts.most_common(MOST)
                if value in kind.names
            ],
        )
        for kind, counts in counted
        if len(counts) > 1
    ]


def years(marks: Sequence[CaseMarks], language: Language, label: str, query: str) -> list[Facet]:
    """The years of the reader's calendar, the latest first; days in the query narrow to one."""
    zone = ZoneInfo(language.zone)
    counts = Counter(year_of(language, each.opened_at.astimezone(zone).date()) for each in marks)
    spans = {year: days for year in counts if year and (days := days_of_year(language, year))}
    if len(spans) < 2:
        return []
    return [
        Facet(
            label,
            [
                # Gregorian days: a year of one calendar can be one of another, too.
                Choice(digits(language, year), counts[year], {"q": f"{query} since:{first} until:{last}".strip()})
                for year, (first, last) in sorted(spans.items(), reverse=True)[:MOST]
            ],
        )
    ]
