"""What must hold of the score on random stores in random markets: the sentences of its definition."""

import json
from dataclasses import fields, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.scores.cases import DAY, HOUR, Case, Outcome, Promise, Reply
from portal.scores.published import as_dict
from portal.scores.ranking import ranking
from portal.scores.rules import Market, last_midnight, market, own_figures, score, score_market
from tests.kit.depth import examples

NOW = 20_600 * DAY + 9 * HOUR + 1
ROUNDING = 1e-9
PROPERTY = settings(max_examples=examples(60), deadline=None)

edges = st.sampled_from([0, 12 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 44 * DAY, 365 * DAY])
spans = edges | st.integers(0, 1500).map(lambda count: count * 6 * HOUR)
marks = st.none() | st.lists(st.integers(1, 5), max_size=6).map(tuple)
verdicts = st.sampled_from([True, False, None])
states = st.sampled_from(["pending", "kept", "broken", "unknown"])


@st.composite
def cases(draw, store="ours"):
    """A case not withdrawn within 48 hours: those may come in by an act of the store, see the last test."""
    at = NOW - draw(spans)
    instants = spans.map(lambda span: at + span)
    return Case(
        store=store,
        published_at=at,
        replies=tuple(draw(st.lists(st.builds(Reply, instants, st.booleans(), st.booleans()), max_size=2))),
        outcomes=tuple(draw(st.lists(st.builds(Outcome, instants, verdicts, marks), max_size=2))),
        promises=tuple(
            draw(st.lists(st.builds(Promise, instants, st.just(at), st.none() | instants, states), max_size=2))
        ),
        withdrawn_at=draw(st.none() | instants.filter(lambda instant: instant > at + 2 * DAY)),
        gave_up_at=draw(st.none() | instants),
        removed_at=draw(st.none() | instants),
        removed_reason=draw(st.sampled_from(["fake", "duplicate", "unlawful"])),
        counted=draw(st.sampled_from([True, True, False])),
    )


def some_case(random, store):
    at = NOW - int(random.random() * 300 * DAY)
    replied = at + int(random.expovariate(0.3) * DAY)
    spoke = replied + int(random.random() * 20 * DAY)
    return Case(
        store=store,
        published_at=at,
        replies=(Reply(replied, substantive=random.random() < 0.8),) * random.randrange(2),
        outcomes=(Outcome(spoke, random.choice([True, False]), (random.randrange(1, 6),) * 5),) * random.randrange(2),
        promises=(Promise(replied, at, None, random.choice(["kept", "broken"])),) * random.randrange(2),
    )


def some_store(seed, *, store="ours", count=12):
    random = Random(seed)
    return [some_case(random, store) for _ in range(count - 1)] + [Case(store, NOW - 2 * DAY)]


seeds = st.integers(0, 2**32)
shares = st.floats(0.0, 1.0)
markets = st.builds(Market, st.just(last_midnight(NOW)), st.tuples(*[shares] * 5), *[shares] * 4)
some_stores = st.builds(some_store, seeds)


def some_market(seed, count=3):
    return {f"store-{at}": some_store(seed + at, store=f"store-{at}", count=5 * at + 2) for at in range(count)}


def points(rows, against):
    return score(own_figures(rows, NOW), against).score


def points_in(others, rows):
    return score_market({**others, "ours": rows}, NOW)["ours"].score


def answers_moved(case, by):
    return replace(case, replies=tuple(replace(reply, at=reply.at + by) for reply in case.replies))


def word_added(case, at, resolved):
    return replace(case, outcomes=(*case.outcomes, Outcome(case.published_at + at, resolved)))


def gave_up(case, at):
    return case if case.gave_up_at is not None else replace(case, gave_up_at=case.published_at + at)


def promise_kept(case, at):
    made = case.published_at
    return replace(case, promises=(*case.promises, Promise(made + at, made, None, "kept")))


def promises_kept(case, _):
    return replace(
        case,
        promises=tuple(
            replace(promise, state="kept") if promise.state == "broken" else promise for promise in case.promises
        ),
    )


def marks_raised(case, _):
    return replace(
        case,
        outcomes=tuple(
            replace(outcome, marks=outcome.marks and tuple(min(5, mark + 1) for mark in outcome.marks))
            for outcome in case.outcomes
        ),
    )


