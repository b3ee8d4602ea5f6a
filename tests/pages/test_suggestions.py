"""What the search box suggests, and the cases shown to somebody who writes nearly the same."""

import json

import pytest

from portal.site import suggestions
from portal.web import Pace
from tests.kit.elements import parsed
from tests.kit.statements import counted
from tests.kit.world import BODY, TITLE

pytestmark = pytest.mark.usefixtures("world_clock")
FORM = "/fa/complaints/new"
TYPED = {"store": "گلستان", "nature": "late", "category": "home-appliances", "title": TITLE, "body": BODY}


def _several(world):
    world.publish_many(2, store=world.nakhl, title="کفش پاره", body="کفشی که خریدم پاره بود و کسی آن را پس نمی‌گیرد.")
    first, *_ = world.publish_many(4)
    world.wait(hours=1)
    world.answer(first)


def asked(client, typed, language="fa"):
    with client._open(f"/{language}/search/suggestions?q={typed}", method="GET") as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, no-cache"
        return parsed(answer.text)


def test_stores_come_first_then_cases_each_with_its_page(world, once, client):
    once(_several, world)
    groups = asked(client, "گلس", "ar").select("[role=group]")
    assert [group["aria-label"] for group in groups] == ["المتاجر", "الشكاوى"]
    assert groups[0].select_one("[role=option]")["href"] == "/ar/stores/golestan/"
    options = asked(client, "یخچا").select("[role=option]")
    assert len(options) == 4
    assert all(TITLE in option.get_text() and "/fa/complaints/" in option["href"] for option in options)


@pytest.mark.parametrize("typed", ["", "ی", "%00", "%22", "هیچ‌جا"])
def test_where_there_is_nothing_to_suggest_nothing_is(world, client, typed):
    assert asked(client, typed).get_text(strip=True) == ""


def test_it_costs_three_statements_at_most(world, once, client):
    once(_several, world)
    with counted() as sent:
        asked(client, "یخچا")
    assert len(sent) <= 3, sent


def test_who_asks_too_fast_waits(client, monkeypatch):
    monkeypatch.setattr(suggestions, "PACE", Pace(most=1, seconds=60))
    for status in (200, 429):
        with client._open("/fa/search/suggestions?q=xx", method="GET") as answer:
            assert answer.status_code == status


def similar(html):
    return [link.get_text(strip=True) for link in parsed(html).select(".similar a[target=_blank]")]


def checked(client, **typed):
    fields = {"csrf_token": client.visit(FORM).fields()["csrf_token"], **TYPED, **typed}
    return json.loads(client.send(f"{FORM}/check", fields, status=200).body)["html"]


def test_who_writes_the_same_of_the_store_is_shown_what_others_had(world, once, client):
    once(_several, world)
    html = checked(client)
    assert similar(html) == [TITLE] * 3
    assert similar(checked(client, store="نخل")) == similar(checked(client, store="")) == []


def test_without_a_script_it_is_shown_when_the_form_comes_back_and_stops_nothing(world, once):
    once(_several, world)
    maryam = world.client(world.maryam)
    page = maryam.fill(FORM, status=422, **{**TYPED, "category": ""})
    assert similar(page.body) == [TITLE] * 3
    assert page.fields()["title"] == TITLE
    sent = maryam.fill(FORM, **TYPED)
    assert similar(maryam.visit(sent.location).body) == [TITLE] * 3
