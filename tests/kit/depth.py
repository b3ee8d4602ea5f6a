"""How much of what is many the tests go through: all of it, or a share where QUICK is set, as `make test-quick` does.

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
QUICK = bool(os.environ.get("QUICK"))


def share(whole: Sequence[Each], one_of: int) -> list[Each]:
    """All of it, or one of so many neighbours each."""
    if not QUICK:
        return list(whole)
    return [random.choice(whole[first : first + one_of]) for first in range(0, len(whole), one_of)]


def examples(number: int) -> int:
    """How many a property is tried on."""
    return max(5, number // 4) if QUICK else number


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
