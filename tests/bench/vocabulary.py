"""Words to search for, drawn from the texts of an archive by how many of them hold the word."""

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

SHORTEST = 4
COUNT = 40


def queries(archive: Path, language: str) -> Mapping[str, Sequence[str]]:
    """Queries by class, the same for the same archive: words few texts hold, words many hold, and several words."""
    texts = [words for line in archive.open(encoding="utf-8") if (words := _words(json.loads(line), language))]
    held = Counter(word for words in texts for word in set(words))
    rng = random.Random(1)

    def between(low: int, high: int) -> list[str]:
        found = sorted(word for word, count in held.items() if low <= count <= high)
        return rng.sample(found, min(COUNT, len(found)))

    def together(count: int) -> list[str]:
        long_enough = [words for words in texts if len(set(words)) >= count]
        return [" ".join(rng.sample(sorted(set(words)), count)) for words in rng.sample(long_enough, COUNT)]

    return {
        "rare word": between(3, 8),
        "middling word": between(200, 800),
        "common word": [word for word, _ in held.most_common(COUNT)],
        "two words": together(2),
        "three words": together(3),
    }


def _words(line: Mapping[str, str], language: str) -> list[str]:
    """The longer words of a published complaint in the language; none for any other line."""
    if line.get("language") != language or line.get("visibility") != "published":
        return []
    return [word for word in line["body"].split() if len(word) >= SHORTEST and word.isalpha()]
