"""Private facts on the pages: the author's ticks, the store's press, and the list of looks."""

import pytest

from portal.complaints import case_by_number
from portal.db import db
from tests.kit.world import BODY, TITLE

pytestmark = pytest.mark.usefixtures("world_clock")
FORM = "/fa/complaints/new"
ORDER = "ZQ-ORDER-88"


@pytest.fixture
def case(world):
    """A public case of Maryam's that shows its order number to the store, and not the amount."""
    typed = {
        "store": "گلستان", "nature": "late", "category": "home-appliances", "title": TITLE, "body": BODY,
        "order_number": ORDER, "share_order_number": "y", "amount": "48731592",
    }  # fmt: skip
    number = world.client(world.maryam).fill(FORM, **typed).location.split("/")[3]
    found = case_by_number(db.session(), number)
    world.decide(found.post_id)
    world.deliver()
    return found


def desk(case):
    return f"/fa/desk/stores/golestan/cases/{case.number}/"


def test_the_store_opens_what_is_shown_and_the_author_sees_when(world, case):
    world.wait(days=8)
    layla = world.client(world.layla)
    for page in (desk(case), f"/fa/complaints/{case.number}/"):
        assert ORDER not in layla.visit(page).text
    opened = layla.fill(f"{desk(case)}facts", status=200)
    assert ORDER in opened.text
    assert "۴۸" not in opened.text
    looks = world.client(world.maryam).visit(f"/fa/complaints/{case.number}/sharing")
    assert len(looks.select("tbody tr")) == 1


def test_who_speaks_for_the_store_since_yesterday_is_told_to_wait(world, case):
    layla = world.client(world.layla)
    assert "۷ روز" in layla.visit(desk(case)).text
    assert layla.visit(f"{desk(case)}facts", status=303).location == desk(case)


def test_the_author_takes_a_tick_back(world, case):
    maryam = world.client(world.maryam)
    page = maryam.visit(f"/fa/complaints/{case.number}/sharing")
    assert [box["name"] for box in page.select("input[type=checkbox]")] == ["order_number", "amount"]
    fields = page.fields()
    fields.pop("order_number", None)
    maryam.send(page.path, fields)
    world.wait(days=8)
    assert "آنچه خریدار به شما نشان می‌دهد" not in world.client(world.layla).visit(desk(case)).text


def test_a_tick_survives_signing_in(world, client):
    typed = {"store": "گلستان", "nature": "late", "category": "home-appliances", "title": TITLE, "body": BODY}
    kept = client.fill(FORM, **typed, order_number=ORDER, share_order_number="y").location
    again = world.client(world.maryam).visit(f"{FORM}?kept={kept.split('kept=')[1]}")
    ticked = {box["name"] for box in again.select("input[type=checkbox][checked]")}
    assert ticked == {"share_order_number"}
