"""The page of a case: who sees what of it, and what its author can do."""

import pytest

from portal import complaints
from portal.complaints import Progress, PromiseState, Side, entries_of
from portal.complaints.models import Complaint, Contact, Promise
from portal.db import db, transaction
from portal.moderation import Reason, Verdict
from tests.kit.world import ANSWER, BODY, TITLE, World

pytestmark = pytest.mark.usefixtures("world_clock")
LANGUAGES = ("fa", "ar", "en")


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def address(complaint, language="fa", page=""):
    return f"/{language}/complaints/{complaint.number}/{page}"


def kinds(page):
    return [title.get_text(" ", strip=True) for title in page.select(".timeline__title")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_a_public_case(world, complaint, client, language):
    world.wait(hours=5)
    world.answer(complaint)
    page = client.visit(address(complaint, language))
    assert page.heading == TITLE
    assert BODY in page.text
    assert ANSWER in page.text
    assert len(kinds(page)) == 2
    assert page.headers["Cache-Control"] == "public, no-cache"


def test_it_says_how_long_nobody_has_answered(world, complaint, client):
    world.wait(days=60)
    assert "For 60 days the store has given no answer" in client.visit(address(complaint, "en")).text
    world.wait(days=34, hours=3)
    late = client.visit(address(complaint, "en"))
    assert late.select(".status--overdue")
    assert "More than three months without an answer For 94 days" in late.text


@pytest.mark.parametrize(
    ("word", "kind", "title"),
    [
        ("solved", "solved", "Solved So says the shopper"),
        ("not-solved", "not-solved", "Not solved So says the shopper"),
        ("given-up", "given-up", "Shopper gave up The shopper no longer pursues it"),
        ("", "open", "Waiting for an answer It became public less than a day ago"),
    ],
)
def test_it_says_at_its_top_how_it_stands(world, complaint, client, word, kind, title):
    if word == "given-up":
        world.give_up(complaint)
    elif word:
        world.evaluate(complaint, resolved=word == "solved")
    page = client.visit(address(complaint, "en"))
    assert page.select(f".status--{kind}")
    assert title in page.text


@pytest.mark.parametrize(
    ("answers", "remark"),
    [(True, "Counts as the first answer, after 5 hours."), (False, "Acknowledgement only")],
)
def test_it_says_whether_a_reply_is_an_answer(world, complaint, client, answers, remark):
    world.wait(hours=5)
    world.decide(world.reply(complaint), answers=answers)
    world.deliver()
    assert remark in client.visit(address(complaint, "en")).text


def test_it_tells_everything_in_the_order_of_time(world, complaint, client):
    start = world.now
    with transaction() as session:
        session.add(
            Contact(complaint_id=complaint.id, at=start.replace(year=2025), channel="phone", note="گفتند صبر کنید")
        )
        session.add(
            Promise(
                complaint_id=complaint.id,
                made_at=world.wait(hours=1),
                due_at=world.now.replace(month=12, day=1),
                what="تا ده روز پول برمی‌گردد",
                state=PromiseState.BROKEN,
                settled_at=None,
            )
        )
    world.wait(hours=1)
    world.answer(complaint)
    world.wait(days=2)
    maryam = world.client(world.maryam)
    maryam.fill(address(complaint, "en", "evaluate"), resolved="no", courtesy="4", would_buy_again="no")
    world.wait(days=1)
    maryam.fill(address(complaint, "en", "reopen"))
    world.wait(days=1)
    maryam.fill(address(complaint, "en", "give-up"))
    page = client.visit(address(complaint, "en"))
    assert kinds(page) == [
        "Contact with the store",
        "Complaint",
        "Promise of the store",
        "Reply of the store",
        "The shopper says: not solved",
        "Opened again",
        "The shopper gave up",
    ]
    assert "broken" in page.text
    assert "4 of 5" in page.text
    assert "Would not buy there again." in page.text


@pytest.mark.parametrize("fate", [None, Verdict.REQUEST_CHANGES, Verdict.REJECT])
def test_a_case_that_is_not_public_does_not_exist_for_strangers(world, client, fate):
    complaint = world.complain()
    if fate:
        world.decide(complaint.post_id, fate, Reason.OFF_TOPIC)
    world.deliver()
    for stranger in (client, world.client(world.karim), world.client(world.layla)):
        page = stranger.visit(address(complaint), status=404)
        assert TITLE not in page.body
    for knows in (world.maryam, world.nader):
        assert TITLE in world.client(knows).visit(address(complaint)).body


def test_a_stranger_cannot_tell_a_hidden_number_from_one_never_given(world, client):
    complaint = world.complain()
    never = next(number for number in iter(complaints.new_number, None) if number != complaint.number)
    secret, nothing = client.visit(address(complaint), status=404), client.visit(f"/fa/complaints/{never}/", status=404)
    assert secret.body.replace(complaint.number, never) == nothing.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_number_is_said_in_the_readers_language(client, language):
    client.visit(f"/{language}/complaints/ABCDEFGH/", status=404)


@pytest.mark.parametrize(
    "spelling",
    [
        str.lower,
        lambda number: f"{number[:4]}-{number[4:]}",
        lambda number: number.lower().translate(str.maketrans("23456789", "۲۳۴۵۶۷۸۹")),
    ],
)
def test_a_number_typed_otherwise_leads_to_its_one_address(world, complaint, client, spelling):
    typed = spelling(complaint.number)
    page = client.visit(f"/en/complaints/{typed}/", status=301)
    assert page.location == address(complaint, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_case_taken_down_a_trace_stays_and_no_text(world, complaint, client, language):
    world.wait(days=3)
    world.decide(complaint.post_id, Verdict.HIDE, Reason.FAKE)
    world.deliver()
    for reader in (client, world.client(world.karim)):
        page = reader.visit(address(complaint, language), status=410)
        assert TITLE not in page.body
        assert BODY not in page.body
        assert complaint.number in page.text
        assert page.select("meta[name=robots][content=noindex]")
    if language == "en":
        assert "There was no such purchase" in client.visit(address(complaint, "en"), status=410).text


def test_a_reply_that_waits_is_seen_only_by_the_store(world, complaint, client):
    post_id = world.reply(complaint)
    for reader in (client, world.client(world.karim), world.client(world.maryam), world.client(world.nader)):
        assert ANSWER not in reader.visit(address(complaint)).body
    own = world.client(world.layla).visit(address(complaint, "en"))
    assert ANSWER in own.body
    assert "Waiting for a moderator" in own.select(f"#post-{post_id}")[0].get_text()


def test_an_answer_of_the_shopper_that_waits_is_seen_only_by_the_shopper(world, complaint, client):
    body = "هنوز هیچ‌کس با من تماس نگرفته است و بسته هم نرسیده."
    world.client(world.maryam).fill(address(complaint, "fa", "answer-back"), body=body)
    for reader in (client, world.client(world.layla), world.client(world.nader)):
        assert body not in reader.visit(address(complaint)).body
    assert body in world.client(world.maryam).visit(address(complaint)).body


def test_a_reply_taken_down_leaves_a_trace_for_everybody(world, complaint, client):
    post_id = world.answer(complaint)
    world.decide(post_id, Verdict.HIDE, Reason.PERSONAL_DATA)
    page = client.visit(address(complaint, "en"))
    assert ANSWER not in page.body
    assert "A reply of the store stood here. Contains somebody's personal data" in page.text


def test_private_facts_are_seen_by_author_and_moderators_alone(world, complaint, client):
    with transaction() as session:
        session.get_one(Complaint, complaint.id).order_number = "سفارش-۷۷"
    for knows in (world.maryam, world.nader):
        assert "سفارش-۷۷" in world.client(knows).visit(address(complaint)).text
    for stranger in (client, world.client(world.karim), world.client(world.layla)):
        assert "سفارش-۷۷" not in stranger.visit(address(complaint)).body


def test_only_the_author_is_offered_the_next_steps(world, complaint, client):
    own = world.client(world.maryam).visit(address(complaint))
    assert own.select(f'a[href="{address(complaint, "fa", "evaluate")}"]')
    for other in (client, world.client(world.karim), world.client(world.layla)):
        assert not other.visit(address(complaint)).select(".steps")


def test_an_answer_asks_its_author_at_the_top_how_it_ended(world, complaint, client):
    """Whoever comes by the mail that tells of an answer need not look for it below a long thread."""
    evaluate = f'main > p > a[href="{address(complaint, "fa", "evaluate")}"]'
    maryam = world.client(world.maryam)
    assert not maryam.visit(address(complaint)).select(evaluate)
    world.answer(complaint)
    assert maryam.visit(address(complaint)).select(evaluate)
    assert not client.visit(address(complaint)).select(evaluate)
    world.evaluate(complaint, resolved=True)
    assert not maryam.visit(address(complaint)).select(evaluate)


def test_a_page_that_is_everybodys_carries_no_token(world, complaint, client):
    page = client.visit(address(complaint))
    assert not page.select("form[method=post]")
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("page", ["answer-back", "evaluate", "reopen", "give-up"])
def test_what_an_author_does_is_nobody_elses(world, complaint, client, page):
    assert "/account/sign-in" in client.visit(address(complaint, "fa", page), status=303).location
    world.client(world.karim).visit(address(complaint, "fa", page), status=403)
    world.client(world.layla).visit(address(complaint, "fa", page), status=403)


@pytest.mark.parametrize("page", ["answer-back", "evaluate", "reopen", "give-up", "sent"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_an_author_opens_in_every_language(world, complaint, page, language):
    world.client(world.maryam).visit(address(complaint, language, page))


def test_solved_is_said_once(world, complaint):
    maryam = world.client(world.maryam)
    sent = maryam.fill(address(complaint, "en", "evaluate"), resolved="yes", speed="2", would_buy_again="yes")
    assert "counts in the score" in maryam.follow(sent).text
    assert world.case(complaint).progress is Progress.SOLVED
    again = maryam.fill(address(complaint, "en", "evaluate"), resolved="yes")
    assert "nothing was changed" in maryam.follow(again).text
    assert len(complaints.outcomes_of(db.session(), complaint.id)) == 1


@pytest.mark.parametrize("wrong", [{}, {"resolved": "perhaps"}, {"resolved": "yes", "courtesy": "6"}])
def test_an_evaluation_that_cannot_be_meant_is_asked_again(world, complaint, wrong):
    page = world.client(world.maryam).fill(address(complaint, "en", "evaluate"), status=422, **wrong)
    assert page.errors
    assert world.case(complaint).progress is Progress.OPEN


def test_an_open_case_cannot_be_opened_again(world, complaint):
    maryam = world.client(world.maryam)
    assert "nothing was changed" in maryam.follow(maryam.fill(address(complaint, "en", "reopen"))).text


def test_an_answer_sent_twice_is_one_answer(world, complaint):
    maryam, page = world.client(world.maryam), address(complaint, "fa", "answer-back")
    fields = {**maryam.visit(page).fields(), "body": "پول من هنوز برنگشته است."}
    maryam.send(page, fields)
    maryam.send(page, fields)
    sides = [entry.by for entry in complaints.entries_of(db.session(), complaint.id)]
    assert sides == [Side.SHOPPER]


def test_an_answer_too_long_comes_back_whole(world, complaint):
    long = "پ" * 10_001
    page = world.client(world.maryam).fill(address(complaint, "fa", "answer-back"), status=422, body=long)
    assert page.fields()["body"].strip() == long


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_author_reads_why_and_mends(world, language):
    body = f"{BODY} شمارهٔ من 09121234567 است."
    complaint = world.complain(body=body)
    world.deliver()
    world.decide(complaint.post_id, Verdict.REQUEST_CHANGES, Reason.PERSONAL_DATA, note="شماره را بردارید")
    maryam, mend = world.client(world.maryam), address(complaint, language, f"posts/{complaint.post_id}/mend")
    assert maryam.visit(address(complaint, language)).select(f'a[href="{mend}"]')
    page = maryam.visit(mend)
    assert "09121234567" in [quoted.get_text() for quoted in page.select("q")]
    assert "شماره را بردارید" in page.text
    rule = {"fa": "اطلاعات شخصی", "ar": "بيانات شخصية", "en": "Personal data"}[language]
    assert rule in [name.get_text() for name in page.select(".remarks b")]
    maryam.fill(mend, body=BODY)
    assert world.case(complaint).body == BODY
    world.deliver()
    world.decide(complaint.post_id)
    world.deliver()
    assert world.case(complaint).is_public


def test_a_representative_mends_a_reply(world, complaint):
    post_id = world.reply(complaint, "با شمارهٔ 09121234567 تماس بگیرید تا رسیدگی کنیم.")
    world.deliver()
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.PERSONAL_DATA)
    layla, mend = world.client(world.layla), address(complaint, "fa", f"posts/{post_id}/mend")
    assert layla.visit(address(complaint)).select(f'a[href="{mend}"]')
    layla.fill(mend, body=ANSWER)
    assert ANSWER in layla.visit(address(complaint)).body
    world.client(world.karim).visit(mend, status=404)
    world.client(world.maryam).visit(mend, status=404)


def test_what_was_rejected_is_explained_and_stays_as_it_was(world):
    complaint = world.complain()
    world.decide(complaint.post_id, Verdict.REJECT, Reason.OFF_TOPIC)
    mend = address(complaint, "en", f"posts/{complaint.post_id}/mend")
    page = world.client(world.maryam).visit(mend)
    assert "Not about a store and a purchase" in page.text
    assert not page.select("main form[method=post]")
    assert page.select('main a[href="/en/complaints/new?store=golestan"]')


def test_in_place_of_a_rejected_answer_another_can_be_written(world, complaint):
    reply_id = world.reply(complaint)
    world.client(world.maryam).fill(address(complaint, "en", "answer-back"), body=BODY)
    rebuttal_id = max(entry.post_id for entry in entries_of(db.session(), complaint.id))
    for post_id, author, new in (
        (reply_id, world.layla, f"/en/desk/stores/golestan/cases/{complaint.number}/"),
        (rebuttal_id, world.maryam, address(complaint, "en", "answer-back")),
    ):
        world.decide(post_id, Verdict.REJECT, Reason.INSULT)
        assert world.client(author).visit(address(complaint, "en", f"posts/{post_id}/mend")).select(f'a[href="{new}"]')


def test_a_post_of_another_case_cannot_be_reached_through_this_one(world):
    one, other = world.complain(), world.complain()
    world.client(world.maryam).visit(address(one, "fa", f"posts/{other.post_id}/mend"), status=404)
