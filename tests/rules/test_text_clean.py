"""What people type is made safe to store, and nothing they meant is lost."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import clean, is_blank

SINGLE = [
    ("NUL goes", "سلا\x00م", "سلام"),
    ("other controls go", "a\x01\x1f\x7f\x9fb", "ab"),
    ("runs of white space become one", "  a \t\u00a0 b\u2003c ", "a b c"),
    ("lines become one", "a\r\nb\rc\nd\u2028e", "a b c d e"),
    ("bidi controls go", "\u202eabc\u202c \u2066x\u2069", "abc x"),
    ("half spaces stay", "می‌خواهم", "می‌خواهم"),
    ("direction marks stay", "a\u200e\u200fb", "a\u200e\u200fb"),
    ("emoji sequences stay", "👨‍👩‍👧 ❤️ 🇮🇷", "👨‍👩‍👧 ❤️ 🇮🇷"),
    ("a lone surrogate is replaced", "a\ud800b", "a\ufffdb"),
    ("noncharacters are replaced", "a\uffffb", "a\ufffdb"),
    ("a byte-order mark goes", "\ufeffسلام", "سلام"),
    ("letters are composed", "آ e\u0301", "آ é"),
    ("nothing stays nothing", " \x00\t ", ""),
]


@pytest.mark.parametrize(("sentence", "text", "cleaned"), SINGLE, ids=[row[0] for row in SINGLE])
def test_a_line(sentence, text, cleaned):
    assert clean(text) == cleaned, sentence


MULTILINE = [
    ("all line ends become newlines", "a\r\nb\rc\nd\u2028e", "a\nb\nc\nd\ne"),
    ("blank lines stay", "a\n\nb", "a\n\nb"),
    ("tabs become spaces", "a\tb", "a b"),
    ("inner spaces stay", "a  b", "a  b"),
    ("outer white space goes", "\n\n a \n", "a"),
    ("controls go", "a\x00\n\x08b", "a\nb"),
]


@pytest.mark.parametrize(("sentence", "text", "cleaned"), MULTILINE, ids=[row[0] for row in MULTILINE])
def test_lines(sentence, text, cleaned):
    assert clean(text, multiline=True) == cleaned, sentence


odd = st.sampled_from("\x00\t\n\r\x0b\x85\u2028\u202e\u2066\u200c\ufeff\ud800\udc00\uffff \u0301e\u0654ا")
any_text = st.lists(odd | st.characters(exclude_categories=[]), max_size=20).map("".join)


@given(any_text, st.booleans())
def test_cleaning_twice_is_cleaning_once(text, multiline):
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once


@given(any_text, st.booleans())
def test_nothing_dangerous_is_left(text, multiline):
    cleaned = clean(text, multiline=multiline)
    controls = {letter for letter in cleaned if unicodedata.category(letter) in {"Cc", "Cs"}}
    assert controls <= ({"\n"} if multiline else set())
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", cleaned)
    assert cleaned == cleaned.strip() == unicodedata.normalize("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("", True),
        (" \t\u00a0\u2003\u3000", True),
        ("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", True),  # joiners and marks of direction
        ("\u3164\u115f\uffa0\u2800", True),  # fillers
        ("\u0301\u064b\ufe0f", True),  # marks with nothing under them
        ("\x00\x1f\x7f", True),
        ("\u200cن\u200c", False),
        ("۷", False),
        ("👍", False),
        ("؟", False),
    ],
)
def test_what_nobody_can_see_is_blank(text, blank):
    assert is_blank(text) is blank
