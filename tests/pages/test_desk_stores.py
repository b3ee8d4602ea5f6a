"""A store's desk, page by page."""

import pytest

from portal import complaints, moderation
from portal.access import Role
from portal.accounts import AccountRole
from portal.complaints import Complaint, Facts, Nature
from portal.db import db, transaction
from portal.moderation import Reason, Verdict, Visibility
from portal.stores import Representative, add_representative
from tests.kit.client import Client, Page
from tests.kit.statements import counted
from tests.kit.world import ANSWER, BODY, TITLE, World

pytestmark = pytest.mark.usefixtures("world_clock")

INBOX = "/fa/desk/stores/golestan/"


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def address(complaint: Complaint, language: str = "fa", slug: str = "golestan") -> str:
    return f"/{language}/desk/stores/{slug}/cases/{complaint.number}/"


def replies(complaint: Complaint) -> list[str]:
    db.session.rollback()
    return [entry.body for entry in complaints.entries_of(db.session(), complaint.id)]


def titles(page: Page) -> list[str]:
    return [title.get_text(strip=True) for title in page.select(".card__title")]


@pytest.fixture
def layla(world: World) -> Client:
    return world.client(world.layla)


@pytest.fixture
def rival(world: World) -> Client:
    return world.client(world.add_person("rashid", Role.REPRESENTATIVE, store=world.nakhl))


def rebut(world: World, complaint: Complaint, body: str) -> int:
    with transaction() as session:
        complaints.answer_back(
            session,
            world.maryam.actor,
            world.now,
            case=world.case(complaint),
            language="fa",
            body=body,
            submission=f"rebuttal {body}",
        )
        post = moderation.post_by_submission(session, f"rebuttal {body}")
        assert post is not None
        return post.id


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param(None, 303, id="a stranger is sent to sign in"),
        pytest.param("maryam", 403, id="the shopper is refused"),
        pytest.param("nader", 403, id="a moderator is refused"),
        pytest.param("parisa", 403, id="an administrator is refused"),
        pytest.param("layla", 200, id="the store reads"),
    ],
)
def test_who_comes_in(world: World, complaint: Complaint, language: str, who: str | None, status: int) -> None:
    client = world.client(getattr(world, who) if who else None)
    client.visit(f"/{language}/desk/stores/golestan/", status=status)
    client.visit(address(complaint, language), status=status)
    stores = client.visit(f"/{language}/desk/stores/", status=303 if who == "layla" else status)
    if who == "layla":
        assert stores.location == f"/{language}/desk/stores/golestan/"


def test_another_store_is_refused(world: World, complaint: Complaint, rival: Client) -> None:
    rival.visit(INBOX, status=403)
    rival.visit(address(complaint), status=403)
    rival.visit(address(complaint, slug="nakhl"), status=404)
    sent = {"body": ANSWER, "submission": "of a rival"}
    rival.send(address(complaint), sent, status=403)
    assert replies(complaint) == []


def test_somebody_of_several_stores_chooses(world: World, layla: Client) -> None:
    with transaction() as session:
        add_representative(session, world.nakhl.id, world.layla.id, world.now)
    world.publish(store=world.nakhl)
    page = layla.visit("/fa/desk/stores/")
    assert [link["href"] for link in page.select(".card a")] == ["/fa/desk/stores/nakhl/", INBOX]
    assert "۱ " in page.select(".card")[0].get_text(" ")


def test_an_unknown_store(layla: Client) -> None:
    layla.visit("/fa/desk/stores/nowhere/", status=404)


def test_the_inbox_is_longest_waiting_first_and_counts_days(world: World, layla: Client) -> None:
    world.publish(title="کهنه")
    world.wait(days=3)
    world.publish(title="تازه")
    world.complain(title="هنوز نادیده")
    world.publish(title="از دیگری", store=world.nakhl)
    world.wait(hours=30)
    page = layla.visit("/en/desk/stores/golestan/")
    assert titles(page) == ["کهنه", "تازه"]
    assert "waiting for 4 days" in page.select(".card")[0].get_text()
    assert "waiting for 1 day" in page.select(".card")[1].get_text()


def test_each_case_stands_in_the_list_of_its_state(world: World, layla: Client) -> None:
    world.publish(title="باز")
    answered = world.publish(title="پاسخ‌گرفته")
    solved = world.publish(title="حل‌شده")
    for complaint in (answered, solved):
        world.answer(complaint)
    with transaction() as session:
        complaints.evaluate(
            session,
            world.maryam.actor,
            world.now,
            case=world.case(solved),
            resolved=True,
            marks={},
            would_buy_again=None,
        )
    assert titles(layla.visit(INBOX)) == ["باز"]
    assert titles(layla.visit(f"{INBOX}?state=answered")) == ["پاسخ‌گرفته"]
    assert titles(layla.visit(f"{INBOX}?state=finished")) == ["حل‌شده"]
    assert titles(layla.visit(f"{INBOX}?state=anything")) == ["باز"]
    tabs = [tab.get_text() for tab in layla.visit(INBOX).select(".tabs a")]
    assert [tab[-3:] for tab in tabs] == ["(۱)", "(۰)", "(۱)", "(۱)"]


