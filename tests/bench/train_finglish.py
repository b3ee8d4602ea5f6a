"""Writes the word list by which Persian in Latin letters is read: Persian words, the most frequent first.

PORTAL_REAL_DATA=<folder> python -m tests.bench.train_finglish

Only text whose licence allows redistribution, and the sample world's phrases. A word in several spellings is written
as it mostly is: with its half spaces.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import portal.sample
from portal.text import fold
from tests.bench.real_text import folder, posts, trainable
from tests.bench.word_counts import write_frequent

TARGET = Path(portal.sample.__file__).parents[1] / "text" / "finglish.txt"
PHRASES = Path(portal.sample.__file__).with_name("world") / "phrases_fa.toml"
WORD = re.compile("[اآأبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئؤءۀ]+(?:\u200c[ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ]+)*")
SAME = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"})
MOST = 12_000
FEWEST = 2
OWN_WEIGHT = 3


def spelled():
    """Every word of the sources as it is written, with how much it weighs."""
    for name in ("persian_reviews", "persian_offtopic"):
        for post in posts(name):
            if post["lang"] == "fa" and trainable(post):
                yield from ((word, 1) for word in WORD.findall(post["text"].translate(SAME)))
    yield from ((word, OWN_WEIGHT) for word in WORD.findall(PHRASES.read_text(encoding="utf-8")))


def main():
    if folder() is None:
        sys.exit("PORTAL_REAL_DATA is not set: there is no text to learn words from.")
    spellings = defaultdict(Counter)
    for word, weight in spelled():
        spellings[fold(word)][word] += weight
    write_frequent(spellings, TARGET, FEWEST, MOST)


if __name__ == "__main__":
    main()
