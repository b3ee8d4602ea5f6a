"""Building the tables of the index anew beside those that are searched, and putting them in their place.

What was built is committed in pieces: the transactions stay short, for behind one that is open no event is delivered.
A process killed before the swap leaves the old tables, and new ones that the next rebuild removes.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any, cast

import psycopg
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from portal.db import db
from portal.search.documents import Document
from portal.search.engine import IndexUnavailableError
from portal.search.vectors import row, words_of

CHUNK = 2_000
ATTEMPTS = 20
WAIT = "3s"
"""How often, and how long, the swap waits for those who read the old table: others queue up behind it meanwhile."""

_BEGIN = (
    "DROP TABLE IF EXISTS indexed_case_new, indexed_word_new",
    """
    CREATE TABLE indexed_case_new
        (case_id bigint NOT NULL, opened_at timestamptz NOT NULL, language varchar(12) NOT NULL,
        store_id bigint NOT NULL, category varchar(40) NOT NULL, progress varchar(32) NOT NULL,
        answered_at timestamptz, silent_at timestamptz, tokens tsvector NOT NULL, written tsvector NOT NULL)
    """,
    # In the row itself: ranking would fetch what lies elsewhere anew for each word.
    "ALTER TABLE indexed_case_new ALTER tokens SET STORAGE MAIN, ALTER written SET STORAGE MAIN",
    "CREATE TABLE indexed_word_new (word text NOT NULL, cases bigint NOT NULL)",
)
_COMPLETE = (
    "ALTER TABLE indexed_case_new ADD CONSTRAINT pk_indexed_case_new PRIMARY KEY (case_id)",
    "ALTER TABLE indexed_word_new ADD CONSTRAINT pk_indexed_word_new PRIMARY KEY (word)",
    "CREATE INDEX ix_indexed_case_new_tokens ON indexed_case_new USING gin (tokens) WITH (fastupdate = off)",
    "CREATE INDEX ix_indexed_case_new_opened_at_case_id ON indexed_case_new (opened_at, case_id)",
    "ANALYZE indexed_case_new, indexed_word_new",
)
_SWAP = (
    "DROP TABLE IF EXISTS indexed_case, indexed_word",
    "ALTER TABLE indexed_case_new RENAME TO indexed_case",
    "ALTER TABLE indexed_word_new RENAME TO indexed_word",
    "ALTER INDEX pk_indexed_case_new RENAME TO pk_indexed_case",
    "ALTER INDEX pk_indexed_word_new RENAME TO pk_indexed_word",
    "ALTER INDEX ix_indexed_case_new_tokens RENAME TO ix_indexed_case_tokens",
    "ALTER INDEX ix_indexed_case_new_opened_at_case_id RENAME TO ix_indexed_case_opened_at_case_id",
)


def build(documents: Iterable[Document]) -> int:
    """Builds both tables from the documents and swaps them in; returns how many documents they hold.

    Raises IndexUnavailableError where somebody reads the old ones without an end.
    """
    held: Counter[str] = Counter()
    with db.engine.connect() as connection:
        _run(connection, _BEGIN)
        left = iter(documents)
        while chunk := list(islice(left, CHUNK)):
            _copy(connection, "indexed_case_new", (row(document).values() for document in chunk))
            held.update(word for document in chunk for word in words_of(document))
            held[""] += len(chunk)
        _copy(connection, "indexed_word_new", held.items())
        _run(connection, _COMPLETE)
        _swap(connection)
    return held[""]


def _copy(connection: Connection, table: str, rows: Iterable[Collection[Any]]) -> None:
    driver = cast("psycopg.Connection", connection.connection.driver_connection)
    with driver.cursor().copy(f"COPY {table} FROM STDIN") as copy:
        for each in rows:
            copy.write_row(tuple(each))
    # The engine knows nothing of a transaction that it did not begin.
    driver.commit()


def _swap(connection: Connection) -> None:
    for left in reversed(range(ATTEMPTS)):
        try:
            _run(connection, (f"SET LOCAL lock_timeout = '{WAIT}'", *_SWAP))
        except OperationalError as error:
            connection.rollback()
            if not left:
                raise IndexUnavailableError("somebody goes on reading the old index") from error
        else:
            return


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(text(statement))
    connection.commit()
