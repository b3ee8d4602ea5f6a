"""Search in the instance folder as it grows, beside bare Whoosh and SQLite FTS5 with the same words.

Indexes are kept in the folder of the workshop, so that a run that was cut short goes on where it stopped.
"""

import gc
import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from portal import archive, search, stores
from portal.clock import now
from portal.complaints import public_bodies
from portal.db import db
from portal.language import LANGUAGES
from portal.search import WhooshEngine
from portal.search.documents import Document, all_documents
from portal.search.engine import Sought
from portal.search.queries import asked_in, sought_in, spelled_out
from tests.bench import growth_plot, scale
from tests.bench.bare_search import PAGE, Search, bare_fts, bare_index, bare_searcher, in_turn
from tests.bench.figures import folder_size, megabytes, milliseconds, percentile, prose, table
from tests.bench.workshop import ROOT, Workshop

TITLE = "Search in Whoosh"
SIZES = (10_000, 20_000, 40_000, 80_000)
ROUNDS = 5
COMMITS, FIRST = 1_000, 50
PLOT = "search-growth.svg"
INSTANCE = "distinct"
PLOTTED = ("very common word", "two words", "phrase", "prefix")
HEADS = (
    "query", "hits, middle", "Whoosh p50 ms", "p99 ms", "FTS5 p50 ms", "p99 ms", "found p50 ms", "p99 ms",
    "p50, times Whoosh", "p99", "page p50 ms", "p99 ms", "p50, times Whoosh", "p99",
)  # fmt: skip


@dataclass
class Took:
    """Seconds of processor time of each search for the queries of a kind, and the hits of each query."""

    seconds: list[list[float]]
    hits: list[int]

    def at(self, search: int, share: float) -> float:
        return percentile(self.seconds[search], share)


def measure(workshop: Workshop) -> Iterator[str]:
    app = workshop.app(INSTANCE)
    with app.app_context():
        fill(app, workshop)
        documents = list(all_documents(db.session()))[: SIZES[-1]]
        asked = queries(documents)
        # What the bench holds is no garbage: the collector would look through it in the midst of a search.
        gc.freeze()
        yield from prose(
            f"Distinct real texts, each a case of one of some hundred stores, found by words and stems. Whoosh: bare, "
            f"BM25 and the number of hits, one field of the same stems; FTS5: rank and the number. Found: the portal's "
            f"engine with its filters, what is hidden left out, counted by store, category, state, language and year. "
            f"Page: the same with {PAGE} hits read and their snippets cut. {scale.COUNT} queries of a kind, drawn from "
            f"the texts, {ROUNDS} rounds in which each has its turn; times are of the processor, which others on the "
            "machine disturb less."
        )
        built, grown = {}, {}
        for size in SIZES:
            built[size] = build(workshop.folder, documents[:size])
            grown[size] = timed(app, workshop.folder, documents[:size], asked)
        yield from table(HEADS, rows(grown[SIZES[-1]]))
        yield from table(("cases", "Whoosh, documents/s", "portal, documents/s", "times", "on disk"), speeds(built))
        growth_plot.write(workshop.plots / PLOT, lines(grown))
        yield from prose(f"![Times at p50 as the number of cases grows]({PLOT})")
        yield from table(("query", *(f"{size:,}" for size in SIZES)), growth(grown))
        yield from prose(added(workshop.folder, documents))
        yield from prose(memory(workshop, asked))


def fill(app: Flask, workshop: Workshop) -> None:
    """Imports the archive where that was not done."""
    upgrade()
    if not stores.all_stores(db.session()):
        with workshop.archive(INSTANCE).open(encoding="utf-8") as lines:
            archive.import_archive(
                lines, accepted=("fa", "ar"), categories=app.extensions["portal-branding"].categories
            )
    db.session.rollback()


def queries(documents: Sequence[Document]) -> Mapping[str, Sequence[str]]:
    rng = random.Random(2)
    held = Counter(term.stem for document in documents for term in chain(document.title, *document.others[:1]))
    known = rng.sample(sorted(word for word, count in held.items() if len(word) > 3 and count > 50), scale.COUNT)
    return {**scale.queries(documents), "prefix": [f"{word[: rng.choice((2, 3))]}*" for word in known]}


def build(folder: Path, documents: Sequence[Document]) -> tuple[float, float, int]:
    """Documents a second of processor time, bare and the portal's, and bytes of the latter."""
    kept = folder / f"built-{len(documents)}.json"
    if not kept.exists():
        bare, ours = (folder / f"{name}-{len(documents)}" for name in ("bare", "ours"))
        shutil.rmtree(bare, ignore_errors=True)
        took = [
            seconds(lambda: bare_index(bare, documents)), seconds(lambda: WhooshEngine(ours).rebuild(documents))
        ]  # fmt: skip
        kept.write_text(json.dumps([*(len(documents) / each for each in took), folder_size(ours)]), encoding="utf-8")
    bare_speed, speed, size = json.loads(kept.read_text(encoding="utf-8"))
    return bare_speed, speed, size


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def timed(
    app: Flask, folder: Path, documents: Sequence[Document], asked: Mapping[str, Sequence[str]]
) -> dict[str, Took]:
    with ExitStack() as stack:
        engine = WhooshEngine(folder / f"ours-{len(documents)}")
        searches = [
            stack.enter_context(bare_searcher(folder / f"bare-{len(documents)}")),
            stack.enter_context(bare_fts(documents)),
            *portal_searches(app, engine),
        ]
        return {kind: Took(*in_turn(searches, texts, ROUNDS, time.process_time)) for kind, texts in asked.items()}


