"""Signing up, confirming, signing in and out, and choosing a password, as somebody with a browser does it."""

from functools import cache

import pytest

from portal.access import Role
from portal.accounts import account_by_email, create_account, hash_password
from portal.complaints import entries_of
from portal.db import db, transaction
from portal.moderation import Reason, Verdict
from tests.kit.mailbox import html, links, mails, plain
from tests.kit.world import BODY, PASSWORD, TITLE, World

ADDRESS = "sara@example.org"
NEW_PASSWORD = "باران بهاری ۷۷"
MENDED = "لطفاً شمارهٔ تلفن را از متن بردارید."


@pytest.fixture
def made(world, once):
    return once(World.publish, world)


def sign_up(client, address=ADDRESS, query="", password=PASSWORD):
    return client.fill(f"/fa/account/sign-up{query}", name="سارا", email=address, password=password)


def sign_in(client, address=ADDRESS, query="", password=PASSWORD, status=303):
    return client.fill(f"/fa/account/sign-in{query}", email=address, password=password, status=status)


def account(address=ADDRESS):
    db.session.rollback()
    db.session.expire_all()
    return account_by_email(db.session(), address)


def last_link(world, address=ADDRESS):
    world.deliver()
    return links(mails(world.app, address)[-1])[0]


@cache
def password_hash():
    return hash_password(PASSWORD)


def member(world, address=ADDRESS):
    """A browser signed in to an account with a confirmed address and a password."""
    with transaction() as session:
        made = create_account(
            session,
            world.now,
            email=address,
            name="سارا",
            password_hash=password_hash(),
            language="fa",
            role=Role.SHOPPER,
        )
    client = world.client()
    client.sign_in(made.id, made.session_version)
    return client


def test_a_shopper_signs_up_confirms_by_mail_and_is_signed_in(world):
    client = world.client()
    asked = client.follow(sign_up(client))
    assert ADDRESS in asked.text
    page = client.fill(last_link(world))
    assert page.location == "/fa/account/cases"
    cases = client.follow(page)
    assert "سارا" in cases.body
    assert account().confirmed_at is not None
    assert account().password_hash != PASSWORD


def test_opening_the_link_alone_confirms_nothing(world):
    client = world.client()
    sign_up(client)
    link = last_link(world)
    world.client().visit(link)
    assert account().confirmed_at is None
    client.fill(link)
    assert account().confirmed_at is not None


def test_a_link_works_once(world):
    client = world.client()
    sign_up(client)
    link = last_link(world)
    client.fill(link)
    again = world.client().visit(link, status=410)
    assert "/account/sign-in" in again.body


@pytest.mark.parametrize("page", ["confirm", "password"])
@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ.aaaaaa.bbbbbb", "۱۲۳"])
def test_a_forged_link_is_of_no_use(client, page, token):
    client.visit(f"/fa/account/{page}/{token}", status=410)


def test_a_link_to_confirm_chooses_no_password(world):
    client = world.client()
    sign_up(client)
    token = last_link(world).rsplit("/", 1)[1]
    client.visit(f"/fa/account/password/{token}", status=410)


def test_a_known_address_is_not_told_apart_from_an_unknown_one(world):
    member(world)
    answers = []
    for address in ("nobody@example.org", ADDRESS):
        client = world.client()
        page = sign_up(client, address)
        answers.append((page.location, client.follow(page).text.replace(address, "…")))
    assert answers[0] == answers[1]
    world.deliver()
    assert links(mails(world.app, ADDRESS)[-1]) == ["/fa/account/sign-in", "/fa/account/forgotten"]


def test_a_forgotten_password_does_not_tell_who_has_an_account(world):
    member(world)
    pages = [world.client().fill("/fa/account/forgotten", email=each) for each in ("no@example.org", ADDRESS)]
    assert pages[0].location == pages[1].location
    world.deliver()
    assert not mails(world.app, "no@example.org")


def test_the_second_to_sign_up_with_an_unproved_address_chooses_the_password(world):
    """Somebody signs up with the address of another, who signs up later: the owner's password counts."""
    thief = world.client()
    sign_up(thief, password="the thief's own")
    first = last_link(world)
    sign_up(world.client(), password="the owner's own")
    second = last_link(world)
    thief.visit(first, status=410)
    world.client().fill(second, password=NEW_PASSWORD)
    sign_in(world.client(), password="the thief's own", status=422)
    sign_in(world.client(), password=NEW_PASSWORD)


def test_a_wrong_password_is_an_error_and_keeps_the_address(world):
    member(world)
    page = sign_in(world.client(), password="not this one", status=422)
    assert page.errors
    assert page.fields()["email"] == ADDRESS
    assert page.fields()["password"] == ""
    unknown = sign_in(world.client(), "nobody@example.org", password="not this one", status=422)
    assert unknown.errors == page.errors


