"""Yardsticks of search: libraries as they come, on the words as they were written."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from whoosh import fields, query
from whoosh.analysis import StandardAnalyzer
from whoosh.filedb.filestore import RamStorage

MOST = 1_000
_PARTS = re.compile(r'"([^"]+)"|«([^»]+)»|([^\s"«»]+)')
_WORD = re.compile(r"\w+")


def asked(typed: str) -> Iterator[list[str]]:
    """The phrases of what was typed, each in words; a word alone is one of its own."""
    for quoted, angled, word in _PARTS.findall(typed):
        words = _WORD.findall((quoted or angled or word).lower())
        if quoted or angled:
            yield words
        else:
            yield from ([each] for each in words)


class PlainWhoosh:
    """Whoosh with its own analyzer: all words, BM25."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        schema = fields.Schema(title=fields.ID(stored=True), words=fields.TEXT(StandardAnalyzer(stoplist=None)))
        index = RamStorage().create_index(schema)
        writer = index.writer()
        for title, text in texts.items():
            writer.add_document(title=title, words=text)
        writer.commit()
        self._searcher = index.searcher()

    def __call__(self, typed: str) -> list[str]:
        parts = [query.Phrase("words", words) for words in asked(typed) if words]
        return [hit["title"] for hit in self._searcher.search(query.And(parts), limit=MOST)]


class FullTextOfSqlite:
    """FTS5 with the tokenizer unicode61: all words, its own bm25."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE cases USING fts5(title UNINDEXED, words, tokenize='unicode61')")
        self._connection.executemany("INSERT INTO cases VALUES (?, ?)", texts.items())

    def __call__(self, typed: str) -> list[str]:
        parts = " ".join(f'"{" ".join(words)}"' for words in asked(typed) if words)
        statement = "SELECT title FROM cases WHERE words MATCH ? ORDER BY rank LIMIT ?"
        return [title for (title,) in self._rows(statement, parts)] if parts else []

    def close(self) -> None:
        self._connection.close()

    def _rows(self, statement: str, parts: str) -> Iterable[tuple[str]]:
        return self._connection.execute(statement, (parts, MOST))
