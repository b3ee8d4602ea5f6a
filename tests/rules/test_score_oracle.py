"""The oracle of the score against figures worked out by hand, so that it may itself be trusted."""

import json
import random
from datetime import UTC, datetime, timedelta
from math import sqrt

import pytest

from tests.kit.archive_lines import AS_OF, DAY, HOUR, complaint, marks, promise, reply, store, word, written
from tests.kit.edge_cases import EDGES, everything
from tests.kit.score_oracle import score_archive

HALF = 180 * DAY  # a case this old weighs 1/2
QUARTER = 360 * DAY  # and this old 1/4
FIVES = marks(5, 5, 5, 5, 5, 5)
ONES = marks(1, 1, 1, 1, 1, 1)
MILESTONES = ("12h", "24h", "72h", "7d", "14d")


def scores(as_of=AS_OF, **stores):
    lines = [line for slug, cases in stores.items() for line in (store(slug), *written(slug, tuple(cases)))]
    return score_archive(lines, as_of)


def score_of(*cases):
    return scores(a=cases)["a"]


def test_milestones_are_weighted_shares_of_the_cases_old_enough():
    # Five cases of weight 1/2, answered after 12 h, 24 h, 72 h, 7 d and never:
    # F = 1/5, 2/5, 3/5, 4/5, 4/5; V = (1 + 2 + 3 + 4 + 4) / 25 = 14/25.
    waits = [12 * HOUR, 24 * HOUR, 72 * HOUR, 7 * DAY]
    score = score_of(complaint(HALF), *(complaint(HALF, posts=[reply(wait)]) for wait in waits))
    assert score["milestones"] == pytest.approx({"12h": 0.2, "24h": 0.4, "72h": 0.6, "7d": 0.8, "14d": 0.8})
    assert score["components"]["V"] == pytest.approx(14 / 25)
    assert score["n"] == 5


def test_older_cases_weigh_less():
    # Weights 1/2 (answered) and 1/4 (never): F = (1/2) / (3/4) = 2/3 at each milestone.
    # The first is silent, the second unanswered: R = 0 over weight 1/4;
    # shares 0, (1/4) / (3/4) = 1/3 and (1/2) / (3/4) = 2/3; worst 0, best 2/3.
    score = score_of(complaint(HALF, posts=[reply(HOUR)]), complaint(QUARTER))
    assert score["components"] == pytest.approx({"V": 2 / 3, "R": 0, "Q": None, "P": None})
    assert score["shares"] == pytest.approx({"solved": 0, "unsolved": 1 / 3, "silent": 2 / 3})
    assert score["resolution_bounds"] == pytest.approx({"worst": 0, "best": 2 / 3})


def test_a_young_case_enters_only_the_milestones_it_is_old_enough_for():
    # Ages 13 h (unanswered, w = 2^(-13/4320)) and 180 d (answered at once, w = 1/2), a day being 24 h:
    # F_12h = (1/2) / (1/2 + w), all later ones 1.
    w = 2 ** (-13 / 4320)
    score = score_of(complaint(13 * HOUR), complaint(HALF, posts=[reply(HOUR)]))
    assert score["milestones"]["12h"] == pytest.approx(0.5 / (0.5 + w))
    assert [score["milestones"][name] for name in ("24h", "72h", "7d", "14d")] == [1, 1, 1, 1]
    assert score["components"]["V"] == pytest.approx((0.5 / (0.5 + w) + 4) / 5)
    assert score["n"] == 1


def test_resolution_leaves_the_silent_out_and_bounds_count_them():
    # Weights 1/2 solved, 1/4 not solved, 1/4 silent: R = (1/2) / (3/4) = 2/3, shares 1/2, 1/4, 1/4;
    # the silent all unsolved 1/2, all solved 3/4.
    answered = {"posts": [reply(HOUR)]}
    score = score_of(
        complaint(HALF, **answered, outcomes=[word(DAY, True)]),
        complaint(QUARTER, **answered, outcomes=[word(DAY, False)]),
        complaint(QUARTER, **answered),
    )
    assert score["components"]["R"] == pytest.approx(2 / 3)
    assert score["shares"] == pytest.approx({"solved": 0.5, "unsolved": 0.25, "silent": 0.25})
    assert score["resolution_bounds"] == pytest.approx({"worst": 0.5, "best": 0.75})


