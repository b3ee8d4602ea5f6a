"""Writes the stems that most posts of a language hold, whatever they are about: their pairs are indexed in PostgreSQL.

PORTAL_REAL_DATA=<folder> python -m tests.bench.train_common_words
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

import portal.search
from portal.text import terms
from tests.bench.real_text import MEASURING, folder, may_make_weights, part_of, posts

TARGET = Path(portal.search.__file__).with_name("common_words.txt")
REVIEWS = {
    "persian_reviews": "فروشگاه مغازه سفارش کالا پول مبلغ پاسخ جواب پشتیبانی ارسال",
    "arabic_reviews": "متجر محل طلب منتج سلعة مال مبلغ رد خدمة توصيل",
}
"""Beside what reviews of anything say, what complaints about stores do."""
COMMONEST, FEWEST = 200, 500
"""Words of a language; posts of a domain that is looked at."""


def main():
    if folder() is None:
        sys.exit("PORTAL_REAL_DATA is not set: there is no text to learn words from.")
    lines = [
        " ".join(sorted({*commonest(name), *(term.stem for term in terms(of_stores))}))
        for name, of_stores in REVIEWS.items()
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(' '.join(lines).split()):,} words, {TARGET.stat().st_size:,} bytes")


def commonest(name):
    """By their share of the posts of the domain that holds fewest: what is common in one alone is not."""
    held, posts_of = defaultdict(Counter), Counter()
    for post in posts(name):
        if part_of(post["text"]) != MEASURING and may_make_weights(post):
            domain = post["domain"].split(":")[0]
            held[domain].update({term.stem for term in terms(post["text"])})
            posts_of[domain] += 1
    large = [domain for domain, count in posts_of.items() if count >= FEWEST]
    shares = {
        stem: min(held[domain][stem] / posts_of[domain] for domain in large)
        for stem in set.intersection(*(set(held[domain]) for domain in large))
    }
    return sorted(shares, key=lambda stem: (-shares[stem], stem))[:COMMONEST]


if __name__ == "__main__":
    main()
