"""A rebuild of the index in PostgreSQL that halts in one of its phases, to be killed there."""

import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from multiprocessing.synchronize import Event
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection

from portal.config import Config
from portal.db import db
from portal.factory import create_app
from portal.search import swapping
from portal.search.documents import all_documents

Halt = Callable[..., None]


def rebuild(settings: Mapping[str, str], phase: str, halted: Event) -> None:
    """Until it halts, which it tells; only in a process of its own, whose portal is no other afterwards."""

    def halt(*_arguments: object) -> None:
        halted.set()
        time.sleep(600)

    PHASES[phase](halt)
    app = create_app(Config.from_environment(settings))
    with app.app_context():
        app.extensions["portal-search"].rebuild(all_documents(db.session()))


def _run_to_the_commit(last: Iterable[str], halt: Halt, connection: Connection, statements: Iterable[str]) -> None:
    told = list(statements)
    for statement in told:
        connection.execute(text(statement))
    if set(last) <= set(told):
        halt()
    connection.commit()


def _while_it_copies(halt: Halt) -> None:
    copy = swapping._copy

    def first_row(connection: Connection, table: str, rows: Iterable[Any]) -> None:
        copy(connection, table, list(rows)[:1])
        halt()

    swapping._copy = first_row


def _before_it_swaps(halt: Halt) -> None:
    swapping._swap = halt


def _before_it_commits(last: Iterable[str], halt: Halt) -> None:
    swapping._run = partial(_run_to_the_commit, last, halt)


PHASES: Mapping[str, Callable[[Halt], None]] = {
    "while its tables are made": partial(_before_it_commits, swapping._BEGIN),
    "while documents are copied": _while_it_copies,
    "while its indexes are made": partial(_before_it_commits, swapping._COMPLETE),
    "before the swap": _before_it_swaps,
    "within the swap": partial(_before_it_commits, swapping._SWAP),
}
