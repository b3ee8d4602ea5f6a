"""The score of 45,772 real cases at five instants, against an independent computation."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from portal import scores
from portal.db import db
from tests.bench.figures import prose, table
from tests.bench.workshop import Workshop
from tests.kit import score_oracle
from tests.kit.score_comparison import between

TITLE = "Score of real cases"
TOLERANCE = 1e-6
INSTANTS = (
    datetime(2014, 6, 15, 12, tzinfo=UTC),
    datetime(2014, 8, 1, tzinfo=UTC),
    datetime(2014, 10, 10, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2014, 12, 31, tzinfo=UTC),
    datetime(2015, 2, 1, tzinfo=UTC),
)
HEADS = ("as of", "stores", "with a score", "computed in", "of the oracle's time", "worst difference")


def measure(workshop: Workshop) -> Iterator[str]:
    """Fails where a difference is above the tolerance."""
    found = workshop.loaded("responses")
    with workshop.archive("responses").open(encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    yield from prose(
        f"{found['complaints']:,} real cases against {found['stores']} stores, all imported. `score --as-of` at five "
        "instants, every number of every store held against a second computation straight from the archive."
    )
    with workshop.app("responses").app_context():
        yield from table(HEADS, [row(lines, instant) for instant in INSTANTS])


def row(lines: list[dict], instant: datetime) -> list[str]:
    began = time.perf_counter()
    computed = scores.score_from_rows(db.session(), instant)
    spent = time.perf_counter() - began
    began = time.perf_counter()
    wanted = score_oracle.score_archive(lines, instant)
    oracle = time.perf_counter() - began
    ours = {slug: scores.as_dict(score) for slug, score in computed.items()}
    worst = max((size for _, size in between(ours, wanted)), default=0.0)
    if worst > TOLERANCE:
        raise AssertionError(f"as of {instant}: the score differs from the independent computation by {worst}")
    shown = sum(one["score"] is not None for one in ours.values())
    return [
        f"{instant:%Y-%m-%d %H:%M}", str(len(ours)), str(shown), f"{spent:.2f} s", f"{spent / oracle:.2f}",
        f"{worst:.0e}" if worst else "0",
    ]  # fmt: skip
