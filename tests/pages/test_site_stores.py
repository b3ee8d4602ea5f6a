"""The list of stores, a store's page, and how its score came about."""

import re

import pytest

from portal import complaints
from portal.db import db, transaction
from portal.moderation import Reason, Verdict
from portal.scores import refresh_scores, shown_scores
from portal.stores import Channel
from portal.web.queries import KEPT_FOR
from tests.kit.world import TITLE

pytestmark = pytest.mark.usefixtures("world_clock")
LANGUAGES = ("fa", "ar", "en")


@pytest.fixture
def scored(world, once):
    return once(_scored, world)


def _scored(world):
    """Ten complaints about Golestan, seven answered after five hours, of which four solved."""
    made = world.publish_many(10)
    world.wait(hours=5)
    for complaint in made[:7]:
        world.answer(complaint)
    with transaction() as session:
        for place, complaint in enumerate(made[:6]):
            complaints.evaluate(
                session,
                world.maryam.actor,
                world.now,
                case=world.case(complaint),
                resolved=place < 4,
                marks={"courtesy": 5, "understanding": 4, "clarity": 3, "speed": 5},
                would_buy_again=None,
            )
    world.wait(days=40)
    refresh_scores(None, world.now)
    return made


def names(page):
    return [name.get_text(strip=True) for name in page.select(".card--store .card__title")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_with_a_score(scored, client, language):
    for page in ("stores/", "stores/golestan/", "stores/golestan/score"):
        assert client.visit(f"/{language}/{page}").select(
            ".score-badge strong, .score__figure strong, .verdict__cell--main .verdict__figure"
        )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"گلستان", "نخل"}),
        ("q=گل", {"گلستان"}),
        ("q=كل", set()),
        ("q=golestan", {"گلستان"}),
        ("q=النخل", {"نخل"}),
        ("country=SA", {"نخل"}),
        ("country=XX", {"گلستان", "نخل"}),
        ("category=home-appliances&q=نخل", {"نخل"}),
    ],
)
def test_the_list_is_narrowed_by_name_country_and_goods(client, query, found):
    assert set(names(client.visit(f"/fa/stores/?{query}"))) == found


def test_a_store_says_in_a_sentence_whether_it_answers(scored, client):
    text = client.visit("/en/stores/golestan/").text
    assert "Answers 70% of complaints within 3 days" in text
    assert "probably between" in text
    assert "not how many people complain" in text


def test_the_shares_and_their_bounds_are_shown(scored, client):
    text = client.visit("/en/stores/golestan/").text
    assert "40% solved" in text
    assert "10% shopper silent" in text
    assert "between 40% and 50% are solved" in text


def test_each_figure_of_the_parts_stands_under_its_heading(scored, client):
    table = client.visit("/en/stores/golestan/").select(".table--parts")[0]
    kinds = [[(cell.classes or [""])[0] for cell in row.select("th, td")] for row in table.select("tr")]
    assert len(kinds) == 5
    assert all(row == kinds[0] for row in kinds)


def test_the_points_of_the_parts_add_up_to_the_score(scored, client):
    said = client.visit("/en/stores/golestan/score").text
    points = [float(found) for found in re.findall(r": ([\d.]+) of \d+ points", said)]
    (score,) = shown_scores(db.session(), [scored[0].store_id]).values()
    assert len(points) == 4
    assert sum(points) == pytest.approx(score.score, abs=0.2)


def test_claims_stand_beside_the_channels(world, client):
    with transaction() as session:
        session.add(
            Channel(
                store_id=world.golestan.id, kind="phone", address="021-1234", hours="۹ تا ۱۷", claimed_reply_minutes=240
            )
        )
    row = client.visit("/en/stores/golestan/").select("#channels ~ div tbody tr")[0].get_text(" ", strip=True)
    assert row == "Phone 021-1234 ۹ تا ۱۷ 4 hours"


def test_its_cases_are_narrowed_by_state(scored, client):
    expected = {"": 10, "open": 3, "solved": 4, "not-solved": 2, "silent": 1, "given-up": 0, "magic": 10}
    shown = {
        state: len(client.visit(f"/fa/stores/golestan/?state={state}").select("#cases .card")) for state in expected
    }
    assert shown == expected


def test_other_stores_cases_are_not_there(world, client):
    world.publish(store=world.nakhl)
    assert TITLE not in client.visit("/fa/stores/golestan/").body


def test_a_store_page_says_how_many_complaints_were_taken_down(world, client):
    page = "/en/stores/golestan/"
    taken_down, _ = world.publish(), world.publish()
    world.publish(store=world.nakhl)
    world.decide(world.complain().post_id, Verdict.REJECT, Reason.SPAM)
    assert "taken down" not in client.visit(page).text
    world.decide(taken_down.post_id, Verdict.HIDE, Reason.COURT_ORDER)
    assert "1 complaint about it was taken down" in client.visit(page).text


def test_the_score_is_told_in_full_with_the_command_that_recomputes_it(scored, client):
    page = client.visit("/en/stores/golestan/score")
    figures = {
        row.select_one("th").get_text(strip=True): row.select_one("td").get_text() for row in page.select("tbody tr")
    }
    assert figures["n"] == "10"
    assert figures["V"] == "0.7000"
    assert figures["solved"] == "0.4000"
    assert "flask --app wsgi score --store golestan" in page.select("code")[0].get_text()


def test_a_store_that_is_not_there_is_not_found(client):
    client.visit("/fa/stores/nobody/", status=404)
    client.visit("/fa/stores/nobody/score", status=404)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["scores", "privacy", "complaints/law/ir", "complaints/law/sa"])
def test_the_pages_of_prose_open(client, language, page):
    assert len(client.visit(f"/{language}/{page}").text) > 1_000


def test_the_page_on_privacy_says_how_long_forms_are_really_kept(client):
    assert f"kept for more than {KEPT_FOR.days} days" in client.visit("/en/privacy").text
