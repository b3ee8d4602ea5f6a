"""The judged queries are whole, and what is measured with them is measured right."""

from collections import Counter

import pytest

from tests.bench.search_quality import KINDS, Judged, Quality, hand_written, judged, quality
from tests.bench.search_yardsticks import FullTextOfSqlite, PlainWhoosh, asked


def test_every_kind_of_query_is_judged_and_every_judged_case_is_there():
    kinds = Counter(each.kind for each in judged())
    assert set(kinds) == set(KINDS)
    assert kinds.total() >= 120
    assert min(kinds.values()) >= 14
    assert {title for each in judged() for title in each.grades} <= hand_written()
    assert {grade for each in judged() for grade in each.grades.values()} == {1, 2}
    assert [each.query for each in judged() if 2 not in each.grades.values()] == []


BEST, NEXT, WORSE = "best", "next", "worse"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([BEST, NEXT, WORSE], Quality(1.0, 1.0), id="in the order of the grades"),
        pytest.param([BEST, NEXT], Quality(0.878, 2 / 3), id="one is missing"),
        pytest.param([WORSE, BEST, NEXT], Quality(0.821, 1.0), id="the worse first"),
        pytest.param(["other"] * 10 + [BEST], Quality(0.0, 1 / 3), id="beyond the first ten"),
        pytest.param([], Quality(0.0, 0.0), id="nothing"),
    ],
)
def test_quality_of_one_query(found, expected):
    measured = quality(Judged("persian", "", {BEST: 2, NEXT: 1, WORSE: 1}), found)
    assert measured.ndcg == pytest.approx(expected.ndcg, abs=1e-3)
    assert measured.recall == pytest.approx(expected.recall)


@pytest.mark.parametrize("yardstick", [PlainWhoosh, FullTextOfSqlite])
def test_the_yardsticks_find_words_and_phrases_as_they_were_written(yardstick):
    find = yardstick({"one": "سبز و آبی", "two": "آبی و سبز", "three": "سفید"})
    assert sorted(find("سبز آبی")) == ["one", "two"]
    assert find('"سبز و"') == ["one"]
    assert find("سبزها") == []
    assert list(asked("«و» :")) == [["و"]]
    getattr(find, "close", lambda: None)()