def test_the_address_may_be_typed_in_capitals_and_with_persian_digits(world):
    member(world, "sara12@example.org")
    sign_in(world.client(), "  Sara۱۲@Example.org ")


def test_an_account_without_a_password_is_not_signed_in_to(world):
    sign_in(world.client(), "maryam@example.org", password="None", status=422)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),  # without a name there is nothing to show
        ("name", " \u200e\x00 "),  # nothing is left of it once cleaned
        ("name", "ن" * 81),  # too long to be shown
        ("email", ""),
        ("email", "sara"),  # no address
        ("email", "sara@"),
        ("email", "sara@example.org\nBcc: all@example.org"),  # no second header
        ("email", f"{'s' * 60}@{'e' * 60}.{'e' * 60}.{'e' * 60}.{'e' * 60}.org"),
        ("password", "هفت‌حرف"),  # seven characters
        ("password", "x" * 201),
        ("password", ""),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_kept(world, field, typed):
    good = {"name": "سارا", "email": ADDRESS, "password": PASSWORD}
    client = world.client()
    for language in ("fa", "ar", "en"):
        page = client.fill(f"/{language}/account/sign-up", **{**good, field: typed}, status=422)
        assert len(set(page.errors)) == 1
        kept = page.fields()
        assert all(kept[name] == good[name] for name in ("name", "email") if name != field)
        assert kept["password"] == ""
    assert account() is None


def test_somebody_unconfirmed_may_sign_in_and_have_the_link_sent_again(world):
    sign_up(world.client())
    first = last_link(world)
    client = world.client()
    told = client.follow(sign_in(client))
    assert ADDRESS in told.text
    client.follow(client.fill("/fa/account/confirm"))
    world.deliver()
    assert len(mails(world.app, ADDRESS)) == 2
    assert "/account/confirm" in client.visit("/fa/account/cases").body
    assert client.fill(first).location == "/fa/account/cases"
    assert client.visit("/fa/account/confirm", status=303).location == "/fa/account/cases"


def test_a_stranger_has_no_link_sent_again(world):
    page = world.client().visit("/fa/account/confirm", status=303)
    assert page.location.startswith("/fa/account/sign-in")


def test_a_forgotten_password_is_chosen_anew_and_ends_every_session(world):
    elsewhere = member(world)
    client = world.client()
    client.follow(client.fill("/fa/account/forgotten", email=ADDRESS))
    link = last_link(world)
    client.fill(link, password="kurz", status=422)
    client.follow(client.fill(link, password=NEW_PASSWORD))
    elsewhere.visit("/fa/account/cases", status=303)
    client.visit("/fa/account/cases")
    sign_in(world.client(), password=PASSWORD, status=422)
    sign_in(world.client(), password=NEW_PASSWORD)
    client.visit(link, status=410)


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize("address", [ADDRESS, "nobody@example.org"], ids=["an account", "nobody's"])
def test_passwords_cannot_be_tried_for_ever(world, world_clock, language, address):
    """The answer is the same where there is no account: trying tells nobody who has one."""
    member(world)
    path, client = f"/{language}/account/sign-in", world.client()
    fields = {**client.visit(path).fields(), "email": address, "password": "not this one"}
    for _ in range(10):
        client.send(path, fields, status=422)
    held = client.send(path, {**fields, "password": PASSWORD}, status=429)
    assert len(set(held.errors)) == 1
    assert held.fields()["email"] == address
    assert client.visit("/fa/account/cases", status=303)
    sign_in(world.client(), "maryam@example.org", password="not this one", status=422)
    world.wait(minutes=16)
    client.send(path, {**fields, "password": PASSWORD}, status=303 if address == ADDRESS else 422)


def test_a_right_password_forgets_the_wrong_ones(world, world_clock):
    member(world)
    for _ in range(3):
        for _ in range(9):
            sign_in(world.client(), password="not this one", status=422)
        sign_in(world.client())


def test_whoever_is_held_up_gets_in_through_a_new_password(world, world_clock):
    member(world)
    for _ in range(10):
        sign_in(world.client(), password="not this one", status=422)
    world.client().fill("/fa/account/forgotten", email=ADDRESS)
    world.client().fill(last_link(world), password=NEW_PASSWORD)
    sign_in(world.client(), password=NEW_PASSWORD)


def test_nobody_can_have_a_mail_box_filled(world, world_clock):
    member(world)
    answers = set()
    for _ in range(8):
        answers.add(world.client().fill("/fa/account/forgotten", email=ADDRESS).location)
        answers.add(sign_up(world.client()).location)
    world.deliver()
    assert len(mails(world.app, ADDRESS)) == 5
    assert answers == {"/fa/account/check-mail"}
    world.wait(minutes=61)
    world.client().fill("/fa/account/forgotten", email=ADDRESS)
    world.deliver()
    assert len(mails(world.app, ADDRESS)) == 6


