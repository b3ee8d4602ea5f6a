"""Holding a text while one reads it, undoing within the minute, and what is told where somebody was faster."""

import pytest

from portal import moderation
from portal.access import Role
from portal.accounts import AccountRole
from portal.complaints import Complaint
from portal.db import db, transaction
from portal.moderation import Lane, Verdict, Visibility, carry_out_decisions
from portal.text import MASK
from tests.kit.client import Client, Page
from tests.kit.statements import counted
from tests.kit.world import BODY, TITLE, Person, World

pytestmark = pytest.mark.usefixtures("world_clock")
QUEUE = "/en/desk/moderation/"
DECISION = ".//*[@data-decision]//form"
RENEWAL = ".//form[@data-renew]"
UNDO = ".//*[@data-key='KeyU']//form"
OTHER = (
    "کفشی که فرستاده‌اید یک شماره کوچک‌تر از سفارش من است و پشتیبانی سایت می‌گوید هزینهٔ پس فرستادن با خودم است، "
    "در حالی که اشتباه از انبار شما بوده و در فاکتور هم همان شمارهٔ درست نوشته شده."
)


def address(post_id: int) -> str:
    return f"{QUEUE}{post_id}/"


def post(post_id: int):
    db.session.rollback()
    return moderation.load_post(db.session(), post_id)


def notices(page: Page) -> str:
    return " ".join(" ".join(notice.get_text(" ").split()) for notice in page.select(".notice"))


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def test_who_comes_second_is_told_and_led_to_the_next(world: World, nader: Client, sara: Person) -> None:
    first, second = world.complain().post_id, world.complain().post_id
    nader.visit(address(first))
    late = world.client(sara)
    answer = late.visit(address(first), status=303)
    assert answer.location == address(second)
    page = late.follow(answer)
    assert "Another moderator reads that text until" in notices(page)
    assert "Nader" not in page.body


def test_the_queue_says_what_is_read_and_by_no_name(world: World, nader: Client, sara: Person) -> None:
    post_id = world.complain().post_id
    nader.visit(address(post_id))
    assert "You hold it" in nader.visit(QUEUE).text
    page = world.client(sara).visit(QUEUE)
    assert "Read by another moderator until" in page.text
    assert "Nader" not in page.body


def test_the_open_page_holds_on_and_hears_when_it_no_longer_does(world: World, nader: Client, sara: Person) -> None:
    post_id = world.complain().post_id
    fields = nader.visit(address(post_id)).fields(RENEWAL)
    world.wait(minutes=4)
    nader.send(f"{QUEUE}claims", fields, status=204)
    world.wait(minutes=4)
    world.client(sara).visit(address(post_id), status=303)
    world.wait(minutes=2)
    world.client(sara).visit(address(post_id))
    nader.send(f"{QUEUE}claims", fields, status=409)
    nader.send(f"{QUEUE}claims", {**fields, "csrf_token": "wrong"}, status=400)


def test_a_decision_on_what_somebody_else_reads_is_refused_and_kept(world: World, nader: Client, sara: Person) -> None:
    post_id = world.complain().post_id
    fields = nader.visit(address(post_id)).fields(DECISION)
    world.wait(minutes=6)
    world.client(sara).visit(address(post_id))
    page = nader.send(
        address(post_id), {**fields, "verdict": "reject", "reason": "spam", "note": "یادداشت"}, status=409
    )
    assert "nothing was decided" in " ".join(page.errors)
    again = page.fields(DECISION)
    assert (again["verdict"], again["reason"], again["note"]) == ("reject", "spam", "یادداشت")
    assert post(post_id).visibility is Visibility.PENDING
    assert not post(post_id).is_decided


def test_undoing_brings_the_text_back_with_what_was_chosen(world: World, nader: Client) -> None:
    post_id, _ = world.complain().post_id, world.complain()
    answer = nader.fill(address(post_id), form=DECISION, verdict="reject", reason="spam", note="یادداشت")
    page = nader.follow(answer)
    assert "rejected; its author hears of it in a minute" in notices(page)
    back = nader.follow(nader.send(f"{QUEUE}undo", page.fields(UNDO)))
    fields = back.fields(DECISION)
    assert (fields["verdict"], fields["reason"], fields["note"]) == ("reject", "spam", "یادداشت")
    world.wait(minutes=5)
    carry_out_decisions()
    assert post(post_id).visibility is Visibility.PENDING


