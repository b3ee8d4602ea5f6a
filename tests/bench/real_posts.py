"""An archive of real Persian and Arabic posts.

`python -m tests.bench.real_posts OUT.jsonl --as-of ISO --seed S`. Each text becomes a complaint
against an invented store of its domain and language. Delays, outcomes and ratings are drawn from the real
cases, replies are invented; the newest `--pending` wait for a moderator.
"""

import argparse
import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.real_data import MARKS, UNSET, folder, rows, slugify, write
from tests.bench.reply_sentences import acknowledgement, answer

FILES = {"fa": "persian_reviews", "ar": "arabic_reviews"}
COUNTRIES = {"fa": "IR", "ar": "SA"}
TWO_YEARS = 730 * 86_400
CATEGORIES = {
    "food-delivery": "prepared-food",
    "restaurants": "prepared-food",
    "cafes": "prepared-food",
    "bakeries-and-goodies": "prepared-food",
    "mobile-phones": "mobile-phones",
    "electronics-mobile": "mobile-phones",
    "electronics-tablet": "mobile-phones",
    "electronics-notebook": "computers",
    "electronics-computer": "computers",
    "electronics-printer": "computers",
    "electronics-scanner": "computers",
    "electronics-tv": "home-appliances",
    "groceries": "groceries",
    "books": "books-stationery",
    "education": "books-stationery",
    "fashion": "fashion",
    "doctors": "beauty-health",
    "health-care": "beauty-health",
    "spa-and-leisure": "beauty-health",
    "motors": "tools-auto",
    "home-and-garden": "home-furniture",
    "hotels": "sports-travel",
    "tourism-places": "sports-travel",
    "attractions": "sports-travel",
    "travel-and-tourism": "sports-travel",
    "sport-and-outdoor": "sports-travel",
    "financial-services": "services",
    "public-services": "services",
    "services": "services",
    "software-apps": "services",
}
NATURES = (
    "late", "damaged", "not-as-described", "missing-items", "payment-refund", "warranty",
    "misleading-promotion", "no-support", "staff-conduct", "account-security", "other",
)  # fmt: skip


@dataclass(frozen=True)
class Handling:
    """How one real case went: days to the answer (None: never) and to the closing, and the last word."""

    answer_days: int | None
    closing_days: int
    resolved: bool | None
    rating: int | None


@dataclass(frozen=True)
class Post:
    number: int
    language: str
    store: str
    domain: str
    text: str
    at: datetime
    pending: bool


def handlings(path: Path) -> list[Handling]:
    return [
        Handling(
            answer_days=days(row["opened"], row["answered"]) if row["answered"] else None,
            closing_days=days(row["opened"], row["closed"]),
            resolved=row["resolved"],
            rating=row["rating"],
        )
        for row in rows(path)
    ]


