"""A rebuild of the index in PostgreSQL that halts in one of its phases, to be killed there: `python -m
tests.kit.halted_rebuild PHASE`.
"""

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection

from portal.config import Config
from portal.db import db
from portal.factory import create_app
from portal.search import swapping
from portal.search.documents import all_documents

HALTED = "halted"


def _halt(*_arguments: object) -> None:
    print(HALTED, flush=True)
    time.sleep(600)


def _run_to_the_commit(last: Iterable[str], connection: Connection, statements: Iterable[str]) -> None:
    told = list(statements)
    for statement in told:
        connection.execute(text(statement))
    if set(last) <= set(told):
        _halt()
    connection.commit()


def _while_it_copies() -> None:
    copy = swapping._copy

    def first_row(connection: Connection, table: str, rows: Iterable[Any]) -> None:
        copy(connection, table, list(rows)[:1])
        _halt()

    swapping._copy = first_row


def _before_it_swaps() -> None:
    swapping._swap = _halt


def _before_it_commits(last: Iterable[str]) -> None:
    swapping._run = partial(_run_to_the_commit, last)


PHASES: Mapping[str, Callable[[], None]] = {
    "while its tables are made": partial(_before_it_commits, swapping._BEGIN),
    "while documents are copied": _while_it_copies,
    "while its indexes are made": partial(_before_it_commits, swapping._COMPLETE),
    "before the swap": _before_it_swaps,
    "within the swap": partial(_before_it_commits, swapping._SWAP),
}


def main() -> None:
    PHASES[sys.argv[1]]()
    app = create_app(Config.from_environment())
    with app.app_context():
        app.extensions["portal-search"].rebuild(all_documents(db.session()))


if __name__ == "__main__":
    main()
