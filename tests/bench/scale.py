"""Search at the scale of a country: the engine in PostgreSQL beside Whoosh and SQLite FTS5 with fewer cases.

Reads the database that PORTAL_DATABASE_URL names, filled by `sample --complaints 500000`, and writes nothing to it.
"""

import gc
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice, pairwise, product
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from portal import search, stores
from portal.clock import now
from portal.config import Config
from portal.db import db
from portal.factory import create_app
from portal.language import LANGUAGES
from portal.search.documents import Document, all_documents
from tests.bench import growth_plot
from tests.bench.bare_search import PAGE, Search, bare_fts, bare_index, bare_searcher, in_turn
from tests.bench.figures import milliseconds, percentile, prose, table
from tests.bench.workshop import Workshop

TITLE = "Search in PostgreSQL"
DATABASE = "PORTAL_DATABASE_URL"
YARDSTICK = 80_000
COUNT, ROUNDS = 40, 5
GROWN = (10_000, 20_000, 40_000, YARDSTICK)
PLOTTED = ("very common word", "two words", "phrase", "rare word")
PLOT = "search-growth-postgresql.svg"
SMALLER = (
    "SET temp_buffers = '1GB'",
    "CREATE TEMPORARY TABLE indexed_case (LIKE public.indexed_case INCLUDING STORAGE)",
    "INSERT INTO pg_temp.indexed_case SELECT * FROM public.indexed_case ORDER BY opened_at, case_id LIMIT :size",
    "CREATE INDEX ON pg_temp.indexed_case USING gin (tokens)",
    "CREATE INDEX ON pg_temp.indexed_case (opened_at, case_id)",
    """
    CREATE TEMPORARY TABLE indexed_word AS
    SELECT word, count(*) AS cases FROM (SELECT unnest(tsvector_to_array(tokens)) AS word FROM indexed_case) AS held
    GROUP BY word UNION ALL SELECT '', count(*) FROM indexed_case
    """,
    "CREATE UNIQUE INDEX ON pg_temp.indexed_word (word)",
    "ANALYZE indexed_case, indexed_word",
)
HEADS = (
    "query", "hits, middle", "Whoosh p50 ms", "p99 ms", "FTS5 p50 ms", "p99 ms", "PostgreSQL p50 ms", "p99 ms",
    "p99, times Whoosh's very common word", "p50, times FTS5",
)  # fmt: skip


def measure(workshop: Workshop) -> Iterator[str]:
    url = os.environ.get(DATABASE)
    if not url:
        yield f"skipped: {DATABASE} names no database that `sample --complaints 500000` has filled"
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=workshop.folder)))
        app = create_app(Config.from_environment({"PORTAL_INSTANCE": str(folder), DATABASE: url}))
        stack.enter_context(app.app_context())
        size = app.extensions["portal-search"].size()
        documents = list(islice(all_documents(db.session()), YARDSTICK))
        asked = queries(documents)
        # What the bench holds is no garbage: the collector would look through it in the midst of a search.
        gc.freeze()
        bare_index(folder / "bare", documents)
        whoosh = stack.enter_context(bare_searcher(folder / "bare"))
        fts = stack.enter_context(bare_fts(documents))
        yield from prose(
            f"{size:,} generated cases in PostgreSQL, searched as the search page does, all facets included; beside it "
            f"Whoosh (BM25 and the number of hits) and SQLite FTS5 (rank and the number) with the first {YARDSTICK:,} "
            f"of them, each in one field of the same stems. {COUNT} queries of a kind, drawn from those texts, "
            f"{ROUNDS} rounds in which each has its turn, {PAGE} hits. A total is exact to 10,000; where more than "
            "20,000 hold a word that is the whole question the newest 1,000 are counted."
        )
        yield from table(HEADS, rows(asked, [whoosh, fts, whole_search(app)]))
        yield from prose(storage())
        grown = {size: middles(app, asked)}
        for fewer in GROWN:
            with index_of(fewer):
                grown[fewer] = middles(app, asked)
        grown = dict(sorted(grown.items()))
        growth_plot.write(workshop.plots / PLOT, lines(grown))
        yield from prose(f"![Times at p50 as the number of cases grows]({PLOT})")
        yield from prose("The same questions asked of an index of the oldest of these cases alone; p50 ms.")
        yield from table(("query", *(f"{cases:,}" for cases in grown)), growth(grown))


