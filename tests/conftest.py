"""One application per test process, and a fresh database for every test that asks for one.

Operations commit for real. The database is a file; before each test it is replaced by a copy of a migrated,
empty one, which costs a millisecond.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from portal.config import Config
from portal.db import db
from portal.factory import create_app
from tests.bench import real_data
from tests.kit.client import Client
from tests.kit.world import World


def pytest_configure() -> None:
    """A wrong PORTAL_REAL_DATA ends the run before it begins."""
    try:
        real_data.folder()
    except SystemExit as ended:
        raise pytest.UsageError(ended.code) from None


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    instance = tmp_path_factory.mktemp("instance")
    return Config.from_environment({"PORTAL_INSTANCE": str(instance), "PORTAL_SECRET_KEY": "only for the tests"})


@pytest.fixture(scope="session")
def migrated_app(config: Config) -> Flask:
    app = create_app(config)
    app.testing = True
    with app.app_context():
        upgrade()
        db.engine.dispose()
    shutil.copy(_database(config), _database(config).with_suffix(".empty"))
    return app


@pytest.fixture
def app(migrated_app: Flask, config: Config) -> Iterator[Flask]:
    """The application, inside its context, with an empty database, index and mail box."""
    database = _database(config)
    with migrated_app.app_context():
        db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        shutil.copy(database.with_suffix(".empty"), database)
        for folder in ("mail", "search"):
            shutil.rmtree(config.instance / folder, ignore_errors=True)
        migrated_app.extensions["portal-search"].forget()
        yield migrated_app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def world(app: Flask) -> World:
    """Everybody of the cast, two stores, and verbs for what people do."""
    return World(app)


@pytest.fixture
def world_clock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal's clock shows the world's time, also after it has waited."""
    monkeypatch.setattr("portal.clock.now", lambda: world.now)


@pytest.fixture
def client(world: World) -> Client:
    """Nobody in particular, with a browser."""
    return Client(world.app)


def _database(config: Config) -> Path:
    return config.instance / "portal.db"
