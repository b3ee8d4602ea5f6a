"""Every page asks the database a fixed, small number of things, however much there is."""

import pytest

from portal.complaints import Complaint
from portal.db import transaction
from portal.scores import refresh_scores
from tests.kit.copies import copy_case
from tests.kit.statements import counted

pytestmark = pytest.mark.usefixtures("world_clock")

ANONYMOUS = 8
MORE_WHEN_SIGNED_IN = 3
WITH_SLIPS = ("/fa/search?q=یخچال+ژژژژ", "/fa/search?q=یخجال", "/fa/search?q=یخجالو+ژژژژ")
PAGES = (
    "/fa/",
    "/fa/search",
    "/fa/search?q=یخچال",
    *WITH_SLIPS,
    "/fa/stores/",
    "/fa/stores/golestan/",
    "/fa/complaints/new",
    "case",
)
FEW, MANY = 10, 10_000


@pytest.fixture
def first(world, once):
    """The first of a few published cases, every third one answered."""
    return once(_few, world)


def _few(world):
    made = world.publish_many(FEW)
    world.wait(hours=3)
    for complaint in made[::3]:
        world.answer(complaint)
    refresh_scores(None, world.now)
    return made[0]


def count(client, path: str) -> int:
    with counted() as sent:
        client.visit(path)
    return len(sent)


def counts(client, case: Complaint) -> dict[str, int]:
    number = case.number
    return {page: count(client, f"/fa/complaints/{number}/" if page == "case" else page) for page in PAGES}


@pytest.mark.thorough
def test_pages_ask_the_same_of_ten_and_of_ten_thousand_complaints(world, first):
    people = (None, world.karim, world.maryam, world.layla, world.nader)
    few = [counts(world.client(person), first) for person in people]
    anonymous = few[0]
    assert max(anonymous.values()) <= ANONYMOUS, anonymous
    for person, asked in zip(people, few, strict=True):
        for page in PAGES:
            assert asked[page] <= anonymous[page] + MORE_WHEN_SIGNED_IN, (person, page, asked)

    with transaction() as session:
        copy_case(session, first, MANY)
    refresh_scores(None, world.now)
    assert "۱۰٬۰۱۰" in world.client().visit("/fa/stores/golestan/").text
    assert [counts(world.client(person), first) for person in people] == few


def test_a_long_thread_costs_no_more_than_a_short_one(world):
    short, long = world.publish(), world.publish()
    for _ in range(6):
        world.wait(hours=1)
        world.answer(long)
    client = world.client()
    assert count(client, f"/fa/complaints/{short.number}/") == count(client, f"/fa/complaints/{long.number}/")
