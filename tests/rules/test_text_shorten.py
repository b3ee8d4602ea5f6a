"""The beginning of a text, in whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import shortened


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("نرسید", 5, "نرسید", id="fits"),
        pytest.param("یخچال هنوز نرسید", 8, "یخچال…", id="a word that is not whole goes"),
        pytest.param("یخچال هنوز نرسید", 10, "یخچال هنوز…", id="a whole one stays"),
        pytest.param("یخچال، هنوز نرسید", 8, "یخچال…", id="no comma before the ellipsis"),
        pytest.param("می‌خواهم", 3, "می…", id="a single word is cut, not at its half space"),
        pytest.param("خط یک\nخط دو", 7, "خط یک…", id="at a line's end as at a space"),
        pytest.param("", 3, "", id="nothing"),
    ],
)
def test_the_beginning_in_whole_words(text, limit, expected):
    assert shortened(text, limit) == expected


@given(st.text(), st.integers(1, 60))
def test_it_is_never_longer_and_says_where_it_was_cut(text, limit):
    short = shortened(text, limit)
    if len(text) <= limit:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert len(short) <= limit + 1
