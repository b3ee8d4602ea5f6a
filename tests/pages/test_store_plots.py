"""The plots of a store's pages: drawn, said in a sentence, and one click from their tables."""

import pytest
from sqlalchemy import delete, func, select

from portal.db import transaction
from portal.moderation import Reason, Verdict
from portal.scores import MINIMUM, fill_history, refresh_scores
from portal.scores.models import ScorePoint
from tests.kit.statements import counted

pytestmark = pytest.mark.usefixtures("world_clock")
LANGUAGES = ("fa", "ar", "en")
PLOTS = {"answer-curve", "score-history", "shares", "marks", "natures"}


@pytest.fixture
def measured(world, once):
    return once(_measured, world)


def _measured(world):
    """Twelve complaints about Golestan within half a year, most answered, some solved, some with marks."""
    made = []
    for place in range(12):
        complaint = world.publish()
        made.append(complaint)
        world.wait(hours=5)
        if place % 4:
            world.answer(complaint)
        if place % 2:
            marks = {"courtesy": 5, "speed": 2, **({"honesty": 4} if place == 1 else {})}
            world.evaluate(complaint, resolved=place != 3, marks=marks)
        world.wait(days=15)
    refresh_scores(None, world.now)
    fill_history()
    return made


def figure(page, name):
    (found,) = page.select(f"figure#{name}")
    return found


def rows(found) -> dict[str, list[str]]:
    return {
        row.select_one("th").get_text(): [cell.get_text() for cell in row.select("td")]
        for row in found.select("details tbody tr")
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("address", "plots"), [("", PLOTS), ("score", PLOTS - {"natures"})])
def test_every_plot_has_its_sentence_and_its_table(measured, client, language, address, plots):
    page = client.visit(f"/{language}/stores/golestan/{address}")
    assert {found["id"] for found in page.select("figure.plot")} == plots
    for found in page.select("figure.plot"):
        assert found.select_one(".plot__sentence").get_text(strip=True), found["id"]
        assert rows(found), found["id"]
        for image in found.select("svg[role=img]"):
            named = page.select(f"#{image['aria-labelledby']}, #{image['aria-describedby']}")
            assert len(named) == 2
            assert all(one.get_text(strip=True) for one in named)


def test_tables_say_what_is_drawn(measured, client):
    page = client.visit("/en/stores/golestan/")
    assert rows(figure(page, "answer-curve"))["3 days"][::3] == ["77%", "77%"]
    assert figure(page, "answer-curve").select("text.plot__value")[-1].get_text() == "77%"
    history = rows(figure(page, "score-history"))
    assert history["now"][2] == "12"
    assert list(history) == ["now", "1 May 2027"]
    assert rows(figure(page, "marks"))["Courtesy"] == ["5.0", "6"]
    assert "1 case: too few" in figure(page, "marks").select(".bars__row")[5].get_text()
    assert rows(figure(page, "natures")) == {"Late or never arrived": ["12", "5", "42%"]}


def test_a_curve_over_time_runs_with_the_text(measured, client):
    persian, english = (
        figure(client.visit(f"/{language}/stores/golestan/"), "answer-curve").select_one(".plot__curve")["d"]
        for language in ("fa", "en")
    )
    assert persian.startswith("M100 100L")
    assert english.startswith("M0 100L")


def test_of_a_store_with_too_few_cases_for_a_score_no_curve_is_drawn(world, client):
    assert client.visit("/en/stores/nakhl/").select("figure") == []
    world.publish_many(MINIMUM - 1, store=world.nakhl)
    refresh_scores(None, world.now)
    page = client.visit("/en/stores/nakhl/")
    assert {found["id"] for found in page.select("figure")} == {"natures"}
    assert "too early to say" in page.text
    world.wait(days=40)
    refresh_scores(None, world.now)
    assert {found["id"] for found in client.visit("/en/stores/nakhl/").select("figure")} == {"natures", "shares"}


def test_lists_show_how_the_score_went(measured, world, client):
    for address in ("/fa/stores/", "/fa/search?q=گلستان"):
        (line,) = client.visit(address).select(".card--store svg.sparkline")
        assert line["aria-label"].startswith("امتیاز در یک سال گذشته: از ")
    assert client.visit("/fa/stores/?q=نخل").select(".sparkline") == []


def test_plots_cost_the_same_for_a_long_history(measured, world, client):
    with counted() as full:
        client.visit("/fa/stores/golestan/")
    with transaction() as session:
        assert (session.scalar(select(func.count()).select_from(ScorePoint)) or 0) > 5
        session.execute(delete(ScorePoint))
    with counted() as empty:
        client.visit("/fa/stores/golestan/")
    assert len(full) == len(empty)


def test_a_hidden_case_is_in_no_count(measured, world, client):
    world.decide(measured[0].post_id, Verdict.HIDE, Reason.THREAT)
    assert rows(figure(client.visit("/en/stores/golestan/"), "natures"))["Late or never arrived"][0] == "11"