def test_after_the_minute_undoing_is_refused_and_told(world: World, nader: Client) -> None:
    post_id, _ = world.complain().post_id, world.complain()
    fields = nader.follow(nader.fill(address(post_id), form=DECISION, verdict="approve")).fields(UNDO)
    world.wait(seconds=61)
    assert "too late" in notices(nader.follow(nader.send(f"{QUEUE}undo", fields)))
    carry_out_decisions()
    assert post(post_id).visibility is Visibility.PUBLISHED
    nader.send(f"{QUEUE}undo", {**fields, "csrf_token": "wrong"})
    nader.send(f"{QUEUE}undo", {**fields, "decision": "x" * 90})


def test_a_held_decision_takes_effect_though_the_role_was_taken_away(world: World, nader: Client) -> None:
    """It was taken by somebody who might; what they can no longer do is undo it, or hold on to anything."""
    post_id, other = world.complain().post_id, world.complain().post_id
    page = nader.follow(nader.fill(address(post_id), form=DECISION, verdict="approve"))
    with transaction() as session:
        session.delete(session.get_one(AccountRole, (world.nader.id, Role.MODERATOR)))
    nader.send(f"{QUEUE}undo", page.fields(UNDO), status=403)
    nader.send(f"{QUEUE}claims", page.fields(RENEWAL), status=403)
    nader.visit(f"{QUEUE}clean", status=403)
    world.wait(minutes=2)
    carry_out_decisions()
    assert post(post_id).visibility is Visibility.PUBLISHED
    assert post(other).visibility is Visibility.PENDING


def test_words_are_masked_by_hand_beside_what_the_rules_found(world: World, nader: Client) -> None:
    post_id = world.complain(body=f"{BODY} شماره‌ام 09121234567 است.").post_id
    world.deliver()
    page = nader.visit(address(post_id))
    fields = page.fields(DECISION)
    assert fields["masked_body"] == f"{BODY} شماره‌ام [شمارهٔ تلفن] است."
    changed = {**fields, "verdict": "mask", "masked_body": fields["masked_body"].replace("کرج", "تهران") + " دزد"}
    refused = nader.send(address(post_id), changed, status=422)
    assert "More was changed than masked" in " ".join(refused.errors)
    assert refused.fields(DECISION)["masked_body"] == changed["masked_body"]
    nothing = {**fields, "verdict": "mask", "masked_body": f"{BODY} شماره‌ام 09121234567 است."}
    assert "Nothing is masked yet" in " ".join(nader.send(address(post_id), nothing, status=422).errors)
    by_hand = fields["masked_body"].replace("پشتیبانی", MASK)
    nader.send(address(post_id), {**fields, "verdict": "mask", "masked_body": by_hand})
    world.wait(minutes=2)
    carry_out_decisions()
    assert post(post_id).body == by_hand


def test_the_author_reads_what_was_masked_and_others_do_not(world: World) -> None:
    complaint = world.complain(body=f"{BODY} شماره‌ام 09121234567 است.")
    masked = moderation.Masked(TITLE, f"{BODY} شماره‌ام {MASK} است.")
    world.decide(complaint.post_id, masked=masked)
    world.deliver()
    page = f"/en/complaints/{complaint.number}/"
    own = world.client(world.maryam).visit(page)
    assert "A moderator has masked words in your complaint" in own.text
    assert "09121234567" in own.text
    for person in (None, world.karim, world.layla, world.parisa):
        shown = world.client(person).visit(page)
        assert MASK in shown.text
        assert "a moderator masked words here" in shown.text
        assert "09121234567" not in shown.body


