"""What takes two moderators, page by page: where it came from is kept as prints, and the desk says why it waits."""

import pytest
from sqlalchemy import select

from portal import moderation
from portal.access import Role
from portal.complaints import Complaint
from portal.db import db
from portal.moderation import UNDO_WITHIN, Mark, Trace, Visibility, carry_out_decisions
from tests.kit.client import Client
from tests.kit.world import ANSWER, BODY, TITLE, World

pytestmark = pytest.mark.usefixtures("world_clock")
COMPLAINT = {"title": TITLE, "store": "گلستان", "body": BODY, "nature": "late", "category": "home-appliances"}
QUEUE = "/en/desk/moderation/"


def tied(world: World) -> int:
    world.complain(world.karim, order_number="A-1")
    return world.complain(order_number="A-1").post_id


def approve(world: World, client: Client, post_id: int, **more: str) -> None:
    client.fill(f"{QUEUE}{post_id}/", form=".//*[@data-decision]//form", verdict="approve", note="خوانده شد.", **more)


def take_effect(world: World) -> None:
    world.now += UNDO_WITHIN
    carry_out_decisions()
    db.session.rollback()


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def test_a_complaint_and_a_reply_leave_prints_and_no_address(world: World, complaint: Complaint) -> None:
    layla, maryam = world.client(world.layla), world.client(world.maryam)
    for client in (layla, maryam):
        client._client.environ_base["REMOTE_ADDR"] = "203.0.113.77"
    layla.fill(f"/en/desk/stores/golestan/cases/{complaint.number}/", body=ANSWER)
    maryam.fill("/fa/complaints/new", **COMPLAINT)
    traces = db.session.scalars(select(Trace).order_by(Trace.account_id)).all()
    assert [(trace.account_id, trace.mark) for trace in traces] == [
        (world.maryam.id, Mark.NETWORK),
        (world.layla.id, Mark.NETWORK),
    ]
    assert traces[0].seal == traces[1].seal
    assert "203" not in {trace.seal[:3] for trace in traces}
    waiting = moderation.waiting_posts(db.session(), world.nader.actor, world.now, 9)
    assert [row.takes_two for row in waiting if row.title] == [True]


def test_who_signs_in_after_another_at_the_same_browser_is_known_by_it(world: World) -> None:
    client = world.client(world.layla)
    with client._client.session_transaction() as session:
        session["device"] = "mark"
    client.fill("/en/account/sign-out")
    with client._client.session_transaction() as session:
        assert dict(session).get("device") == "mark"
        assert "_user_id" not in session


def test_the_desk_says_why_it_takes_two_and_asks_the_second(world: World) -> None:
    post_id = tied(world)
    world.deliver()
    nader, sara = world.client(world.nader), world.client(world.add_person("sara", Role.MODERATOR))
    assert "Takes two moderators" in nader.visit(QUEUE).text
    page = nader.visit(f"{QUEUE}{post_id}/")
    assert "the same order number" in page.select(".notice--warning:has(ul)")[0].get_text()
    assert "Another moderator has to approve it too" in page.text
    approve(world, nader, post_id)
    assert "a second moderator is asked" in nader.visit(QUEUE).select(".undo")[0].get_text()
    take_effect(world)
    nader.visit(f"{QUEUE}{post_id}/", status=403)
    assert "A moderator has approved it" in sara.visit(f"{QUEUE}{post_id}/").text
    approve(world, sara, post_id)
    assert "public in a minute" in sara.visit(QUEUE).select(".undo")[0].get_text()
    take_effect(world)
    assert moderation.load_post(db.session(), post_id).visibility is Visibility.PUBLISHED


def test_what_the_first_has_masked_is_put_before_the_second(world: World) -> None:
    post_id = tied(world)
    world.deliver()
    masked = BODY.replace("یخچال", "•••••", 1)
    fields = {"verdict": "mask", "masked_body": masked}
    world.client(world.nader).fill(f"{QUEUE}{post_id}/", form=".//*[@data-decision]//form", note="x", **fields)
    take_effect(world)
    sara = world.client(world.add_person("sara", Role.MODERATOR))
    page = sara.visit(f"{QUEUE}{post_id}/")
    assert "with words masked" in page.select(".notice--warning:has(ul)")[0].get_text()
    assert page.fields(".//*[@data-decision]//form")["masked_body"] == masked
