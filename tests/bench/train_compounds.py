"""Writes the list of compounds: pairs of words that people write both apart and joined.

PORTAL_REAL_DATA=<folder> python -m tests.bench.train_compounds

A pair is learnt where it is frequent enough in several domains, apart and joined, and either written with a half
space too or far more often together than chance would have it. `compound_words.toml` holds what was looked at by eye:
pairs that are to be in the list all the same, words and pairs that are not. No text is kept, only words.
"""

import sys
import tomllib
from pathlib import Path

import portal.text
from portal.text.affixes import joins
from tests.bench.real_text import folder
from tests.bench.word_counts import counts

TARGET = Path(portal.text.__file__).with_name("compounds.txt")
LOOKED_AT = tomllib.loads(Path(__file__).with_name("compound_words.toml").read_text(encoding="utf-8"))
FEWEST, DOMAINS, SHORTEST = 3, 3, 2
HALF_SPACES = 2
LIFT = 60
"""How many times more often than chance a pair stands together that nobody writes with a half space."""


def pairs(text):
    return {tuple(pair.split()) for line in text.splitlines() for pair in line.split(",") if pair.strip()}


def learnt(language):
    found = counts(language)
    words, apart, half = found.total("words"), found.total("apart"), found.total("half")
    spread, spread_apart = found.domains("words"), found.domains("apart")
    tokens = words.total()
    for (first, second), together in apart.items():
        joined = words[first + second]
        if min(together, joined) < FEWEST or min(len(first), len(second)) < SHORTEST or joins(first, second):
            continue
        if min(spread[first + second], spread_apart[first, second]) < 2:
            continue
        if len({d for d in found.words if found.words[d][first + second] or found.apart[d][first, second]}) < DOMAINS:
            continue
        lift = together * tokens / (words[first] * words[second])
        if half[first, second] >= HALF_SPACES or lift >= LIFT:
            yield first, second


def main():
    if folder() is None:
        sys.exit("PORTAL_REAL_DATA is not set: there is no text to learn compounds from.")
    refused, never = pairs(LOOKED_AT["refused"]), set(LOOKED_AT["no_first"].split())
    found = {pair for language in ("fa", "ar") for pair in learnt(language)}
    kept = {pair for pair in found if pair not in refused and pair[0] not in never} | pairs(LOOKED_AT["own"])
    TARGET.write_text("".join(f"{first} {second}\n" for first, second in sorted(kept)), encoding="utf-8")
    print(f"{len(found):,} pairs found, {len(kept):,} kept, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
