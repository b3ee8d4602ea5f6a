"""Real posts from the folder that PORTAL_REAL_DATA names; which of them weights are made from."""

import gzip
import hashlib
import json

from tests.bench import real_data

# Sources that allow redistribution, which alone the weights of language are made from: UD treebanks CC BY-SA,
# PersoArabicLID MIT, lingua's sentences Apache-2.0 / CC BY, Tourist_Reviews_in-Saudi_Arabia MIT, meysam-kazemi
# Apache-2.0, Finglish MIT, MediaWiki's messages GPL-2.0-or-later.
REDISTRIBUTABLE = (
    "UniversalDependencies/", "sinaahmadi/PersoArabicLID", "pemistahl/lingua-py",
    "Raneem224/Tourist_Reviews_in-Saudi_Arabia", "meysam-kazemi/", "mmahdibarghi/finglish-dataset",
    "wikimedia/mediawiki",
)  # fmt: skip
ONLY_TEXT_OF_ITS_LANGUAGE = "wikimedia/mediawiki"
MEASURING = "measuring"
RESEARCH_ONLY = ("almoslmi/masc",)
BORDERLINE = ("books", "attractions", "tourism_places", "software_apps", "movie_reviews(borderline)")
FILES = (
    "persian_reviews", "persian_offtopic", "arabic_reviews", "arabic_offtopic",
    "other_languages", "finglish_arabizi",
)  # fmt: skip


def folder():
    named = real_data.folder()
    return named / "text" if named else None


def posts(name):
    with gzip.open(folder() / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def trainable(post):
    """Whether the weights of language are made from a post: of redistributable sources a fifth is held back, of the
    only one in its language a half, so that enough is left to measure on.
    """
    held_back_of = 2 if post["source"].startswith(ONLY_TEXT_OF_ITS_LANGUAGE) else 5
    is_learnt = hashlib.sha256(post["text"].encode()).digest()[0] % held_back_of > 0
    return is_learnt and post["source"].startswith(REDISTRIBUTABLE)


def byte_of(text):
    """A number below 256 told by a text's letters alone, so that twins stand together."""
    return hashlib.sha256("".join(filter(str.isalpha, text)).encode()).digest()[0]


def part_of(text):
    """What a real post serves for in relevance: nine in ten make weights and bounds, one is measured on alone."""
    return MEASURING if byte_of(text) < 26 else "weights"


def may_make_weights(post):
    """Weights are never made from what is for research only."""
    return not post["source"].startswith(RESEARCH_ONLY)


def letters(text):
    return sum(map(str.isalpha, text))
