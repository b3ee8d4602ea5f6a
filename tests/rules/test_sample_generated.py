"""Generated worlds: as large as wished, the same for the same seed, and true to their stores' temperaments."""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from random import Random
from statistics import median
from typing import Any

import pytest

from portal.archive import read_line
from portal.branding import built_in
from portal.complaints import Nature
from portal.sample import generated
from portal.sample.phrases import phrases
from portal.sample.stores import further_stores, sample_stores
from portal.sample.temperaments import MANNERS, manner_of
from tests.kit.depth import examples, share

AS_OF = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture(scope="module")
def complaints() -> list[dict[str, Any]]:
    return [line for line in generated(3_000, 7, AS_OF) if line["type"] == "complaint"]


def hours_to_answer(line: dict[str, Any]) -> float | None:
    answers = [post["at"] for post in line.get("posts", ()) if post.get("substantive")]
    if not answers:
        return None
    return (datetime.fromisoformat(answers[0]) - datetime.fromisoformat(line["published_at"])) / timedelta(hours=1)


def by_temperament(complaints: list[dict[str, Any]], temperament: str) -> list[dict[str, Any]]:
    slugs = {store.slug for store in sample_stores() if store.temperament == temperament}
    return [line for line in complaints if line["store"] in slugs and line["visibility"] == "published"]


def share_answered(lines: list[dict[str, Any]]) -> float:
    return sum(hours_to_answer(line) is not None for line in lines) / len(lines)


def test_there_are_as_many_complaints_as_asked_for_and_every_line_can_be_read(complaints):
    assert len(complaints) == 3_000
    for line in share(complaints, 4):
        read_line(json.dumps(line), built_in().categories)


def test_no_text_is_there_twice(complaints):
    assert len({line["body"] for line in complaints}) == len(complaints)


def test_no_answer_of_a_store_is_there_twice(complaints):
    answers = [post["body"] for line in complaints for post in line.get("posts", ()) if post.get("substantive")]
    assert len(set(answers)) == len(answers)


def test_the_same_seed_and_instant_give_the_same_bytes(complaints):
    again = (line for line in generated(3_000, 7, AS_OF) if line["type"] == "complaint")
    count = examples(3_000)
    assert json.dumps(list(islice(again, count))) == json.dumps(complaints[:count])


def test_another_seed_gives_another_world_under_other_references(complaints):
    other = [line for line in generated(100, 8, AS_OF) if line["type"] == "complaint"]
    for name in ("ref", "number", "body"):
        assert not {line[name] for line in other} & {line[name] for line in complaints}


def test_stores_come_first_and_one_for_each_300_complaints():
    lines = list(islice(generated(30_000, 1, AS_OF), 101))
    assert [line["type"] for line in lines] == ["store"] * 100 + ["complaint"]


def test_a_small_world_has_the_stores_of_the_sample():
    assert sum(line["type"] == "store" for line in generated(5, 1, AS_OF)) == len(sample_stores())


def test_lines_are_made_as_they_are_asked_for():
    assert next(generated(10**6, 1, AS_OF))["type"] == "store"


def test_further_stores_have_names_of_their_own_even_when_the_words_run_out():
    stores = further_stores(2_600, Random(1))
    assert len({store.slug for store in stores}) == len(stores)
    for language in ("fa", "ar", "en"):
        assert len({store.line["name"][language] for store in stores}) == len(stores)
    assert all(SLUG.fullmatch(store.slug) for store in stores)
    assert {store.country for store in stores} == {"IR", "SA"}


def test_two_years_are_covered_and_the_last_one_has_more(complaints):
    ages = [(AS_OF - datetime.fromisoformat(line["submitted_at"])).days for line in complaints]
    assert 720 <= max(ages) <= 732
    assert min(ages) == 0
    assert 0.55 < sum(age < 365 for age in ages) / len(ages) < 0.7


def test_complaints_come_roughly_in_the_order_of_their_time(complaints):
    told = [datetime.fromisoformat(line["submitted_at"]) for line in complaints]
    assert all(later > earlier - timedelta(days=3) for earlier, later in pairwise(told))


