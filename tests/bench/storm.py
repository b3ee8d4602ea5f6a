"""A storm: two hundred search pages asked for at the very same time, again and again, while posts become public."""

import http.client
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from flask import Flask
from flask_migrate import upgrade

from portal import clock, search, stores
from portal.cli.archives import load_sample
from portal.db import db
from portal.language import LANGUAGES, text
from tests.bench.figures import milliseconds, percentile, prose, table
from tests.bench.serving import HOST, Server, served
from tests.bench.workshop import ROOT, Workshop
from tests.kit.world import World

TITLE = "Searching while posts arrive"
COMPLAINTS = 5_000
CLIENTS, BURSTS = 200, 3
A_SECOND = 20
SLOW = 1.0
QUERIES = (
    "یخچال", "گوشی گارانتی", "«پول مرا»", "سفارش نرسید", "ضمان لابتوب", "gooshi", "صفارش", "زرافه یخچال", "الثلاجة",
)  # fmt: skip
DIGITS = "ابتثجحخدرز"
WITHOUT_INDEX = "The search index is being made anew. Meanwhile only the newest complaints are looked through."
HEADS = (
    "asked for", "answers", "waited p50 ms", "p99 ms", "slowest ms", "worked on p50 ms", "p99 ms", "slowest ms",
    "over 1 s", "without the index", "not answered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """How long each answer was waited for and worked on, in seconds, and what was no answer, or none of the index."""

    waited: Sequence[float]
    worked_on: Sequence[float]
    wrong: Sequence[str]
    without_index: int


def measure(workshop: Workshop) -> Iterator[str]:
    app = workshop.app("storm")
    with app.app_context():
        upgrade()
        load_sample(COMPLAINTS, 1, clock.now())
        world = World(app)
        world.now = clock.now()
        db.session.remove()
    environment = workshop.environment("storm")
    log, took = workshop.folder / "storm.log", [workshop.folder / f"storm-{name}.took" for name in ("bare", "portal")]
    with (
        log.open("w", encoding="utf-8") as file,
        working(environment, file),
        served("wsgi:app", environment, file, took[1]) as portal,
        served("tests.bench.bare:app", environment, took=took[0]) as bare,
    ):
        paths = [f"/fa/search?q={quote(query)}" for query in QUERIES]
        storm(portal, paths, took[1], bursts=1)
        quiet, hello = storm(portal, paths, took[1]), storm(bare, ["/"], took[0])
        with arriving(world) as arrived:
            stormy = storm(portal, paths, took[1])
        late = seconds_until_found(app, arrived[-1])
    told = log.read_text(encoding="utf-8")
    rows = {"a bare route": hello, "search, nothing else going on": quiet, "search, while posts arrive": stormy}
    yield from prose(
        f"{COMPLAINTS:,} generated complaints in SQLite and Whoosh. Gunicorn as `serve` starts it (2 workers of 4 "
        f"threads) and the worker; {CLIENTS} clients ask at the very same time, {BURSTS} times, each on a connection "
        f"of its own: words, phrases, slips and questions of which nothing holds all words. Meanwhile {A_SECOND} "
        f"complaints a second are sent in and let through ({len(arrived)} in all). Waited: the clients' time, those "
        "before them included. Worked on: the server's, from taking a question up to having answered it, among seven "
        "others; without the index: answered from the newest cases, since the index could not be "
        "read. Yardstick: a Flask route that says hello, asked the same way."
    )
    yield from table(HEADS, [[name, *cells(asked)] for name, asked in rows.items()])
    yield from prose(
        f"The last complaint was found {late:.1f} s after it was let through. Beside that the servers and the worker "
        f"told of {told.count('BusyError')} locks that lasted, after which they tried again, and of "
        f"{told.count('cannot be used')} times that the index could not be read at once."
    )
    if wrong := [*quiet.wrong, *stormy.wrong]:
        raise AssertionError(f"{len(wrong)} searches were not answered: {wrong[0]}")


def storm(server: Server, paths: Sequence[str], took: Path, bursts: int = BURSTS) -> Asked:
    """All clients at once, so many times; `took`: where the server writes how long it worked."""
    start, wrong = threading.Barrier(CLIENTS), []
    before = len(took.read_text(encoding="ascii").split())

    def ask(path: str) -> list[float]:
        waited = []
        for _ in range(bursts):
            start.wait()
            began = time.perf_counter()
            if said := _wrong(server, path):
                wrong.append(said)
            waited.append(time.perf_counter() - began)
        return waited

    with ThreadPoolExecutor(CLIENTS) as pool:
        turns = cycle(paths)
        parts = list(pool.map(ask, [next(turns) for _ in range(CLIENTS)]))
    worked_on = [int(microseconds) / 1e6 for microseconds in took.read_text(encoding="ascii").split()[before:]]
    failed = [said for said in wrong if said != WITHOUT_INDEX]
    return Asked([seconds for part in parts for seconds in part], worked_on, failed, len(wrong) - len(failed))


def _wrong(server: Server, path: str) -> str:
    """What is wrong with the answer; empty where nothing is."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode()
    except OSError as error:
        return f"{path}: {error}"
    finally:
        connection.close()
    if text(LANGUAGES["fa"], WITHOUT_INDEX) in body:
        return WITHOUT_INDEX
    return "" if answer.status == 200 else f"{path}: {answer.status}"


@contextmanager
def arriving(world: World) -> Iterator[list[str]]:
    """Complaints that become public until the block ends, so many a second: a word of each that it alone has."""
    arrived: list[str] = []
    enough = threading.Event()

    def arrive() -> None:
        with world.app.app_context():
            shops = cycle(stores.all_stores(db.session()))
            while not enough.wait(max(0.0, began + len(arrived) / A_SECOND - time.monotonic())):
                word = word_of(len(arrived))
                world.now = clock.now()
                made = world.complain(store=next(shops), title=f"یخچال {word}")
                world.decide(made.post_id)
                arrived.append(word)

    began = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(arrive)
        yield arrived
        enough.set()
        writing.result()


def word_of(number: int) -> str:
    """A word that nothing else holds."""
    return "ک".join(["طوفان", *(DIGITS[int(digit)] for digit in str(number))])


@contextmanager
def working(environment: Mapping[str, str], log: TextIO) -> Iterator[None]:
    """The worker on the instance until the block ends."""
    command = (sys.executable, "-m", "flask", "--app", "wsgi", "worker")
    process = subprocess.Popen(command, cwd=ROOT, env=dict(environment), stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def seconds_until_found(app: Flask, word: str) -> float:
    """From now until a case that holds the word is found."""
    began = time.monotonic()
    with app.app_context():
        session, engine = db.session(), app.extensions["portal-search"]
        question = search.question(word, LANGUAGES["fa"], [], {})
        while not search.search_cases(session, engine, question, clock.now(), limit=1).rows:
            if time.monotonic() > began + 60:
                raise AssertionError(f"{word} was not found within a minute")
            session.rollback()
            time.sleep(0.02)
    return time.monotonic() - began


def cells(asked: Asked) -> list[str]:
    slow = sum(seconds > SLOW for seconds in asked.worked_on)
    counts = slow, asked.without_index, len(asked.wrong)
    return [f"{len(asked.waited):,}", *_times(asked.waited), *_times(asked.worked_on), *map(str, counts)]


def _times(seconds: Sequence[float]) -> list[str]:
    return [milliseconds(each) for each in (percentile(seconds, 0.5), percentile(seconds, 0.99), max(seconds))]
