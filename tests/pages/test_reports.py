"""Reporting a public text, page by page: the quiet link, the form, the desk, and the word that comes back."""

from typing import Any

import pytest
from sqlalchemy import delete

from portal import moderation
from portal.access import Role
from portal.accounts.models import AccountRole
from portal.complaints import Complaint
from portal.db import db, transaction
from portal.moderation import Reason, end_hidings
from tests.kit.client import Client
from tests.kit.mailbox import mails, plain
from tests.kit.world import BODY, World

pytestmark = pytest.mark.usefixtures("world_clock")
DESK = "/en/desk/moderation/reports/"
PHONE = "۰۹۱۲۳۴۵۶۷۸۹"
WITH_PHONE = f"{BODY} شمارهٔ پیک {PHONE} است."


def address(case: Complaint, post_id: int | None = None) -> str:
    return f"/en/complaints/{case.number}/posts/{post_id or case.post_id}/report"


@pytest.fixture
def case(world: World, once: Any) -> Complaint:
    return once(World.publish, world)


@pytest.fixture
def karim(world: World) -> Client:
    return world.client(world.karim)


def links(page: Any) -> set[str]:
    return {link["href"] for link in page.select("a[href$='/report']")}


def test_the_way_to_it_stands_at_every_public_text_that_is_not_ones_own(world: World, case: Complaint) -> None:
    reply = world.answer(case)
    path = f"/en/complaints/{case.number}/"
    both = {address(case), address(case, reply)}
    for person, shown in ((None, both), (world.karim, both), (world.maryam, {address(case, reply)})):
        assert links(world.client(person).visit(path)) == shown
    assert links(world.client(world.layla).visit(path)) == {address(case)}


def test_a_reader_reports_a_text_and_reads_what_became_of_it(world: World, case: Complaint, karim: Client) -> None:
    sent = karim.fill(address(case), reason="personal-data", note="شمارهٔ پیک در متن است")
    page = karim.follow(sent)
    assert page.select(".notice--done")
    assert "شمارهٔ پیک در متن است" in page.text
    assert not page.select("main form[method=post]")
    assert BODY[:30] in world.client().visit(f"/en/complaints/{case.number}/").body

    nader = world.client(world.nader)
    (link,) = nader.visit("/en/desk/moderation/").select("main .card a[data-item]")
    answer = nader.fill(link["href"], verdict="agree", note="درست است؛ پوشانده می‌شود.", hiding_note="شمارهٔ پیک")
    assert nader.follow(answer).heading == "Reports on public texts"
    world.deliver()
    world.client().visit(f"/en/complaints/{case.number}/", status=410)
    (notice,) = karim.visit("/en/account/notices").select(".card__title a")
    told = karim.visit(notice["href"])
    assert "درست است؛ پوشانده می‌شود." in told.text
    assert BODY[:30] not in told.body


def test_words_are_masked_there_and_then_and_a_second_moderator_confirms(world: World) -> None:
    case = world.publish(body=WITH_PHONE)
    world.wait(hours=1)
    report = world.file_report(case.post_id, Reason.PERSONAL_DATA)
    nader, public = world.client(world.nader), f"/en/complaints/{case.number}/"
    fields = nader.visit(f"{DESK}{report.id}/").fields()
    assert PHONE not in fields["masked_body"], "as the rules would mask it"
    nader.send(f"{DESK}{report.id}/", {**fields, "verdict": "mask", "note": "پوشانده شد."})
    world.deliver()
    page = world.client().visit(public)
    assert PHONE not in page.body
    assert BODY[:30] in page.body
    (mail,) = [mail for mail in mails(world.app)[-2:] if mail["To"] == world.maryam.account.email]
    assert PHONE in plain(mail)

    sara = world.client(world.add_person("sara", Role.MODERATOR))
    (link,) = sara.visit("/en/desk/shared/").select("main .card a")
    assert PHONE in sara.visit(link["href"]).body
    sara.fill(link["href"], word="confirm")
    world.wait(days=2)
    end_hidings()
    assert PHONE not in world.client().visit(public).body


@pytest.mark.parametrize(
    ("masked_body", "wrong"),
    [
        pytest.param(None, "masked_body", id="nothing masked"),
        pytest.param("متنی دیگر ••••• است.", "masked_body", id="other words"),
    ],
)
def test_what_is_more_than_masked_is_shown_again(
    world: World, case: Complaint, masked_body: str | None, wrong: str
) -> None:
    report = world.file_report(case.post_id, Reason.INSULT)
    sent = {"verdict": "mask", "note": "یادداشت"} | ({} if masked_body is None else {"masked_body": masked_body})
    page = world.client(world.nader).fill(f"{DESK}{report.id}/", **sent, status=422)
    assert [link["href"].lstrip("#") for link in page.select(".error-summary a")] == [wrong]
    assert moderation.open_hiding_count(db.session()) == 0


@pytest.mark.parametrize("who", ["maryam", "layla", "nader", "parisa"])
def test_who_reported_it_stands_nowhere(world: World, case: Complaint, who: str) -> None:
    report = world.file_report(case.post_id, Reason.THREAT)
    client = world.client(getattr(world, who))
    paths = [f"/en/complaints/{case.number}/", "/en/account/notices", "/en/stores/golestan/"]
    paths += {"nader": [DESK, f"{DESK}{report.id}/"], "maryam": ["/en/account/cases"]}.get(who, [])
    world.settle_report(report)
    world.deliver()
    for path in paths:
        assert "Karim" not in client._client.get(path).text, path


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        pytest.param({}, "reason", id="without a reason"),
        pytest.param({"reason": "dislike"}, "reason", id="with a reason outside the list"),
        pytest.param({"reason": "spam", "note": "ب" * 1001}, "note", id="with a note that is too long"),
    ],
)
def test_a_report_that_lacks_something_is_shown_again(
    case: Complaint, karim: Client, sent: dict[str, str], wrong: str
) -> None:
    page = karim.fill(address(case), **{"note": "یادداشت", **sent}, status=422)
    assert [link["href"].lstrip("#").split("-")[0] for link in page.select(".error-summary a")] == [wrong]
    assert page.select("textarea[name=note]")[0].get_text() == sent.get("note", "یادداشت")


