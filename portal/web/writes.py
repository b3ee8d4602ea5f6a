"""The one edge that commits, for requests."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app

from portal import db


@contextmanager
def writing() -> Iterator[db.Session]:
    """Opens a transaction, commits it before the answer is built, rolls back if the block raises.

    After the commit a worker is nudged. Raises BusyError where another writer holds the lock for too long.
    """
    with db.transaction() as session:
        yield session
    current_app.extensions["portal-jobs"].nudge()
