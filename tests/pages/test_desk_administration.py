"""The administrators' overview."""

import pytest

from portal.access import Permission, registered
from portal.desk.words import PERMISSION_LABELS, PREDICATE_LABELS
from portal.events import deliver
from portal.moderation import PostSubmitted
from tests.kit.client import Page
from tests.kit.world import World

pytestmark = pytest.mark.usefixtures("world_clock")


def rows(page: Page, table: int) -> dict[str, str]:
    lines = page.select("main table")[table].select("tbody tr")
    return {line.select_one("code").get_text(): line.select_one("td").get_text(" ", strip=True) for line in lines}


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param(None, 303, id="a stranger is sent to sign in"),
        pytest.param("maryam", 403, id="a shopper is refused"),
        pytest.param("layla", 403, id="a store is refused"),
        pytest.param("nader", 403, id="a moderator is refused"),
        pytest.param("parisa", 200, id="an administrator reads"),
    ],
)
def test_who_comes_in(world: World, language: str, who: str | None, status: int) -> None:
    world.client(getattr(world, who) if who else None).visit(f"/{language}/desk/admin/", status=status)


def test_only_administrators_are_led_there(world: World) -> None:
    def links(person: str) -> int:
        page = world.client(getattr(world, person)).visit("/fa/desk/admin/", status=200 if person == "parisa" else 403)
        return len(page.select(".site-nav a[href='/fa/desk/admin/']"))

    assert {person: links(person) for person in ("parisa", "nader", "maryam")} == {"parisa": 1, "nader": 0, "maryam": 0}


def test_it_counts_what_is_there_and_what_waits(world: World) -> None:
    world.publish()
    world.complain()
    page = world.client(world.parisa).visit("/en/desk/admin/")
    assert [row.get_text(" ", strip=True) for row in page.select(".summary__row")] == [
        "Texts waiting for a moderator 1",
        "Stores 2",
        "Public cases 1",
        "Notices waiting to be mailed 0",
    ]


def test_it_counts_notices_whose_mail_is_still_to_be_sent(world: World) -> None:
    world.decide(world.complain().post_id)
    followers = {follower.name: follower for follower in world.app.extensions["portal-subscribers"]}
    while deliver(followers["notices"]):
        pass
    last = world.client(world.parisa).visit("/en/desk/admin/").select(".summary__row dd")[-1]
    assert int(last.get_text()) > 0


def test_it_shows_who_lags_behind(world: World) -> None:
    administrator = world.client(world.parisa)
    world.deliver()
    caught_up = rows(administrator.visit("/en/desk/admin/"), 0)
    assert list(caught_up) == [subscriber.name for subscriber in world.app.extensions["portal-subscribers"]]
    assert set(caught_up.values()) == {"0"}
    world.complain()
    behind = rows(administrator.visit("/en/desk/admin/"), 0)
    following = [one for one in world.app.extensions["portal-subscribers"] if PostSubmitted in one.follows]
    assert {name for name, count in behind.items() if count == "1"} == {one.name for one in following}


def test_every_permission_stands_in_the_table_with_who_has_it(world: World) -> None:
    table = rows(world.client(world.parisa).visit("/en/desk/admin/"), 1)
    assert list(table) == [permission.value for permission in Permission]
    assert table["hide-post"] == "is a moderator and has no part in it"
    assert table["read-public"] == "anybody"
    assert table["read-case"] == "it is public or wrote it or is a moderator and has no part in it"


def test_every_permission_and_every_condition_has_words(world: World) -> None:
    assert set(PERMISSION_LABELS) == set(Permission)
    used = {
        predicate.__name__
        for alternatives in registered().values()
        for alternative in alternatives
        for predicate in alternative
    }
    assert used == set(PREDICATE_LABELS)
