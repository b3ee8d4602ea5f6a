"""Posts composed from words and phrases of our own, where no text that may be redistributed is at hand."""

import tomllib
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).with_name("relevance_words.toml")


def composed(language, rng, *, subject):
    """A few telling words or phrases among words that all talk shares, in no grammatical order."""
    lists = _lists(language)
    words, phrases = (
        lists["subject" if subject else "other"],
        lists["phrases" if subject else "other_phrases"],
    )
    fewest = 2 if subject else 0
    parts = [rng.choice(words).replace("‌", rng.choice(" ‌")) for _ in range(rng.randint(fewest, 8))]
    parts += rng.choices(lists["shared"], k=rng.randint(1, 8))
    if rng.random() < 0.5:
        parts.append(rng.choice(phrases))
    rng.shuffle(parts)
    return " ".join(parts)


@lru_cache
def _lists(language):
    lists = tomllib.loads(WORDS.read_text(encoding="utf-8"))[language]
    return {
        name: _phrases(text) if name.endswith("phrases") else text.split() for name, text in lists.items()
    }


def _phrases(text):
    return [phrase.strip() for line in text.strip().splitlines() for phrase in line.split("|")]
