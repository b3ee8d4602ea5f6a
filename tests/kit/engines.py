"""The two engines a portal can search with, each with an application of its own and nothing in it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from portal.db import db
from tests.kit.postgresql import emptied
from tests.kit.snapshots import EMPTY


@contextmanager
def _embedded(request: pytest.FixtureRequest) -> Iterator[Flask]:
    app, snapshots = request.getfixturevalue("blank_app"), request.getfixturevalue("snapshots")
    with app.app_context():
        snapshots.instance.put_back(EMPTY)
        yield app
        db.session.remove()
        db.engine.dispose()


@contextmanager
def _on_postgresql(request: pytest.FixtureRequest) -> Iterator[Flask]:
    app = request.getfixturevalue("postgresql_app")
    with emptied(app, request.getfixturevalue("postgresql_server")):
        yield app


ENGINES = (
    pytest.param(_embedded, id="whoosh"),
    pytest.param(_on_postgresql, id="postgresql", marks=pytest.mark.postgresql),
)
"""Parameters of a fixture: `with request.param(request) as app`."""
