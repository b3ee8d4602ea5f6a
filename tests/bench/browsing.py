"""Pages on 50,000 real posts: time, processor, statements and memory, beside a bare Flask route in the same run."""

import random
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from flask import Flask
from sqlalchemy import Engine, func, select

from portal.access import Role
from portal.complaints import Complaint
from portal.db import db
from portal.moderation import Post, visible
from portal.stores import Store
from tests.bench.figures import megabytes, milliseconds, percentile, prose, table
from tests.bench.serving import Server, Target, Timings, at_once, in_turn, served
from tests.bench.vocabulary import queries
from tests.bench.workshop import Workshop, person, session_cookie
from tests.kit.statements import statements

TITLE = "Pages"
LANGUAGES = ("fa", "ar")
REQUESTS = 200
ROUNDS = 5
CLIENTS = 8
HEADS = ("page", "p50 ms", "p99 ms", "p50, times bare", "p99, times bare", "processor ms", "times bare", "statements")
HEADS_AT_ONCE = ("page", "requests/s", "of bare", "p50 ms", "p99 ms", "p99, times bare")
Pages = Mapping[str, Sequence[str]]


def measure(workshop: Workshop) -> Iterator[str]:
    found = workshop.loaded("posts")
    yield from prose(
        f"{found['complaints']:,} complaints of real posts against {found['stores']} stores. Gunicorn as `serve` "
        f"starts it (2 workers of 4 threads); {REQUESTS} requests a page, one after the other, in {ROUNDS} rounds in "
        "which every page has its turn, each time other words, stores and cases; half Persian, half Arabic. "
        "Yardstick: a Flask route that says hello, served likewise, asked in the same rounds. Statements: the most "
        "that one of the page's addresses took."
    )
    app = workshop.app("posts")
    with app.app_context():
        cookie, engine = session_cookie(app, person("bench-reader", Role.SHOPPER)), db.engine
        pages = {language: pages_of(workshop, language) for language in LANGUAGES}
    counted = {
        (name, signed_in): most_statements(app, engine, pages, name, cookie if signed_in else "")
        for name in pages["fa"]
        for signed_in in (False, True)
    }
    environment = workshop.environment("posts")
    with served("wsgi:app", environment) as portal, served("tests.bench.bare:app", environment) as bare:
        yield from one_by_one(portal, bare, pages, cookie, counted)
        yield from together(portal, bare, pages["fa"])
        yield from prose(f"Memory of a web process after this: {memory(portal)}; of the bare one: {memory(bare)}.")


def memory(server: Server) -> str:
    resident, own = server.memory()
    return f"{megabytes(resident)} resident, {megabytes(own)} of it its own"


def pages_of(workshop: Workshop, language: str) -> Pages:
    """The addresses of each page of the bench; needs the application's context."""
    asked = queries(workshop.archive("posts"), language)
    searches = {f"search, {kind}": [f"/search?q={quote(query)}" for query in asked[kind]] for kind in asked}
    return {
        name: [f"/{language}{path}" for path in paths]
        for name, paths in {
            "home": ["/"],
            "store list": ["/stores/"],
            "store": [f"/stores/{slug}/" for slug in large_stores(language)],
            "case": [f"/complaints/{number}/" for number in some_cases(language)],
            **searches,
            "search, no words, filters": [f"/search?q=&nature={nature}&state=open" for nature in ("late", "damaged")],
        }.items()
    }


def large_stores(language: str) -> Sequence[str]:
    statement = (
        select(Store.slug)
        .join(Complaint, Complaint.store_id == Store.id)
        .where(Store.slug.endswith(f"-{language}"))
        .group_by(Store.id)
        .order_by(func.count().desc())
    )
    return db.session.scalars(statement.limit(5)).all()


def some_cases(language: str) -> Sequence[str]:
    statement = select(Complaint.number).join(Post, Post.id == Complaint.post_id).where(visible())
    numbers = db.session.scalars(statement.where(Post.language == language).order_by(Complaint.id)).all()
    return random.Random(1).sample(numbers, 40)


def most_statements(app: Flask, engine: Engine, pages: Mapping[str, Pages], name: str, cookie: str) -> int:
    """The most statements that one of the page's addresses takes, in any language; outside any context."""
    paths = [path for in_language in pages.values() for path in in_language[name][:5]]
    headers = {"Cookie": cookie} if cookie else {}
    most = 0
    for path in paths:
        with statements(engine) as sent:
            answer = app.test_client(use_cookies=False).get(path, headers=headers)
        if answer.status_code != 200:
            raise AssertionError(f"{path} answered {answer.status_code}")
        most = max(most, len(sent))
    return most


def one_by_one(
    portal: Server,
    bare: Server,
    pages: Mapping[str, Pages],
    cookie: str,
    counted: Mapping[tuple[str, bool], int],
) -> Iterator[str]:
    both = {name: [path for pair in zip(*(pages[code][name] for code in LANGUAGES), strict=False) for path in pair]
            for name in pages["fa"]}  # fmt: skip
    targets = {(name, False): Target(portal, paths) for name, paths in both.items()}
    targets |= {(name, True): Target(portal, paths, cookie) for name, paths in both.items()}
    timings = in_turn({**targets, ("bare route", False): Target(bare, ["/"])}, REQUESTS, ROUNDS)
    yardstick = timings["bare route", False]
    rows = [
        [f"{name}, signed in" if who else name, *cells(timings[name, who], yardstick), counted[name, who]]
        for name, who in targets
    ]
    yield from table(HEADS, [["bare route", *cells(yardstick, yardstick), 0], *rows])


def cells(timings: Timings, yardstick: Timings) -> list[str]:
    half, worst = (percentile(timings.seconds, share) for share in (0.5, 0.99))
    bare_half, bare_worst = (percentile(yardstick.seconds, share) for share in (0.5, 0.99))
    processor, bare_processor = timings.processor / len(timings.seconds), yardstick.processor / len(yardstick.seconds)
    return [
        milliseconds(half), milliseconds(worst), f"{half / bare_half:.1f}", f"{worst / bare_worst:.1f}",
        milliseconds(processor), f"{processor / bare_processor:.0f}" if bare_processor else "",
    ]  # fmt: skip


def together(portal: Server, bare: Server, pages: Pages) -> Iterator[str]:
    yield from prose(f"{CLIENTS} clients at once, anonymous, Persian; they share the cores with the servers.")
    alone, spent = at_once(Target(bare, ["/"]), CLIENTS, REQUESTS // CLIENTS)
    bare_speed, bare_worst = len(alone) / spent, percentile(alone, 0.99)
    rows = [
        [
            "bare route",
            f"{bare_speed:,.0f}",
            "1.00",
            milliseconds(percentile(alone, 0.5)),
            milliseconds(bare_worst),
            "1.0",
        ]
    ]
    for name in ("home", "store", "case", "search, two words"):
        took, spent = at_once(Target(portal, pages[name]), CLIENTS, REQUESTS // CLIENTS)
        worst = percentile(took, 0.99)
        half, speed = percentile(took, 0.5), len(took) / spent
        rows.append([
            name, f"{speed:,.0f}", f"{speed / bare_speed:.2f}", milliseconds(half), milliseconds(worst),
            f"{worst / bare_worst:.1f}",
        ])  # fmt: skip
    yield from table(HEADS_AT_ONCE, rows)