def test_links_stay_good_where_no_further_one_is_sent(world, world_clock):
    """Otherwise a stranger could end the owner's links by signing up again and again."""
    for _ in range(8):
        sign_up(world.client())
    world.client().fill(last_link(world), password=NEW_PASSWORD)
    assert account().confirmed_at is not None


def test_somebody_unconfirmed_is_told_when_enough_was_sent(world, world_clock):
    sign_up(world.client())
    client = world.client()
    client.follow(sign_in(client))
    told = [client.follow(client.fill("/fa/account/confirm")).select(".notice--hint") for _ in range(5)]
    assert [bool(hint) for hint in told] == [False, False, False, False, True]
    world.deliver()
    assert len(mails(world.app, ADDRESS)) == 5


def test_a_session_begins_anew_with_signing_in_and_out(world):
    """What was put into the browser before is of no use afterwards: no token, no address, no kept form."""
    member(world)
    client = world.client()
    sign_up(client, "other@example.org", query="?kept=abc")
    planted = client.visit("/fa/account/sign-in").fields()["csrf_token"]
    sign_in(client)
    assert ADDRESS not in client.visit("/fa/account/check-mail").text
    assert client.send("/fa/account/sign-out", {"csrf_token": planted}, status=422).errors
    during = client.visit("/fa/account/sign-out").fields()["csrf_token"]
    client.fill("/fa/account/sign-out")
    assert client.send("/fa/account/sign-in", {"csrf_token": during, "email": ADDRESS}, status=422).errors
    with client._client.session_transaction() as session:
        assert set(session) <= {"csrf_token", "_flashes", "device"}


def test_signing_out_needs_the_token_of_the_form(world):
    client = world.client(world.maryam)
    page = client.send("/fa/account/sign-out", {}, status=422)
    assert page.errors
    client.visit("/fa/account/cases")
    asked = client.visit("/fa/account/sign-out")
    client.visit("/fa/account/cases")
    client.follow(client.send("/fa/account/sign-out", asked.fields()))
    client.visit("/fa/account/cases", status=303)


@pytest.mark.parametrize(
    ("next_path", "reached"),
    [
        ("/fa/stores/", "/fa/stores/"),
        ("https://evil.example/", "/fa/account/cases"),
        ("//evil.example/", "/fa/account/cases"),
        ("/%5Cevil.example/", "/fa/account/cases"),
    ],
)
def test_signing_in_leads_to_pages_of_the_portal_only(world, next_path, reached):
    member(world)
    assert sign_in(world.client(), query=f"?next={next_path}").location == reached


def test_whoever_is_signed_in_already_goes_on_at_once(world):
    client = world.client(world.maryam)
    assert client.visit("/fa/account/sign-in?next=/fa/stores/", status=303).location == "/fa/stores/"


def complaint(client):
    """What a stranger writes into the form of a complaint."""
    return client.fill(
        "/fa/complaints/new",
        store="گلستان",
        nature="late",
        category="home-appliances",
        title=TITLE,
        body=BODY,
    )


def test_a_complaint_typed_by_a_stranger_is_there_after_signing_in(world):
    member(world)
    client = world.client()
    door = complaint(client)
    assert door.location.startswith("/fa/account/sign-in?")
    opened = client.follow(door)
    back = client.send(door.location, {**opened.fields(), "email": ADDRESS, "password": PASSWORD})
    form = client.follow(back)
    assert form.fields()["title"] == TITLE
    assert form.fields()["body"] == BODY


def test_a_complaint_typed_by_a_stranger_is_there_after_signing_up_and_confirming_elsewhere(world):
    client = world.client()
    door = client.follow(complaint(client))
    (sign_up_page,) = {link["href"] for link in door.select("main a[href*='sign-up']")}
    client.fill(sign_up_page, name="سارا", email=ADDRESS, password=PASSWORD)
    another_device = world.client()
    form = another_device.follow(another_device.fill(last_link(world)))
    assert form.path.startswith("/fa/complaints/new?kept=")
    assert form.fields()["title"] == TITLE
    assert TITLE in another_device.visit("/fa/account/cases").text
    assert client.visit(form.path).fields()["title"] == ""


def test_changing_the_language_on_the_way_loses_nothing(world):
    client = world.client()
    door = client.follow(complaint(client))
    arabic = next(link["href"] for link in door.select("footer a[hreflang=ar]"))
    member(world)
    page = client.fill(arabic, email=ADDRESS, password=PASSWORD)
    assert client.follow(page).fields()["title"] == TITLE


