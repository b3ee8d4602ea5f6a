"""A store's figures, the market's, and the score from both, against figures worked out by hand."""

import json
from datetime import UTC, datetime
from math import sqrt

import pytest

from portal.clock import microseconds
from portal.scores.cases import DAY, HOUR, Case, Outcome, Promise, Reply
from portal.scores.published import as_dict
from portal.scores.rules import (
    Market,
    OwnFigures,
    Score,
    last_midnight,
    market,
    own_figures,
    score,
    score_market,
)
from portal.statistics import Figure

NOW = microseconds(datetime(2026, 6, 1, 9, 30, tzinfo=UTC))
AGE = 180 * DAY
EVEN = Market(last_midnight(NOW), (0.5,) * 5, 0.5, 0.5, 0.5, 0.5)


def case(store="nabat", *, age=AGE, replied=None, resolved=None, marks=None, kept=None):
    at = NOW - age
    return Case(
        store=store,
        published_at=at,
        replies=() if replied is None else (Reply(at + replied, substantive=True),),
        outcomes=() if resolved is None else (Outcome(at + 6 * DAY, resolved, marks),),
        promises=() if kept is None else (Promise(at + DAY, at, None, "kept" if kept else "broken"),),
    )


def ten_cases():
    """Six answered within the hour, two within five days, two never; four solved, one not, three silent."""
    return [
        case(replied=HOUR, resolved=True, marks=(5,) * 6),
        *[case(replied=HOUR, resolved=True)] * 3,
        case(replied=HOUR, resolved=False),
        case(replied=HOUR),
        *[case(replied=5 * DAY)] * 2,
        *[case()] * 2,
    ]


def test_the_figures_of_a_store():
    own = own_figures(ten_cases(), NOW)
    half = 0.5
    quick = Figure(pytest.approx(0.6), 10 * half, pytest.approx(10))
    slow = Figure(pytest.approx(0.8), 10 * half, pytest.approx(10))
    assert (own.store, own.as_of, own.n, own.cases) == ("nabat", NOW, 10, 10)
    assert own.milestones == (quick, quick, quick, slow, slow)
    assert own.speed == pytest.approx(0.68)
    assert own.resolution == Figure(pytest.approx(4 / 7), 7 * half, pytest.approx(7))
    assert own.quality == Figure(1.0, half, 1.0)
    assert own.promises == Figure(None, 0.0, 0.0)
    assert own.shares == {"solved": 0.4, "unsolved": pytest.approx(0.3), "silent": pytest.approx(0.3)}
    assert own.resolution_bounds == {"worst": 0.4, "best": pytest.approx(0.7)}
    assert own.spoken == 5
    assert own.heard == Figure(pytest.approx(5 / 8), 8 * half, pytest.approx(8))


def test_the_score_and_its_interval():
    shown = score_market({"nabat": ten_cases()}, NOW)["nabat"]
    # The only store is the market, so its own shares are what they are shrunk to; no promise: 0.5.
    points = 100 * (0.4 * 0.68 + 0.3 * 4 / 7 + 0.2 * 1.0 + 0.1 * 0.5)
    d_speed = (3 * sqrt(0.6 * 0.4 / 20) + 2 * sqrt(0.8 * 0.2 / 20)) / 5
    d_resolution = sqrt(4 / 7 * 3 / 7 / 17)
    d_promises = sqrt(0.25 / 10)
    half = 128 * sqrt((0.4 * d_speed + 0.3 * d_resolution + 0.2 * 0.0) ** 2 + (0.1 * d_promises) ** 2)
    assert shown.score == pytest.approx(points, abs=1e-12)
    assert (shown.low, shown.high) == pytest.approx((points - half, points + half), abs=1e-12)