def test_quality_is_the_mean_over_the_marks_given():
    # Marks 5, 4, 3, 2 are 1, 3/4, 1/2, 1/4: mean 5/8 at weight 1/2; six ones are 0 at weight 1/4:
    # Q = (5/16) / (3/4) = 5/12.
    score = score_of(
        complaint(HALF, outcomes=[word(DAY, True, marks(5, 4, 3, 2))]),
        complaint(QUARTER, outcomes=[word(DAY, False, ONES)]),
    )
    assert score["components"]["Q"] == pytest.approx(5 / 12)


def test_promises_count_once_per_case():
    # Weight 1/2 with two kept promises is 1, weight 1/4 with one kept and one broken is 0,
    # weight 1/4 with an unknown one is left out: P = (1/2) / (3/4) = 2/3.
    kept, broken = promise(5 * DAY, "kept", 6 * DAY), promise(5 * DAY, "broken", 6 * DAY)
    score = score_of(
        complaint(HALF, promises=[kept, kept]),
        complaint(QUARTER, promises=[kept, broken]),
        complaint(QUARTER, promises=[promise(5 * DAY, "unknown")]),
    )
    assert score["components"]["P"] == pytest.approx(2 / 3)


def test_the_market_weighs_a_store_by_n_over_n_plus_10():
    # T is a midnight. Store a: one answered case (n = 1/2, F = 1); b: one unanswered (n = 1/4, F = 0).
    # Their market weights are (1/2)/(21/2) = 1/21 and (1/4)/(41/4) = 1/41: mu = 41/62.
    # a' = (1/2 + 10 mu) / 10.5 = (31 + 410) / 62 / 10.5 = 441/651 = 21/31; b' = (410/62) / 10.25 = 20/31.
    midnight = AS_OF.replace(hour=0, minute=0)
    since = AS_OF - midnight
    both = scores(
        midnight,
        a=[complaint(since + HALF, posts=[reply(HOUR)])],
        b=[complaint(since + QUARTER)],
    )
    assert both["a"]["market"]["milestones"] == pytest.approx(dict.fromkeys(MILESTONES, 41 / 62))
    assert both["a"]["shrunk"]["V"] == pytest.approx(21 / 31)
    assert both["b"]["shrunk"]["V"] == pytest.approx(20 / 31)


def test_the_market_is_taken_at_the_last_midnight():
    # T is 09:30. One case was solved at 00:00 (in the market), one not solved a microsecond later (not in it,
    # silent until then): at midnight R was 1, at T it is 1/2.
    since_midnight = AS_OF - AS_OF.replace(hour=0, minute=0)
    at_midnight = HALF - since_midnight
    score = score_of(
        complaint(HALF, outcomes=[word(at_midnight, True)]),
        complaint(HALF, posts=[reply(HOUR)], outcomes=[word(at_midnight + timedelta(microseconds=1), False)]),
    )
    assert score["market"]["R"] == pytest.approx(1)
    assert score["components"]["R"] == pytest.approx(0.5)
    # n = 1/2 + 1/2 at T: (1 * 1/2 + 10 * 1) / 11 = 21/22.
    assert score["shrunk"]["R"] == pytest.approx(21 / 22)


def test_without_a_market_the_prior_is_one_half():
    # One case, published and solved since midnight, 9 h old: n = w = 2^(-9/4320), R = 1, no milestone.
    # R' = (w + 5) / (w + 10); V' = Q' = P' = 1/2.
    w = 2 ** (-9 / 4320)
    score = score_of(complaint(9 * HOUR, outcomes=[word(HOUR, True)]))
    assert score["market"] == {"R": 0.5, "Q": 0.5, "P": 0.5, "milestones": dict.fromkeys(MILESTONES, 0.5)}
    assert score["shrunk"] == pytest.approx({"V": 0.5, "R": (w + 5) / (w + 10), "Q": 0.5, "P": 0.5})
    assert (score["n"], score["components"]["V"], score["score"]) == (0, None, None)


