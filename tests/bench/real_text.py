"""Real posts from the folder that PORTAL_REAL_DATA names; what may be trained on is told by its licence."""

import gzip
import hashlib
import json

from tests.bench import real_data

# Sources that allow redistribution, and so weights made from them: UD treebanks CC BY-SA, PersoArabicLID MIT,
# lingua's sentences Apache-2.0 / CC BY, Tourist_Reviews_in-Saudi_Arabia MIT, meysam-kazemi Apache-2.0,
# Finglish MIT.
REDISTRIBUTABLE = (
    "UniversalDependencies/", "sinaahmadi/PersoArabicLID", "pemistahl/lingua-py",
    "Raneem224/Tourist_Reviews_in-Saudi_Arabia", "meysam-kazemi/", "mmahdibarghi/finglish-dataset",
)  # fmt: skip
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
    """A fifth of every redistributable source is held back, so that it can be measured on as well."""
    return post["source"].startswith(REDISTRIBUTABLE) and not held_back(post["text"])


def held_back(text):
    return hashlib.sha256(text.encode()).digest()[0] % 5 == 0


def letters(text):
    return sum(map(str.isalpha, text))
