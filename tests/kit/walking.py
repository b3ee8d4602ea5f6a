"""Every address of the application, filled in from a world, as everybody in it asks for it."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.routing import Rule

from portal.branding import built_in
from portal.complaints import Nature, State
from portal.language import LANGUAGES
from portal.search import Sort

Values = Mapping[str, Any]

ECHO = re.compile(r'<input[^>]*\bname="q"[^>]*>|\bhref="[^"]*[?;&]q=[^"]*"')
"""What was searched for stands in the search box again, and in the links that keep the question."""


class UnfilledArgumentError(Exception):
    """A route takes an argument that the walk knows no value for."""


@dataclass(frozen=True)
class Step:
    """A page asked for by somebody. `shown` is the answer without the echo of what was searched for."""

    reader: str
    endpoint: str
    method: str
    path: str
    status: int
    body: str

    @property
    def shown(self) -> str:
        return ECHO.sub("", self.body) if "q=" in self.path else self.body


@dataclass(frozen=True)
class Filling:
    """Values for the arguments of routes: each with each, but for pairs that belong together."""

    arguments: Mapping[str, Sequence[Any]]
    pairs: Mapping[tuple[str, str], Sequence[tuple[Any, Any]]]
    queries: Mapping[str, Iterable[Values]]

    def values(self, rule: Rule) -> Iterator[Values]:
        wanted = sorted(rule.arguments - {"language_code"})
        pairs = self.pairs.get((wanted[0], wanted[1])) if len(wanted) == 2 else None
        if pairs is not None:
            yield from (dict(zip(wanted, pair, strict=True)) for pair in pairs)
            return
        missing = [name for name in wanted if name not in self.arguments]
        if missing:
            raise UnfilledArgumentError(f"{rule} takes {missing}: give the walk values for them")
        for chosen in product(*(self.arguments[name] for name in wanted)):
            yield dict(zip(wanted, chosen, strict=True))


def paths(
    app: Flask,
    filling: Filling,
    method: str,
    languages: Sequence[str] = tuple(LANGUAGES),
    only: Container[str] | None = None,
) -> Iterator[tuple[str, str]]:
    """Endpoint and address of every page that answers to the method, the languages taking turns.

    `only` names the endpoints asked for. One with fewer addresses than there are languages has each of them in all.
    """
    adapter = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        if method not in rule.methods or (only is not None and rule.endpoint not in only):
            continue
        filled = [(values, {}) for values in filling.values(rule)]
        if method == "GET":
            filled += [(filled[0][0], query) for query in filling.queries.get(rule.endpoint, ())]
        codes = languages if "language_code" in rule.arguments else [None]
        for code, (values, query) in _taking_turns(codes, filled):
            language = {} if code is None else {"language_code": code}
            path = adapter.build(rule.endpoint, {**values, **language})
            yield rule.endpoint, f"{path}?{urlencode(query)}" if query else path


def _taking_turns(codes: Sequence[Any], filled: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    if len(filled) < len(codes):
        return iter(product(codes, filled))
    return zip(islice(cycle(codes), len(filled)), filled, strict=True)


def narrowed_searches(slugs: Iterable[str]) -> list[Values]:
    """Everything that narrows or orders the list."""
    narrowed = {
        "store": slugs,
        "category": built_in().categories,
        "nature": Nature,
        "state": [*State, "magic"],
        "sort": [*Sort, "magic"],
        "page": ["1", "2", "99999", "-1", "x"],
    }
    return [{name: str(value)} for name, values in narrowed.items() for value in values]