def test_an_answer_of_which_words_were_masked_says_so(world: World) -> None:
    complaint = world.complain()
    world.decide(complaint.post_id)
    world.deliver()
    reply_id = world.reply(complaint)
    world.deliver()
    written = post(reply_id).body
    body = written.replace(written.split()[0], MASK, 1)
    world.decide(reply_id, answers=True, masked=moderation.Masked("", body))
    world.deliver()
    shown = world.client(None).visit(f"/en/complaints/{complaint.number}/")
    assert MASK in shown.text
    assert shown.text.count("a moderator masked words here") == 1


def test_a_rule_that_objects_is_overruled_in_writing(world: World, nader: Client) -> None:
    post_id = world.complain(body="Hello, where is my order? I paid for it three weeks ago.").post_id
    world.deliver()
    page = nader.fill(address(post_id), form=DECISION, verdict="approve", status=422)
    assert [link["href"] for link in page.select(".error-summary a")] == ["#note"]
    nader.fill(address(post_id), form=DECISION, verdict="approve", note="تنها به انگلیسی می‌نویسد.")


def test_what_is_left_to_somebody_else_reaches_an_administrator(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    nader.fill(address(post_id), form=DECISION, verdict="escalate", status=422)
    nader.fill(address(post_id), form=DECISION, verdict="escalate", note="مطمئن نیستم.")
    world.wait(minutes=2)
    carry_out_decisions()
    nader.visit(address(post_id), status=403)
    parisa = world.client(world.parisa)
    assert parisa.visit("/en/desk/shared/").select(f"a[href='{address(post_id)}']")
    assert "مطمئن نیستم." in parisa.visit(address(post_id)).text
    answer = parisa.fill(address(post_id), form=DECISION, verdict="approve")
    assert answer.location == "/en/desk/shared/"
    world.wait(minutes=2)
    carry_out_decisions()
    assert post(post_id).visibility is Visibility.PUBLISHED


def test_a_mended_version_shows_what_changed(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    world.decide(post_id, Verdict.REQUEST_CHANGES, moderation.Reason.INSULT)
    with transaction() as session:
        mended = BODY.replace("یک یخچال", "یک <b>اجاق</b>")
        moderation.revise_post(session, world.maryam.actor, world.now, post_id, TITLE, mended)
    page = nader.visit(address(post_id))
    assert [found.get_text() for found in page.select(".written del")] == ["یخچال"]
    assert [found.get_text() for found in page.select(".written ins")] == ["<b>اجاق</b>"]


def test_history_and_like_texts_stand_beside_a_post(world: World, complaint: Complaint, nader: Client) -> None:
    world.decide(world.complain(body=OTHER).post_id, Verdict.REJECT, moderation.Reason.SPAM)
    world.deliver()
    page = nader.visit(address(world.complain().post_id))
    assert "Public: 1 · Not published: 1" in page.text
    assert "Spam: 1" in page.text
    assert "100% of the words the same" in page.text.replace("100 %", "100%")


def test_clean_texts_are_let_through_one_by_one(
    world: World, complaint: Complaint, nader: Client, sara: Person
) -> None:
    clean = [world.complain(title=f"کفش {number}", body=f"{OTHER} {number}{number}").post_id for number in "الف"]
    world.deliver()
    for post_id in clean:
        assert post(post_id).lane is Lane.REST
    page = nader.visit(f"{QUEUE}clean")
    (first, *_others) = page.select(".clean form")
    fields = {field["name"]: field["value"] for field in first.select("input")}
    answer = nader.send(first["action"], fields)
    assert answer.location == f"{QUEUE}clean"
    assert world.client(sara).visit(f"{QUEUE}clean").select(".clean") == []
    assert len(page.select(".clean")) - 1 == len(nader.follow(answer).select(".clean"))


def test_a_post_page_asks_the_same_of_few_and_of_many(world: World, nader: Client) -> None:
    def grow(count: int) -> int:
        world.publish_many(count)
        return world.complain().post_id

    few_id = grow(2)
    world.deliver()
    nader.visit(address(few_id))
    with counted() as few:
        nader.visit(address(few_id))
    many_id = grow(8)
    world.deliver()
    with counted() as many:
        nader.visit(address(many_id))
    assert len(many) <= len(few) + 1 <= 36