def days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def archive(data: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Store lines, then the complaints in the order of the files; the texts are streamed."""
    rng = random.Random(options.seed)
    wanted = {"fa": options.persian, "ar": options.arabic}
    chosen = {language: choose(data / "text", language, wanted[language], rng) for language in FILES}
    total = sum(map(len, chosen.values()))
    instants = [options.as_of - timedelta(seconds=rng.randrange(1, TWO_YEARS)) for _ in range(total)]
    newest = set(heapq.nlargest(options.pending, range(total), key=instants.__getitem__))
    names = {
        (slugify(row["domain"]), language)
        for language in FILES
        for row in picked(data / "text", language, chosen[language])
    }
    # Stores differ in how often they answer at all; the real cases hold only stores that nearly always do.
    diligence = {f"{domain}-{language}": rng.uniform(0.3, 1) for domain, language in sorted(names)}
    for domain, language in sorted(names):
        yield store(domain, language)
    pool = handlings(data / "responses" / "consumidor.jsonl.gz")
    number = 0
    for language in FILES:
        for row in picked(data / "text", language, chosen[language]):
            domain = slugify(row["domain"])
            post = Post(
                number + 1,
                language,
                f"{domain}-{language}",
                domain,
                row["text"],
                instants[number],
                number in newest,
            )
            yield complaint(post, rng.choice(pool), diligence[post.store], options.as_of, rng)
            number += 1


def choose(texts: Path, language: str, wanted: int, rng: random.Random) -> set[int]:
    available = sum(1 for _ in rows(texts / f"{FILES[language]}.jsonl.gz"))
    return set(rng.sample(range(available), min(wanted, available)))


def picked(texts: Path, language: str, chosen: set[int]) -> Iterator[dict[str, Any]]:
    numbered = enumerate(rows(texts / f"{FILES[language]}.jsonl.gz"))
    return (row for number, row in numbered if number in chosen)


def store(domain: str, language: str) -> dict[str, Any]:
    plain = domain.replace("-", " ")
    name = {"fa": f"فروشگاه {plain}"} if language == "fa" else {"ar": f"متجر {plain}"}
    slug = f"{domain}-{language}"
    return {
        "type": "store",
        "ref": f"posts-{slug}",
        "slug": slug,
        "name": name,
        "country": COUNTRIES[language],
        "category": CATEGORIES.get(domain, "other"),
        "channels": [],
    }


def complaint(post: Post, handling: Handling, diligence: float, as_of: datetime, rng: random.Random) -> dict[str, Any]:
    answers = rng.random() < diligence
    waited = timedelta(minutes=rng.randrange(20, 1200))
    state: dict[str, Any] = {"submitted_at": post.at.isoformat(), "visibility": "pending"}
    posts: list[dict[str, Any]] = []
    outcomes: list[dict[str, Any]] = []
    if not post.pending:
        state = {
            "submitted_at": (post.at - waited).isoformat(),
            "published_at": post.at.isoformat(),
            "visibility": "published",
        }
        posts = [reply for reply in replies(post, handling, rng) if reply["at"] <= as_of] if answers else []
        outcomes = [said for said in words(post, handling, posts, rng) if said["at"] <= as_of]
    return {
        "type": "complaint",
        "ref": f"posts-{post.number}",
        "store": post.store,
        "language": post.language,
        "title": title(post.text),
        "body": post.text,
        "nature": rng.choice(NATURES),
        "category": CATEGORIES.get(post.domain, "other"),
        **state,
        "posts": [reply | {"at": reply["at"].isoformat()} for reply in posts],
        "contacts": [],
        "promises": [],
        "outcomes": [said | {"at": said["at"].isoformat()} for said in outcomes],
    }


def title(text: str) -> str:
    """The first words, at most twelve and at most 120 characters."""
    words = text.split()[:12]
    while len(words) > 1 and len(" ".join(words)) > 120:
        words.pop()
    return " ".join(words)[:120]


def later(count: int, rng: random.Random) -> timedelta:
    return timedelta(days=count, seconds=rng.randrange(1_800, 82_800))


def replies(post: Post, handling: Handling, rng: random.Random) -> list[dict[str, Any]]:
    if handling.answer_days is None:
        return []
    at = post.at + later(handling.answer_days, rng)
    answered = said_by_store(at, answer(post.language, post.number, rng), substantive=True)
    if rng.random() < 0.85:
        return [answered]
    early = post.at + (at - post.at) * rng.random()
    return [said_by_store(early, acknowledgement(post.language, rng), substantive=False), answered]


def said_by_store(at: datetime, body: str, *, substantive: bool) -> dict[str, Any]:
    return {
        "at": at.replace(microsecond=0),
        "by": "store",
        "body": body,
        "visibility": "published",
        "substantive": substantive,
        "substantive_by": "moderator",
    }


def words(post: Post, handling: Handling, posts: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """The final word; a shopper whom nobody answered has nothing to call solved."""
    if handling.resolved is None:
        return []
    last = posts[-1]["at"] if posts else post.at
    at = max(post.at + later(handling.closing_days, rng), last + timedelta(hours=1))
    said: dict[str, Any] = {"at": at, "resolved": handling.resolved and bool(posts)}
    if handling.rating is not None:
        said["ratings"] = ratings(handling.rating if posts else 1, rng)
        said["would_buy_again"] = bool(posts) and handling.rating > 3
    return [said]


def ratings(rating: int, rng: random.Random) -> dict[str, int]:
    """Six marks around the one real rating; one shopper in ten leaves some out."""
    given = MARKS if rng.random() < 0.9 else MARKS[: rng.randint(2, 5)]
    return {mark: min(5, max(1, rating + rng.choice((-1, 0, 0, 0, 1)))) for mark in given}


def instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="An archive of real posts as complaints.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--as-of", type=instant, default=datetime.now(UTC).replace(microsecond=0))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pending", type=int, default=500)
    parser.add_argument("--persian", type=int, default=30_000)
    parser.add_argument("--arabic", type=int, default=20_000)
    options = parser.parse_args(arguments)
    data = folder()
    if data is None:
        print(UNSET)
        return 0
    posts = write(options.out, archive(data, options))
    print(f"{posts} posts written to {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