def test_who_asks_again_after_an_answer_is_not_lost_among_the_answered(world: World, layla: Client) -> None:
    """Once what was written is public, or at once where the case is opened again, until the store says something."""
    written, reopened = world.publish(title="نوشته"), world.publish(title="بازشده")
    for complaint in (written, reopened):
        world.answer(complaint)
    world.wait(hours=1)
    post_id = rebut(world, written, "این پاسخ من نیست")
    answered, asked_again = f"{INBOX}?state=answered", f"{INBOX}?state=asked-again"
    assert titles(layla.visit(answered)) == ["نوشته", "بازشده"]

    world.decide(post_id)
    with transaction() as session:
        complaints.evaluate(
            session,
            world.maryam.actor,
            world.now,
            case=world.case(reopened),
            resolved=True,
            marks={},
            would_buy_again=None,
        )
    assert (titles(layla.visit(answered)), titles(layla.visit(asked_again))) == ([], ["نوشته"])
    with transaction() as session:
        complaints.reopen(session, world.maryam.actor, world.now, case=world.case(reopened))
    assert titles(layla.visit(asked_again)) == ["نوشته", "بازشده"]

    world.wait(hours=1)
    world.reply(written, "فردا می‌آوریم.")
    assert (titles(layla.visit(answered)), titles(layla.visit(asked_again))) == (["نوشته"], ["بازشده"])


@pytest.mark.parametrize("state", ["open", "asked-again", "answered", "finished"])
def test_an_empty_list_says_so(layla: Client, state: str) -> None:
    assert layla.visit(f"{INBOX}?state={state}").select(".empty")


def test_the_inbox_says_what_became_of_our_reply(world: World, complaint: Complaint, layla: Client) -> None:
    assert layla.visit(INBOX).select(".card .tag--pending") == []
    post_id = world.reply(complaint)
    assert layla.visit(INBOX).select(".card .tag--pending")
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.OFF_TOPIC)
    assert layla.visit(INBOX).select(".card .tag--changes-requested")
    world.decide(world.reply(complaint, "پاسخ دیگر"), answers=False)
    assert layla.visit(INBOX).select(".card .tag--changes-requested") == []


def test_the_inbox_has_pages_and_asks_the_same_for_many_as_for_few(world: World, layla: Client) -> None:
    world.reply(world.publish())
    with counted() as few:
        layla.visit(INBOX)
    for complaint in world.publish_many(20):
        world.reply(complaint)
    with counted() as many:
        page = layla.visit(INBOX)
    assert len(page.select(".card")) == 20
    assert len(layla.visit(f"{INBOX}?page=2").select(".card")) == 1
    assert layla.visit(f"{INBOX}?page=9").select(".empty a")
    assert len(many) == len(few) <= 8


def test_a_reply_waits_and_its_time_counts_from_now(world: World, complaint: Complaint, layla: Client) -> None:
    sent_at = world.wait(hours=4)
    answer = layla.fill(address(complaint), body=ANSWER)
    assert answer.location == INBOX
    inbox = layla.follow(answer)
    assert inbox.select(".notice--done")
    assert inbox.select(".card .tag--pending")
    (entry,) = complaints.entries_of(db.session(), complaint.id)
    assert (entry.body, entry.at, entry.visibility) == (ANSWER, sent_at, Visibility.PENDING)
    assert entry.language == "fa"


def test_a_reply_sent_twice_is_one(world: World, complaint: Complaint, layla: Client) -> None:
    fields = {**layla.visit(address(complaint)).fields(), "body": ANSWER}
    layla.send(address(complaint), fields)
    layla.send(address(complaint), fields)
    assert replies(complaint) == [ANSWER]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"body": ""}, id="nothing written"),
        pytest.param({"body": " \n\u200f "}, id="only white space"),
        pytest.param({"body": "ب" * 10_001}, id="too long"),
        pytest.param({"body": ANSWER, "csrf_token": "wrong"}, id="a wrong token"),
        pytest.param({"body": "\u200b\u2060\u3164"}, id="nothing to be seen"),
    ],
)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_what_is_not_taken_is_kept(
    world: World, complaint: Complaint, layla: Client, language: str, sent: dict[str, str]
) -> None:
    page = layla.fill(address(complaint, language), **sent, status=422)
    assert page.errors
    assert page.fields()["body"].strip() == sent["body"].strip()
    assert replies(complaint) == []


