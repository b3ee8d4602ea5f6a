"""The score of every edge of its definition, through the database, against an independent computation."""

from datetime import timedelta

import pytest

from tests.kit.archives import load
from tests.kit.edge_cases import AS_OF, EDGES, everything
from tests.kit.score_comparison import between, computed, differences

TOLERANCE = 1e-9


@pytest.fixture
def loaded(app, once):
    return once(_loaded, app)


def _loaded(_app):
    return load(*everything())


@pytest.mark.parametrize(
    "as_of",
    [
        pytest.param(AS_OF, id="the instant the edges are made for"),
        pytest.param(AS_OF - timedelta(days=3, microseconds=1), id="three days before, when less had happened"),
        pytest.param(AS_OF + timedelta(days=30), id="a month later, when more is due and some has left the window"),
    ],
)
def test_every_edge_scores_as_the_definition_says(loaded, as_of):
    lines = everything()
    result, problems = loaded
    assert problems == {}
    assert result.stores >= len(EDGES)
    assert computed(as_of).keys() == {line["slug"] for line in lines if line["type"] == "store"}
    assert [found for found in differences(lines, as_of) if found[1] > TOLERANCE] == []


@pytest.mark.parametrize(
    ("ours", "theirs", "size"),
    [
        pytest.param({"score": 70.5}, {"score": 70.0}, 0.5, id="two numbers"),
        pytest.param({"score": None}, {"score": 70.0}, float("inf"), id="a number where there should be none"),
        pytest.param({"parts": {}}, {"parts": {"V": 0.5}}, float("inf"), id="a missing part"),
        pytest.param({"a-store": {"n": 3}}, {}, float("inf"), id="a store too many"),
    ],
)
def test_a_difference_is_seen(ours, theirs, size):
    assert [found for _, found in between(ours, theirs)] == [size]
