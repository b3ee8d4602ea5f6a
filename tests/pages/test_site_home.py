"""The first page, the way in, and what machines ask for."""

import pytest

from portal.language import LANGUAGES
from portal.moderation import Reason, Verdict
from portal.scores import refresh_scores
from tests.kit.archives import complaint as imported
from tests.kit.archives import load
from tests.kit.world import TITLE, World

pytestmark = pytest.mark.usefixtures("world_clock")


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_portal_is_when_there_is_nothing_yet(client, language):
    page = client.visit(f"/{language}/")
    assert page.select("form[role=search]")
    assert page.select(f'main a[href="/{language}/complaints/new"]')
    assert page.select(".empty")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_new_complaints_and_those_that_wait(world, complaint, client, language):
    world.wait(days=40)
    answered = world.publish()
    world.wait(hours=5)
    world.answer(answered)
    page = client.visit(f"/{language}/")
    newest = [link["href"] for link in page.select("[aria-labelledby=newest] .card__title a")]
    unanswered = [link["href"] for link in page.select("[aria-labelledby=unanswered] .card__title a")]
    assert newest == [f"/{language}/complaints/{case.number}/" for case in (answered, complaint)]
    assert unanswered == [f"/{language}/complaints/{complaint.number}/"]


@pytest.mark.parametrize("fate", [None, Verdict.REJECT, Verdict.REQUEST_CHANGES])
def test_what_no_moderator_let_through_is_not_there(world, client, fate):
    complaint = world.complain()
    if fate:
        world.decide(complaint.post_id, fate, Reason.OFF_TOPIC)
    world.deliver()
    assert TITLE not in client.visit("/fa/").body


def test_a_complaint_taken_down_leaves_the_first_page(world, complaint, client):
    assert TITLE in client.visit("/fa/").body
    world.decide(complaint.post_id, Verdict.HIDE, Reason.FAKE)
    world.deliver()
    assert TITLE not in client.visit("/fa/").body


def test_stores_below_the_minimum_have_no_score_there(world, client):
    solved = {"at": "2026-09-10T08:00:00+00:00", "resolved": True}
    load(*(imported(f"old-{place}", outcome=solved) for place in range(9)))
    refresh_scores(None, world.now)
    assert not client.visit("/en/").select(".card--store")
    load(imported("old-9"))
    refresh_scores(None, world.now)
    assert client.visit("/en/").select(".card--store .score-badge__range")


def test_stores_of_which_too_few_shoppers_have_spoken_are_not_ranked(world, client):
    load(*(imported(f"old-{place}") for place in range(12)))
    refresh_scores(None, world.now)
    assert not client.visit("/en/").select(".card--store")


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("fa-IR,fa;q=0.9,en;q=0.5", "/fa/"),
        ("ar-SA", "/ar/"),
        ("en-GB,en;q=0.8", "/en/"),
        ("de", "/fa/"),
        ("", "/fa/"),
    ],
)
def test_the_way_in_leads_to_the_browsers_language(client, accepted, expected):
    page = client.visit("/", status=302, **{"Accept-Language": accepted})
    assert page.location == expected
    assert "Accept-Language" in page.headers["Vary"]


def test_machines_learn_whether_it_is_alive_and_ready(world, client):
    assert client.visit("/healthz").body == "alive\n"
    assert "index: being made" in client.visit("/readyz").body
    world.publish()
    ready = client.visit("/readyz").body
    assert "database: answers" in ready
    assert "index: 1 cases" in ready


def test_a_worker_far_behind_makes_the_portal_not_ready(world, client, monkeypatch):
    monkeypatch.setattr("portal.site.health.TOO_FAR_BEHIND", 0)
    assert "search: 0 events behind" in client.visit("/readyz").body
    world.decide(world.complain().post_id)
    assert "search: 1 events behind" in client.visit("/readyz", status=503).body


def test_robots_are_kept_out_of_result_pages(client):
    assert "Disallow: /*/search" in client.visit("/robots.txt").body


@pytest.mark.parametrize("query", ["language_code=xx", "kept=abc", "q=%00", "page=9999999", "a=1&a=2"])
def test_a_strange_query_changes_nothing(world, client, query):
    page = client.visit(f"/fa/?{query}")
    addresses = [link["href"] for link in page.select("link[hreflang]")]
    assert len(addresses) == len(LANGUAGES)
    assert not any("kept" in address or "language_code" in address for address in addresses)
