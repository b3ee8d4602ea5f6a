"""Second readings at the desk: blind, nothing typed is lost, and an administrator sees where two differ."""

import pytest

from portal import moderation
from portal.access import Role
from portal.db import db
from portal.moderation import Reason, Verdict, Visibility
from tests.kit.client import Client
from tests.kit.statements import counted
from tests.kit.world import World

pytestmark = pytest.mark.usefixtures("world_clock")
LIST = "/en/desk/moderation/second-readings/"
FIRST_NOTE, SECOND_NOTE = "یادداشت نخست", "یادداشت دوم"


@pytest.fixture
def sara(world: World) -> Client:
    return world.client(world.add_person("sara", Role.MODERATOR))


def drawn(world: World) -> moderation.SecondReading:
    post_id = world.complain().post_id
    world.decide(post_id, Verdict.REJECT, Reason.INSULT, note=FIRST_NOTE)
    return world.draw(post_id)


def test_from_the_desk_through_what_waits_blind_to_where_two_differ(world: World, sara: Client) -> None:
    first, second = drawn(world), drawn(world)
    assert sara.visit("/en/desk/moderation/").select(f"main a[href='{LIST}']")[0].get_text() == "Second readings (2)"
    links = [link["href"] for link in sara.visit(LIST).select("main .card a")]
    assert links == [f"{LIST}{one.id}/" for one in (first, second)]
    page = sara.visit(links[0])
    assert FIRST_NOTE not in page.text
    assert not page.select("main .tag"), "neither is it told where the text stands"
    assert not page.select("main a[href*='complaints']")
    following = sara.fill(links[0], verdict="approve", note=SECOND_NOTE)
    assert following.location == links[1]
    assert sara.fill(links[1], verdict="reject", reason="insult").location == LIST
    parisa = world.client(world.parisa)
    (differing,) = parisa.visit(LIST).select("main .card a")
    told = parisa.visit(differing["href"]).text
    assert FIRST_NOTE in told
    assert SECOND_NOTE in told
    sara.visit(differing["href"], status=403)
    assert moderation.load_post(db.session(), first.post_id).visibility is Visibility.REJECTED


def test_a_refusal_without_a_reason_and_one_that_comes_second_are_kept(world: World, sara: Client) -> None:
    reading = drawn(world)
    path = f"{LIST}{reading.id}/"
    page = sara.fill(path, verdict="reject", note=SECOND_NOTE, status=422)
    assert [link["href"] for link in page.select(".error-summary a")] == ["#reason-0"]
    fields = {**page.fields(), "reason": "spam"}
    assert fields["note"].strip() == SECOND_NOTE
    world.read_again(reading, Verdict.APPROVE, by=world.add_person("reza", Role.MODERATOR))
    slower = sara.send(path, fields, status=409)
    assert "Somebody else has read this" in slower.errors[0]
    assert slower.fields()["note"].strip() == SECOND_NOTE


def test_the_list_asks_a_fixed_number_of_things(world: World, sara: Client) -> None:
    asked = []
    for more in (1, 4):
        for _ in range(more):
            drawn(world)
        with counted() as sent:
            sara.visit(LIST)
        asked.append(len(sent))
    assert asked[0] == asked[1]
