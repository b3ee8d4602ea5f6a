"""What plots say and where they draw it, from figures alone."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from portal.branding import built_in
from portal.complaints import EXPECTATIONS, Marks, Nature, Tally
from portal.language import LANGUAGES
from portal.scores import Point, Shown
from portal.scores.history import month_starts
from portal.site import bars, curves

FA, AR, EN = (LANGUAGES[code] for code in ("fa", "ar", "en"))
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
HOUR = 3_600.0
BRANDING = built_in()
MARKET = {"12h": 0.2, "24h": 0.3, "72h": 0.4, "7d": 0.5, "14d": 0.6}
EVERY = dict.fromkeys(MARKET, 0.5)


def shown(*, curve=(), milestones=EVERY, score=60.0, low=50.0, high=70.0, solved=0.4, silent=0.1) -> Shown:
    """`curve`: (seconds, share answered by then)."""
    due = solved is not None
    published = {
        "n": 30,
        "milestones": {**EVERY, **milestones},
        "market": {"milestones": MARKET},
        "shares": {"solved": solved, "silent": silent, "unsolved": 1 - solved - silent if due else None},
        "resolution_bounds": {"worst": solved, "best": solved + silent if due else None},
    }
    steps = [(seconds, 1 - answered, max(0.0, 0.9 - answered), min(1.0, 1.1 - answered)) for seconds, answered in curve]
    return Shown(1, NOW, 30, score, low, high, rankable=True, published=published, curve=steps)


def points(*scores, half=5.0) -> list[Point]:
    """A score a month, the last at the beginning of this one."""
    months = reversed(month_starts(NOW, len(scores)))
    return [
        Point(at, 20, score, *((None, None) if score is None else (max(0.0, score - half), min(100.0, score + half))))
        for at, score in zip(months, scores, strict=True)
    ]


def tally(nature=Nature.LATE, category="fashion", cases=1, solved=0, **marks) -> Tally:
    return Tally(category, nature, cases, solved, {name: marks.get(name, Marks()) for name in EXPECTATIONS})


ANSWERS = ((2 * HOUR, 0.2), (9 * HOUR, 0.5), (50 * HOUR, 0.75))


def test_half_is_said_with_its_time_and_what_came_of_the_rest():
    chart = curves.answer_chart(shown(curve=ANSWERS), EN)
    assert chart.sentence == "Half of the complaints are answered within 9 hours, and 75% within 14 days."
    assert chart.drop.y == 50
    assert [dot.label for dot in chart.dots] == ["50%", "50%", "75%", "75%", "75%"]
    assert [row[:2] for row in chart.rows][2:] == [["3 days", "75%"], ["7 days", "75%"], ["14 days", "75%"]]


def test_where_half_was_not_reached_that_is_said():
    chart = curves.answer_chart(shown(curve=ANSWERS[:1]), EN)
    assert chart.sentence == "Within 14 days, 20% of the complaints are answered: fewer than half."
    assert chart.drop is None


def test_a_store_that_answers_nothing_has_a_curve_at_the_foot():
    chart = curves.answer_chart(shown(), EN)
    assert {dot.y for dot in chart.dots} == {100}
    assert chart.lines == ["M0 100L100 100L100 100"]


def test_the_curve_ends_where_no_case_is_older():
    young = {"72h": None, "7d": None, "14d": None}
    chart = curves.answer_chart(shown(curve=ANSWERS, milestones=young), EN)
    assert chart.sentence.endswith("50% within 1 day.")
    assert max(dot.x for dot in chart.dots) == max(dot.x for dot in chart.others) == 40
    assert len(chart.ticks) == len(MARKET)
    assert curves.answer_chart(shown(milestones=dict.fromkeys(MARKET)), EN) is None


def test_the_curve_is_a_staircase():
    (line,) = curves.answer_chart(shown(curve=ANSWERS), EN).lines
    places = [tuple(map(float, place.split())) for place in line[1:].split("L")]
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(places))


@pytest.mark.parametrize("language", [FA, AR])
def test_time_runs_with_the_text(language):
    ours, theirs = (curves.answer_chart(shown(curve=ANSWERS), tongue) for tongue in (language, EN))
    assert [dot.x for dot in ours.dots] == pytest.approx([100 - dot.x for dot in theirs.dots])
    assert [tick.x for tick in ours.ticks] == pytest.approx([100 - tick.x for tick in theirs.ticks])
    assert ours.lines[0].startswith("M100 100L")


@pytest.mark.parametrize(
    ("answered", "name", "below"),
    [
        pytest.param(0.0, "all stores 60%", False, id="above the dash where the store is worse"),
        pytest.param(1.0, "all stores 20%", True, id="below it where the store is better"),
    ],
)
def test_the_market_is_named_where_it_is_farthest_from_the_curve(answered, name, below):
    chart = curves.answer_chart(shown(curve=[(HOUR, answered)]), EN)
    (named,) = [dash for dash in chart.others if dash.label]
    assert (named.label, named.below) == (name, below)


def test_a_label_gives_way_to_a_market_close_above():
    chart = curves.answer_chart(shown(curve=[(HOUR, 0.45)]), EN)
    assert [dot.below for dot in chart.dots] == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        pytest.param(40, (60, 50, 70), "The score has risen: it was 40 in December 2025 and is 60 now.", id="risen"),
        pytest.param(80, (60, 50, 70), "The score has fallen: it was 80 in December 2025 and is 60 now.", id="fallen"),
        pytest.param(48, (60, 50, 70), "the intervals overlap, so that is no sure change", id="not told apart"),
    ],
)
def test_a_change_is_called_one_only_where_the_intervals_are_apart(before, now, said):
    score, low, high = now
    chart = curves.history_chart(shown(score=score, low=low, high=high), points(*[before] * 14), EN)
    assert said in chart.sentence


def test_the_history_ends_with_the_present_and_is_told_newest_first():
    chart = curves.history_chart(shown(), points(40, 45, 50), EN)
    assert [dot.label for dot in chart.dots] == ["40", "60"]
    assert chart.dots[-1].x == 100
    assert [row[0] for row in chart.rows] == ["now", "1 Nov 2026", "1 Oct 2026", "1 Sep 2026"]
    assert chart.rows[0][1:] == ["60", "50 to 70", "30"]


def test_months_with_too_few_cases_leave_a_gap():
    chart = curves.history_chart(shown(), points(None, 40, 45, None, 50), EN)
    assert len(chart.lines) == len(chart.bands) == 2
    assert [row[1] for row in chart.rows] == ["60", "50", "too few cases", "45", "40"]


@pytest.mark.parametrize("history", [points(), points(None, None)])
def test_without_two_scores_there_is_no_history(history):
    assert curves.history_chart(shown(), history, EN) is None
    assert curves.sparkline(shown(), history, EN) is None
    assert curves.history_chart(None, history, EN) is None


def test_months_are_named_in_the_readers_calendar():
    chart = curves.history_chart(shown(), points(40, 45, 50), FA)
    assert [tick.lines[0] for tick in chart.ticks] == ["شهریور", "مهر", "آبان", "اکنون"]
    chart = curves.history_chart(shown(), points(40, 45, 50), AR)
    assert [tick.lines[0] for tick in chart.ticks] == ["سبتمبر", "أكتوبر", "نوفمبر", "الآن"]


def test_a_sparkline_shows_the_last_year_on_one_scale():
    line = curves.sparkline(shown(), points(*range(10, 34)), EN)
    assert line.label == "Its score over the last year: from 22 to 60"
    assert (line.end.x, line.end.y) == (100, 40)
    assert line.lines[0].count("L") == 12
    short = curves.sparkline(shown(), points(50), EN)
    assert float(short.lines[0][1:].split()[0]) > 90


def test_what_nobody_knows_lies_between_solved_and_not():
    plot = bars.shares_bar(shown(), EN)
    assert [part.kind for part in plot.parts] == ["solved", "silent", "unsolved"]
    assert "between 40% and 50% are solved: in 10% the shopper has not said" in plot.sentence
    assert plot.between == plot.parts[1]
    sure = bars.shares_bar(shown(silent=0.0), EN)
    assert (sure.between, sure.sentence) == (None, "Of the cases that are due, 40% are solved.")
    assert [part.kind for part in sure.parts] == ["solved", "unsolved"]
    assert bars.shares_bar(shown(solved=None, silent=None), EN) is None


def test_too_few_marks_are_said_not_drawn():
    counted = [tally(courtesy=Marks(2, 9), clarity=Marks(3, 6)), tally(Nature.DAMAGED, clarity=Marks(1, 4))]
    plot = bars.marks_bars(counted, EN)
    drawn = {bar.label: (bar.value, [part.width for part in bar.parts]) for bar in plot.bars}
    assert drawn["Courtesy"] == ("2 cases: too few", [])
    assert drawn["Clarity"] == ("2.5 of 5 (4 cases)", [37.5])
    assert plot.sentence == "Too few shoppers have given marks to compare them."
    assert plot.rows[0] == ["Courtesy", "4.5", "2"]
    assert plot.rows[1][1:] == ["none", "0"]
    assert bars.marks_bars([tally()], EN) is None


def test_the_best_and_the_weakest_expectation_are_named():
    plot = bars.marks_bars([tally(courtesy=Marks(4, 18), speed=Marks(4, 8), clarity=Marks(4, 12))], EN)
    assert plot.sentence == "Shoppers give it the most for Courtesy (4.5 of 5) and the least for Speed (2.0)."


def test_kinds_come_by_their_number_and_bars_are_measured_by_the_longest():
    counted = [
        tally(Nature.LATE, "fashion", cases=3, solved=1),
        tally(Nature.DAMAGED, "fashion", cases=4, solved=4),
        tally(Nature.LATE, "computers", cases=5, solved=3),
    ]
    natures, categories = bars.nature_bars(counted, EN), bars.category_bars(counted, BRANDING, EN)
    assert natures.sentence == "Most often: Late or never arrived, in 8 of 12 complaints of the last year."
    assert [(bar.value, [(part.kind, part.width) for part in bar.parts]) for bar in natures.bars] == [
        ("8 cases, 50% solved", [("solved", 50.0), ("rest", 50.0)]),
        ("4 cases, 100% solved", [("solved", 50.0)]),
    ]
    assert [row[1:] for row in categories.rows] == [["7", "5", "71%"], ["5", "3", "60%"]]
    assert bars.category_bars(counted[:2], BRANDING, EN) is None
    assert bars.nature_bars([], EN) is None


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        pytest.param([1], "The one complaint of the last year: Late or never arrived.", id="one"),
        pytest.param([3], "Most often: Late or never arrived, in 3 of 3 complaints of the last year.", id="one kind"),
        pytest.param([2, 2, 1], "None stands out among the 5 complaints of the last year.", id="as many of another"),
    ],
)
def test_only_what_is_most_frequent_is_called_so(counts, sentence):
    natures = (Nature.LATE, Nature.DAMAGED, Nature.OTHER)
    counted = [tally(nature, cases=cases) for nature, cases in zip(natures, counts, strict=False)]
    assert bars.nature_bars(counted, EN).sentence == sentence


def test_a_kind_of_goods_that_is_no_longer_in_the_file_reads_as_other():
    counted = [tally(category="zeppelins"), tally(category="other"), tally(category="fashion")]
    assert [bar.label for bar in bars.category_bars(counted, BRANDING, EN).bars] == ["Other goods", "Clothes and shoes"]


@pytest.mark.parametrize("language", [FA, AR, EN])
def test_every_path_is_one(language):
    """A drawing with a wrong number in it would only be blank: nothing else would say so."""
    charts = [
        curves.answer_chart(shown(curve=ANSWERS), language),
        curves.history_chart(shown(), points(10, None, 99, 100), language),
    ]
    for path in [path for chart in charts for path in (*chart.lines, *chart.bands)]:
        for place in path.strip("MZ").split("L"):
            assert all(0 <= float(number) <= 100 for number in place.split()), path
