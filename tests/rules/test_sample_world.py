"""The sample world: every page has something true to show, and nothing in it lies in its future."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from portal.archive import read_line
from portal.archive.lines import ComplaintLine
from portal.archive.rows import answered, progress_of
from portal.branding import built_in
from portal.complaints import Nature, PromiseState, Removal, State, read_number
from portal.complaints.rules import state_of
from portal.moderation import Kind, Visibility, screen
from portal.sample import SAMPLE_ACCOUNTS, sample_world
from portal.sample.worlds import COMPOSED

AS_OF = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
MAY_LIE_AHEAD = {"due_at"}
OFFSET_HOURS = 3
PERSIAN_ONLY, ARABIC_ONLY = "پچژگکی", "يكة"
ZWNJ = "\u200c"


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    return list(sample_world(AS_OF))


@pytest.fixture(scope="module")
def complaints(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in lines if line["type"] == "complaint"]


@pytest.fixture(scope="module")
def read(complaints: list[dict[str, Any]]) -> list[ComplaintLine]:
    return [read_line(json.dumps(line), built_in().categories) for line in complaints]


def state(line: ComplaintLine) -> State:
    answered_at = answered(line)
    progress, reopened_at = progress_of(line, has_answer=answered_at is not None)
    return state_of(progress, line.published_at, answered_at, reopened_at, AS_OF)


def instants(value: Any, name: str = "") -> Iterator[tuple[str, datetime]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from instants(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from instants(inner, name)
    elif isinstance(value, str) and (name == "at" or name.endswith("_at")):
        yield name, datetime.fromisoformat(value)


def texts(line: dict[str, Any]) -> Iterator[str]:
    yield from (line["title"], line["body"], *(post["body"] for post in line.get("posts", ())))


def test_every_line_is_one_that_an_archive_may_have(lines):
    for line in lines:
        read_line(json.dumps(line, ensure_ascii=False), built_in().categories)


def test_it_has_stores_of_two_countries_and_enough_complaints(lines, complaints):
    assert Counter(line["country"] for line in lines if line["type"] == "store") == {"IR": 8, "SA": 7}
    assert len(complaints) >= 400


def test_at_least_120_of_them_are_written_by_hand(complaints):
    assert len(complaints) - COMPOSED >= 120


def test_every_state_is_there(read):
    public = [line for line in read if line.visibility is Visibility.PUBLISHED]
    assert {state(line) for line in public} == set(State)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        pytest.param(lambda line: [line.nature], set(Nature), id="every nature"),
        pytest.param(lambda line: [line.category], set(built_in().categories), id="every category"),
        pytest.param(lambda line: [each.state for each in line.promises], set(PromiseState), id="every promise state"),
        pytest.param(lambda line: [line.visibility], set(Visibility), id="every visibility"),
        pytest.param(lambda line: [line.removed_because], {None, *Removal}, id="every reason of removal"),
        pytest.param(lambda line: [line.counted], {True, False}, id="counted and not counted"),
        pytest.param(lambda line: [each.resolved for each in line.outcomes], {True, False, None}, id="every outcome"),
        pytest.param(lambda line: [line.language], {"fa", "ar"}, id="both languages"),
    ],
)
def test_every_value_is_there(read, values, wanted):
    assert {value for line in read for value in values(line)} == wanted


def test_moderators_have_work(complaints):
    assert sum(line["visibility"] == "pending" for line in complaints) >= 5
    assert sum(post["visibility"] == "pending" for line in complaints for post in line.get("posts", ())) >= 2


def test_every_rule_has_found_something_in_what_waits(complaints):
    waiting = [line for line in complaints if line["visibility"] == "pending"]
    found = [
        finding
        for line in waiting
        for finding in screen(line["body"], title=line["title"], accepted=("fa", "ar")).findings
    ]
    assert {finding.rule for finding in found} >= {"language", "relevance", "personal-data"}
    assert {finding.severity.value for finding in found} >= {"warn", "block"}
    assert len({line["title"] for line in waiting if not screen(line["body"], title=line["title"]).findings}) > 2


def test_a_store_that_is_not_new_has_enough_cases_for_a_score(read):
    year = AS_OF - timedelta(days=365)
    recent = Counter(line.store for line in read if line.published_at and year < line.published_at and line.counted)
    few = {store for store in recent if recent[store] < 10}
    assert few == {"gahvareh-toranj", "riwaq-sabaa"}
    assert min(count for store, count in recent.items() if store not in few) >= 15


def test_no_text_of_a_complaint_is_there_twice(complaints):
    assert [body for body, count in Counter(line["body"] for line in complaints).items() if count > 1] == []


def test_no_title_is_there_twice_and_no_complaint_repeats_another_in_other_figures(complaints):
    for told in (
        [line["title"] for line in complaints],
        [re.sub(r"[\d٬,.\s]+", " ", line["body"]) for line in complaints],
    ):
        assert [text for text, count in Counter(told).items() if count > 1] == []


def test_what_was_tried_before_ended_as_the_channel_allows(complaints):
    """Nobody waits on the line of an e-mail, and no caller sees that a message was read."""
    heard, read = ("خط", "زنگ", "الخط"), ("متن آماده", "پیام دیده", "عکس", "شوهدت", "صورًا", "رد آلي")
    contacts = [contact for line in complaints[-COMPOSED:] for contact in line.get("contacts", ())]
    assert len(contacts) > 200
    for contact in contacts:
        wrong = read if contact["channel"] == "phone" else heard
        assert not any(word in contact["note"] for word in wrong), contact


def test_stores_that_went_beyond_their_duty_are_praised(complaints):
    """The last word of those shoppers is praise: top marks, and they would buy there again."""
    praised = Counter()
    for line in complaints[:-COMPOSED]:
        last = line.get("outcomes", [{}])[-1]
        marks = list(last.get("ratings", {}).values())
        is_praise = line.get("posts") and line["posts"][-1]["by"] == "shopper" and len(marks) >= 5 and min(marks) >= 4
        if line["visibility"] == "published" and last.get("resolved") and last.get("would_buy_again") and is_praise:
            praised[line["language"]] += sum(marks) >= 5 * len(marks) - 1
    assert min(praised["fa"], praised["ar"]) >= 5


def test_references_and_numbers_are_unique_and_numbers_can_be_checked(complaints):
    for name in ("ref", "number"):
        assert len({line[name] for line in complaints}) == len(complaints)
    assert all(read_number(line["number"]) == line["number"] for line in complaints)


def test_the_same_instant_gives_the_same_bytes(lines):
    assert json.dumps(list(sample_world(AS_OF))) == json.dumps(lines)


def test_the_zone_in_which_the_instant_is_told_does_not_matter(lines):
    tehran = AS_OF.astimezone(tz=datetime.fromisoformat("2026-01-01T00:00+03:30").tzinfo)
    assert list(sample_world(tehran)) == lines


@pytest.mark.parametrize(
    "as_of",
    [
        pytest.param(AS_OF, id="in the morning"),
        pytest.param(datetime(2027, 3, 20, 21, 59, 59, 999_999, tzinfo=UTC), id="at night, between two seconds"),
        pytest.param(datetime(2030, 1, 1, tzinfo=UTC), id="years later, at midnight"),
    ],
)
def test_nothing_lies_after_the_instant_but_promises_not_yet_due(as_of):
    for line in sample_world(as_of):
        late = [name for name, at in instants(line) if at > as_of and name not in MAY_LIE_AHEAD]
        assert not late, line["ref"]


def test_what_waits_or_was_rejected_was_never_published(complaints):
    for line in complaints:
        assert ("published_at" in line) == (line["visibility"] in {"published", "hidden"}), line["ref"]
        assert ("removed" in line) == (line["visibility"] == "hidden"), line["ref"]
        for post in line.get("posts", ()):
            assert ("published_at" in post) == (post["visibility"] in {"published", "hidden"}), line["ref"]


def test_a_thread_goes_forward_in_time(read):
    for line in read:
        assert line.published_at is None or line.submitted_at < line.published_at, line.ref
        sent = [post.at for post in line.posts]
        assert sent == sorted(sent), line.ref
        assert all(line.published_at <= at for at in sent), line.ref
        assert all(post.published_at is None or post.at < post.published_at for post in line.posts), line.ref
        assert all(contact.at < line.submitted_at for contact in line.contacts), line.ref


def test_a_promise_is_settled_only_where_it_was_kept_or_broken(read):
    promises = [promise for line in read for promise in line.promises]
    for promise in promises:
        assert promise.made_at < promise.due_at
        if promise.state is PromiseState.PENDING:
            assert promise.settled_at is None


def test_composed_complaints_are_written_while_people_are_awake(complaints):
    hours = [(datetime.fromisoformat(line["submitted_at"]).hour + OFFSET_HOURS) % 24 for line in complaints[-COMPOSED:]]
    assert sum(2 <= hour < 6 for hour in hours) == 0
    assert sum(hour >= 19 for hour in hours) > sum(hour < 12 for hour in hours)


def test_no_slot_is_left_open(complaints):
    assert [text for line in complaints for text in texts(line) if "{" in text or "}" in text] == []


def test_persian_has_no_arabic_letters_and_no_stray_joiners(complaints):
    for text in (text for line in complaints[-COMPOSED:] if line["language"] == "fa" for text in texts(line)):
        assert not set(text) & set(ARABIC_ONLY), text
        assert not re.search(rf"{ZWNJ}(\s|{ZWNJ}|$)|(^|\s){ZWNJ}", text), text


def test_arabic_has_no_persian_letters_and_no_joiners(complaints):
    for text in (text for line in complaints[-COMPOSED:] if line["language"] == "ar" for text in texts(line)):
        assert not set(text) & set(PERSIAN_ONLY + ZWNJ), text


def test_composed_complaints_would_be_let_through(complaints):
    for line in complaints[-COMPOSED::7]:
        found = screen(line["body"], kind=Kind.COMPLAINT, title=line["title"], accepted=("fa", "ar")).findings
        assert [finding.rule for finding in found if finding.severity.value == "block"] == [], line["ref"]


def test_the_representatives_have_full_inboxes(read, lines):
    country = {line["slug"]: line["country"] for line in lines if line["type"] == "store"}
    open_cases = Counter(
        line.store for line in read if line.visibility is Visibility.PUBLISHED and state(line) is State.OPEN
    )
    slugs = [account.store_slug for account in SAMPLE_ACCOUNTS if account.store_slug]
    assert [country[slug] for slug in slugs] == ["IR", "SA"]
    assert open_cases[slugs[0]] >= 12
    assert open_cases[slugs[1]] >= 5
