"""Passing a page on, installing the portal and reading it without a connection: what the pages say of it."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.kit.world import ANSWER, BODY, TITLE, World

pytestmark = pytest.mark.usefixtures("world_clock")
LANGUAGES = ("fa", "ar", "en")


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["case", "store"])
def test_plain_links_carry_the_one_address_of_the_page(world, complaint, client, language, place):
    path = f"complaints/{complaint.number}/" if place == "case" else "stores/golestan/"
    page = client.visit(f"/{language}/{path}?state=open")
    canonical = page.select("link[rel=canonical]")[0]["href"]
    links = {urlsplit(link["href"]).netloc or "mail": link for link in page.select(".share a")}
    assert set(links) == {"t.me", "wa.me", "x.com", "mail"}
    for link in links.values():
        given = parse_qs(urlsplit(link["href"]).query)
        assert canonical in " ".join(word for words in given.values() for word in words)
        assert "state=open" not in link["href"]
    assert all(link["rel"] == "noopener" for where, link in links.items() if where != "mail")
    if place == "case":
        assert parse_qs(urlsplit(links["t.me"]["href"]).query)["text"] == [TITLE]


def test_nothing_is_loaded_from_elsewhere(world, complaint, client):
    page = client.visit(f"/fa/complaints/{complaint.number}/")
    loaded = [element.get("src") or element.get("href") for element in page.select("[src], link[rel=stylesheet]")]
    assert loaded
    assert not [address for address in loaded if urlsplit(address).netloc]


def test_what_waits_cannot_be_passed_on(world):
    complaint = world.complain()
    assert not world.client(world.maryam).visit(f"/fa/complaints/{complaint.number}/").select(".share")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_can_be_installed(client, language):
    head = client.visit(f"/{language}/").select("link[rel=manifest]")[0]
    page = client.visit(head["href"])
    assert page.headers["Content-Type"].startswith("application/manifest+json")
    described = json.loads(page.body)
    assert (described["lang"], described["start_url"]) == (language, f"/{language}/")
    assert described["dir"] == ("ltr" if language == "en" else "rtl")
    assert (described["scope"], described["display"]) == ("/", "standalone")
    assert described["icons"]
    for icon in described["icons"]:
        with client._open(icon["src"]) as answer:
            assert (answer.status_code, answer.mimetype) == (200, icon["type"])


def test_the_worker_knows_the_page_for_no_connection_in_every_language(client):
    page = client.visit("/sw.js")
    assert page.headers["Content-Type"].startswith("text/javascript")
    assert page.headers["Cache-Control"] == "public, no-cache"
    shell = json.loads(page.body.split("\n", 1)[0].removeprefix("const SHELL = ").removesuffix(";"))
    assert set(shell["languages"]) == set(LANGUAGES)
    for code, found in shell["languages"].items():
        offline = client.visit(found["offline"])
        assert offline.headers["Cache-Control"] == "public, no-cache"
        assert len(found["digits"]) == 10
        assert code in found["offline"]
    for file in shell["files"]:
        client.visit(file)
    assert "worker-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_for_a_page_kept_is_there_and_hidden(client, language):
    """The worker looks for these very words."""
    body = client.visit(f"/{language}/").body
    assert body.count("data-offline-line hidden") == 1
    assert body.index("<span data-moment></span>") > body.index("data-offline-line hidden")


def test_the_browser_is_told_once_that_the_portal_has_what_was_typed(world, complaint, client):
    maryam, answer = world.client(world.maryam), f"/fa/complaints/{complaint.number}/answer-back"
    key = maryam.visit(answer).select("form[data-draft]")[0]["data-draft"]
    assert key == f"{world.maryam.id}:complaints/{complaint.number}/answer-back"
    refused = maryam.fill(answer, status=422, body="")
    assert refused.select("form[data-draft][data-sent-back]")
    assert not refused.select("[data-draft-sent]")
    receipt = maryam.follow(maryam.fill(answer, body=BODY))
    assert [mark["data-draft-sent"] for mark in receipt.select("[data-draft-sent]")] == [key]
    assert not maryam.visit(f"/fa/complaints/{complaint.number}/").select("[data-draft-sent]")


def test_drafts_are_kept_of_what_shoppers_and_stores_write_and_of_nothing_else(world, complaint):
    waiting = world.complain()
    drafted = {
        world.maryam: ["complaints/new", f"complaints/{complaint.number}/evaluate"],
        world.layla: [f"desk/stores/golestan/cases/{complaint.number}/"],
    }
    for person, paths in drafted.items():
        for path in paths:
            assert world.client(person).visit(f"/fa/{path}").select("form[data-draft]"), path
    assert not world.client(world.nader).visit(f"/fa/desk/moderation/{waiting.post_id}/").select("form[data-draft]")
    assert not world.client().visit("/fa/account/sign-up").select("form[data-draft]")


def test_a_reply_that_was_sent_is_forgotten_by_the_browser(world, complaint):
    layla, desk = world.client(world.layla), f"/fa/desk/stores/golestan/cases/{complaint.number}/"
    assert layla.follow(layla.fill(desk, body=ANSWER)).select("[data-draft-sent]")


@pytest.mark.parametrize("path", ["", "search", "stores/golestan/", "desk/stores/golestan/"])
def test_where_an_age_stands_the_exact_instant_is_behind_it(world, complaint, path):
    world.wait(days=5)
    page = world.client(world.layla).visit(f"/en/{path}")
    ages = [age for age in page.select(".card time") if "waiting for 5 days" in age.get_text()]
    assert ages
    assert all(age["title"] == "24 November 2026, 12:00 UTC" for age in ages)


def test_on_the_page_of_a_case_every_instant_can_be_read_without_a_pointer(world, complaint, client):
    world.wait(days=5)
    world.answer(complaint)
    page = client.visit(f"/en/complaints/{complaint.number}/")
    written = {time["datetime"] for time in page.select(".timeline time") if "12:00 UTC" in time.get_text()}
    assert {time["datetime"] for time in page.select("main time")} <= written
