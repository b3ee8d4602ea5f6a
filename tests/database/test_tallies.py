"""Cases counted by category and nature, and marks by expectation: the same as counting the archive by hand."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from portal import clock, sample
from portal.complaints import EXPECTATIONS, CaseFilter, Marks, tallies
from portal.db import db
from portal.stores import all_stores
from tests.kit.archives import complaint, load
from tests.kit.statements import counted

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
YEAR_AGO = NOW - timedelta(days=365)
STORE = {"type": "store", "slug": "golestan", "name": {"fa": "گلستان"}, "country": "IR"}
FULL = dict.fromkeys(EXPECTATIONS, 4)


def by_hand(lines):
    """(cases, solved) and marks by (store, category, nature), read from archive lines."""
    cases, solved, marks = Counter(), Counter(), defaultdict(Counter)
    for line in lines:
        published = line.get("published_at")
        if line["type"] != "complaint" or line["visibility"] != "published" or not published:
            continue
        if line.get("withdrawn_at"):
            continue
        if datetime.fromisoformat(published) < YEAR_AGO:
            continue
        kind = line["store"], line["category"], line["nature"]
        cases[kind] += 1
        outcomes = sorted(line.get("outcomes") or [], key=lambda outcome: outcome["at"])
        given_up = line.get("gave_up_at") or ""
        if outcomes and outcomes[-1]["resolved"] is True and outcomes[-1]["at"] >= given_up:
            solved[kind] += 1
        sets = [outcome["ratings"] for outcome in outcomes if outcome.get("ratings")]
        for name, mark in (sets[-1] if sets else {}).items():
            marks[kind][name, "given"] += 1
            marks[kind][name, "total"] += mark
    return cases, solved, marks


def test_every_store_is_counted_as_by_hand(app):
    lines = list(sample.generated(400, seed=5, as_of=NOW))
    with clock.stopped_at(NOW):
        load(*lines)
    cases, solved, marks = by_hand(lines)
    slugs = {store.id: store.slug for store in all_stores(db.session())}
    seen = 0
    for store_id, slug in slugs.items():
        for row in tallies(db.session(), CaseFilter(store_id=store_id), NOW, YEAR_AGO):
            kind = slug, row.category, row.nature
            assert (row.cases, row.solved) == (cases[kind], solved[kind]), kind
            for name in EXPECTATIONS:
                assert row.marks[name] == Marks(marks[kind][name, "given"], marks[kind][name, "total"]), (kind, name)
            seen += row.cases
    assert seen == cases.total() > 100
    assert marks


def test_the_whole_market_is_the_sum_of_its_stores_in_one_statement(app):
    with clock.stopped_at(NOW):
        load(*sample.generated(200, seed=6, as_of=NOW))
    session = db.session()
    stores = [store.id for store in all_stores(session)]
    each = [row for store_id in stores for row in tallies(session, CaseFilter(store_id=store_id), NOW, YEAR_AGO)]
    with counted() as sent:
        market = tallies(session, CaseFilter(), NOW, YEAR_AGO)
    assert len(sent) == 1
    assert sum(row.cases for row in market) == sum(row.cases for row in each)
    of_market, of_stores = (sum((row.marks["speed"] for row in rows), Marks()) for rows in (market, each))
    assert of_market == of_stores
    assert of_market.given


@pytest.mark.parametrize(
    ("outcomes", "speed"),
    [
        pytest.param([], Marks(), id="nobody has said anything"),
        pytest.param([("09-10", True, FULL)], Marks(1, 4), id="one set"),
        pytest.param([("09-10", True, FULL), ("09-20", False, {"speed": 1})], Marks(1, 1), id="the later replaces it"),
        pytest.param([("09-10", True, FULL), ("09-20", None, None)], Marks(1, 4), id="a word without marks does not"),
        pytest.param([("09-10", True, FULL), ("09-10", True, {"speed": 1})], Marks(1, 4), id="at once: the fuller"),
        pytest.param([("09-10", True, {"speed": 2}), ("09-10", True, {"speed": 5})], Marks(1, 2), id="then the lower"),
        pytest.param([("09-10", True, {"courtesy": 5})], Marks(), id="no mark for this expectation"),
    ],
)
def test_the_latest_set_of_marks_of_a_case_counts(app, outcomes, speed):
    words = [
        {"at": f"2026-{day}T10:00:00+00:00", "resolved": resolved, **({"ratings": marks} if marks else {})}
        for day, resolved, marks in outcomes
    ]
    with clock.stopped_at(NOW):
        load(STORE, complaint("one", outcomes=words))
    (row,) = tallies(db.session(), CaseFilter(), NOW, YEAR_AGO)
    assert (row.cases, row.marks["speed"]) == (1, speed)


def test_hidden_and_older_cases_are_not_counted(app):
    old = {"submitted_at": "2025-11-01T08:00:00+00:00", "published_at": "2025-11-01T09:00:00+00:00"}
    with clock.stopped_at(NOW):
        load(STORE, complaint("hidden", visibility="hidden"), complaint("old", **old), complaint("seen"))
    assert [row.cases for row in tallies(db.session(), CaseFilter(), NOW, YEAR_AGO)] == [1]
