"""Every page asks the database a fixed, small number of things, however much there is."""

import pytest

from portal.scores import refresh_scores
from tests.kit.statements import counted

pytestmark = pytest.mark.usefixtures("world_clock")

ANONYMOUS = 9
MORE_WHEN_SIGNED_IN = 3
PAGES = ("/fa/", "/fa/search", "/fa/search?q=یخچال", "/fa/stores/", "/fa/stores/golestan/", "case")
FEW, MANY = 10, 40


@pytest.fixture
def grow(world):
    """Publishes complaints, every third one answered and evaluated; returns the number of the first."""

    def grow(more: int) -> str:
        made = [world.complain() for _ in range(more)]
        for complaint in made:
            world.decide(complaint.post_id)
        world.wait(hours=3)
        world.deliver()
        for complaint in made[::3]:
            world.answer(complaint)
        refresh_scores(None, world.now)
        return made[0].number

    return grow


def count(client, path: str) -> int:
    with counted() as sent:
        client.visit(path)
    return len(sent)


def counts(client, number: str) -> dict[str, int]:
    return {page: count(client, f"/fa/complaints/{number}/" if page == "case" else page) for page in PAGES}


def test_pages_ask_the_same_of_ten_and_of_many_complaints(world, grow):
    first = grow(FEW)
    few = counts(world.client(), first)
    grow(MANY)
    assert counts(world.client(), first) == few
    assert max(few.values()) <= ANONYMOUS, few


def test_signing_in_costs_three_statements_at_most(world, grow):
    first = grow(FEW)
    anonymous = counts(world.client(), first)
    for person in (world.karim, world.maryam, world.layla, world.nader):
        signed_in = counts(world.client(person), first)
        for page, asked in signed_in.items():
            assert asked <= anonymous[page] + MORE_WHEN_SIGNED_IN, (person.actor.name, page, signed_in)


def test_a_long_thread_costs_no_more_than_a_short_one(world):
    short, long = world.publish(), world.publish()
    for _ in range(6):
        world.wait(hours=1)
        world.answer(long)
    client = world.client()
    assert count(client, f"/fa/complaints/{short.number}/") == count(client, f"/fa/complaints/{long.number}/")
