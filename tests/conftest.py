"""One application per test process, and a fresh database for every test that asks for one.

Operations commit for real. The database is a file; before each test it is replaced by a copy of a migrated one,
empty or as a fixture has filled it once in the run, which costs milliseconds.
"""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

from portal.accounts import passwords
from portal.config import Config
from portal.db import db
from portal.factory import create_app
from portal.rendering import Renderer
from portal.web.pages import site_globals
from tests.bench import real_data
from tests.kit import depth
from tests.kit.client import Client
from tests.kit.postgresql import Cluster, cluster, migrated
from tests.kit.snapshots import EMPTY, Instance, Snapshots
from tests.kit.world import World

FOLDER = "SHAKWA_TESTS_FOLDER"
"""Names to the processes of a run the folder they share."""


def pytest_configure(config: pytest.Config) -> None:
    """A wrong PORTAL_REAL_DATA ends the run before it begins."""
    try:
        real_data.folder()
    except SystemExit as ended:
        raise pytest.UsageError(ended.code) from None
    if not hasattr(config, "workerinput"):
        folder = _quick_folder()
        os.environ[FOLDER] = folder.name
        config.add_cleanup(folder.cleanup)


def _quick_folder() -> TemporaryDirectory[str]:
    """In memory where the machine has such a place: the files of an instance are put back some thousand times."""
    memory = Path("/dev/shm")  # noqa: S108 -- the folder made in it has a name nobody can guess
    return TemporaryDirectory(prefix="shakwa-tests-", dir=memory if os.access(memory, os.W_OK) else None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is tried in each language is, where time is short, tried in one: another every day."""
    left_out = set(depth.of_other_languages(items)) if depth.QUICK else set()
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session", autouse=True)
def _passwords_hash_quickly() -> Iterator[None]:
    """The cost that protects a stolen database would be most of the time of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


def pytest_collection_finish() -> None:
    """What is loaded by now stays: nobody need look through it for garbage again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def config() -> Config:
    instance = Path(os.environ[FOLDER]) / f"instance-{os.getpid()}"
    return Config.from_environment({"PORTAL_INSTANCE": str(instance), "PORTAL_SECRET_KEY": "only for the tests"})


@pytest.fixture(scope="session")
def blank_app(config: Config) -> Flask:
    app = create_app(config)
    app.testing = True
    # No template changes while the tests run, and to look whether one did takes half the time of a page.
    compiled = Path(os.environ[FOLDER]) / "templates"
    compiled.mkdir(exist_ok=True)
    app.extensions["portal-renderer"] = Renderer(site_globals, compiled=FileSystemBytecodeCache(str(compiled)))
    return app


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Cluster]:
    """A PostgreSQL of the tests' own, once a process."""
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def postgresql_app(postgresql_server: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on it; `emptied` is around each test."""
    with migrated(postgresql_server, tmp_path_factory.mktemp("postgresql")) as app:
        yield app


@pytest.fixture(scope="session")
def snapshots(blank_app: Flask, config: Config) -> Snapshots:
    instance = Instance(blank_app, config.instance / "portal.db", Path(os.environ[FOLDER]) / "snapshots")
    snapshots = Snapshots(instance)
    with blank_app.app_context():
        snapshots.empty(upgrade)
    return snapshots


@pytest.fixture
def app(blank_app: Flask, snapshots: Snapshots) -> Iterator[Flask]:
    """The application, inside its context, with an empty database, index and mail box."""
    with blank_app.app_context():
        snapshots.instance.put_back(EMPTY)
        yield blank_app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def once(snapshots: Snapshots) -> Callable[..., Any]:
    """Makes the beginning of a test, or puts it back as it was made for another: `once(make, world)`."""
    return snapshots.once


@pytest.fixture
def world(app: Flask, once: Callable[..., Any]) -> World:
    """Everybody of the cast, two stores, and verbs for what people do."""
    return once(World, app)


@pytest.fixture
def world_clock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal's clock shows the world's time, also after it has waited."""
    monkeypatch.setattr("portal.clock.now", lambda: world.now)


@pytest.fixture
def client(world: World) -> Client:
    """Nobody in particular, with a browser."""
    return Client(world.app)
