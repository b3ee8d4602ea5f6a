"""A PostgreSQL cluster of one's own: made in a temporary folder, run by an ordinary user, gone afterwards.

A database is some six hundred files, copied for each test: in memory that takes a tenth of the time.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask_migrate import upgrade

from portal.config import Config
from portal.db import db
from portal.factory import create_app
from tests.kit import run_folder

PROGRAMS = Path("/usr/lib/postgresql")
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB")


def installed() -> Path | None:
    """The folder of the programs of the newest version installed."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def programs() -> Path:
    """The same; skips the test where there is none, and fails it under CI."""
    found = installed()
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("missing: PostgreSQL (initdb)")
    pytest.skip("missing: PostgreSQL (initdb)")


@contextmanager
def cluster() -> Iterator["Cluster"]:
    """A running cluster that trusts whoever can reach its folder: it is spoken to through a socket there, so that
    clusters started at once do not meet on a port.
    """
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="portal-postgresql-", dir=run_folder.memory()))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    _run([bin_folder / "initdb", "-D", data, "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
    settings = " ".join(f"-c {setting}" for setting in SETTINGS)
    options = f"-k {folder} -c listen_addresses='' {settings}"
    _run([bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
    try:
        yield Cluster(folder)
    finally:
        _run([bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
        shutil.rmtree(folder)


class Cluster:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, database: str) -> str:
        return f"postgresql://portal@/{database}?host={self._folder}"

    def create(self, database: str, template: str | None = None) -> None:
        """A database that sorts as a language does and not by bytes, as most installations have it."""
        sorting = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'"
        self._administer(f'CREATE DATABASE "{database}" {f"TEMPLATE {template}" if template else sorting}')

    def drop(self, database: str) -> None:
        self._administer(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def migrated(server: Cluster, folder: Path) -> Iterator[Flask]:
    """The application on the database `portal` of the cluster, which `empty` is a copy of."""
    server.create("portal")
    config = Config.from_environment(
        {
            "PORTAL_INSTANCE": str(folder),
            "PORTAL_SECRET_KEY": "only for the tests",
            "PORTAL_DATABASE_URL": server.url("portal"),
        }
    )
    app = create_app(config)
    app.testing = True
    with app.app_context():
        upgrade()
        db.engine.dispose()
    server.create("empty", template="portal")
    yield app
    with app.app_context():
        db.engine.dispose()


@contextmanager
def emptied(app: Flask, server: Cluster) -> Iterator[None]:
    """Its context, with nothing in the database."""
    with app.app_context():
        db.engine.dispose()
        server.drop("portal")
        server.create("portal", template="empty")
        config: Config = app.extensions["portal-config"]
        for folder in ("mail", "search"):
            shutil.rmtree(config.instance / folder, ignore_errors=True)
        app.extensions["portal-search"].forget()
        yield
        db.session.remove()
        db.engine.dispose()


def _run(command: Sequence[str | Path]) -> None:
    # The server refuses to run as root.
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    finished = subprocess.run(
        [*user, *map(str, command)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {finished.stderr.strip()}")