def test_a_store_is_shrunk_to_the_market_by_ten_cases():
    shown = score(own_figures(ten_cases(), NOW), EVEN)
    n = 5.0
    assert shown.milestones[0] == pytest.approx((n * 0.6 + 10 * 0.5) / (n + 10))
    assert shown.resolution == pytest.approx((3.5 * 4 / 7 + 10 * 0.5) / 13.5)
    assert shown.quality == pytest.approx((0.5 * 1.0 + 10 * 0.5) / 10.5)
    assert shown.promises == 0.5
    assert shown.speed == pytest.approx((3 * 8.0 + 2 * 9.0) / 15 / 5)


@pytest.mark.parametrize(
    ("store", "against", "low", "high"),
    [
        pytest.param([case()] * 40, Market(NOW, (0.0,) * 5, 0.0, 0.01, 0.0, 0.5), 0.0, None, id="at 0"),
        pytest.param(
            [case(replied=HOUR, resolved=True, marks=(5,) * 6)] * 40,
            Market(NOW, (1.0,) * 5, 1.0, 0.99, 1.0, 0.5),
            None,
            100.0,
            id="at 100",
        ),
    ],
)
def test_the_interval_is_cut(store, against, low, high):
    shown = score(own_figures(store, NOW), against)
    assert shown.low < shown.score < shown.high
    assert low is None or shown.low == low
    assert high is None or shown.high == high


@pytest.mark.parametrize(
    ("ages", "entered"),
    [
        pytest.param([0], 0, id="a case younger than 12 hours enters no milestone"),
        pytest.param([12 * HOUR - 1], 0, id="nor does one a microsecond short of them"),
        pytest.param([12 * HOUR], 1, id="a case of exactly 12 hours enters the first"),
        pytest.param([14 * DAY - 1], 4, id="a microsecond short of 14 days, four"),
        pytest.param([14 * DAY], 5, id="at exactly 14 days, all five"),
    ],
)
def test_a_case_enters_the_milestones_it_is_old_enough_for(ages, entered):
    own = own_figures([case(age=age) for age in ages], NOW)
    assert [at.value for at in own.milestones] == [0.0] * entered + [None] * (5 - entered)


@pytest.mark.parametrize(
    ("replied", "first"),
    [
        pytest.param(-HOUR, 0, id="before publication: within all"),
        pytest.param(12 * HOUR, 0, id="after exactly 12 hours: within 12 hours"),
        pytest.param(12 * HOUR + 1, 1, id="a microsecond later: within 24"),
        pytest.param(DAY, 1, id="after exactly 24 hours: within 24"),
        pytest.param(3 * DAY, 2, id="after exactly 72 hours"),
        pytest.param(7 * DAY, 3, id="after exactly 7 days"),
        pytest.param(14 * DAY, 4, id="after exactly 14 days"),
        pytest.param(14 * DAY + 1, 5, id="a microsecond later: within none"),
    ],
)
def test_an_answer_counts_from_its_milestone_on(replied, first):
    own = own_figures([case(age=60 * DAY, replied=replied)], NOW)
    assert [at.value for at in own.milestones] == [0.0] * first + [1.0] * (5 - first)


def test_speed_as_shown_is_the_mean_of_the_milestones_that_have_cases():
    own = own_figures([case(age=3 * DAY, replied=20 * HOUR)], NOW)
    assert own.speed == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("ages", "n", "shown"),
    [
        pytest.param([DAY] * 10, 10, True, id="ten cases of exactly 24 hours show a score"),
        pytest.param([DAY] * 9 + [DAY - 1], 9, False, id="one of them a microsecond younger: new, 9 of 10"),
        pytest.param([HOUR] * 30, 0, False, id="any number of younger ones do not"),
    ],
)
def test_the_minimum(ages, n, shown):
    result = score(own_figures([case(age=age) for age in ages], NOW), EVEN)
    assert result.own.n == n
    assert [value is not None for value in (result.score, result.low, result.high)] == [shown] * 3


def test_unknown_promises_are_counted_apart():
    at = NOW - AGE
    unknown = Case("nabat", at, promises=(Promise(at + DAY, at, None, "unknown"),) * 2)
    own = own_figures([unknown, case(kept=False), case(kept=True)], NOW)
    assert (own.unknown, own.promises.value) == (2, 0.5)


