"""Yardsticks of speed in search: libraries as they come, on one field of the stems of the portal's documents."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path

from whoosh import fields, index, query
from whoosh.analysis import RegexTokenizer

from portal.search.documents import Document, stems

PAGE = 20
Search = Callable[[str], object]
"""From what was typed, one phrase in quotation marks or one word begun with an asterisk, to the number of hits."""


def in_turn(
    searches: Sequence[Search], texts: Sequence[str], rounds: int, clock: Callable[[], float]
) -> tuple[list[list[float]], list[int]]:
    """Seconds of each search, each with all texts in its turn, and the hits that the last one found for each text.

    A round before only warms.
    """
    took: list[list[float]] = [[] for _ in searches]
    hits: list[int] = []
    for turn, (seconds, search_for) in product(range(rounds + 1), zip(took, searches, strict=True)):
        hits.clear()
        for typed in texts:
            began = clock()
            hits.append(int(str(search_for(typed))))
            if turn:
                seconds.append(clock() - began)
    return took, hits


def bare_index(folder: Path, documents: Sequence[Document]) -> None:
    """Builds what `bare_searcher` searches."""
    folder.mkdir()
    schema = fields.Schema(words=fields.TEXT(analyzer=RegexTokenizer(r"\S+"), phrase=True), store=fields.ID())
    writer = index.create_in(str(folder), schema).writer(limitmb=256)
    for document in documents:
        writer.add_document(words=words(document), store=document.store)
    writer.commit()


@contextmanager
def bare_searcher(folder: Path) -> Iterator[Search]:
    searcher = index.open_dir(str(folder)).searcher()

    def search_for(typed: str) -> int:
        asked, phrase, store = read(typed)
        parts = [query.Phrase("words", list(asked))] if phrase else [query.Term("words", word) for word in asked]
        if typed.endswith("*"):
            parts = [query.Prefix("words", typed[:-1])]
        parts += [query.Term("store", store)] if store else []
        return len(searcher.search(query.And(parts), limit=PAGE))

    yield search_for
    searcher.close()


@contextmanager
def bare_fts(documents: Sequence[Document]) -> Iterator[Search]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE cases USING fts5(words, store, tokenize='unicode61')")
        rows = ((words(document), f"x{document.store.replace('-', '')}") for document in documents)
        connection.executemany("INSERT INTO cases VALUES (?, ?)", rows)

        def search_for(typed: str) -> int:
            asked, phrase, store = read(typed)
            quoted = [f'"{" ".join(asked)}"'] if phrase else [f'"{word}"' for word in asked]
            if typed.endswith("*"):
                quoted = [f'"{typed[:-1]}"*']
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
