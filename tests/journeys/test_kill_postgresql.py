"""Killed while it builds the index in PostgreSQL anew, the portal goes on searching, and the next worker mends it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from portal import search
from portal.complaints import CaseFilter
from portal.config import Config
from portal.db import db, transaction
from portal.search import Found, Question, Wording
from tests.kit.halted_rebuild import PHASES, rebuild
from tests.kit.postgresql import Cluster, emptied
from tests.kit.processes import START, kill
from tests.kit.world import World

pytestmark = [pytest.mark.thorough, pytest.mark.postgresql]
SECONDS = 30
"""The longest until a rebuild halts."""


@pytest.fixture
def world(postgresql_app: Flask, postgresql_server: Cluster) -> Iterator[World]:
    with emptied(postgresql_app, postgresql_server):
        world = World(postgresql_app)
        world.publish(title="یخچال سفید")
        world.publish(title="یخچال سیاه")
        yield world


@contextmanager
def halted(world: World, phase: str) -> Iterator[None]:
    """A rebuild that stands still in that phase; it is killed at the end of the block."""
    config: Config = world.app.extensions["portal-config"]
    settings = {
        "PORTAL_INSTANCE": str(config.instance),
        "PORTAL_SECRET_KEY": config.secret_key,
        "PORTAL_DATABASE_URL": config.database_url,
    }
    db.session.rollback()
    has_halted = START.Event()
    process = START.Process(target=rebuild, args=(settings, phase, has_halted))
    process.start()
    try:
        assert has_halted.wait(SECONDS), "it never came there"
        yield
    finally:
        kill(process)
        _wait_until_the_server_has_noticed()


def _wait_until_the_server_has_noticed() -> None:
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    until = time.monotonic() + 10
    with db.engine.connect() as connection:
        while connection.scalar(text(f"{others} AND state LIKE 'idle in transaction%'")):
            assert time.monotonic() < until
            time.sleep(0.02)
            connection.rollback()


def ask(world: World) -> Found:
    db.session.rollback()
    question = Question(Wording(("یخچال",)), CaseFilter())
    found = search.search_cases(db.session(), world.app.extensions["portal-search"], question, world.now, limit=10)
    db.session.rollback()
    return found


def left_behind() -> list[str]:
    names = inspect(db.engine).get_table_names()
    return [name for name in names if name.startswith("indexed_") and name.endswith("_new")]


@pytest.mark.parametrize("phase", PHASES)
def test_search_goes_on_with_the_old_index_and_the_next_rebuild_clears_up(world: World, phase: str) -> None:
    with halted(world, phase):
        if phase != "within the swap":  # which lasts an instant, and whoever searches waits for it
            assert (ask(world).total, ask(world).from_index) == (2, True)
    world.publish(title="یخچال سبز")
    assert (ask(world).total, ask(world).from_index) == (3, True)
    search.reindex(world.app.extensions["portal-search"])
    assert (ask(world).total, left_behind()) == (3, [])


def test_what_is_published_meanwhile_is_found_at_once(world: World) -> None:
    with halted(world, "while documents are copied"):
        world.publish(title="یخچال آبی")
        assert (ask(world).total, ask(world).from_index) == (3, True)
    assert (ask(world).total, ask(world).from_index) == (3, True)


@pytest.mark.parametrize("phase", PHASES)
def test_a_killed_mending_is_done_by_the_next_worker(world: World, phase: str) -> None:
    with transaction() as session:
        session.execute(text("TRUNCATE indexed_case, indexed_word"))
    with halted(world, phase):
        pass
    assert (ask(world).total, ask(world).from_index) == (2, False)
    world.app.extensions["portal-jobs"].deliver()
    assert (ask(world).total, ask(world).from_index, left_behind()) == (2, True, [])