def portal_searches(app: Flask, engine: WhooshEngine) -> tuple[Search, Search]:
    with app.app_context():
        shops = stores.all_stores(db.session())

    def found(typed: str) -> int:
        question = search.question(typed, LANGUAGES["fa"], shops, {})
        sought = spelled_out(engine, sought_in(question))
        at = now()
        return engine.page(db.session(), asked_in(question, sought, at), at, PAGE, 0).total

    def page(typed: str) -> int:
        question = search.question(typed, LANGUAGES["fa"], shops, {})
        answered = search.search_cases(db.session(), engine, question, now(), limit=PAGE)
        assert answered.from_index
        bodies = public_bodies(db.session(), [row.id for row in answered.rows])
        for row in answered.rows:
            search.marked(row.title, answered.wanted)
            search.snippet(bodies[row.id], answered.wanted)
        return answered.total

    return found, page


def rows(grown: Mapping[str, Took]) -> Iterator[list[str]]:
    for kind, took in grown.items():
        bare, fts, found, page = ([took.at(search, share) for share in (0.5, 0.99)] for search in range(4))
        cells = [kind, f"{percentile(took.hits, 0.5):,.0f}", *map(milliseconds, (*bare, *fts))]
        for ours in (found, page):
            ratios = (f"{own / other:.2f}" for own, other in zip(ours, bare, strict=True))
            cells += [*map(milliseconds, ours), *ratios]
        yield cells


def speeds(built: Mapping[int, tuple[float, float, int]]) -> Iterator[list[str]]:
    for size, (bare, ours, on_disk) in built.items():
        yield [f"{size:,}", f"{bare:,.0f}", f"{ours:,.0f}", f"{ours / bare:.2f}", megabytes(on_disk)]


def lines(grown: Mapping[int, Mapping[str, Took]]) -> Mapping[str, growth_plot.Line]:
    named = {"": 2, "Whoosh, ": 0}
    return {
        f"{name}{kind}": [(size, 1_000 * kinds[kind].at(place, 0.5)) for size, kinds in grown.items()]
        for name, place in named.items()
        for kind in PLOTTED
    }


def growth(grown: Mapping[int, Mapping[str, Took]]) -> Iterator[list[str]]:
    """Of each kind, what a page takes at p50 and p99, and behind it bare Whoosh."""
    for kind in next(iter(grown.values())):
        cells = (
            " / ".join(milliseconds(kinds[kind].at(place, share)) for place in (3, 0) for share in (0.5, 0.99))
            for kinds in grown.values()
        )
        yield [kind, *cells]


def added(folder: Path, documents: Sequence[Document]) -> str:
    """What it takes to add one case after the other to the largest index."""
    copy = folder / "added"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / f"ours-{SIZES[-1]}", copy)
    engine = WhooshEngine(copy)
    took = [seconds(lambda each=each: engine.update([each], [])) for each in documents[-COMMITS:]]
    first, last = (percentile(part, 0.5) for part in (took[:FIRST], took[-FIRST:]))
    word = documents[-1].title[0].stem
    again = percentile([seconds(lambda: engine.search(Sought([[word]]))) for _ in range(FIRST)], 0.5)
    return (
        f"{COMMITS:,} cases taken in anew one by one with {SIZES[-1]:,}: p50 of the first {FIRST} "
        f"{milliseconds(first)} ms, of the last {milliseconds(last)} ms ({last / first:.1f} times), p99 "
        f"{milliseconds(percentile(took, 0.99))} ms, worst {milliseconds(max(took))} ms; then in "
        f"{len(list(copy.glob('index-*/*.seg')))} segments, where one word takes {milliseconds(again)} ms."
    )


def memory(workshop: Workshop, asked: Mapping[str, Sequence[str]]) -> str:
    kinds = workshop.folder / "queries.json"
    kinds.write_text(json.dumps(list(chain(*asked.values()))), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "tests.bench.search_memory",
        str(workshop.folder / f"ours-{SIZES[-1]}"),
        str(kinds),
    ]
    environment = workshop.environment(INSTANCE)
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    start, whole, own = json.loads(done.stdout)
    return (
        f"A process with the whole application, after all these searches and a correction: {megabytes(whole)}, of "
        f"which {megabytes(own)} its own and the rest mapped files; {megabytes(start)} before the first."
    )
