"""The moderators' desk, page by page."""

import pytest
from sqlalchemy import select

from portal import complaints, moderation
from portal.access import Role
from portal.accounts import AccountRole
from portal.complaints import Complaint, Facts, Nature, Progress, Side, entries_of
from portal.db import db, transaction
from portal.moderation import Decision, Reason, Verdict, Visibility, carry_out_decisions
from tests.kit.client import Client
from tests.kit.world import ANSWER, BODY, TITLE, World

pytestmark = pytest.mark.usefixtures("world_clock")
QUEUE = "/fa/desk/moderation/"
DECISION = ".//*[@data-decision]//form"
ATTACK = '<script>alert("x")</script> تلفنم 09121234567 است </div><img src=x onerror=alert(1)>'


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def address(post_id: int, language: str = "fa") -> str:
    return f"/{language}/desk/moderation/{post_id}/"


def visibility(world: World, post_id: int) -> Visibility:
    """What the post is once nothing can be undone any more."""
    world.wait(minutes=2)
    carry_out_decisions()
    db.session.rollback()
    post = moderation.load_post(db.session(), post_id)
    assert post is not None
    return post.visibility


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param(None, 303, id="a stranger is sent to sign in"),
        pytest.param("maryam", 403, id="a shopper is refused"),
        pytest.param("layla", 403, id="a store is refused"),
        pytest.param("parisa", 403, id="an administrator is no moderator"),
        pytest.param("nader", 200, id="a moderator reads"),
    ],
)
def test_who_comes_in(world: World, language: str, who: str | None, status: int) -> None:
    post_id = world.complain().post_id
    client = world.client(getattr(world, who) if who else None)
    client.visit(f"/{language}/desk/moderation/", status=status)
    page = client.visit(address(post_id, language), status=status)
    assert (BODY[:30] in page.body) is (status == 200)


def test_findings_are_marked_in_place_and_explained(world: World, nader: Client) -> None:
    post_id = world.complain(body=BODY + " شماره‌ام 09121234567 است.").post_id
    world.deliver()
    page = nader.visit(address(post_id, "en"))
    (mark,) = page.select(".written mark")
    assert mark.get_text() == "09121234567"
    assert mark["title"].startswith("Personal data: This looks like a telephone number.")
    (item,) = page.select(".findings__item")
    assert item["id"] == page.select(".written sup a")[0]["href"].removeprefix("#")
    assert "personal-data" in item.get_text()
    assert "09121234567" in item.get_text()
    assert page.select(".written")[0].get_text().startswith(BODY)


def test_of_a_complaint_its_facts_are_shown_and_no_case_around_it(world: World, nader: Client) -> None:
    page = nader.visit(address(world.complain().post_id, "en"))
    assert "Facts" in page.text
    assert "The case around it" not in page.text
    assert page.text.count(TITLE) == 1


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_findings_are_explained_in_the_moderators_language(world: World, nader: Client, language: str) -> None:
    post_id = world.complain(
        title="My order", body="I paid three weeks ago and nothing came, call 09121234567 please."
    ).post_id
    world.deliver()
    page = nader.visit(address(post_id, language))
    found = moderation.load_post(db.session(), post_id).findings
    assert len(found) > 2
    assert len(page.select(".findings__item")) == len(found)
    for finding in found:
        assert moderation.explain(finding, language) in page.text


def test_what_people_wrote_is_escaped_between_and_inside_the_marks(world: World, nader: Client) -> None:
    post_id = world.complain(title="<b>عنوان</b>", body=ATTACK).post_id
    world.deliver()
    page = nader.visit(address(post_id))
    assert page.select("script:not([src]), main img, main b b") == []
    text = page.select(".written")[0]
    assert "".join(text.node.xpath(".//text()[not(ancestor::sup)]")) == ATTACK
    assert text.select("mark")
    nader.visit(QUEUE)


