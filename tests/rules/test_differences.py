"""Two versions of a text beside each other."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.desk.differences import Change, differences

TEXTS = st.lists(st.sampled_from(["یخچال", "نرسید", "دزد", "•••••", "a", "\n\n", "و"]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("a b c", "a b c", [Change(kept="a b c")], id="nothing changed"),
        pytest.param("a b c", "a x c", [Change(kept="a "), Change("", "b", "x"), Change(kept=" c")], id="a word"),
        pytest.param(
            "a b c d", "a x y d", [Change(kept="a "), Change("", "b c", "x y"), Change(kept=" d")], id="two words"
        ),
        pytest.param("a b", "a", [Change(kept="a"), Change(taken_out=" b")], id="a word taken out"),
        pytest.param("a", "a\n\nb", [Change(kept="a"), Change(put_in="\n\nb")], id="a paragraph put in"),
        pytest.param("", "a", [Change(put_in="a")], id="all is new"),
        pytest.param("a", "", [Change(taken_out="a")], id="all is gone"),
        pytest.param("", "", [], id="there is nothing"),
    ],
)
def test_what_changed(old: str, new: str, expected: list[Change]) -> None:
    assert differences(old, new) == expected


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_nothing_invented(old: str, new: str) -> None:
    changes = differences(old, new)
    assert "".join(each.kept + each.put_in for each in changes) == new
    assert "".join(each.kept + each.taken_out for each in changes) == old


def test_the_longest_texts_of_one_word_take_no_time() -> None:
    began = time.perf_counter()
    differences("و " * 5_000, "و " * 4_999 + "یا")
    assert time.perf_counter() - began < 1
