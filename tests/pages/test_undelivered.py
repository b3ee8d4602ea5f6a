"""Between a decision and the worker that follows it, every page is as good as after."""

import pytest

from tests.kit.world import ANSWER, TITLE, World

EVERYBODY = ("/", "/stores/golestan/", "/search", "/search?sort=longest-unanswered", "/complaints/{number}/")


@pytest.fixture
def number(world: World, once) -> str:
    return once(_let_through, world)


def _let_through(world: World) -> str:
    """A case that was let through a moment ago, with a reply that was, too; no worker has run since."""
    made = world.complain()
    world.decide(made.post_id)
    world.decide(world.reply(made), answers=True)
    return made.number


@pytest.mark.parametrize("path", EVERYBODY)
def test_everybody_reads_the_case(world: World, number: str, path: str) -> None:
    assert TITLE in world.client().visit("/fa" + path.format(number=number)).text


@pytest.mark.parametrize("path", ["/account/cases", "/complaints/{number}/", "/complaints/{number}/evaluate"])
def test_its_author_does(world: World, number: str, path: str) -> None:
    assert TITLE in world.client(world.maryam).visit("/fa" + path.format(number=number)).text


@pytest.mark.parametrize("path", ["/desk/stores/golestan/", "/desk/stores/golestan/cases/{number}/"])
def test_its_store_does(world: World, number: str, path: str) -> None:
    assert TITLE in world.client(world.layla).visit("/fa" + path.format(number=number)).text


def test_the_reply_is_read_as_well(world: World, number: str) -> None:
    assert ANSWER in world.client().visit(f"/fa/complaints/{number}/").text
