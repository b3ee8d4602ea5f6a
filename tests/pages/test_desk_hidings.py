"""Taking down what was public, page by page: one proposes, another confirms, and everybody reads who did."""

import pytest

from portal import moderation
from portal.access import Role
from portal.accounts import grant_role
from portal.complaints import Complaint
from portal.db import db, transaction
from portal.moderation import Reason, Visibility, end_hidings
from tests.kit.client import Client
from tests.kit.world import BODY, Person, World

pytestmark = pytest.mark.usefixtures("world_clock")
SHARED = "/en/desk/shared/"
HIDE = ".//form[contains(@action, '/hide')]"


def address(post_id: int) -> str:
    return f"/en/desk/moderation/{post_id}/"


def visibility(post_id: int) -> Visibility:
    db.session.rollback()
    return moderation.load_post(db.session(), post_id).visibility


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def test_a_moderator_is_led_from_a_public_case_to_where_it_is_judged(
    world: World, complaint: Complaint, nader: Client
) -> None:
    case = f"/en/complaints/{complaint.number}/"
    assert nader.visit(case).select(f"a[href='{address(complaint.post_id)}']")
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    with transaction() as session:
        grant_role(session, of_the_store.id, Role.REPRESENTATIVE)
    for person in (world.maryam, world.layla, of_the_store):
        assert not world.client(person).visit(case).select("a[href*='/desk/moderation/1']")


def test_a_threat_is_hidden_at_once_and_its_trace_says_until_when(
    world: World, complaint: Complaint, nader: Client
) -> None:
    answer = nader.fill(address(complaint.post_id), form=HIDE, reason="threat", note="جملهٔ آخر")
    assert answer.location == SHARED
    assert "hidden" in nader.follow(answer).select(".notice--done")[0].get_text()
    world.deliver()
    trace = world.client().visit(f"/en/complaints/{complaint.number}/", status=410)
    assert "it returns on" in trace.text
    assert "Threatens somebody" in trace.text
    assert "Nader" not in trace.body
    assert BODY[:30] not in trace.body


def test_the_second_person_confirms_and_the_trace_names_roles(
    world: World, complaint: Complaint, nader: Client, sara: Person
) -> None:
    nader.fill(address(complaint.post_id), form=HIDE, reason="duplicate")
    assert visibility(complaint.post_id) is Visibility.PUBLISHED
    second = world.client(sara)
    (link,) = second.visit(SHARED).select("main .card a")
    second.fill(link["href"], word="confirm")
    world.deliver()
    trace = world.client().visit(f"/en/complaints/{complaint.number}/", status=410)
    assert "A moderator; a second moderator confirmed it." in trace.text
    assert "Sara" not in trace.body


def test_declined_it_stays_and_the_author_hears_of_nothing(
    world: World, complaint: Complaint, nader: Client, sara: Person
) -> None:
    nader.fill(address(complaint.post_id), form=HIDE, reason="spam")
    hiding = moderation.open_hiding_of(db.session(), complaint.post_id)
    world.client(sara).fill(f"{SHARED}{hiding.id}/", word="decline")
    assert visibility(complaint.post_id) is Visibility.PUBLISHED
    again = world.client(sara).visit(f"{SHARED}{hiding.id}/")
    assert again.select("main form[method=post]") == []


def test_an_administrator_confirms_where_there_is_one_moderator(
    world: World, complaint: Complaint, nader: Client
) -> None:
    nader.fill(address(complaint.post_id), form=HIDE, reason="court-order")
    hiding = moderation.open_hiding_of(db.session(), complaint.post_id)
    nader.visit(f"{SHARED}{hiding.id}/", status=403)
    parisa = world.client(world.parisa)
    assert parisa.visit("/en/desk/admin/").select(f"a[href='{SHARED}']")
    parisa.fill(f"{SHARED}{hiding.id}/", word="confirm")
    trace = world.client().visit(f"/en/complaints/{complaint.number}/", status=410)
    assert "A moderator; an administrator confirmed it." in trace.text


def test_an_administrator_does_not_where_a_second_moderator_is(
    world: World, complaint: Complaint, nader: Client, sara: Person
) -> None:
    nader.fill(address(complaint.post_id), form=HIDE, reason="threat")
    hiding = moderation.open_hiding_of(db.session(), complaint.post_id)
    world.client(world.parisa).visit(f"{SHARED}{hiding.id}/", status=403)
    assert not world.client(world.parisa).visit(SHARED).select("main .card")


def test_unconfirmed_it_is_public_again_for_everybody(world: World, complaint: Complaint) -> None:
    world.propose_hiding(complaint.post_id, Reason.PERSONAL_DATA)
    world.deliver()
    world.client().visit(f"/en/complaints/{complaint.number}/", status=410)
    world.wait(hours=24)
    end_hidings()
    world.deliver()
    assert BODY[:30] in world.client().visit(f"/en/complaints/{complaint.number}/").body


def test_a_reply_that_was_taken_down_leaves_its_trace_in_the_thread(world: World, complaint: Complaint) -> None:
    world.propose_hiding(world.answer(complaint), Reason.THREAT)
    page = world.client().visit(f"/en/complaints/{complaint.number}/")
    assert "A reply of the store stood here. Threatens somebody. A moderator; it returns on" in page.text


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        pytest.param({}, "reason", id="without a reason"),
        pytest.param({"reason": "dislike"}, "reason", id="with a reason outside the list"),
        pytest.param({"reason": "spam", "note": "ب" * 2001}, "note", id="with a note that is too long"),
    ],
)
def test_a_proposal_that_lacks_something_is_shown_again(
    world: World, complaint: Complaint, nader: Client, sent: dict[str, str], wrong: str
) -> None:
    post_id = complaint.post_id
    page = nader.fill(address(post_id), form=HIDE, **{"note": "یادداشت", **sent}, status=422)
    assert [link["href"].lstrip("#").split("-")[0] for link in page.select(".error-summary a")] == [wrong]
    assert page.select("textarea[name=note]")[0].get_text() == sent.get("note", "یادداشت")
    assert moderation.open_hiding_count(db.session()) == 0


def test_a_second_proposal_is_told_of_the_first(
    world: World, complaint: Complaint, nader: Client, sara: Person
) -> None:
    post_id = complaint.post_id
    fields = nader.visit(address(post_id)).fields(HIDE)
    world.propose_hiding(post_id, Reason.SPAM, by=sara)
    answer = nader.send(f"{address(post_id)}hide".replace("//hide", "/hide"), {**fields, "reason": "fake"})
    assert "waits for a second person already" in nader.follow(answer).text