def test_a_post_the_rules_have_not_read_says_so(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    assert "The rules have not read it yet" in nader.visit(address(post_id, "en")).text
    world.deliver()
    page = nader.visit(address(post_id, "en"))
    assert "The rules have not read it yet" not in page.text
    assert "No rule objects" in page.text


@pytest.mark.parametrize("post_id", ["99", "99999999999999999999", "0"])
def test_a_post_that_is_not_there(nader: Client, post_id: str) -> None:
    nader.visit(f"/fa/desk/moderation/{post_id}/", status=404)


@pytest.mark.parametrize(
    ("verdict", "reason", "reached"),
    [
        ("approve", "", Visibility.PUBLISHED),
        ("request-changes", "insult", Visibility.CHANGES_REQUESTED),
        ("reject", "spam", Visibility.REJECTED),
    ],
)
def test_a_decision_leads_to_the_next_post(
    world: World, nader: Client, verdict: str, reason: str, reached: Visibility
) -> None:
    first, second = world.complain().post_id, world.complain().post_id
    answer = nader.fill(address(first), form=DECISION, verdict=verdict, reason=reason, note="یک یادداشت")
    assert answer.location == address(second)
    assert "گلستان" in nader.follow(answer).select(".notice--done")[0].get_text()
    assert visibility(world, first) is reached
    decision = db.session.scalars(select(Decision)).one()
    assert (decision.note, decision.moderator_id) == ("یک یادداشت", world.nader.id)
    assert nader.fill(address(second), form=DECISION, verdict="approve").location == QUEUE


def test_a_reason_on_an_approval_is_kept(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    nader.fill(address(post_id), form=DECISION, verdict="approve", reason="accusation")
    assert db.session.scalars(select(Decision.reason)).one() is Reason.ACCUSATION


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        pytest.param({}, "verdict", id="no decision"),
        pytest.param({"verdict": "hide"}, "verdict", id="a verdict that is not offered"),
        pytest.param({"verdict": "reject"}, "reason", id="rejected without a reason"),
        pytest.param({"verdict": "request-changes"}, "reason", id="sent back without a reason"),
        pytest.param({"verdict": "reject", "reason": "dislike"}, "reason", id="a reason outside the list"),
        pytest.param({"verdict": "approve", "note": "ب" * 2001}, "note", id="a note that is too long"),
    ],
)
def test_a_decision_that_lacks_something_is_not_taken(
    world: World, nader: Client, sent: dict[str, str], wrong: str
) -> None:
    post_id = world.complain().post_id
    page = nader.fill(address(post_id), form=DECISION, **{"note": "یادداشت من", **sent}, status=422)
    assert [link["href"].lstrip("#").split("-")[0] for link in page.select(".error-summary a")] == [wrong]
    assert page.select("textarea[name=note]")[0].get_text() == sent.get("note", "یادداشت من")
    assert visibility(world, post_id) is Visibility.PENDING


def test_a_wrong_token_gives_the_form_back_filled(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    page = nader.fill(
        address(post_id), form=DECISION, verdict="reject", reason="spam", note="یادداشت", csrf_token="wrong", status=422
    )
    fields = page.fields(DECISION)
    assert (fields["verdict"], fields["reason"], fields["note"]) == ("reject", "spam", "یادداشت")
    assert visibility(world, post_id) is Visibility.PENDING
    nader.send(address(post_id), fields)
    assert visibility(world, post_id) is Visibility.REJECTED


def test_of_two_moderators_the_second_is_told(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    fields = nader.visit(address(post_id)).fields(DECISION)
    world.wait(minutes=6)
    world.decide(post_id, by=world.add_person("second", Role.MODERATOR))
    answer = nader.send(address(post_id), {**fields, "verdict": "reject", "reason": "spam"})
    assert nader.follow(answer).select(".notice--hint")
    assert visibility(world, post_id) is Visibility.PUBLISHED


def test_a_version_sent_meanwhile_must_be_read_first(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    fields = nader.visit(address(post_id)).fields(DECISION)
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.INSULT)
    with transaction() as session:
        moderation.revise_post(session, world.maryam.actor, world.now, post_id, TITLE, "متن تازه")
    page = nader.send(address(post_id), {**fields, "verdict": "approve", "note": "خوب"}, status=409)
    assert visibility(world, post_id) is Visibility.PENDING
    assert page.errors
    assert "متن تازه" in page.select(".written")[0].get_text()
    again = page.fields(DECISION)
    assert (again["verdict"], again["note"], again["revision_number"]) == ("approve", "خوب", "2")
    nader.send(address(post_id), again)
    assert visibility(world, post_id) is Visibility.PUBLISHED


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 70, "۱"])
def test_a_decision_without_the_version_it_was_made_on_is_not_taken(world: World, nader: Client, version: str) -> None:
    post_id = world.complain().post_id
    nader.fill(address(post_id), form=DECISION, verdict="approve", revision_number=version, status=409)
    assert visibility(world, post_id) is Visibility.PENDING


