"""Import of real archives: complaints a second, index, scores and memory, beside bare SQLite."""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.bench.figures import megabytes, prose, table
from tests.bench.workshop import Workshop, label_of

TITLE = "Import"
TABLES = ("post", "post_party", "revision", "finding", "complaint", "entry", "contact", "promise", "outcome")
BATCH = 1_000
FLOORS = {False: 1_500, True: 300}
HEADS = (
    "archive", "complaints", "import, complaints/s", "of bare SQLite's speed", "index, documents/s", "index", "scores",
    "database", "peak memory",
)  # fmt: skip


def measure(workshop: Workshop) -> Iterator[str]:
    yield from prose(
        "Each archive goes into a fresh instance, as the command `import` does it, stage by stage. Yardstick: bare "
        "`executemany` of the same rows into the same tables, with their constraints and indexes, a transaction a "
        "thousand."
    )
    runs = [("posts", False), ("posts", True), ("responses", False)]
    yield from table(HEADS, [row(workshop, name, screen) for name, screen in runs])


def row(workshop: Workshop, name: str, screen: bool) -> list[str]:
    found = workshop.loaded_now(name, screen=screen)
    label = label_of(name, screen=screen)
    seconds = found["seconds"]
    speed = found["complaints"] / (seconds["import"] + seconds["replies"])
    bare = bare_seconds(workshop.instance(label) / "portal.db", workshop.folder / "bare.db")
    if speed < FLOORS[screen]:
        raise AssertionError(f"{label}: {speed:,.0f} complaints/s, at least {FLOORS[screen]} are wanted")
    return [
        f"{name}, all screened" if screen else name,
        f"{found['complaints']:,}",
        f"{speed:,.0f}",
        f"{bare / seconds['import']:.2f}",
        f"{found['documents'] / seconds['index']:,.0f}",
        megabytes(found["index_bytes"]),
        f"{seconds['scores']:.1f} s",
        megabytes(found["database_bytes"]),
        peaks(found),
    ]


def peaks(found: Mapping[str, Any]) -> str:
    return f"{megabytes(found['peaks']['import'])}, with index {megabytes(found['peaks']['scores'])}"


def bare_seconds(full: Path, bare: Path) -> float:
    """Seconds that bare SQLite needs for the rows of the full database."""
    source = sqlite3.connect(full)
    target = sqlite3.connect(bare, isolation_level=None)
    target.execute("PRAGMA journal_mode = WAL")
    target.execute("PRAGMA synchronous = NORMAL")
    for (statement,) in source.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
    ):
        target.execute(statement)
    spent = sum(copy(source, target, name) for name in TABLES)
    target.close()
    source.close()
    for part in bare.parent.glob(f"{bare.name}*"):
        part.unlink()
    return spent


def copy(source: sqlite3.Connection, target: sqlite3.Connection, name: str) -> float:
    """Inserts the table's rows in batches; only the inserting is timed."""
    rows = source.execute(f'SELECT * FROM "{name}"')  # noqa: S608 -- our own table names
    marks = ", ".join("?" * len(rows.description))
    spent = 0.0
    while batch := rows.fetchmany(BATCH):
        began = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        target.executemany(f'INSERT INTO "{name}" VALUES ({marks})', batch)  # noqa: S608
        target.execute("COMMIT")
        spent += time.perf_counter() - began
    return spent