def test_a_text_hidden_meanwhile_is_not_reported_and_the_words_are_kept(
    world: World, case: Complaint, karim: Client
) -> None:
    fields = karim.visit(address(case)).fields()
    world.propose_hiding(case.post_id, Reason.THREAT)
    page = karim.send(address(case), {**fields, "reason": "insult", "note": "آنچه نوشتم"}, status=409)
    assert "no longer public" in page.errors[0]
    assert page.select("textarea[name=note]")[0].get_text() == "آنچه نوشتم"
    assert BODY[:30] not in page.body
    assert "no longer public" in karim.visit(address(case)).text


def test_the_same_form_sent_again_shows_the_one_report(case: Complaint, karim: Client) -> None:
    fields = {**karim.visit(address(case)).fields(), "reason": "spam"}
    another = karim.visit(address(case)).fields()
    for _ in range(2):
        assert karim.send(address(case), fields).location == address(case)
    karim.visit(address(case))
    karim.send(address(case), {**another, "reason": "insult"})
    assert "already" in karim.visit(address(case)).select(".notice--hint")[0].get_text()
    assert moderation.record_of(db.session(), "account:2").filed == 1


def test_who_is_held_to_one_at_a_time_reads_so_and_loses_no_word(
    world: World, case: Complaint, karim: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.moderation.reports.rules.MANY", 0)
    world.settle_report(world.file_report(case.post_id), upheld=False)
    world.file_report(world.publish().post_id)
    page = karim.fill(address(case), reason="spam", note="یادداشت", status=409)
    assert "still waits" in page.errors[0]
    assert page.select("textarea[name=note]")[0].get_text() == "یادداشت"


def test_nobody_fills_the_desk_with_reports(
    world: World, case: Complaint, karim: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.moderation.reports.rules.MOST_WAITING", 2)
    first = world.file_report(world.publish().post_id)
    world.file_report(world.publish().post_id)
    page = karim.fill(address(case), reason="spam", note="یادداشت", status=409)
    assert "wait until one of them is decided" in page.errors[0]
    world.settle_report(first)
    karim.send(address(case), page.fields())
    assert moderation.record_of(db.session(), "account:2").filed == 3


def test_strangers_sign_in_first_and_the_unconfirmed_confirm(world: World, case: Complaint) -> None:
    assert "/account/sign-in" in world.client().visit(address(case), status=303).location
    with transaction() as session:
        session.merge(world.karim.account).confirmed_at = None
    client = world.client(world.karim)
    assert "kept=" not in client.visit(address(case), status=303).location
    sent = client.send(address(case), {"reason": "spam", "note": "یادداشت"})
    assert "kept=" in sent.location
    with transaction() as session:
        session.merge(world.karim.account).confirmed_at = world.now
    kept = sent.location.partition("kept=")[2]
    assert client.visit(f"{address(case)}?kept={kept}").fields()["note"] == "یادداشت"


def test_of_two_moderators_the_second_is_told_and_keeps_the_words(world: World, case: Complaint) -> None:
    report = world.file_report(case.post_id)
    sara = world.client(world.add_person("sara", Role.MODERATOR))
    fields = sara.visit(f"{DESK}{report.id}/").fields()
    world.settle_report(report, upheld=False)
    page = sara.send(f"{DESK}{report.id}/", {**fields, "verdict": "agree", "note": "موافقم"}, status=409)
    assert "already" in page.select(".notice--hint")[0].get_text()
    assert "موافقم" in page.text


def test_a_role_taken_away_in_mid_session_decides_nothing(world: World, case: Complaint) -> None:
    report = world.file_report(case.post_id)
    nader = world.client(world.nader)
    fields = nader.visit(f"{DESK}{report.id}/").fields()
    with transaction() as session:
        session.execute(delete(AccountRole).where(AccountRole.account_id == world.nader.id))
    nader.send(f"{DESK}{report.id}/", {**fields, "verdict": "agree", "note": "x"}, status=403)
    assert moderation.load_report(db.session(), report.id).settled_at is None


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        pytest.param({"note": "یادداشت"}, "verdict", id="without a decision"),
        pytest.param({"verdict": "reject"}, "note", id="without a word"),
        pytest.param({"verdict": "agree", "note": "x", "hiding_reason": "dislike"}, "hiding_reason", id="wrong reason"),
    ],
)
def test_a_decision_that_lacks_something_is_shown_again(
    world: World, case: Complaint, sent: dict[str, str], wrong: str
) -> None:
    report = world.file_report(case.post_id)
    page = world.client(world.nader).fill(f"{DESK}{report.id}/", **sent, status=422)
    assert [link["href"].lstrip("#").removesuffix("-0") for link in page.select(".error-summary a")] == [wrong]
    assert page.select("textarea[name=note]")[0].get_text() == sent.get("note", "")


def test_everybody_reads_how_often_a_store_reports_and_is_right(world: World, case: Complaint) -> None:
    page = "/en/stores/golestan/"
    assert "reported" not in world.client().visit(page).text
    report = world.file_report(case.post_id, by=world.layla)
    assert "has reported 1 text" in world.client().visit(page).text
    world.settle_report(report, upheld=False)
    assert "1 is decided; moderators agreed with 0%" in world.client().visit(page).text
