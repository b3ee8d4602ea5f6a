"""Nothing unapproved is visible anywhere: every address, asked for by everybody, watched by canary words."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from flask import Flask

from portal import accounts
from portal.accounts import Purpose
from portal.complaints.numbers import new_number
from portal.language import LANGUAGES
from tests.kit.canaries import Aviary, shown_text
from tests.kit.walking import Filling, Step, paths, search_queries

pytestmark = pytest.mark.usefixtures("world_clock")
SLUGS = ("golestan", "nakhl", "nobody")


@pytest.fixture
def aviary(world):
    return Aviary(world)


def filling_of(aviary: Aviary) -> Filling:
    secret = aviary.world.app.extensions["portal-config"].secret_key
    posts = aviary.posts
    elsewhere = aviary.numbers["public"]
    # The languages take turns: repeated, each token is tried in all of them.
    kept = {form: [{"kept": token} for token in tokens for _ in LANGUAGES] for form, tokens in aviary.kept.items()}
    words = [canary.words[0] for canary in aviary.canaries]
    return Filling(
        arguments={
            "number": [*aviary.numbers.values(), new_number(), "WRONG"],
            "slug": SLUGS,
            "post_id": [*(post_id for _, post_id in posts), 99_999],
            "token": [accounts.make_token(secret, Purpose.PASSWORD, aviary.world.maryam.account), "forged"],
            "filename": ["js/focus.js", "../portal.db"],
        },
        pairs={("number", "post_id"): [*posts, *((elsewhere, post_id) for _, post_id in posts[-3:]), ("WRONG", 1)]},
        queries={
            "site.search": search_queries(words, SLUGS),
            "site.stores": [{"q": word} for word in words[::10]],
            "site.store": [{"state": "open"}, {"state": "answered", "page": "2"}],
            **kept,
            "desk.inbox": [{"state": tab} for tab in ("answered", "finished")],
            "desk.moderation": [{"page": number} for number in (1, 2)],
            "notices.notices": [{"page": number} for number in (1, 2)],
        },
    )


def walk(app: Flask, aviary: Aviary, methods: tuple[str, ...] = ("GET", "POST")) -> Iterator[Step]:
    filling = filling_of(aviary)
    for method in methods:
        addresses = list(paths(app, filling, method))
        for reader, person in aviary.readers.items():
            client = aviary.world.client(person)
            for endpoint, path in addresses:
                with client._open(path, method=method) as answer:
                    yield Step(reader, endpoint, method, path, answer.status_code, answer.get_data(as_text=True))


def test_no_canary_is_seen_where_it_must_not_be(app, aviary):
    leaks, seen = [], defaultdict(set)
    for step in walk(app, aviary):
        assert step.status != 500, step.path
        shown = shown_text(step.shown)
        for canary in aviary.canaries:
            if canary.is_in(shown):
                seen[canary.lies].add(step.reader)
                if step.endpoint not in canary.seen_by.get(step.reader, ()):
                    leaks.append(f"{step.reader} sees {canary.lies} on {step.method} {step.path}")
    assert not leaks, "\n".join(leaks)
    unseen = [
        f"{reader} never came across {canary.lies}"
        for canary in aviary.canaries
        for reader in canary.seen_by
        if canary.is_seen and reader not in seen[canary.lies]
    ]
    assert not unseen, "\n".join(unseen)
