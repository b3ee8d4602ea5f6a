"""Appeals, page by page: the author writes one, somebody who took no part answers, nothing typed is lost."""

import pytest

from portal import accounts, moderation
from portal.access import Role
from portal.db import db, transaction
from portal.moderation import Reason, Ruling, Verdict, Visibility
from tests.kit.client import Client
from tests.kit.world import APPEAL, RULED, World

pytestmark = pytest.mark.usefixtures("world_clock")


@pytest.fixture
def address(world: World) -> str:
    complaint = world.complain()
    world.decide(complaint.post_id, Verdict.REJECT, Reason.INSULT)
    return f"/en/complaints/{complaint.number}/posts/{complaint.post_id}/appeal"


@pytest.fixture
def maryam(world: World) -> Client:
    return world.client(world.maryam)


def test_from_own_cases_to_the_appeal_and_its_answer(world: World, maryam: Client, address: str) -> None:
    mend = address.replace("/appeal", "/mend")
    assert maryam.visit("/en/account/cases").select(f"a[href='{mend}']")
    assert maryam.visit(mend).select(f"a[href='{address}']")
    assert maryam.visit(address.split("posts/", maxsplit=1)[0]).select(f"a[href='{address}']")
    sent = maryam.follow(maryam.fill(address, body=APPEAL))
    assert APPEAL in sent.text
    assert not sent.select("main form[method=post]")
    sara = world.client(world.add_person("sara", Role.MODERATOR))
    (link,) = sara.visit("/en/desk/appeals/").select("main .card a")
    assert APPEAL in sara.visit(link["href"]).text
    sara.fill(link["href"], ruling="overturned", answer=RULED)
    answered = maryam.visit(address)
    assert "The decision was overturned" in answered.text
    assert RULED in answered.text
    assert "Sara" not in answered.body


@pytest.mark.parametrize("body", [pytest.param("", id="empty"), pytest.param("ب" * 2001, id="too long")])
def test_what_is_empty_or_too_long_is_shown_again(world: World, maryam: Client, address: str, body: str) -> None:
    page = maryam.fill(address, body=body, status=422)
    assert [link["href"] for link in page.select(".error-summary a")] == ["#body"]
    assert page.fields()["body"].strip() == body
    assert moderation.open_appeal_count(db.session()) == 0


def test_too_late_or_a_second_time_it_is_said_and_kept(world: World, maryam: Client, address: str) -> None:
    fields = {**maryam.visit(address).fields(), "body": "باز هم"}
    world.wait(days=21)
    late = maryam.send(address, fields, status=409)
    assert "ended on" in late.errors[0]
    assert late.fields()["body"].strip() == "باز هم"
    world.wait(days=-20)
    world.appeal(int(address.split("/")[-2]))
    second = maryam.send(address, fields, status=409)
    assert "already appealed" in second.errors[0]
    assert second.fields()["body"].strip() == "باز هم"


def test_for_everybody_else_there_is_none(world: World, address: str) -> None:
    for person in (world.karim, world.layla, world.nader, world.parisa):
        world.client(person).visit(address, status=404)


def test_who_decided_reads_it_and_does_not_answer(world: World, address: str) -> None:
    appeal = world.appeal(int(address.split("/")[-2]))
    nader = world.client(world.nader)
    path = f"/en/desk/appeals/{appeal.id}/"
    (link,) = nader.visit(f"/en/desk/moderation/{appeal.post_id}/").select(f"main a[href='{path}']")
    page = nader.visit(link["href"])
    assert "Somebody else answers" in page.text
    assert not page.select("main form[method=post]")
    samira = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    with transaction() as session:
        accounts.grant_role(session, samira.id, Role.REPRESENTATIVE)
    of_the_store = world.client(samira)
    of_the_store.visit(path, status=403)
    for client in (nader, of_the_store):
        token = client.visit("/en/account/sign-out").fields()["csrf_token"]
        client.send(path, {"csrf_token": token, "ruling": "overturned", "answer": RULED}, status=403)
    parisa = world.client(world.parisa)
    fields = {**parisa.visit(f"/en/desk/appeals/{appeal.id}/").fields(), "ruling": "upheld", "answer": RULED}
    parisa.send(f"/en/desk/appeals/{appeal.id}/", {**fields, "answer": ""}, status=422)
    world.answer_appeal(appeal, Ruling.OVERTURNED)
    faster = parisa.send(f"/en/desk/appeals/{appeal.id}/", fields, status=409)
    assert "Somebody else has answered" in faster.errors[0]
    assert faster.fields()["answer"].strip() == RULED


def test_hidden_on_the_word_of_one_it_is_not_appealed_against_yet(world: World, maryam: Client) -> None:
    complaint = world.publish()
    world.propose_hiding(complaint.post_id, Reason.THREAT)
    world.deliver()
    page = maryam.visit(f"/en/complaints/{complaint.number}/posts/{complaint.post_id}/appeal")
    assert "unless a second person confirms" in page.text
    assert moderation.load_post(db.session(), complaint.post_id).visibility is Visibility.HIDDEN
