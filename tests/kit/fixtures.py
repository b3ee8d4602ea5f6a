"""One application per test process, and a fresh database for every test that asks for one.

Operations commit for real. The database is a file; before each test it is replaced by a copy of a migrated one,
empty or as a fixture has filled it once in the run, which costs milliseconds.
"""

import atexit
import os
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache

from portal import rendering
from portal.access import Role
from portal.accounts import passwords
from portal.config import Config
from portal.db import db
from portal.factory import create_app
from portal.rendering import Renderer
from portal.web.addresses import digest
from portal.web.pages import site_globals
from tests.kit import run_folder
from tests.kit.client import Client
from tests.kit.postgresql import Cluster, cluster, migrated
from tests.kit.snapshots import EMPTY, Instance, Snapshots
from tests.kit.world import Person, World

# How long one takes says how busy the machine is; what is slow is found by the benches.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _passwords_hash_quickly() -> Iterator[None]:
    """The cost that protects a stolen database would be most of the time of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def config() -> Config:
    instance = run_folder.folder() / f"instance-{os.getpid()}"
    return Config.from_environment({"PORTAL_INSTANCE": str(instance), "PORTAL_SECRET_KEY": "only for the tests"})


@pytest.fixture(scope="session")
def blank_app(config: Config, pytestconfig: pytest.Config) -> Flask:
    app = create_app(config)
    app.testing = True
    # No template changes while the tests run, and to look whether one did takes half the time of a page.
    app.extensions["portal-renderer"] = Renderer(site_globals, compiled=_compiled_templates(pytestconfig))
    # The database is gone by then.
    atexit.unregister(app.extensions["portal-views"].keep)
    return app


def _compiled_templates(pytestconfig: pytest.Config) -> FileSystemBytecodeCache:
    """What an earlier run has compiled; what a template is compiled to hangs on these two as well."""
    compiler = f"{version('jinja2')} {Path(rendering.__file__).read_text(encoding='utf-8')}"
    folder = pytestconfig.cache.mkdir(f"templates-{digest(compiler.encode())}")
    return FileSystemBytecodeCache(str(folder))


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
    instance = Instance(blank_app, config.instance / "portal.db", run_folder.folder() / "snapshots")
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


@pytest.fixture
def sara(world: World) -> Person:
    """A second moderator."""
    return world.add_person("sara", Role.MODERATOR)


@pytest.fixture
def nader(world: World) -> Client:
    """The first moderator at their desk."""
    return world.client(world.nader)
