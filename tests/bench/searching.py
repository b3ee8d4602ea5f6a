"""The search engine alone, beside bare Whoosh on the same index."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from flask import Flask
from whoosh import index, query
from whoosh.searching import Searcher

from portal.clock import now
from portal.complaints import CaseFilter
from portal.db import db
from portal.search import Question, Wording, search_cases
from portal.search.documents import stems
from portal.search.engine import Sought
from tests.bench.figures import milliseconds, percentile, prose, table
from tests.bench.vocabulary import queries
from tests.bench.workshop import Workshop

TITLE = "Search"
PAGE = 20
ROUNDS = 3
HEADS = (
    "query", "hits, middle", "bare p50 ms", "bare p99 ms", "engine p50 ms", "engine p99 ms", "engine p50, times bare",
    "with the database p50 ms", "p99 ms", "p50, times bare",
)  # fmt: skip
Search = Callable[[str], int]


def measure(workshop: Workshop) -> Iterator[str]:
    found = workshop.loaded("posts")
    yield from prose(
        f"{found['documents']:,} documents of real posts; Persian and Arabic queries drawn from the texts, {ROUNDS} "
        f"rounds, the first {PAGE} hits and their number. Bare: Whoosh on its own for the same stems, ranked by BM25, "
        "and `len` of its results. Engine: the portal's, which takes all hits up to its cap, for the database to say "
        "which may be shown. With the database: as the search page asks."
    )
    app = workshop.app("posts")
    with app.app_context():
        asked = [queries(workshop.archive("posts"), language) for language in ("fa", "ar")]
        classes = {kind: [text for of_language in asked for text in of_language[kind]] for kind in asked[0]}
        classes["no hit"] = [f"{text}قققق" for text in classes["rare word"]]
        searches = [bare_search(open_index(workshop.instance("posts"))), engine_search(app), whole_search(app)]
        yield from table(HEADS, [row(kind, texts, searches) for kind, texts in classes.items()])


def open_index(instance: Path) -> Searcher:
    folder = instance / "search"
    return index.open_dir(str(folder / (folder / "current").read_text(encoding="ascii"))).searcher()


def bare_search(searcher: Searcher) -> Search:
    def search(text: str) -> int:
        results = searcher.search(query.And([query.Term("words", word) for word in stems(text)]), limit=PAGE)
        return len(results)

    return search


def engine_search(app: Flask) -> Search:
    engine = app.extensions["portal-search"]

    def search(text: str) -> int:
        return len(engine.search(Sought([[stem] for stem in stems(text)])).ids)

    return search


def whole_search(app: Flask) -> Search:
    engine = app.extensions["portal-search"]

    def search(text: str) -> int:
        return search_cases(
            db.session(), engine, Question(Wording(tuple(text.split())), CaseFilter()), now(), limit=PAGE
        ).total

    return search


def row(kind: str, texts: Sequence[str], searches: Sequence[Search]) -> list[str]:
    hits = percentile([searches[0](text) for text in texts], 0.5)
    took: Mapping[Search, list[float]] = {search: [] for search in searches}
    for _ in range(ROUNDS):
        for text in texts:
            for search, seconds in took.items():
                began = time.perf_counter()
                search(text)
                seconds.append(time.perf_counter() - began)
    bare, engine, whole = ([percentile(seconds, share) for share in (0.5, 0.99)] for seconds in took.values())
    return [
        kind, f"{hits:,.0f}", *map(milliseconds, bare), *map(milliseconds, engine), f"{engine[0] / bare[0]:.1f}",
        *map(milliseconds, whole), f"{whole[0] / bare[0]:.1f}",
    ]  # fmt: skip
