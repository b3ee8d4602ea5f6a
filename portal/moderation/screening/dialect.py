"""In which way of speaking a text is written, as far as its words tell. Of most texts they do not."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from portal.language import N_
from portal.text import fold, words

DIALECT_LABELS: Mapping[str, str] = {
    "spoken": N_("Spoken Persian"),
    "dari": N_("Dari"),
    "gulf": N_("Gulf Arabic"),
    "egyptian": N_("Egyptian Arabic"),
    "levantine": N_("Levantine Arabic"),
    "iraqi": N_("Iraqi Arabic"),
    "sudanese": N_("Sudanese Arabic"),
    "maghrebi": N_("Maghrebi Arabic"),
}

FEWEST_WORDS = 2
"""One word may be a slip or a quotation."""


def dialect_of(text: str, language: str) -> str | None:
    """The dialect that words of the text tell, a key of `DIALECT_LABELS`; None where fewer than two different words
    do, or no dialect is told by more words than every other.
    """
    telling = telling_words().get(language, {})
    counted = Counter(
        dialect for word in {word.text for word in words(text)} for dialect in telling.get(word, frozenset())
    )
    (first, most), (_, next_most) = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= FEWEST_WORDS and most > next_most else None


@cache
def telling_words() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """By language and word the dialects it tells."""
    with Path(__file__).with_name("dialects.toml").open("rb") as file:
        tables = tomllib.load(file)
    found: dict[str, dict[str, frozenset[str]]] = {}
    for language, dialects in tables.items():
        known = found.setdefault(language, {})
        for dialect, table in dialects.items():
            for word in table["words"].split():
                known[fold(word)] = known.get(fold(word), frozenset()) | {dialect}
    return found
