"""Makes the weights by which screening tells talk of a purchase from other talk, a model a language.

On the subject: real reviews, the sample world's threads, sentences of our own and posts composed from our own words.
Off it: real news, verse, scripture, tweets and everyday sentences, and our own of the same kinds. The bounds are set on
a third of the posts by a model made from the rest; one post in ten is kept for measuring alone (`real_text.part_of`).

PORTAL_REAL_DATA=<folder> python -m tests.bench.train_relevance [fa] [ar]
"""

import re
import sys
import tomllib
from pathlib import Path

import numpy as np

from portal.moderation.screening.subject import tokens
from tests.bench.composed_posts import composed
from tests.bench.ngram_training import generator
from tests.bench.real_text import BORDERLINE, MEASURING, byte_of, letters, may_make_weights, part_of, posts
from tests.bench.subject_training import SubjectTrainer

HERE = Path(__file__).parent
WORLD = HERE.parents[1] / "portal/sample/world"
FILES = {"fa": ("persian_reviews", "persian_offtopic"), "ar": ("arabic_reviews", "arabic_offtopic")}
ORDER, KEPT = 5, 100_000
FOLDS, HELD_BACK, NO_FOLD = 3, 0, -1
OWN = {"fa": 0.4, "ar": 0.2}
"""How much our own sentences count beside real posts."""
COMPOSED = 6_000
MIXED = 1_000
WARNED, BLOCKED = {"fa": 0.007, "ar": 0.01}, 0.002
"""The shares of real reviews that may lie below the bounds."""


def real(language):
    """Whether it is on the subject, and the post, of the real posts that are not kept for measuring."""
    for name in FILES[language]:
        for post in posts(name):
            if post["domain"] not in BORDERLINE and part_of(post["text"]) != MEASURING:
                yield name.endswith("reviews"), post


def own_sentences(language):
    lines = (HERE / f"relevance_sentences_{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [(side == "on", text) for side, text in (line.split("\t") for line in lines)]


def threads(language):
    """The sample world's complaints, whole and in sentences."""
    for path in sorted(WORLD.glob(f"threads_{language}_*.toml")):
        for thread in tomllib.loads(path.read_text(encoding="utf-8"))["thread"]:
            yield thread["title"]
            yield thread["body"]
            yield from (part.strip() for part in re.split(r"(?<=[.؟!?…])\s+", thread["body"]) if len(part) > 25)


def bare(text):
    """A text as somebody in a hurry types it: without punctuation."""
    return re.sub(r"[^\w\s\u200c]|_", " ", text).strip()


def examples(language, rng):
    """The text, whether on the subject, how much it counts, and of a real post its fold."""
    off = []
    for side, post in real(language):
        text = post["text"]
        yield text, side, 1.0 if may_make_weights(post) else 0.0, byte_of(text) % FOLDS
        if not side and may_make_weights(post):
            off.append(text.split())
    yield from ((text, side, worth * OWN[language], NO_FOLD) for side, text, worth in of_our_own(language, off, rng))


def of_our_own(language, off, rng):
    told = list(threads(language))
    yield from ((True, text, 1.5) for text in told)
    yield from spoken_variously(own_sentences(language), rng)
    yield from composed_examples(language, rng)
    on_phrases = [text for on_subject, text in own_sentences(language) if on_subject] + told
    yield from ((True, mixed(rng.choice(off), rng.choice(on_phrases).split(), rng), 0.6) for _ in range(MIXED))


def spoken_variously(sentences, rng):
    """Each sentence with and without its punctuation, and two of a kind together: its style shall tell nothing."""
    for on_subject, text in sentences:
        yield on_subject, text, 8.0
        yield on_subject, bare(text), 8.0
        yield on_subject, f"{bare(text)}.", 4.0
        yield on_subject, f"{text.rstrip('.')} !", 4.0
    for side in (True, False):
        pool = [text for on_subject, text in sentences if on_subject is side]
        yield from ((side, " ".join(rng.sample(pool, 2)), 2.5) for _ in range(200))


def composed_examples(language, rng):
    for side in (True, False):
        for _ in range(COMPOSED):
            text = composed(language, rng, subject=side)
            end = rng.choice(("", "", ".", " ...", "!", "؟"))
            yield side, text.replace(" ", "، ", rng.random() < 0.3) + end, 1.5


def mixed(formal, telling, rng):
    """Words of a purchase beside words of the news: the first tell what it is about."""
    start = rng.randrange(max(1, len(formal) - 6))
    around = formal[start : start + rng.randint(3, 8)]
    start = rng.randrange(max(1, len(telling) - 5))
    parts = [around, telling[start : start + rng.randint(5, 12)]]
    rng.shuffle(parts)
    return " ".join(word for part in parts for word in part)


def make(language):
    texts, sides, worth, folds = zip(*examples(language, generator()), strict=True)
    sides, worth, folds = np.array(sides), np.array(worth), np.array(folds)
    trainer = SubjectTrainer([tokens(text) for text in texts], ORDER)
    trainer.fit(np.flatnonzero((worth > 0) & (folds != HELD_BACK)), sides, worth, keep=KEPT)
    enough = np.array([letters(text) >= 15 for text in texts])
    odds = trainer.log_odds(np.flatnonzero((folds == HELD_BACK) & sides & enough))
    warn_below, block_below = np.quantile(odds, WARNED[language]), np.quantile(odds, BLOCKED)
    trainer.fit(np.flatnonzero(worth > 0), sides, worth, keep=KEPT)
    trainer.save(f"relevance_{language}", warn_below=warn_below, block_below=block_below)


def main():
    for language in sys.argv[1:] or FILES:
        make(language)


if __name__ == "__main__":
    main()
