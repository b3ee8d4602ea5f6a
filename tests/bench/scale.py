"""Search at the scale of a country: the engine in PostgreSQL beside Whoosh and SQLite FTS5 with fewer cases.

Reads the database that PORTAL_DATABASE_URL names, filled by `sample --complaints 500000`, and writes nothing to it.
"""

import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import islice, pairwise
from pathlib import Path

from flask import Flask
from sqlalchemy import text
from whoosh import fields, index, query
from whoosh.analysis import RegexTokenizer

from portal import search, stores
from portal.clock import now
from portal.config import Config
from portal.db import db
from portal.factory import create_app
from portal.language import LANGUAGES
from portal.search.documents import Document, all_documents, stems
from tests.bench.figures import milliseconds, percentile, prose, table
from tests.bench.workshop import Workshop

TITLE = "Search in PostgreSQL"
DATABASE = "PORTAL_DATABASE_URL"
YARDSTICK = 80_000
COUNT, ROUNDS, PAGE = 40, 3, 20
HEADS = (
    "query", "hits, middle", "Whoosh p50 ms", "p99 ms", "FTS5 p50 ms", "p99 ms", "PostgreSQL p50 ms", "p99 ms",
    "p99, times Whoosh's very common word", "p50, times FTS5",
)  # fmt: skip
Words = Sequence[str]
"""Of a query: as they were typed; one in quotation marks is a phrase."""
Search = Callable[[str], object]


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
        whoosh = stack.enter_context(bare_whoosh(folder / "bare", documents))
        fts = stack.enter_context(bare_fts(documents))
        yield from prose(
            f"{size:,} generated cases in PostgreSQL, searched as the search page does, all facets included; beside it "
            f"Whoosh (BM25 and the number of hits) and SQLite FTS5 (rank and the number) with the first {YARDSTICK:,} "
            f"of them, each in one field of the same stems. {COUNT} queries of a kind, drawn from those texts, "
            f"{ROUNDS} rounds in turn, {PAGE} hits. A total is exact to 10,000; of a word that more than 20,000 hold "
            "the newest 1,000 are counted."
        )
        yield from table(HEADS, rows(asked, [whoosh, fts, whole_search(app)]))
        yield from prose(storage())


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


@contextmanager
def bare_whoosh(folder: Path, documents: Sequence[Document]) -> Iterator[Search]:
    folder.mkdir()
    schema = fields.Schema(words=fields.TEXT(analyzer=RegexTokenizer(r"\S+"), phrase=True), store=fields.ID())
    writer = index.create_in(str(folder), schema).writer(limitmb=256)
    for document in documents:
        writer.add_document(words=words(document), store=document.store)
    writer.commit()
    searcher = index.open_dir(str(folder)).searcher()

    def search_for(typed: str) -> int:
        asked, phrase, store = read(typed)
        parts = [query.Phrase("words", list(asked))] if phrase else [query.Term("words", word) for word in asked]
        parts += [query.Term("store", store)] if store else []
        return len(searcher.search(query.And(parts), limit=PAGE))

    yield search_for
    searcher.close()
    shutil.rmtree(folder)


@contextmanager
def bare_fts(documents: Sequence[Document]) -> Iterator[Search]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE cases USING fts5(words, store, tokenize='unicode61')")
        rows = ((words(document), f"x{document.store.replace('-', '')}") for document in documents)
        connection.executemany("INSERT INTO cases VALUES (?, ?)", rows)

        def search_for(typed: str) -> int:
            words, phrase, store = read(typed)
            quoted = [f'"{" ".join(words)}"'] if phrase else [f'"{word}"' for word in words]
            wanted = " ".join(f"words:{part}" for part in quoted) + (
                f' store:"x{store.replace("-", "")}"' if store else ""
            )
            ranked = "SELECT rowid FROM cases WHERE cases MATCH ? ORDER BY rank LIMIT ?"
            connection.execute(ranked, (wanted, PAGE)).fetchall()
            return connection.execute("SELECT count(*) FROM cases WHERE cases MATCH ?", (wanted,)).fetchone()[0]

        yield search_for


def words(document: Document) -> str:
    """Its stems, the title's twice."""
    return " ".join(term.stem for part in (document.title, document.title, *document.others) for term in part)


def read(typed: str) -> tuple[Sequence[str], bool, str]:
    """Stems, whether they stand in a row, and the store."""
    words, _, store = typed.partition(" store:")
    return stems(words), words.startswith('"'), store


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
        took: list[list[float]] = [[] for _ in searches]
        hits = [0] * len(texts)
        for turn in range(ROUNDS + 1):
            for place, typed in enumerate(texts):
                for seconds, search_for in zip(took, searches, strict=True):
                    began = time.perf_counter()
                    hits[place] = int(str(search_for(typed)))
                    if turn:  # the first only warms
                        seconds.append(time.perf_counter() - began)
        whoosh, fts, whole = ([percentile(seconds, share) for share in (0.5, 0.99)] for seconds in took)
        common = common or whoosh[1]
        yield [
            kind, f"{percentile(hits, 0.5):,.0f}", *map(milliseconds, (*whoosh, *fts, *whole)),
            f"{whole[1] / common:.2f}", f"{whole[0] / fts[0]:.1f}",
        ]  # fmt: skip


def storage() -> str:
    parts = {"table": "indexed_case", "index of its tokens": "ix_indexed_case_tokens"}
    sizes = {
        name: db.session().scalar(text("SELECT pg_total_relation_size(to_regclass(:name))"), {"name": relation})
        for name, relation in parts.items()
    }
    return "On disk: " + ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in sizes.items()) + "."
