"""Where things stand in a drawing."""

import pytest

from portal import plots
from portal.plots import Across, Part

HOURS = (0.0, 12.0, 24.0, 72.0)


@pytest.mark.parametrize(
    ("value", "from_left"),
    [
        pytest.param(0, 0, id="the first knot begins the axis"),
        pytest.param(12, 33.33, id="knots stand at equal distances"),
        pytest.param(24, 66.67, id="however far apart their values are"),
        pytest.param(48, 83.33, id="between two knots values run evenly"),
        pytest.param(72, 100, id="the last knot ends it"),
        pytest.param(900, 100, id="what lies beyond stands at the edge"),
        pytest.param(-3, 0, id="on both sides"),
    ],
)
def test_where_a_value_stands_across(value, from_left):
    assert Across(HOURS, from_right=False)(value) == from_left
    assert Across(HOURS, from_right=True)(value) == pytest.approx(100 - from_left)


@pytest.mark.parametrize(("value", "most", "place"), [(0, 1, 100), (1, 1, 0), (0.5, 1, 50), (61.5, 100, 38.5)])
def test_where_a_value_stands_from_the_top(value, most, place):
    assert plots.down(value, most) == place


def test_parts_of_a_bar_lie_one_behind_the_other_from_where_reading_begins():
    shares = [("solved", 0.4), ("silent", 0.1), ("unsolved", 0.5)]
    assert plots.parts(shares, from_right=False) == [
        Part("solved", 0, 40),
        Part("silent", 40, 10),
        Part("unsolved", 50, 50),
    ]
    assert plots.parts(shares, from_right=True) == [
        Part("solved", 60, 40),
        Part("silent", 50, 10),
        Part("unsolved", 0, 50),
    ]


def test_a_staircase_keeps_its_level_until_the_step():
    assert plots.corners([(0, 100), (20, 60), (70, 10)]) == [(0, 100), (20, 100), (20, 60), (70, 60), (70, 10)]
    assert plots.corners([]) == []


def test_paths_go_from_place_to_place_and_areas_back_along_the_other_line():
    assert plots.line([(0, 100), (33.33, 5)]) == "M0 100L33.33 5"
    assert plots.area([(0, 10), (50, 5)], [(0, 90), (50, 80)]) == "M0 10L50 5L50 80L0 90Z"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([1, 2, 3], [[1, 2, 3]]),
        ([None, 1, 2, None, None, 3, None], [[1, 2], [3]]),
        ([None], []),
        ([], []),
    ],
)
def test_a_line_is_broken_where_there_is_nothing(rows, found):
    assert plots.runs(rows, lambda row: row is not None) == found


@pytest.mark.parametrize(
    ("count", "most", "places"),
    [
        (0, 4, []),
        (1, 4, [0]),
        (4, 4, [0, 1, 2, 3]),
        (5, 4, [0, 2, 4]),
        (25, 4, [3, 10, 17, 24]),
        (13, 4, [0, 4, 8, 12]),
    ],
)
def test_labels_are_even_few_and_the_last_has_one(count, most, places):
    assert plots.spaced(count, most) == places
    assert len(places) <= most
