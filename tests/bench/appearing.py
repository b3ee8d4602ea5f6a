"""From the moderator's word to the first search that finds the complaint, in both engines, the worker on its own."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from portal import clock, stores
from portal.cli.archives import load_sample
from portal.config import Config
from portal.db import db
from portal.factory import create_app
from tests.bench.figures import percentile, prose, table
from tests.bench.scale import DATABASE
from tests.bench.storm import seconds_until_found, word_of, working
from tests.bench.workshop import Workshop
from tests.kit.postgresql import cluster
from tests.kit.world import World

TITLE = "Until a complaint is found"
COMPLAINTS = 5_000
TIMES = 60
BETWEEN = 0.35
"""Seconds between two, which the worker's own second does not divide."""
MOST = 2.0
HEADS = ("engine", "times", "p50 s", "p95 s", "slowest s", "later than 2 s")


def measure(workshop: Workshop) -> Iterator[str]:
    yield from prose(
        f"{COMPLAINTS:,} generated complaints and the worker; nobody else asks or writes. {TIMES} complaints are let "
        "through one after the other, each searched for, fifty times a second, until it is found."
    )
    yield from table(HEADS, [cells("Whoosh", embedded(workshop)), cells("PostgreSQL", on_postgresql(workshop))])
    yield from prose(f"So many processes wanted the machine meanwhile, those of others too: {os.getloadavg()[1]:.1f}.")


def embedded(workshop: Workshop) -> list[float]:
    with tempfile.TemporaryDirectory(dir=workshop.folder) as folder:
        return waited({"PORTAL_INSTANCE": folder}, Path(folder))


def on_postgresql(workshop: Workshop) -> list[float]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(dir=workshop.folder))
        server = stack.enter_context(cluster())
        server.create("portal")
        return waited({"PORTAL_INSTANCE": folder, DATABASE: server.url("portal")}, Path(folder))


def waited(settings: dict[str, str], folder: Path) -> list[float]:
    """The seconds each of the complaints took to be found in a fresh instance."""
    app = create_app(Config.from_environment(settings))
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    with app.app_context():
        upgrade()
        load_sample(COMPLAINTS, 1, clock.now())
        db.session.remove()
    with (folder / "worker.log").open("w", encoding="utf-8") as log, working(plain | settings, log):
        # The first waits until the worker has taken in all the others.
        took = list(_each(app))[1:]
    with app.app_context():
        db.engine.dispose()
    return took


def _each(app: Flask) -> Iterator[float]:
    with app.app_context():
        world = World(app)
        shops = cycle(stores.all_stores(db.session()))
        for number in range(TIMES + 1):
            word = word_of(number)
            world.now = clock.now()
            made = world.complain(store=next(shops), title=f"یخچال {word}")
            world.decide(made.post_id)
            db.session.rollback()
            yield seconds_until_found(app, word)
            time.sleep(BETWEEN)


def cells(engine: str, took: list[float]) -> list[str]:
    shares = (percentile(took, 0.5), percentile(took, 0.95), max(took))
    return [engine, f"{len(took)}", *(f"{each:.2f}" for each in shares), str(sum(each > MOST for each in took))]
