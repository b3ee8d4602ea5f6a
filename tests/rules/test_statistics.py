"""The shared estimates, against lifelines and against figures worked out by hand."""

import warnings
from importlib import import_module
from itertools import pairwise
from math import fsum, inf

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.statistics import (
    agreement,
    cohen_kappa,
    deviation,
    effective_size,
    figure,
    kaplan_meier,
    share_interval,
    shrink,
    time_until,
    weighted_mean,
)
from tests.kit.depth import examples

ROWS = st.lists(st.tuples(st.integers(0, 20), st.booleans(), st.floats(0.25, 1.0)), min_size=1, max_size=40)
# Halves are sums without rounding; lifelines subtracts, so others leave it a rest where nothing is left.
HALVES = st.lists(
    st.tuples(st.integers(0, 20), st.booleans(), st.sampled_from([0.5, 1.0, 1.5])), min_size=1, max_size=40
)
# lifelines cuts the weight at risk to a whole number in its variance.
WHOLE = st.lists(st.tuples(st.integers(0, 20), st.booleans(), st.integers(1, 3)), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def oracle():
    """What lifelines says of the rows. To load it takes seconds: only the process that asks it does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitter = import_module("lifelines").KaplanMeierFitter

    def fitted(durations, observed, weights):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return fitter().fit(durations, observed, weights=weights)

    return fitted


def step_at(curve, time):
    return next((step for step in reversed(curve) if step.time <= time), None)


@settings(max_examples=examples(30))
@given(HALVES, WHOLE)
@example([(0, True, 1), (0, False, 1), (3, True, 1)], [(0, True, 1)])
def test_the_curve_and_its_interval_equal_those_of_lifelines(oracle, halves, whole):
    durations, observed, weights = zip(*halves, strict=True)
    curve = kaplan_meier(durations, observed, weights)
    for time, expected in oracle(durations, observed, weights).survival_function_["KM_estimate"].items():
        step = step_at(curve, time)
        assert (step.survival if step else 1.0) == pytest.approx(expected, abs=1e-9)

    durations, observed, weights = zip(*whole, strict=True)
    bounds = oracle(durations, observed, weights).confidence_interval_
    for step in kaplan_meier(durations, observed, weights):
        if step.survival:
            assert [step.low, step.high] == pytest.approx(list(bounds.loc[step.time]), abs=1e-9)


@settings(max_examples=examples(30))
@given(ROWS)
def test_without_weights_every_row_weighs_one(rows):
    durations, observed, _ = zip(*rows, strict=True)
    assert kaplan_meier(durations, observed) == kaplan_meier(durations, observed, [1] * len(rows))


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert kaplan_meier(*zip(*rows, strict=True)) == kaplan_meier(*zip(*shuffled, strict=True))


@given(ROWS)
def test_the_interval_holds_the_curve_and_the_curve_only_falls(rows):
    curve = kaplan_meier(*zip(*rows, strict=True))
    assert all(0.0 <= step.low <= step.survival <= step.high <= 1.0 for step in curve)
    assert all(later.survival < earlier.survival for earlier, later in pairwise(curve))


def test_without_rows_there_is_no_curve():
    assert kaplan_meier([], []) == []


def test_open_rows_are_at_risk_until_they_are_censored():
    curve = kaplan_meier([1, 2, 3], [True, False, True])
    assert [(step.time, step.survival, step.at_risk) for step in curve] == [
        (1, pytest.approx(2 / 3), 3.0),
        (3, 0.0, 1.0),
    ]


def test_where_nothing_ended_the_curve_has_no_step():
    assert kaplan_meier([4, 5], [False, False]) == []


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="zip"):
        kaplan_meier([1, 2], [True])
    with pytest.raises(ValueError, match="zip"):
        weighted_mean([1.0], [1.0, 1.0])


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param(0.5, 2, id="the median is reached where exactly half have ended"),
        pytest.param(0.75, 7, id="three quarters take until the third end"),
        pytest.param(0.9, None, id="a curve that ends above has no such time"),
    ],
)
def test_time_until(share, expected):
    curve = kaplan_meier([1, 2, 7, 9], [True, True, True, False])
    assert time_until(curve, share) == expected


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        pytest.param([], 0.0, id="no row is worth none"),
        pytest.param([0.3] * 7, 7.0, id="equal weights are worth their number"),
        pytest.param([1.0, 0.5], 1.8, id="unequal weights are worth less"),
    ],
)
def test_effective_size(weights, expected):
    assert effective_size(weights) == pytest.approx(expected)


def test_a_mean_of_nothing_is_nothing():
    assert weighted_mean([], []) is None
    assert figure([], []).value is None


def test_a_weighted_mean_leans_to_the_heavier_row():
    assert weighted_mean([1.0, 0.0], [3.0, 1.0]) == 0.75


@given(st.lists(st.floats(0.2, 1.0), min_size=1, max_size=30))
def test_a_mean_of_ones_is_exactly_one(weights):
    assert weighted_mean([1.0] * len(weights), weights) == 1.0


@pytest.mark.parametrize(
    ("value", "weight", "expected"),
    [
        pytest.param(None, 0.0, 0.4, id="nothing seen: the prior"),
        pytest.param(1.0, 10.0, 0.7, id="as much seen as the prior weighs: half way"),
        pytest.param(0.0, 30.0, 0.1, id="much seen: near what was seen"),
    ],
)
def test_shrink(value, weight, expected):
    assert shrink(value, weight, 0.4, 10.0) == pytest.approx(expected)


@given(st.floats(0, 1), st.floats(0, 1e6), st.floats(0, 1))
def test_a_shrunk_share_is_a_share(value, weight, prior):
    assert 0.0 <= shrink(value, weight, prior, 10.0) <= 1.0


def test_deviation_of_an_even_share_of_a_hundred_rows():
    assert deviation(0.5, 100.0) == 0.05
    assert deviation(1.0, 10.0) == 0.0
    assert deviation(0.5, inf) == 0.0


def test_sums_are_exact():
    weights = [1e16, 1.0, -1e16]
    assert figure([1.0] * 3, weights).weight == fsum(weights) == 1.0


@pytest.mark.parametrize(
    ("hits", "size", "low", "high"),
    [
        pytest.param(0, 0, 0.0, 1.0, id="nothing is known of no rows"),
        pytest.param(0, 10, 0.0, 0.2775, id="none of ten may still be a quarter"),
        pytest.param(10, 10, 0.7225, 1.0, id="and all of ten three quarters"),
        pytest.param(81, 263, 0.2553, 0.3662, id="the figures of Newcombe 1998, table I"),
    ],
)
def test_the_interval_of_a_share_is_wilsons(hits, size, low, high):
    assert share_interval(hits, size) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        pytest.param({}, None, id="no rows, no figure"),
        pytest.param({("yes", "yes"): 9}, None, id="always one word: chance explains all of it"),
        pytest.param({("yes", "yes"): 5, ("no", "no"): 5}, 1.0, id="always the same of two words"),
        pytest.param({("yes", "no"): 5, ("no", "yes"): 5}, -1.0, id="never the same"),
        pytest.param(
            {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}, 0.4, id="worked out by hand"
        ),
        pytest.param({("yes", "yes"): 4, ("yes", "no"): 4, ("no", "yes"): 4, ("no", "no"): 4}, 0.0, id="as by chance"),
    ],
)
def test_kappa_is_agreement_beyond_chance(pairs, kappa):
    found = cohen_kappa(pairs)
    assert found is None if kappa is None else found == pytest.approx(kappa)
    assert agreement(pairs) == (sum(n for (a, b), n in pairs.items() if a == b), sum(pairs.values()))
