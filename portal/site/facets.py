"""What the hits of a search are made of: how many of each store, category, state, year and language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
    """A facet by its parameter: how many hits have each value of it, and what the values are called."""

    parameter: str
    label: str
    counts: Mapping[str, int]
    names: Mapping[str, str]


def facets(kinds: Iterable[Kind]) -> list[Facet]:
    """The facets that tell the hits apart, the most frequent choice first."""
    return [
        Facet(
            kind.label,
            [
                Choice(kind.names[value], count, {kind.parameter: value})
                for value, count in Counter(kind.counts).most_common(MOST)
                if value in kind.names
            ],
        )
        for kind in kinds
        if len(kind.counts) > 1
    ]


def years(begun: Mapping[date, int], language: Language, label: str, query: str) -> list[Facet]:
    """The years of the reader's calendar that begin then, the latest first; days in the query narrow to one."""
    counts = {year_of(language, first): count for first, count in begun.items()}
    spans = {year: span for year in counts if year and (span := days_of_year(language, year))}
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
