"""Readers mark a case as helpful, and how often it was read."""

from datetime import timedelta

import pytest

from portal.db import db
from portal.moderation import Reason, Verdict
from portal.reading import ViewCounter, readership
from tests.kit.world import TITLE, World

pytestmark = pytest.mark.usefixtures("world_clock")
LANGUAGES = ("fa", "ar", "en")
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Mobile Safari/537.36"


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def address(complaint, language="en", page=""):
    return f"/{language}/complaints/{complaint.number}/{page}"


def helpful(complaint):
    db.session.rollback()
    return readership(db.session(), complaint.id).helpful


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_without_an_account_marks_a_case_and_takes_the_mark_back(world, complaint, client, language):
    button = client.visit(address(complaint, language)).select(".readership a")[0]
    opened = client.visit(button["href"])
    assert opened.headers["Cache-Control"] == "private, no-store"
    sent = client.send(button["href"], opened.fields())
    assert helpful(complaint) == 1
    page = client.follow(sent)
    assert page.select(".helpful-count")
    client.send(button["href"], client.visit(button["href"]).fields())
    assert helpful(complaint) == 0
    assert not client.visit(address(complaint, language)).select(".helpful-count")


def test_a_form_sent_twice_is_one_mark_and_stays_one(world, complaint, client):
    fields = client.visit(address(complaint, page="helpful")).fields()
    for _ in range(2):
        client.send(address(complaint, page="helpful"), fields)
    assert helpful(complaint) == 1


def test_the_page_of_everybody_is_the_same_for_who_has_marked(world, complaint, client):
    client.fill(address(complaint, page="helpful"))
    client.visit(address(complaint))  # shows what was done, once
    own, other = client.visit(address(complaint)), world.client().visit(address(complaint))
    assert own.body == other.body
    assert own.headers["Cache-Control"] == "public, no-cache"


def test_signed_in_the_button_stands_on_the_page_itself(world, complaint):
    karim, place = world.client(world.karim), ".//*[@class='readership']//form"
    karim.fill(address(complaint), form=place)
    assert helpful(complaint) == 1
    assert "Take my mark back" in karim.visit(address(complaint)).form(place).text_content()
    karim.fill(address(complaint), form=place)
    assert helpful(complaint) == 0


def test_signing_in_does_not_mark_twice(world, complaint, client):
    client.fill(address(complaint, page="helpful"))
    client.sign_in(world.karim.id)
    assert "Take my mark back" in client.visit(address(complaint)).select(".readership form")[0].get_text()


@pytest.mark.parametrize("who", ["maryam", "layla"])
def test_who_has_a_stake_sees_the_count_and_no_button(world, complaint, client, who):
    client.fill(address(complaint, page="helpful"))
    reader = world.client(getattr(world, who))
    page = reader.visit(address(complaint))
    assert "helpful to 1 reader" in page.text
    assert not page.select(".readership form, .readership a")
    reader.visit(address(complaint, page="helpful"), status=403)
    fields = {"csrf_token": reader.visit("/en/account/sign-out").fields()["csrf_token"], "helpful": "yes"}
    reader.send(address(complaint, page="helpful"), fields, status=403)
    assert helpful(complaint) == 1


@pytest.mark.parametrize("verdict", [None, Verdict.REQUEST_CHANGES, Verdict.REJECT, Verdict.HIDE])
def test_what_is_not_public_cannot_be_marked(world, client, verdict):
    complaint = world.publish() if verdict is Verdict.HIDE else world.complain()
    if verdict:
        world.decide(complaint.post_id, verdict, Reason.OFF_TOPIC)
    for reader in (client, world.client(world.karim), world.client(world.maryam), world.client(world.nader)):
        assert TITLE not in reader.visit(address(complaint, page="helpful"), status=404).body


@pytest.mark.parametrize("wrong", [{"helpful": "perhaps"}, {"helpful": ""}, {"csrf_token": "forged"}])
def test_a_form_that_cannot_be_meant_marks_nothing(world, complaint, client, wrong):
    page = client.fill(address(complaint, page="helpful"), status=422, **wrong)
    assert page.errors
    assert helpful(complaint) == 0


@pytest.mark.parametrize("path", ["/en/", "/en/search", "/en/stores/golestan/"])
def test_cards_tell_it_only_of_cases_somebody_found_helpful(world, client, path):
    one, _other = world.publish_many(2)
    client.fill(address(one, page="helpful"))
    shown = {mark.get_text(strip=True) for mark in world.client().visit(path).select(".card .helpful-count")}
    assert shown == {"helpful to 1 reader"}


@pytest.fixture
def counter(app):
    """A counter nobody has been seen by yet."""
    fresh = ViewCounter(app.extensions["portal-views"]._keep)
    before, app.extensions["portal-views"] = app.extensions["portal-views"], fresh
    yield fresh
    app.extensions["portal-views"] = before


def read(client, path, method="GET", **headers):
    """Opens a page and takes the answer to its end, as a browser does."""
    named = {name.replace("_", "-"): value for name, value in {"User_Agent": PHONE, **headers}.items()}
    with client._open(path, method=method, headers=named) as answer:
        answer.get_data()
    return answer.status_code


def views(complaint, counter):
    counter.keep()
    db.session.rollback()
    return readership(db.session(), complaint.id).views


def test_a_view_is_counted_once_the_answer_is_on_its_way(world, complaint, client, counter):

    def shown(language="en"):
        """As its author sees it, who is not counted."""
        return world.client(world.maryam).visit(address(complaint, language)).select(".readership")[0].get_text()

    assert "seen" not in shown()
    read(client, address(complaint))
    assert "seen 1 time" in shown()
    read(client, address(complaint), User_Agent="Mozilla/5.0 Firefox/128.0")
    read(client, address(complaint, "fa"), User_Agent="Mozilla/5.0 (iPhone) Safari/604.1")
    assert "seen 1 time" in shown()
    world.wait(seconds=11)
    read(client, address(complaint))
    assert "seen 3 times" in shown()
    assert "۳" in shown("fa")


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "HEAD"},
        {"Sec_Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"User_Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User_Agent": ""},
    ],
)
def test_what_nobody_reads_is_not_counted(world, complaint, client, counter, request_):
    assert read(client, address(complaint), **request_) == 200
    assert views(complaint, counter) == 0


def test_who_has_a_part_in_it_is_not_counted(world, complaint, counter):
    for person in (world.maryam, world.layla, world.nader, world.parisa):
        read(world.client(person), address(complaint))
    assert views(complaint, counter) == 0
    read(world.client(world.karim), address(complaint))
    assert views(complaint, counter) == 1


def test_the_same_visitor_is_counted_once_a_day(world, complaint, client, counter):
    for _ in range(3):
        read(client, address(complaint))
    assert views(complaint, counter) == 1
    world.now += timedelta(days=1)
    read(client, address(complaint))
    assert views(complaint, counter) == 2


def test_a_page_that_is_not_the_case_is_not_a_view_of_it(world, complaint, client, counter):
    assert read(client, address(complaint).lower()) == 301
    assert read(client, address(complaint, page="helpful")) == 200
    world.decide(complaint.post_id, Verdict.HIDE, Reason.FAKE)
    assert read(client, address(complaint)) == 410
    assert views(complaint, counter) == 0