def queries(documents: Sequence[Document]) -> Mapping[str, Sequence[str]]:
    """Queries by kind, the same for the same documents."""
    rng = random.Random(1)
    texts = [[term.word for part in (document.title, *document.others[:1]) for term in part] for document in documents]
    held = Counter(word for words in texts for word in set(words))
    drawn = [words for words in rng.sample(texts, 10 * COUNT) if len(set(words)) > 1]

    def between(low: int, high: int) -> list[str]:
        return rng.sample(sorted(word for word, count in held.items() if low <= count <= high), COUNT)

    by_store = {document.id: document.store for document in documents}
    narrowed = rng.sample(documents, COUNT)
    return {
        "very common word": [word for word, _ in held.most_common(COUNT)],
        "middling word": between(400, 1_600),
        "rare word": between(3, 8),
        "two words": [" ".join(rng.sample(sorted(set(words)), 2)) for words in drawn[:COUNT]],
        "two common words": [" ".join(pair) for pair in pairwise([word for word, _ in held.most_common(COUNT + 1)])],
        "phrase": [f'"{" ".join(rng.choice(list(pairwise(words))))}"' for words in drawn[COUNT : 2 * COUNT]],
        "word and store": [f"{each.title[0].word} store:{by_store[each.id]}" for each in narrowed if each.title],
    }


def whole_search(app: Flask) -> Search:
    engine = app.extensions["portal-search"]
    shops = stores.all_stores(db.session())

    def search_for(typed: str) -> int:
        question = search.question(typed, LANGUAGES["fa"], shops, {})
        found = search.search_cases(db.session(), engine, question, now(), limit=PAGE)
        assert found.from_index
        return found.total

    return search_for


def rows(asked: Mapping[str, Sequence[str]], searches: Sequence[Search]) -> Iterator[list[str]]:
    common = None
    for kind, texts in asked.items():
        took, hits = in_turn(searches, texts, ROUNDS, time.perf_counter)
        whoosh, fts, whole = ([percentile(seconds, share) for share in (0.5, 0.99)] for seconds in took)
        common = common or whoosh[1]
        yield [
            kind, f"{percentile(hits, 0.5):,.0f}", *map(milliseconds, (*whoosh, *fts, *whole)),
            f"{whole[1] / common:.2f}", f"{whole[0] / fts[0]:.1f}",
        ]  # fmt: skip


@contextmanager
def index_of(size: int) -> Iterator[None]:
    """An index of the oldest cases alone, in temporary tables that stand before the portal's own for this session."""
    session = db.session()
    for statement in SMALLER:
        session.execute(text(statement), {"size": size} if ":size" in statement else {})
    yield
    session.rollback()
    db.engine.dispose()


def middles(app: Flask, asked: Mapping[str, Sequence[str]]) -> Mapping[str, float]:
    """The portal's seconds at p50 for each kind of query."""
    search_for = whole_search(app)
    took: dict[str, list[float]] = {kind: [] for kind in asked}
    for turn, (kind, texts) in product(range(ROUNDS + 1), asked.items()):
        for typed in texts:
            began = time.perf_counter()
            search_for(typed)
            if turn:
                took[kind].append(time.perf_counter() - began)
    return {kind: percentile(seconds, 0.5) for kind, seconds in took.items()}


def lines(grown: Mapping[int, Mapping[str, float]]) -> Mapping[str, growth_plot.Line]:
    return {kind: [(size, 1_000 * middle[kind]) for size, middle in grown.items()] for kind in PLOTTED}


def growth(grown: Mapping[int, Mapping[str, float]]) -> Iterator[list[str]]:
    for kind in next(iter(grown.values())):
        yield [kind, *(milliseconds(middle[kind]) for middle in grown.values())]


def storage() -> str:
    parts = {"table": "indexed_case", "index of its tokens": "ix_indexed_case_tokens"}
    sizes = {
        name: db.session().scalar(text("SELECT pg_total_relation_size(to_regclass(:name))"), {"name": relation})
        for name, relation in parts.items()
    }
    return "On disk: " + ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in sizes.items()) + "."