NEVER_RAISES = [
    pytest.param(answers_moved, id="a later answer"),
    pytest.param(lambda case, _: replace(case, replies=()), id="a withheld answer"),
    pytest.param(gave_up, id="giving up"),
    pytest.param(lambda case, at: word_added(case, at, resolved=False), id="not solved"),
    pytest.param(lambda case, at: word_added(case, at, resolved=None), id="reopening"),
]
NEVER_LOWERS = [
    pytest.param(lambda case, by: answers_moved(case, -by), id="a faster answer"),
    pytest.param(lambda case, at: word_added(case, at, resolved=True), id="solved"),
    pytest.param(promise_kept, id="one more kept promise"),
    pytest.param(promises_kept, id="broken promises kept"),
    pytest.param(marks_raised, id="higher marks"),
]


@pytest.mark.parametrize("change", NEVER_RAISES)
@PROPERTY
@given(store=some_stores, case=cases(), span=spans, against=markets)
def test_never_raises_the_score(change, store, case, span, against):
    before, after = points([*store, case], against), points([*store, change(case, span)], against)
    assert after <= before + ROUNDING


@PROPERTY
@given(store=some_stores, case=cases(), span=spans, against=markets)
def test_a_new_unanswered_case_never_raises_the_score(store, case, span, against):
    before = points([*store, case], against)
    assert points([*store, case, Case("ours", NOW - span)], against) <= before + ROUNDING


@pytest.mark.parametrize("change", NEVER_LOWERS)
@PROPERTY
@given(store=some_stores, case=cases(), span=spans, against=markets)
def test_never_lowers_the_score(change, store, case, span, against):
    before, after = points([*store, case], against), points([*store, change(case, span)], against)
    assert after >= before - ROUNDING


@pytest.mark.parametrize(
    ("change", "sign"),
    [(row.values[0], -1) for row in NEVER_RAISES] + [(row.values[0], 1) for row in NEVER_LOWERS],
    ids=[row.id for row in NEVER_RAISES + NEVER_LOWERS],
)
@settings(max_examples=examples(10), deadline=None)
@given(seed=seeds, store=some_stores, case=cases(), span=spans)
def test_it_holds_where_the_market_follows_too(change, sign, seed, store, case, span):
    others = some_market(seed)
    before, after = points_in(others, [*store, case]), points_in(others, [*store, change(case, span)])
    assert sign * (after - before) >= -ROUNDING


@PROPERTY
@given(store=some_stores, case=cases(), against=markets)
def test_duplicating_every_case_moves_each_share_toward_the_stores_own(store, case, against):
    rows = [*store, case]
    once, twice = (score(own_figures(many, NOW), against) for many in (rows, rows * 2))
    own = (*once.own.milestones, once.own.resolution, once.own.quality, once.own.promises)
    first = (*once.milestones, once.resolution, once.quality, once.promises)
    second = (*twice.milestones, twice.resolution, twice.quality, twice.promises)
    for figure, before, after in zip(own, first, second, strict=True):
        if figure.value is not None:
            assert abs(after - figure.value) <= abs(before - figure.value) + ROUNDING
            assert min(before, figure.value) - ROUNDING <= after <= max(before, figure.value) + ROUNDING


def test_nothing_but_cases_words_marks_promises_and_removals_enters():
    """No praise post, payment, claim status, profile field or number of views can move it: none is read."""
    assert [field.name for row in (Case, Reply, Outcome, Promise) for field in fields(row)] == [
        *("store", "published_at", "replies", "outcomes", "promises", "withdrawn_at", "gave_up_at"),
        *("removed_at", "removed_reason", "counted", "at", "substantive", "counts"),
        *("at", "resolved", "marks", "due_at", "made_at", "settled_at", "state"),
    ]


@PROPERTY
@given(store=some_stores, case=cases(), against=markets)
def test_silence_never_counts_as_solved(store, case, against):
    mute = replace(case, outcomes=(), gave_up_at=None)
    solved = replace(mute, outcomes=(Outcome(case.published_at, resolved=True),))
    without, silent, spoken = (score(own_figures([*store, *more], NOW), against) for more in ([], [mute], [solved]))
    assert silent.resolution <= without.resolution + ROUNDING
    assert silent.own.solved == without.own.solved
    assert silent.score <= spoken.score + ROUNDING


@PROPERTY
@given(store=some_stores, case=cases(), against=markets)
def test_the_three_shares_make_one_and_the_bounds_hold_the_resolution(store, case, against):
    own = own_figures([*store, case], NOW)
    if own.shares["solved"] is None:
        return
    assert sum(own.shares.values()) == pytest.approx(1.0, abs=1e-12)
    bounds = own.resolution_bounds
    assert bounds["worst"] == own.shares["solved"]
    if own.resolution.value is not None:
        assert bounds["worst"] - ROUNDING <= own.resolution.value <= bounds["best"] + ROUNDING


