"""Moderation of the real posts that wait: one decision after the other through the desk's pages."""

import shutil
import time
from collections.abc import Iterator, Mapping
from itertools import cycle

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from portal import clock, events, moderation
from portal.access import Role
from portal.db import db
from tests.bench.figures import milliseconds, percentile, prose, table
from tests.bench.workshop import Workshop, person, session_cookie
from tests.kit.elements import parsed
from tests.kit.statements import statements

TITLE = "Moderation"
QUEUE = "/fa/desk/moderation/"
TEN_DECISIONS = (
    *({"verdict": "approve", "note": "-"},) * 8,
    {"verdict": "request-changes", "reason": "personal-data"},
    {"verdict": "reject", "reason": "off-topic"},
)
HEADS = ("step", "times", "p50 ms", "p99 ms", "statements")


class Desk:
    """A moderator with a browser; `took` and `sent` hold seconds and statements of each step."""

    def __init__(self, app: Flask, engine: Engine, cookie: str) -> None:
        self.client: FlaskClient = app.test_client(use_cookies=False)
        self.cookie, self.engine = cookie, engine
        self.took: dict[str, list[float]] = {}
        self.sent: dict[str, list[int]] = {}

    def step(self, name: str, path: str, fields: Mapping[str, str] | None = None) -> TestResponse:
        with statements(self.engine) as sent:
            began = time.perf_counter()
            answer = self.client.open(
                path, method="POST" if fields else "GET", data=fields, headers={"Cookie": self.cookie}
            )
            self.took.setdefault(name, []).append(time.perf_counter() - began)
        self.sent.setdefault(name, []).append(len(sent))
        if answer.status_code not in {200, 303}:
            raise AssertionError(f"{path} answered {answer.status_code}")
        if "Set-Cookie" in answer.headers:
            self.cookie = answer.headers["Set-Cookie"].partition(";")[0]
        return answer


def measure(workshop: Workshop) -> Iterator[str]:
    """Works on a copy: the other benches find the posts waiting."""
    loaded = workshop.loaded("posts")
    copy = workshop.instance("moderation")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(workshop.instance("posts"), copy)
    app = workshop.app("moderation")
    with app.app_context():
        cookie, engine = session_cookie(app, person("bench-moderator", Role.MODERATOR)), db.engine
        waiting = moderation.waiting_count(db.session())
    # Outside the context, so that each request has its own session and reader, as in a server.
    desk = Desk(app, engine, cookie)
    decide_all(desk, waiting)
    with app.app_context(), clock.stopped_at(clock.now() + moderation.UNDO_WITHIN):
        began = time.perf_counter()
        while moderation.carry_out_decisions():
            pass
        events.deliver_all(app.extensions["portal-subscribers"])
        delivery = time.perf_counter() - began
        left = moderation.waiting_count(db.session())
    if left:
        raise AssertionError(f"{left} posts still wait")
    spent = sum(sum(seconds) for seconds in desk.took.values())
    yield from prose(
        f"{waiting} posts that wait beside {loaded['documents']:,} published ones, decided one by one through "
        "the desk's pages (eight of ten let through, one sent back, one rejected): "
        f"{waiting / spent:,.0f} decisions/s, pages included. What follows from them (cases, index, scores, "
        f"notices) was delivered in {delivery:.1f} s."
    )
    yield from table(HEADS, [row(desk, name) for name in desk.took])


def decide_all(desk: Desk, waiting: int) -> None:
    queue = desk.step("queue", QUEUE)
    place = parsed(queue.text).select_one(f".card__title a[href^='{QUEUE}']")["href"]
    for number, decision in zip(range(waiting), cycle(TEN_DECISIONS), strict=False):
        if number % 20 == 0:
            desk.step("queue", QUEUE)
        shown = desk.step("post", place)
        answer = desk.step("decision", place, {**hidden_fields(shown.text), **decision})
        place = answer.headers["Location"]


def hidden_fields(page: str) -> dict[str, str]:
    fields = parsed(page).select("[data-decision] form input[type=hidden]")
    return {str(field["name"]): str(field.get("value", "")) for field in fields}


def row(desk: Desk, name: str) -> list[str]:
    seconds, sent = desk.took[name], desk.sent[name]
    return [
        name, str(len(seconds)), milliseconds(percentile(seconds, 0.5)), milliseconds(percentile(seconds, 0.99)),
        f"{max(sent)}",
    ]  # fmt: skip