def test_the_whole_score_of_ten_equal_cases():
    # Ten cases of weight 1/2: n = 5, k = 5^2 / (10 / 4) = 10. The only store is its own market, so X' = X.
    # 8 answered in an hour, 2 never: V' = 8/10. 5 solved, 3 not, 2 unanswered: R' = 5/10. Q' = P' = 1/2.
    # score = 40 * 0.8 + 30 * 0.5 + 20 * 0.5 + 10 * 0.5 = 62.
    # d_V = sqrt(.16 / 20) = .0894427, d_R = sqrt(.25 / 20) = .1118034,
    # d_Q = d_P = sqrt(.25 / 10) = .1581139 (k = 0)
    # .4 d_V + .3 d_R + .2 d_Q = .0357771 + .0335410 + .0316228 = .1009409; .1 d_P = .0158114
    # margin = 128 * sqrt(.0101891 + .00025) = 128 * .1021718 = 13.07799
    answered = {"posts": [reply(HOUR)]}
    solved = [complaint(HALF, **answered, outcomes=[word(DAY, True)])] * 5
    unsolved = [complaint(HALF, **answered, outcomes=[word(DAY, False)])] * 3
    score = score_of(*solved, *unsolved, *[complaint(HALF)] * 2)
    assert score["n"] == 10
    assert score["score"] == pytest.approx(62)
    assert score["low"] == pytest.approx(62 - 13.07799, abs=1e-4)
    assert score["high"] == pytest.approx(62 + 13.07799, abs=1e-4)


def test_the_interval_is_cut_at_100():
    # Nine perfect cases of weight 1/2 and one bad of 1/4: sum 19/4, every X' = 4.5 / 4.75 = 18/19.
    # k = (361/16) / (9/4 + 1/16) = 361/37; each d = sqrt((18/361) / (361/37 + 10)) = sqrt(666 / 263891);
    # margin = 128 d sqrt(.9^2 + .1^2) = 5.823, and 94.737 + 5.823 > 100.
    good = complaint(
        HALF,
        posts=[reply(HOUR)],
        outcomes=[word(3 * DAY, True, FIVES)],
        promises=[promise(5 * DAY, "kept", 6 * DAY)],
    )
    bad = complaint(QUARTER, outcomes=[word(20 * DAY, False, ONES)], promises=[promise(5 * DAY, "broken", 6 * DAY)])
    score = score_of(*[good] * 9, bad)
    assert score["score"] == pytest.approx(1800 / 19)
    assert score["low"] == pytest.approx(1800 / 19 - 128 * sqrt(666 / 263891) * sqrt(0.82))
    assert score["high"] == 100


def test_nine_cases_are_too_few():
    # Nine cases a day old or older show no score, but their components do.
    score = score_of(*[complaint(HALF, posts=[reply(HOUR)])] * 9)
    assert (score["n"], score["score"], score["low"], score["high"]) == (9, None, None, None)
    assert score["components"]["V"] == 1


def test_a_promise_a_word_and_a_reply_each_count_at_their_own_time():
    # At T - 10 d the case of 180 d is 170 d old; the reply of day 175 has not come, nor the word of day 176.
    case = complaint(HALF, posts=[reply(175 * DAY)], outcomes=[word(176 * DAY, True)])
    before, after = scores(AS_OF - 10 * DAY, a=[case])["a"], scores(a=[case])["a"]
    assert (before["components"]["R"], after["components"]["R"]) == (0, 1)
    assert (before["components"]["V"], after["components"]["V"]) == (0, 0)


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.name)
def test_edge(edge):
    score = score_archive(edge.bare, AS_OF)[edge.name]
    groups = (score, score["components"], score["milestones"], score["shares"], score["resolution_bounds"])
    found = {name: value for group in groups for name, value in group.items()}
    assert {name: found[name] for name in edge.expects} == pytest.approx(edge.expects), edge.sentence


def test_edges_have_names_of_their_own_and_sentences():
    assert len({edge.name for edge in EDGES}) == len(EDGES)
    assert all(edge.sentence.endswith(".") for edge in EDGES)


def test_the_tenth_case_decides_whether_a_score_is_shown():
    shown = {slug: score["score"] is not None for slug, score in score_archive(everything(), AS_OF).items()}
    assert shown["tenth-case-exactly-24-hours-old"]
    assert not shown["tenth-case-just-under-24-hours-old"]
    assert not shown["nine-cases"]
    assert not shown["no-cases"]


def test_same_bytes_whatever_the_order_of_rows_or_the_offset_of_the_instant():
    lines = everything()
    once = json.dumps(score_archive(lines, AS_OF))
    random.Random(7).shuffle(lines)
    tehran = datetime.fromisoformat("2026-03-01T13:00:00+03:30")
    assert json.dumps(score_archive(lines, tehran)) == once


def test_an_instant_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        score_archive([], datetime.now(UTC).replace(tzinfo=None))
