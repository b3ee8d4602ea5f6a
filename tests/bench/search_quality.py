"""How well search finds what was meant: judged queries over the hand-written threads of the sample world.

The judgements and how they were made are in `search_judgements.tsv` beside this file.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from math import log2
from pathlib import Path
from statistics import fmean
from typing import Any

from flask import Flask
from flask_migrate import upgrade

from portal import archive, clock, search, stores
from portal.branding import built_in
from portal.db import db
from portal.language import LANGUAGES
from portal.sample import sample_world
from portal.sample.worlds import COMPOSED
from portal.search.documents import all_documents
from portal.search.engine import Engine
from tests.bench.figures import prose, table
from tests.bench.search_yardsticks import MOST, FullTextOfSqlite, PlainWhoosh
from tests.bench.workshop import Workshop
from tests.kit.postgresql import cluster, installed, migrated

TITLE = "Quality of search"
AS_OF = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
FIRST = 10
KINDS = ("persian", "arabic", "spoken", "finglish", "misspelt", "keyboard", "phrase", "store", "forms")
ALL = "all"
Search = Callable[[str], Sequence[str]]
"""Titles of the cases found, the best first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with the grades of the cases that answer it, by title."""

    kind: str
    query: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one query: nDCG of the first ten, and how much of what answers it was found at all."""

    ndcg: float
    recall: float


Measured = Mapping[str, Quality]
"""The means of each kind of query."""


def judged() -> list[Judged]:
    grades: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for line in Path(__file__).with_name("search_judgements.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, query, grade, title = line.split("\t")
            grades[kind, query][title] = int(grade)
    return [Judged(kind, query, found) for (kind, query), found in grades.items()]


def world() -> list[dict[str, Any]]:
    """The stores of the sample world and its public cases, the composed ones last, as lines of an archive."""
    return [line for line in sample_world(AS_OF) if line["type"] == "store" or line["visibility"] == "published"]


@cache
def hand_written() -> frozenset[str]:
    """Titles of the public cases that were read and judged."""
    lines = list(sample_world(AS_OF))[:-COMPOSED]
    return frozenset(
        line["title"] for line in lines if line["type"] == "complaint" and line["visibility"] == "published"
    )


def load(lines: Sequence[Mapping[str, Any]]) -> None:
    """Takes the lines into the present application's database."""
    archive.import_archive(
        (json.dumps(line, ensure_ascii=False) for line in lines),
        accepted=("fa", "ar"),
        categories=built_in().categories,
    )


def portal_search(engine: Engine) -> Search:
    """The portal's search as its page asks, on the engine, filled from the present database."""
    engine.rebuild(all_documents(db.session()))
    everyone, categories = stores.all_stores(db.session()), built_in().categories

    def find(typed: str) -> list[str]:
        question = search.question(typed, LANGUAGES["fa"], everyone, categories)
        answered = search.answer(db.session(), engine, question, AS_OF, limit=MOST, loosely=True)
        return [row.title for row in answered.found.rows]

    return find


def quality(asked: Judged, found: Sequence[str]) -> Quality:
    gains = [2 ** asked.grades.get(title, 0) - 1 for title in found[:FIRST]]
    best = sorted((2**grade - 1 for grade in asked.grades.values()), reverse=True)[:FIRST]
    return Quality(_discounted(gains) / _discounted(best), len(asked.grades.keys() & set(found)) / len(asked.grades))


def measured(find: Search) -> Measured:
    """The means of each kind of query and, as `ALL`, of all; what nobody judged is passed over in what is found."""
    known = hand_written()
    found: dict[str, list[Quality]] = {kind: [] for kind in (*KINDS, ALL)}
    for each in judged():
        of_query = quality(each, [title for title in find(each.query) if title in known])
        found[each.kind].append(of_query)
        found[ALL].append(of_query)
    return {
        kind: Quality(fmean(each.ndcg for each in of_kind), fmean(each.recall for each in of_kind))
        for kind, of_kind in found.items()
    }


def measure(workshop: Workshop) -> Iterator[str]:
    lines, queries = world(), judged()
    found: dict[str, Measured] = {}
    with clock.stopped_at(AS_OF):
        found["portal, Whoosh"] = embedded(workshop, lines)
        if installed():
            found["portal, PostgreSQL"] = on_postgresql(workshop, lines)
        else:
            yield "PostgreSQL is not installed here: the portal's engine in it is not measured."
        found["plain Whoosh"] = measured(PlainWhoosh(texts(lines)))
        with closing(FullTextOfSqlite(texts(lines))) as fts:
            found["SQLite FTS5"] = measured(fts)
    yield from prose(
        f"{len(queries)} judged queries over {len(hand_written())} hand-written cases of the sample world, found "
        f"among all its {len(texts(lines))} public ones; how they were judged stands in "
        f"`tests/bench/search_judgements.tsv`. In each cell nDCG of the first {FIRST} and, behind it, recall: the "
        f"share of the cases that answer the query among the first {MOST:,} found. The portal as its search page "
        "asks, what was meant applied where nothing else is found. Plain Whoosh: its own analyzer, all words, "
        "BM25. SQLite FTS5: unicode61, all words, bm25."
    )
    yield from table(("kind", "queries", *found), rows(queries, found.values()))


def embedded(workshop: Workshop, lines: Sequence[Mapping[str, Any]]) -> Measured:
    app = workshop.app("quality")
    with app.app_context():
        upgrade()
        return of_portal(app, lines)


def on_postgresql(workshop: Workshop, lines: Sequence[Mapping[str, Any]]) -> Measured:
    with cluster() as server, migrated(server, workshop.folder / "quality-postgresql") as app, app.app_context():
        return of_portal(app, lines)


def of_portal(app: Flask, lines: Sequence[Mapping[str, Any]]) -> Measured:
    load(lines)
    return measured(portal_search(app.extensions["portal-search"]))


def rows(queries: Sequence[Judged], found: Collection[Measured]) -> Iterator[list[str]]:
    for kind in (*KINDS, ALL):
        count = sum(kind in {each.kind, ALL} for each in queries)
        yield [kind, str(count), *(_cell(of_engine[kind]) for of_engine in found)]


def texts(lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The words of each case as they were written, by its title: all that the portal indexes of it."""
    named = {line["slug"]: " ".join(line["name"].values()) for line in lines if line["type"] == "store"}
    return {
        line["title"]: "\n".join(
            [line["title"], line["body"], line.get("product", ""), line.get("seller", ""), named[line["store"]]]
        )
        for line in lines
        if line["type"] == "complaint"
    }


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))


def _cell(found: Quality) -> str:
    return f"{found.ndcg:.2f} · {found.recall:.2f}"