def test_a_moderator_whose_role_was_taken_away_decides_no_more(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    fields = nader.visit(address(post_id)).fields(DECISION)
    with transaction() as session:
        session.delete(session.get_one(AccountRole, (world.nader.id, Role.MODERATOR)))
    nader.send(address(post_id), {**fields, "verdict": "approve"}, status=403)
    assert visibility(world, post_id) is Visibility.PENDING


def test_a_decision_sent_after_the_session_was_lost_is_kept(world: World) -> None:
    post_id = world.complain().post_id
    sent = {"verdict": "reject", "reason": "spam", "note": "یادداشت", "revision_number": "1"}
    answer = world.client().send(address(post_id), sent)
    assert "sign-in" in answer.location or "sign_in" in answer.location
    kept = answer.location.split("kept=")[1].split("&")[0]
    again = world.client(world.nader).visit(f"{address(post_id)}?kept={kept}").fields(DECISION)
    assert (again["verdict"], again["reason"], again["note"]) == ("reject", "spam", "یادداشت")


@pytest.mark.parametrize(
    ("body", "preset"),
    [
        pytest.param(ANSWER, "yes", id="the rule calls it an answer"),
        pytest.param("با سلام، پیام شما دریافت شد. در حال بررسی است.", "no", id="the rule calls it none"),
    ],
)
def test_the_rule_proposes_whether_a_reply_is_an_answer(
    world: World, complaint: Complaint, nader: Client, body: str, preset: str
) -> None:
    post_id = world.reply(complaint, body)
    world.deliver()
    assert nader.visit(address(post_id)).fields(DECISION)["answers"] == preset


@pytest.mark.parametrize(("said", "progress"), [("yes", Progress.ANSWERED), ("no", Progress.OPEN)])
def test_the_moderators_word_on_a_reply_counts(
    world: World, complaint, nader: Client, said: str, progress: Progress
) -> None:
    post_id = world.reply(complaint)
    world.deliver()
    nader.fill(address(post_id), form=DECISION, verdict="approve", answers=said)
    world.wait(minutes=2)
    carry_out_decisions()
    world.deliver()
    db.session.rollback()
    assert world.case(complaint).progress is progress
    (entry,) = entries_of(db.session(), complaint.id)
    assert (entry.by, entry.substantive) == (Side.STORE, said == "yes")


def test_a_reply_is_not_let_through_without_a_word_on_it(world: World, complaint: Complaint, nader: Client) -> None:
    post_id = world.reply(complaint)
    page = nader.fill(address(post_id), form=DECISION, verdict="approve", status=422)
    assert [link["href"] for link in page.select(".error-summary a")] == ["#answers-0"]
    nader.fill(address(post_id), form=DECISION, verdict="reject", reason="spam")


def test_a_preset_that_was_not_sent_is_not_the_moderators_word(
    world: World, complaint: Complaint, nader: Client
) -> None:
    post_id = world.reply(complaint)
    world.deliver()
    fields = nader.visit(address(post_id)).fields(DECISION)
    del fields["answers"]
    nader.send(address(post_id), {**fields, "verdict": "approve"}, status=422)


def test_a_reply_stands_beside_its_case(world: World, complaint, nader: Client) -> None:
    earlier = "سفارش شما در انبار تهران است و فردا با پیک فرستاده می‌شود؛ نشانی را دوباره بررسی کردیم."
    world.answer(complaint, earlier)
    page = nader.visit(address(world.reply(complaint)))
    context = " ".join(turn.get_text(" ") for turn in page.select(".timeline__entry"))
    assert BODY in context
    assert earlier in context
    assert ANSWER not in context
    assert ANSWER in page.text


def test_what_was_decided_before_stands_beside_a_mended_version(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.INSULT, note="جملهٔ دوم را بردارید")
    with transaction() as session:
        moderation.revise_post(session, world.maryam.actor, world.now, post_id, TITLE, BODY)
    page = nader.visit(address(post_id, "en"))
    assert "Insulting words" in page.text
    assert "جملهٔ دوم را بردارید" in page.text
    assert "version 2" in page.text


def test_what_is_decided_cannot_be_decided_again(world: World, complaint: Complaint, nader: Client) -> None:
    post_id = complaint.post_id
    assert nader.visit(address(post_id)).select("[data-decision]") == []


def test_private_facts_stand_apart(world: World, nader: Client) -> None:
    facts = Facts(Nature.LATE, "home-appliances", order_number="GL-1029")
    with transaction() as session:
        complaint = complaints.submit(
            session,
            world.maryam.actor,
            world.now,
            store_id=world.golestan.id,
            language="fa",
            title=TITLE,
            body=BODY,
            facts=facts,
            submission="with facts",
        )
    page = nader.visit(address(complaint.post_id, "en"))
    assert "Not public" in page.text
    assert "GL-1029" in page.select(".summary")[-1].get_text()
    assert "Not public" not in nader.visit(address(world.complain().post_id, "en")).text
