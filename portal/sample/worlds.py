"""The two worlds as archives: the sample, in which every page has something to show, and as large a one as wished."""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

from portal.sample.compose import Composer
from portal.sample.stores import further_stores, sample_stores
from portal.sample.threads import hand_written_threads

COMPOSED = 420
COMPLAINTS_A_STORE = 300


def sample_world(as_of: datetime) -> Iterator[dict[str, Any]]:
    """The sample world at an instant, as lines of an archive: stores, hand-written threads, composed complaints.

    Nothing in it lies after `as_of`, promises not yet due apart. The same instant gives the same world.
    """
    now, random = int(as_of.timestamp()), Random("sample")  # noqa: S311 -- a made-up world, not a secret
    stores = sample_stores()
    yield from (dict(store.line) for store in stores)
    threads = list(hand_written_threads(now, random))
    yield from threads
    yield from Composer(stores, random, now, "sample").complaints(COMPOSED, first=len(threads) + 1)


def generated(complaints: int, seed: int, as_of: datetime) -> Iterator[dict[str, Any]]:
    """So many composed complaints against the stores of the sample and, in a large world, further ones.

    The same number, seed and instant give the same lines; no two complaints have the same text. Lines are made
    as they are asked for.
    """
    now, random = int(as_of.timestamp()), Random(f"world {seed}")  # noqa: S311 -- a made-up world, not a secret
    stores = list(sample_stores())
    stores += further_stores(max(0, complaints // COMPLAINTS_A_STORE - len(stores)), random)
    yield from (dict(store.line) for store in stores)
    yield from Composer(stores, random, now, f"generated-{seed}").complaints(complaints)
