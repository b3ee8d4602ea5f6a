"""Counting what is asked of the database."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Engine, event

from portal.db import db


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements sent within the block, without those that begin a transaction."""
    sent: list[str] = []

    def hear(_connection, _cursor, statement, _parameters, _context, _many) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def counted() -> AbstractContextManager[list[str]]:
    """The same, of the application at hand."""
    return statements(db.engine)
