"""Leaving a case out of the score, page by page: a moderator says why, and everybody reads it."""

import pytest

from portal import complaints
from portal.complaints import Complaint
from portal.db import db
from tests.kit.client import Client
from tests.kit.world import World

pytestmark = pytest.mark.usefixtures("world_clock")
NOTE = "شمارهٔ سفارش در هر دو شکایت یکی است."
WHY = "The same person has complained about the same order before"


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def test_a_case_left_out_stays_public_and_says_why_on_its_page_and_its_card(
    world: World, complaint: Complaint, nader: Client
) -> None:
    case = f"/en/complaints/{complaint.number}/"
    (link,) = nader.visit(f"/en/desk/moderation/{complaint.post_id}/").select("a[href$='/counting']")
    answer = nader.fill(link["href"], reason="same-order", note=NOTE)
    assert answer.location == case
    reader = world.client()
    for page in (reader.visit(case), reader.visit("/en/stores/golestan/"), reader.visit("/en/")):
        assert "Not counted in the score" in page.text
        assert WHY in page.text
        assert NOTE not in page.text
    again = nader.visit(link["href"])
    assert NOTE in again.text
    assert "Nader" not in again.select("main .card")[0].get_text()
    nader.fill(link["href"], note="آن سفارش دیگری بود.")
    assert "Not counted" not in reader.visit(case).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"note": NOTE}, "Please choose a reason from the list.", id="without a reason"),
        pytest.param({"reason": "rude", "note": NOTE}, "Please choose a reason from the list.", id="with another one"),
        pytest.param({"reason": "tied", "note": " "}, "Please write down what this rests on.", id="without a note"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    world: World, complaint: Complaint, nader: Client, typed, said
) -> None:
    page = nader.fill(f"/en/desk/moderation/cases/{complaint.number}/counting", status=422, **typed)
    assert said in page.text
    assert typed["note"].strip() in page.body
    db.session.rollback()
    assert complaints.countings_of(db.session(), complaint.id) == []