@PROPERTY
@given(store=some_stores, case=cases(), against=markets)
def test_the_interval_holds_the_score_within_its_scale(store, case, against):
    shown = score(own_figures([*store, case], NOW), against)
    assert 0.0 <= shown.low <= shown.score <= shown.high <= 100.0


@settings(max_examples=examples(20), deadline=None)
@given(seed=seeds, case=cases(store="new"))
def test_one_case_never_ranks_first(seed, case):
    perfect = replace(
        case,
        replies=(Reply(case.published_at, substantive=True),),
        outcomes=(Outcome(case.published_at, True, (5,) * 6),),
    )
    scores = score_market({**some_market(seed), "new": [perfect]}, NOW)
    assert scores["new"].score is None
    assert "new" not in [place.own.store for place in ranking(scores.values())]


@settings(max_examples=examples(20), deadline=None)
@given(seed=seeds, size=st.sampled_from([20, 200, 2000]))
def test_one_giant_store_moves_the_others_by_no_more_than_the_markets_own_weight(seed, size):
    others = [own_figures(rows, last_midnight(NOW)) for rows in some_market(seed, 4).values()]
    perfect = Case("giant", NOW - 60 * DAY, (Reply(NOW - 60 * DAY, True),), (Outcome(NOW - 60 * DAY, True, (5,) * 6),))
    giant = own_figures([perfect] * size, last_midnight(NOW))
    without, held = market(others), market([*others, giant])
    for own in others:
        before, after = score(own, without), score(own, held)
        for at, figure in enumerate(own.milestones):
            weights = [other.milestones[at].weight for other in others]
            voices = sum(weight / (weight + 10.0) for weight in weights)
            voice = giant.milestones[at].weight / (giant.milestones[at].weight + 10.0)
            pull = 10.0 / (figure.weight + 10.0) * voice / (voices + voice)
            assert abs(after.milestones[at] - before.milestones[at]) <= pull + ROUNDING


@settings(max_examples=examples(20), deadline=None)
@given(seed=seeds, more=st.lists(cases(), max_size=4), random=st.randoms(use_true_random=False))
def test_the_same_rows_in_any_order_give_the_same_bytes(seed, more, random):
    def shuffled(rows):
        return random.sample(rows, len(rows))

    def turned(case):
        return replace(
            case,
            replies=case.replies[::-1],
            outcomes=case.outcomes[::-1],
            promises=case.promises[::-1],
        )

    rows = {**some_market(seed), "ours": more}
    other = {store: shuffled([turned(case) for case in rows[store]]) for store in shuffled(list(rows))}
    assert printed(rows) == printed(other)


def printed(rows):
    return [json.dumps(as_dict(shown)) for shown in score_market(rows, NOW).values()]


@settings(max_examples=examples(100), deadline=None)
@given(store=some_stores, case=cases(), ahead=st.integers(1, 400 * DAY))
def test_what_lies_ahead_does_not_count(store, case, ahead):
    later = NOW + ahead
    future = replace(
        case,
        replies=(*case.replies, Reply(later, substantive=True)),
        outcomes=(*case.outcomes, Outcome(later, True, (5,) * 6)),
        promises=(
            *case.promises,
            Promise(later, case.published_at, None, "kept"),
            Promise(NOW, later, None, "kept"),
        ),
        withdrawn_at=case.withdrawn_at or later,
        gave_up_at=case.gave_up_at or later,
        removed_at=case.removed_at or later,
    )
    assert own_figures([*store, case], NOW) == own_figures([*store, future, Case("ours", later)], NOW)


def test_an_act_before_an_early_withdrawal_brings_the_case_in_even_where_staying_away_had_kept_it_out():
    """Withdrawn within 48 hours, a case leaves unless the store acted before: the one known exception."""
    at = NOW - 20 * DAY
    store = [Case("ours", at, (Reply(at + 30 * HOUR, True),), (Outcome(at + 2 * DAY, True, (4,) * 6),))] * 20
    withdrawn = Case("ours", at, withdrawn_at=at + 40 * HOUR)
    against = Market(last_midnight(NOW), (0.3, 0.45, 0.7, 0.8, 0.85), 0.6, 0.6, 0.8, 0.7)
    left = points([*store, withdrawn], against)
    answered = replace(withdrawn, replies=(Reply(at + 30 * HOUR, substantive=True),))
    promised = replace(withdrawn, promises=(Promise(at + 36 * HOUR, at + 20 * HOUR, None, "kept"),))
    assert left == points(store, against)
    assert points([*store, answers_moved(answered, 11 * HOUR)], against) == left
    assert points([*store, answered], against) == pytest.approx(left - 0.0088, abs=1e-4)
    assert points([*store, promised], against) == pytest.approx(left - 0.594, abs=1e-3)