def test_a_store_without_cases_has_figures_under_its_name():
    own = own_figures([], NOW, "empty")
    assert (own.store, own.n, own.speed) == ("empty", 0, None)
    assert set(own.shares.values()) == set(own.resolution_bounds.values()) == {None}


def test_the_cases_of_two_stores_are_refused():
    with pytest.raises(ValueError, match="2 stores"):
        own_figures([case("nabat"), case("other")], NOW)


def test_the_market_is_the_mean_of_stores_heavier_with_more_cases():
    many = own_figures([case("many", resolved=True)] * 60, NOW)
    few = own_figures([case("few", resolved=False)] * 20, NOW)
    # n is 30 and 10: they weigh 30/40 and 10/20.
    assert market([many, few]).resolution == pytest.approx(0.75 / (0.75 + 0.5))


def test_without_a_figure_the_market_is_even():
    assert market([own_figures([case(replied=HOUR)], NOW)]).quality == 0.5
    assert market([]) == Market(None, (0.5,) * 5, 0.5, 0.5, 0.5, 0.5)


def test_figures_of_two_instants_make_no_market():
    with pytest.raises(ValueError, match="several"):
        market([own_figures([], NOW, "a"), own_figures([], NOW - 1, "b")])


@pytest.mark.parametrize(
    ("written", "midnight"),
    [
        (datetime(2026, 6, 1, 0, 0, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)),
        (datetime(2026, 5, 31, 23, 59, 59, 999999, tzinfo=UTC), datetime(2026, 5, 31, tzinfo=UTC)),
    ],
)
def test_the_last_midnight(written, midnight):
    assert last_midnight(microseconds(written)) == microseconds(midnight)


def test_the_market_knows_nothing_of_today():
    midnight = last_midnight(NOW)
    old = [case("old", age=NOW - midnight + 40 * DAY)] * 10
    today = [Case("new", midnight + 1, outcomes=(Outcome(midnight + 1, True),))] * 10
    assert score_market({"old": old, "new": today}, NOW)["new"].market.resolution == 0.0
    assert score_market({"old": old, "new": today}, NOW)["old"].own.resolution.value == 0.0


def test_at_midnight_the_market_is_of_that_very_instant():
    midnight = last_midnight(NOW)
    spoken = [Case("a", midnight - DAY, outcomes=(Outcome(midnight, True),))]
    assert score_market({"a": spoken}, midnight)["a"].market.resolution == 1.0


def through_json(row):
    return type(row).from_json(json.loads(json.dumps(row.to_json())))


def test_figures_market_and_score_survive_json_to_the_last_bit():
    shown = score_market({"nabat": [*ten_cases(), case(age=31 * DAY, kept=True)], "new": []}, NOW)
    for row in (*shown.values(), shown["nabat"].own, shown["new"].own, shown["nabat"].market):
        assert isinstance(row, OwnFigures | Market | Score)
        assert through_json(row) == row


def test_the_published_object():
    shown = as_dict(score(own_figures(ten_cases()[:9], NOW), EVEN))
    assert json.loads(json.dumps(shown)) == shown
    assert list(shown) == [
        *("store", "as_of", "version", "n", "score", "low", "high", "components", "shrunk", "market"),
        *("shares", "resolution_bounds", "milestones"),
    ]
    assert shown["as_of"] == "2026-06-01T09:30:00+00:00"
    assert (shown["version"], shown["n"]) == (1, 9)
    assert shown["score"] is shown["low"] is shown["high"] is shown["components"]["P"] is None
    assert [list(shown[key]) for key in ("components", "shrunk", "market", "shares", "milestones")] == [
        ["V", "R", "Q", "P"],
        ["V", "R", "Q", "P"],
        ["R", "Q", "P", "milestones"],
        ["solved", "unsolved", "silent"],
        ["12h", "24h", "72h", "7d", "14d"],
    ]
    assert shown["market"]["milestones"] == dict.fromkeys(shown["milestones"], 0.5)
