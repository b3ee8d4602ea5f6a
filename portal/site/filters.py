"""Filters of lists, read from an address: what is not known is left out, and said."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from portal.text import clean

LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows or orders a list. `options` are labels by value; `chosen` is the default where
    nothing else is; an empty default stands for everything.
    """

    name: str
    label: str
    options: Mapping[str, str]
    chosen: str
    was_wrong: bool
    default: str = ""

    @property
    def parameter(self) -> str | None:
        """Its value in an address; none where it says nothing."""
        return None if self.chosen == self.default else self.chosen


def chosen_filter(name: str, label: str, options: Mapping[str, str], default: str = "") -> Filter:
    """The filter as the address has it."""
    typed = clean(request.args.get(name, ""))[:LONGEST_QUERY]
    is_known = typed in options
    return Filter(name, label, options, typed if is_known else default, bool(typed) and not is_known, default)


def typed_query() -> str:
    """What is searched for, as one clean line; of a long one the beginning."""
    return clean(request.args.get("q", ""))[:LONGEST_QUERY]


def is_cut() -> bool:
    """Whether there was more of it."""
    return len(clean(request.args.get("q", ""))) > LONGEST_QUERY
