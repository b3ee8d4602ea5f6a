"""Makes the weights by which screening tells talk of a purchase from other talk, a model a language.

On the subject: redistributable reviews, the sample world's threads, posts composed from our own phrases.
Off it: redistributable treebanks, news and everyday sentences, and composed talk of politics, sport, faith, verse.

PORTAL_REAL_DATA=<folder> python -m tests.bench.train_relevance
"""

import tomllib
from pathlib import Path

from portal.moderation.screening.letters import script_words
from tests.bench.composed_posts import composed
from tests.bench.ngram_training import Trainer, excerpts, generator
from tests.bench.real_text import posts, trainable

SUBJECT, OTHER = "subject", "other"
WORLD = Path(__file__).parents[2] / "portal/sample/world"
FILES = {"fa": ("persian_reviews", "persian_offtopic"), "ar": ("arabic_reviews", "arabic_offtopic")}
COMPOSED, WORLD_REPEATED = 16_000, 10
WORTH = {"Raneem224": 0.2}


def words_of(text):
    return [word.letters for word in script_words(text) if word.script == "arabic"]


def threads(language):
    for path in sorted(WORLD.glob(f"threads_{language}_*.toml")):
        for thread in tomllib.loads(path.read_text(encoding="utf-8"))["thread"]:
            yield thread["title"]
            yield thread["body"]


def labelled(language, rng):
    for label, name in zip((SUBJECT, OTHER), FILES[language], strict=True):
        for post in posts(name):
            if trainable(post):
                yield label, words_of(post["text"]), WORTH.get(post["source"].split("/")[0], 1.0)
    for text in threads(language):
        words = words_of(text)
        yield from ((SUBJECT, part, 1.0) for part in excerpts(words, rng, count=WORLD_REPEATED, longest=20))
    for label, subject in ((SUBJECT, True), (OTHER, False)):
        for _ in range(COMPOSED):
            yield label, words_of(composed(language, rng, subject=subject)), 0.7


def varied(rows, rng):
    for label, words, worth in rows:
        if not words:
            continue
        yield label, words, worth
        if len(words) > 12:
            yield from ((label, part, worth * 0.6) for part in excerpts(words, rng, count=1, shortest=3, longest=12))


def main():
    for language in FILES:
        rng = generator()
        rows = list(varied(labelled(language, rng), rng))
        trainer = Trainer((SUBJECT, OTHER), 5, at_least=5, penalty=4e-6, balance=0.8, rounds=100)
        trainer.fit([row[:2] for row in rows], [row[2] for row in rows]).save(f"relevance_{language}", keep=30_000)


if __name__ == "__main__":
    main()
