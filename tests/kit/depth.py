"""How much of what is many the tests go through: all of it where WHOLE is set, as the gate does, or else a share of it,
and a smaller one where QUICK is set, as `make test-quick` does.

The share is another in each run, as the order of the tests is, and the same again with the same seed.
"""

import os
import random
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

import pytest

from portal.language import LANGUAGES
from tests.walk.combinations import turn

Each = TypeVar("Each")
WHOLE = bool(os.environ.get("WHOLE"))
QUICK = not WHOLE and bool(os.environ.get("QUICK"))
ONE_OF = 3
"""Neighbours of which one is tried where the run is neither whole nor quick."""


def share(whole: Sequence[Each], one_of: int) -> list[Each]:
    """All of it, or one of three neighbours each; in a quick run one of so many."""
    neighbours = 1 if WHOLE else one_of if QUICK else min(one_of, ONE_OF)
    return [random.choice(whole[first : first + neighbours]) for first in range(0, len(whole), neighbours)]


def examples(number: int) -> int:
    """How many a property is tried on: so many, or half of them; in a quick run a quarter."""
    return number if WHOLE else max(5, number // (4 if QUICK else 2))


def of_other_languages(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests that are tried in every language, but for the one whose turn it is."""
    tried: dict[str, dict[pytest.Item, str]] = defaultdict(dict)
    for item in items:
        parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        if parameters.get("language") in LANGUAGES:
            tried[item.nodeid.split("[")[0]][item] = parameters["language"]
    in_all = {test: given for test, given in tried.items() if set(given.values()) == set(LANGUAGES)}
    codes = list(LANGUAGES)
    chosen = {test: codes[(turn() + crc32(test.encode())) % len(codes)] for test in in_all}
    return [item for test, given in in_all.items() for item, language in given.items() if language != chosen[test]]
