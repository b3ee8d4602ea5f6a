"""What the design page says in each language: short, long, and as people write."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.language import Language

FILE = Path(__file__).with_name("design_words.toml")


@dataclass(frozen=True, slots=True)
class Words:
    store: str
    long_store: str
    title: str
    long_title: str
    body: str
    reply: str
    person: str
    sentence: str


def words_in(language: Language) -> Words:
    """Those of the language; of one that has none, the English ones."""
    known = _words()
    return known.get(language.code) or known["en"]


@cache
def _words() -> dict[str, Words]:
    with FILE.open("rb") as file:
        loaded = tomllib.load(file)
    return {code: Words(**row) for code, row in loaded.items()}