def test_swift_stores_answer_sooner_than_steady_ones_and_those_sooner_than_slow_ones(complaints):
    waits = [
        median(
            hours for line in by_temperament(complaints, temperament) if (hours := hours_to_answer(line)) is not None
        )
        for temperament in ("swift", "steady", "slow", "acknowledger")
    ]
    assert waits == sorted(waits)
    assert waits[0] < 24 < waits[2]


def test_a_silent_store_answers_next_to_nobody_and_a_swift_one_nearly_everybody(complaints):
    assert share_answered(by_temperament(complaints, "silent")) < 0.2
    assert share_answered(by_temperament(complaints, "swift")) > 0.85


def test_an_acknowledger_says_something_at_once_that_is_no_answer(complaints):
    lines = by_temperament(complaints, "acknowledger")
    acknowledged = [line for line in lines if line.get("posts") and line["posts"][0].get("substantive") is False]
    assert len(acknowledged) > 0.8 * len(lines)
    assert share_answered(lines) < 0.65


def test_a_chaser_only_store_answers_after_a_reminder(complaints):
    for line in by_temperament(complaints, "chaser-only"):
        sides = [post["by"] for post in line.get("posts", ()) if post.get("substantive") is not False]
        assert sides[:1] != ["store"], line["ref"]


def test_an_improving_store_answers_new_complaints_sooner_than_old_ones(complaints):
    answered = [line for line in by_temperament(complaints, "improving") if hours_to_answer(line) is not None]
    turn = (AS_OF - timedelta(days=300)).isoformat()
    old = [hours_to_answer(line) for line in answered if line["submitted_at"] < turn]
    new = [hours_to_answer(line) for line in answered if line["submitted_at"] >= turn]
    assert median(new) * 3 < median(old)


def test_marks_follow_how_it_went(complaints):
    marks = {True: [], False: []}
    for outcome in (outcome for line in complaints for outcome in line.get("outcomes", ())):
        if outcome["resolved"] is not None:
            marks[outcome["resolved"]] += outcome.get("ratings", {}).values()
    assert sum(marks[True]) / len(marks[True]) > 1.2 + sum(marks[False]) / len(marks[False])


def test_goods_fit_the_store(complaints):
    sells = {store.slug: store.sells for store in sample_stores()}
    assert all(line["category"] in sells[line["store"]] for line in complaints)


@pytest.mark.parametrize(
    ("temperament", "age_days", "expected"),
    [
        pytest.param("steady", 700, MANNERS["steady"].answers, id="a steady store was always so"),
        pytest.param("improving", 700, MANNERS["slow"].answers, id="long ago an improving store was slow"),
        pytest.param("improving", 10, 0.96, id="now it answers nearly always"),
    ],
)
def test_manners_change_with_time_only_where_a_store_improves(temperament, age_days, expected):
    assert manner_of(temperament, age_days).answers == pytest.approx(expected)


@pytest.mark.parametrize("language", ["fa", "ar"])
@pytest.mark.parametrize("category", sorted(built_in().categories))
def test_every_subject_of_the_bank_can_be_told(language, category):
    bank = phrases(language)
    for nature in bank.natures(category):
        subject = bank.subject(Nature(nature), category)
        assert subject.products
        assert subject.days[0] <= subject.days[1]
        for voice in subject.voices:
            assert min(map(len, (voice.openings, voice.attempts, voice.feelings, voice.scenes))) >= 2 or voice.scenes
            assert all(scene.titles and scene.happened and scene.requests for scene in voice.scenes)
        for kind in ("reminder", "thanks", "objection", "still_nothing", "partly"):
            assert len(bank.follow_ups(kind, nature, category)) >= 5
        for voice in (*MANNERS, "improving"):
            for kind in ("answer", "acknowledgement", "refusal", "apology"):
                assert len(bank.replies(voice, kind, category)) >= 5


def test_natures_are_as_common_as_they_should_be(complaints):
    counted = Counter(line["nature"] for line in complaints)
    assert set(counted) == set(Nature)
    assert counted.most_common(1)[0][0] == "late"