def test_a_stranger_cannot_leave_a_form_in_the_list_of_a_known_address(world):
    owner = member(world)
    client = world.client()
    door = client.follow(complaint(client))
    (sign_up_page,) = {link["href"] for link in door.select("main a[href*='sign-up']")}
    client.fill(sign_up_page, name="سارا", email=ADDRESS, password=PASSWORD)
    assert TITLE not in owner.visit("/fa/account/cases").text


def test_what_was_typed_survives_a_forgotten_password(world):
    member(world)
    client = world.client()
    door = client.follow(complaint(client))
    (forgotten,) = {link["href"] for link in door.select("main a[href*='forgotten']")}
    client.fill(forgotten, email=ADDRESS)
    form = client.follow(client.fill(last_link(world), password=NEW_PASSWORD))
    assert form.fields()["title"] == TITLE


def test_a_session_lost_while_writing_keeps_what_was_written(world, made):
    world.answer(made)
    client = world.client(world.maryam)
    path = f"/fa/complaints/{made.number}/answer-back"
    fields = {**client.visit(path).fields(), "body": BODY}
    stranger = world.client()
    door = stranger.send(path, fields)
    assert "kept=" in door.location
    stranger.sign_in(world.maryam.id)
    assert stranger.follow(stranger.follow(door, status=303)).fields()["body"] == BODY


@pytest.mark.parametrize("page", ["sign-up", "sign-in", "forgotten", "check-mail", "confirm/x", "password/x"])
@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_pages_of_accounts_are_never_kept_by_anybody(world, page, language):
    client = world.client()
    for _ in range(2):
        shown = client.visit(f"/{language}/account/{page}", status=410 if page.endswith("/x") else 200)
        assert shown.headers["Cache-Control"] == "private, no-store"
        assert shown.select("meta[name=robots][content=noindex]")


def test_a_page_with_a_token_in_its_address_tells_nobody_where_the_reader_came_from(world):
    client = world.client()
    sign_up(client)
    assert client.visit(last_link(world)).headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_the_mail_is_in_the_language_and_direction_of_whoever_member(world, language):
    world.client().fill(f"/{language}/account/sign-up", name="Sara", email=ADDRESS, password=PASSWORD)
    world.deliver()
    (mail,) = mails(world.app, ADDRESS)
    direction = "ltr" if language == "en" else "rtl"
    assert f'<html lang="{language}" dir="{direction}">' in html(mail)
    assert mail["Content-Language"] == language
    assert links(mail)[0].startswith(f"/{language}/account/confirm/")
    assert ("Please confirm" in mail["Subject"]) is (language == "en")
    assert "Sara" not in plain(mail)


def test_own_cases_begin_with_a_way_in(world):
    page = world.client(world.karim).visit("/fa/account/cases")
    assert page.select("main a[href='/fa/complaints/new']")


def test_own_cases_show_every_state_and_what_a_moderator_said(world):
    public = world.publish(title="عنوان آشکار")
    waiting = world.complain(title="عنوان در صف")
    returned = world.complain(title="عنوان برگشتی")
    rejected = world.complain(title="عنوان ردشده")
    world.decide(returned.post_id, Verdict.REQUEST_CHANGES, Reason.PERSONAL_DATA, note=MENDED)
    world.decide(rejected.post_id, Verdict.REJECT, Reason.SPAM)
    page = world.client(world.maryam).visit("/fa/account/cases")
    for case in (public, waiting, returned, rejected):
        assert page.select(f"main h3 a[href='/fa/complaints/{case.number}/']")
    assert MENDED in page.text
    told_why = {link["href"] for link in page.select("main a[href$='/mend']")}
    assert told_why == {f"/fa/complaints/{case.number}/posts/{case.post_id}/mend" for case in (returned, rejected)}
    assert len(page.select(".tag--pending")) == 1
    assert len(page.select(".tag--rejected")) == 1


def test_own_cases_ask_how_an_answered_one_ended(world):
    answered, waiting = world.publish(), world.publish()
    world.answer(answered)
    page = world.client(world.maryam).visit("/fa/account/cases")
    asked = [link["href"] for link in page.select("main a[href$='/evaluate']")]
    assert asked == [f"/fa/complaints/{answered.number}/evaluate"]
    assert waiting.number in page.text


def test_nobody_sees_the_cases_of_another(world):
    world.complain(title="عنوان در صف")
    assert "عنوان در صف" not in world.client(world.karim).visit("/fa/account/cases").text


def test_own_cases_show_an_answer_that_was_sent_back(world, made):
    world.answer(made)
    client = world.client(world.maryam)
    client.fill(f"/fa/complaints/{made.number}/answer-back", body=BODY)
    post_id = max(entry.post_id for entry in entries_of(db.session(), made.id))
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.INSULT)
    page = client.visit("/fa/account/cases")
    assert page.select(f"main a[href='/fa/complaints/{made.number}/posts/{post_id}/mend']")
