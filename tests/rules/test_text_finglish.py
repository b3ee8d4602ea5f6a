"""Persian in Latin letters put into its own: known words, endings, what stays, and how well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import persian_letters
from tests.bench.finglish import measured

ROWS = [
    ("a known word in several spellings", "kheyli kheili khaili", "خیلی خیلی خیلی"),
    ("a prefix written apart", "mi konam", "می‌کنم"),
    ("marks of Persian", "chera? bale, khoob bood.", "چرا؟ بله، خوب بود."),
    ("what stands beside figures", "gooshi A52 ba 128GB", "گوشی A52 با 128GB"),
    ("figures and Persian stay", "3 rooz گذشت", "3 روز گذشت"),
    ("tanvin", "lotfan", "لطفا"),
    ("a word nobody knows", "zaplopik", "زاپلوپیک"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("sentence", "latin", "persian"), ROWS, ids=[row[0] for row in ROWS])
def test_read(sentence, latin, persian):
    assert persian_letters(latin) == persian, sentence


def test_most_words_of_our_own_sentences_come_out_right():
    right, total, wrong = measured()
    assert right / total >= 0.95, wrong


@given(st.text(alphabet="aehiouy'shkgzc mnx0آ", max_size=60))
def test_no_latin_letter_is_left_but_beside_figures(text):
    if not any(map(str.isdigit, text)):
        assert not any(letter.isascii() and letter.isalpha() for letter in persian_letters(text))
