"""Nothing unapproved is found in PostgreSQL either: not in hits, totals, facets, suggestions or corrections."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask

from portal.clock import stopped_at
from tests.kit.canaries import Aviary
from tests.kit.canary import shown_but_for, shown_text
from tests.kit.depth import share
from tests.kit.postgresql import Cluster, emptied
from tests.kit.walking import Filling, Step, narrowed_searches, paths
from tests.kit.world import BODY, World

pytestmark = pytest.mark.postgresql
SLUGS = ("golestan", "nakhl", "nobody")


@pytest.fixture
def aviary(postgresql_app: Flask, postgresql_server: Cluster) -> Iterator[Aviary]:
    with emptied(postgresql_app, postgresql_server):
        world = World(postgresql_app)
        with stopped_at(world.now):
            yield Aviary(world)


def walk(aviary: Aviary, reader: str) -> Iterator[Step]:
    """What the index answers when each word is asked for, whole, begun and with a slip; what narrows, in turn."""
    client, app = aviary.world.client(aviary.readers[reader]), aviary.world.app
    turn = slice(list(aviary.readers).index(reader), None, len(aviary.readers))
    words = [canary.words[0] for canary in aviary.canaries]
    typed = [{"q": text} for word in words[turn] for text in (word, word[:4], f"{word[:4]}*", slip(word))]
    queries = {"site.search": [*typed, *narrowed_searches(SLUGS)[turn]], "site.suggestions": typed}
    at_home = {"REMOTE_ADDR": f"127.0.1.{turn.start}"}  # so that nobody asks for too much
    for endpoint, path in share(list(paths(app, Filling({}, {}, queries), "GET", only=queries)), 6):
        with client._open(path, environ_base=at_home) as answer:
            yield Step(reader, endpoint, "GET", path, answer.status_code, answer.get_data().decode())


def slip(word: str) -> str:
    return f"{word[:-2]}{word[-1]}{word[-2]}"


def test_no_reader_sees_a_canary_in_what_is_found(aviary: Aviary) -> None:
    leaks = []
    for reader in aviary.readers:
        for step in walk(aviary, reader):
            assert step.status == 200, step.path
            shown = shown_text(step.shown)
            leaks += [
                f"{canary.lies} on {step.path}, as {reader}"
                for canary in aviary.canaries
                if canary.is_in(shown) and not canary.may_be_seen(reader, step.endpoint)
            ]
    assert not leaks, "\n".join(leaks)


def test_a_canary_is_not_told_from_a_word_that_nobody_wrote(aviary: Aviary) -> None:
    """No total and no facet counts it, and no slip for it is put right."""
    client = aviary.world.client()
    assert aviary.numbers["public"] in client.visit(f"/en/search?{urlencode({'q': BODY})}").body

    def shown(word: str) -> str:
        return shown_but_for(word, client.visit(f"/en/search?{urlencode({'q': word})}").body)

    nothing = shown("unheardof")
    for canary in share(aviary.canaries, 4):
        for word in (canary.words[0], slip(canary.words[0])):
            assert shown(word) == nothing, f"{canary.lies}: {word}"
