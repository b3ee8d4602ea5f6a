"""Writes the word list by which Arabic in Latin letters is read: Arabic words, the most frequent first.

PORTAL_REAL_DATA=<folder> python -m tests.bench.train_arabizi

Only text whose licence allows redistribution, and the sample world's phrases. A word in several spellings is written
as it mostly is; it is kept without article and clitics where it is known without them.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import portal.sample
from portal.text import fold, stem
from tests.bench.real_text import folder, posts, trainable
from tests.bench.word_counts import write_frequent

TARGET = Path(portal.sample.__file__).parents[1] / "text" / "arabizi.txt"
WORLD = Path(portal.sample.__file__).with_name("world")
WORD = re.compile("[اآأإبتثجحخدذرزسشصضطظعغفقكلمنهويىئؤءة]{2,}")
MOST = 8_000
FEWEST = 2
OWN_WEIGHT = 3
ARTICLES = ("وال", "بال", "لل", "ال")


def spelled():
    """Every word of the sources as it is written, with how much it weighs."""
    for name in ("arabic_reviews", "arabic_offtopic"):
        for post in posts(name):
            if post["lang"] == "ar" and trainable(post):
                yield from ((word, 1) for word in WORD.findall(post["text"]))
    for file in sorted(WORLD.glob("*_ar*.toml")):
        yield from ((word, OWN_WEIGHT) for word in WORD.findall(file.read_text(encoding="utf-8")))


def main():
    if folder() is None:
        sys.exit("PORTAL_REAL_DATA is not set: there is no text to learn words from.")
    spellings = defaultdict(Counter)
    for word, weight in spelled():
        article = next((a for a in ARTICLES if word.startswith(a) and len(word) > len(a) + 2), "")
        bare = word.removeprefix(article) if article and stem(fold(word)) == stem(fold(word[len(article) :])) else word
        spellings[fold(bare)][bare] += weight
    write_frequent(spellings, TARGET, FEWEST, MOST)


if __name__ == "__main__":
    main()
