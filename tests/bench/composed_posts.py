"""Posts composed from words and phrases of our own, where no text that may be redistributed is at hand."""

import tomllib
from functools import lru_cache
from pathlib import Path

AFFIXES = {
    "fa": ([], [
        "م", "ت", "ش", "شون", "مون", "ی", "ها", "های", "هاش", "رو", "و",
        "\u200cها", "\u200cهای", "\u200cام", "\u200cاش",
    ]),
    "ar": (
        ["ال", "ال", "وال", "و", "بال", "لل", "ب", "ف", "هال"],
        ["ه", "ها", "هم", "نا", "ك", "كم", "ي", "ين", "ات", "وا"],
    ),
}  # fmt: skip
WORDS = Path(__file__).with_name("relevance_words.toml")


def composed(language, rng, *, subject):
    """A few telling words or phrases among words that all talk shares, in no grammatical order."""
    lists = _lists(language)
    words, phrases = (
        lists["subject" if subject else "other"],
        lists["phrases" if subject else "other_phrases"],
    )
    fewest = 2 if subject else 0
    parts = [inflected(rng.choice(words), language, rng) for _ in range(rng.randint(fewest, 8))]
    parts += rng.choices(lists["shared"], k=rng.randint(1, 8))
    if rng.random() < 0.5:
        parts.append(rng.choice(phrases))
    rng.shuffle(parts)
    return " ".join(parts)


def inflected(word, language, rng):
    """A word as it may stand in a sentence: with an article or a possessive, joined or apart."""
    before, after = AFFIXES[language]
    word = word.replace("\u200c", rng.choice(" \u200c"))
    if before and not word.startswith("ال") and rng.random() < 0.4:
        word = rng.choice(before) + word
    if rng.random() < 0.25:
        word = word.removesuffix("ة") + "ت" * word.endswith("ة") + rng.choice(after)
    return word


@lru_cache
def _lists(language):
    lists = tomllib.loads(WORDS.read_text(encoding="utf-8"))[language]
    return {name: _phrases(text) if name.endswith("phrases") else text.split() for name, text in lists.items()}


def _phrases(text):
    return [phrase.strip() for line in text.strip().splitlines() for phrase in line.split("|")]
