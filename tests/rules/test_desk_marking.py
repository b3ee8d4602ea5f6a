"""Findings marked in place: the text stays whole, whatever the spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.desk.marking import Passage, covers_all, passages

TEXT = "ab cd ef"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([], [Passage(TEXT)], id="nothing found"),
        pytest.param([(3, 5)], [Passage("ab "), Passage("cd", (0,), (0,)), Passage(" ef")], id="words in the middle"),
        pytest.param([(0, 2)], [Passage("ab", (0,), (0,)), Passage(" cd ef")], id="words at the beginning"),
        pytest.param([(6, 8)], [Passage("ab cd "), Passage("ef", (0,), (0,))], id="words at the end"),
        pytest.param(
            [(0, 5), (3, 8)],
            [Passage("ab ", (0,)), Passage("cd", (0, 1), (0,)), Passage(" ef", (1,), (1,))],
            id="two that overlap",
        ),
        pytest.param(
            [(0, 8), (3, 5)],
            [Passage("ab ", (0,)), Passage("cd", (0, 1), (1,)), Passage(" ef", (0,), (0,))],
            id="one within another",
        ),
        pytest.param(
            [(3, 5), (3, 5)],
            [Passage("ab "), Passage("cd", (0, 1), (0, 1)), Passage(" ef")],
            id="two on the same words",
        ),
        pytest.param(
            [(0, 3), (3, 5)],
            [Passage("ab ", (0,), (0,)), Passage("cd", (1,), (1,)), Passage(" ef")],
            id="one after the other",
        ),
        pytest.param([None, (3, 99)], [Passage("ab "), Passage("cd ef", (1,), (1,))], id="beyond the end"),
        pytest.param([(4, 4), (5, 3), (-3, 0), (8, 9)], [Passage(TEXT)], id="nothing to mark"),
    ],
)
def test_passages(spans: list[tuple[int, int] | None], expected: list[Passage]) -> None:
    assert passages(TEXT, spans) == expected


def test_an_empty_text_has_no_passages() -> None:
    assert passages("", [(0, 4)]) == []


spans = st.lists(st.none() | st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=8)


@given(st.text(max_size=50), spans)
def test_joined_they_are_the_text_and_each_span_its_words(text: str, found: list[tuple[int, int] | None]) -> None:
    pieces = passages(text, found)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    for place, span in enumerate(found):
        start, end = (0, 0) if span is None else (max(0, span[0]), max(0, span[1]))
        inside = [piece for piece in pieces if place in piece.within]
        assert "".join(piece.text for piece in inside) == text[start:end]
        assert [place in piece.closes for piece in inside] == [False] * (len(inside) - 1) + [True] * bool(inside)


@pytest.mark.parametrize(("span", "whole"), [((0, 8), True), ((0, 99), True), ((1, 8), False), ((0, 7), False)])
def test_what_covers_the_whole_text(span: tuple[int, int], whole: bool) -> None:
    assert covers_all(span, TEXT) is whole
