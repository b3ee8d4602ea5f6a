"""An archive of distinct real texts, as many as asked for, each a public case of an invented store.

`python -m tests.bench.distinct_posts OUT.jsonl --count 80000`. What the texts say matters here only as words: reviews
first, then what is off the subject and in other languages.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from tests.bench.real_data import UNSET, folder, rows, write
from tests.bench.real_posts import CATEGORIES, NATURES, title

FILES = (
    "persian_reviews", "arabic_reviews", "persian_offtopic", "arabic_offtopic", "finglish_arabizi", "other_languages",
)  # fmt: skip
STORES = 300
FIRST = datetime(2023, 1, 1, tzinfo=UTC)
BETWEEN = timedelta(minutes=20)


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """The language that each distinct text is filed under, and the text."""
    seen = set()
    for name in FILES:
        for row in rows(data / "text" / f"{name}.jsonl.gz"):
            if row["text"].strip() and row["text"] not in seen:
                seen.add(row["text"])
                yield "ar" if name.startswith("arabic") else "fa", row["text"]


def archive(data: Path, count: int) -> Iterator[dict[str, Any]]:
    rng = random.Random(1)
    for number in range(STORES):
        yield {
            "type": "store", "ref": f"s{number}", "slug": f"store-{number}", "name": {"fa": f"فروشگاه {number}"},
            "country": "IR", "channels": [],
        }  # fmt: skip
    chosen = list(islice(texts(data), count))
    rng.shuffle(chosen)
    for number, (language, text) in enumerate(chosen):
        at = (FIRST + number * BETWEEN).isoformat()
        yield {
            # Some stores have many complaints, most few.
            "type": "complaint", "ref": f"c{number}", "store": f"store-{int(STORES * rng.random() ** 3)}",
            "language": language, "title": title(text), "body": text, "nature": rng.choice(NATURES),
            "category": rng.choice(sorted({*CATEGORIES.values()})), "submitted_at": at, "published_at": at,
            "visibility": "published", "posts": [], "contacts": [], "promises": [], "outcomes": [],
        }  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="An archive of distinct real texts.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=80_000)
    options = parser.parse_args(arguments)
    data = folder()
    if data is None:
        print(UNSET)
        return 0
    print(f"{write(options.out, archive(data, options.count))} cases written to {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