@pytest.mark.parametrize("key", ["", "k" * 65, "of nobody"])
def test_a_form_without_its_key_is_still_taken(world: World, complaint: Complaint, layla: Client, key: str) -> None:
    layla.fill(address(complaint), body=ANSWER, submission=key)
    assert replies(complaint) == [ANSWER]


def test_ten_thousand_characters_are_not_too_many(world: World, complaint: Complaint, layla: Client) -> None:
    layla.fill(address(complaint), body=(f"{ANSWER} " * 80)[:9_999] + ".")
    assert len(replies(complaint)[0]) == 10_000


def test_the_case_without_the_private_facts_that_are_not_shown_to_the_store(world: World, layla: Client) -> None:
    with transaction() as session:
        complaint = complaints.submit(
            session,
            world.maryam.actor,
            world.now,
            store_id=world.golestan.id,
            language="fa",
            title=TITLE,
            body=BODY,
            facts=Facts(Nature.LATE, "home-appliances", order_number="GL-1029", amount=1_250_000, currency="IRR"),
            submission="with facts",
        )
    world.decide(complaint.post_id)
    world.deliver()
    page = layla.visit(address(complaint))
    assert BODY in page.text
    assert "GL-1029" not in page.text
    assert "۱٬۲۵۰٬۰۰۰" not in page.text


def test_a_case_that_is_not_public_is_not_there(world: World, layla: Client) -> None:
    complaint = world.complain()
    page = layla.visit(address(complaint), status=404)
    assert BODY[:30] not in page.body
    layla.send(address(complaint), {"body": ANSWER, "submission": "early"}, status=404)
    layla.visit("/fa/desk/stores/golestan/cases/XXXXXXXX/", status=404)


def test_what_the_shopper_wrote_and_nobody_let_through_is_not_shown(
    world: World, complaint: Complaint, layla: Client
) -> None:
    post_id = rebut(world, complaint, "قناری در معدن")
    assert "قناری" not in layla.visit(address(complaint)).body
    world.decide(post_id)
    assert "قناری" in layla.visit(address(complaint)).body


def test_a_reply_that_was_sent_back_says_why_and_leads_to_its_mending(
    world: World, complaint: Complaint, layla: Client
) -> None:
    post_id = world.reply(complaint)
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.PERSONAL_DATA, note="شماره را بردارید")
    page = layla.visit(address(complaint, "en"))
    assert "Contains somebody's personal data" in page.text
    assert "شماره را بردارید" in page.text
    mend = f"/en/complaints/{complaint.number}/posts/{post_id}/mend"
    assert [link["href"] for link in page.select(".timeline a")] == [mend]
    colleague = world.add_person("leila", Role.REPRESENTATIVE, store=world.golestan)
    assert world.client(colleague).visit(address(complaint, "en")).select(".timeline a") == []


def test_a_reply_that_waits_already_is_pointed_out(world: World, complaint: Complaint, layla: Client) -> None:
    assert layla.visit(address(complaint)).select("main .notice--hint") == []
    world.reply(complaint)
    assert layla.visit(address(complaint)).select("main .notice--hint")


@pytest.mark.parametrize(
    "taken",
    [
        pytest.param((AccountRole, "layla", Role.REPRESENTATIVE), id="the role was taken away"),
        pytest.param((Representative, "golestan", "layla"), id="the store was taken away"),
    ],
)
def test_who_speaks_for_the_store_no_longer_replies_no_more(
    world: World, complaint: Complaint, layla: Client, taken: tuple[type, str, str]
) -> None:
    fields = layla.visit(address(complaint)).fields()
    model, *names = taken
    key = tuple(getattr(world, name).id if hasattr(world, name) else name for name in names)
    with transaction() as session:
        session.delete(session.get_one(model, key))
    layla.send(address(complaint), {**fields, "body": ANSWER}, status=403)
    assert replies(complaint) == []


def test_a_reply_sent_after_the_session_was_lost_is_kept(world: World, complaint: Complaint, layla: Client) -> None:
    fields = layla.visit(address(complaint)).fields()
    answer = world.client().send(address(complaint), {**fields, "body": ANSWER})
    kept = answer.location.split("kept=")[1].split("&")[0]
    again = f"{address(complaint)}?kept={kept}"
    assert layla.visit(again).fields()["body"] == ANSWER
    layla.send(again, {**layla.visit(again).fields()})
    assert layla.visit(again).fields()["body"] == ""
    assert replies(complaint) == [ANSWER]
