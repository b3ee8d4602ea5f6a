"""Arabic in Latin letters put into its own, and all that a query may have meant in other letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.text import arabic_letters, readings
from tests.bench.arabizi import measured
from tests.kit.depth import examples

ROWS = [
    ("figures for letters", "7isab sa3a", "حساب ساعة"),
    ("a letter that may be two", "mabla8 raqam", "مبلغ رقم"),
    ("vowels left out or written", "mushkila moshkela", "مشكلة مشكلة"),
    ("an article apart, with a hyphen and joined", "el talab, el-talab, eltalab", "الطلب, الطلب, الطلب"),
    ("a clitic before the article", "lel tawseel", "للتوصيل"),
    ("tanwin", "shukran", "شكرا"),
    ("models stay", "a52 13 شحن", "a52 13 شحن"),
    ("a word nobody knows", "zaplopik", "زابلوبيك"),
    ("an apostrophe after an article", "el' talab", "الطلب"),
    ("a word of no language", "b" * 3 + "ak" * 30, "ب" + "اك" * 30),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("sentence", "latin", "arabic"), ROWS, ids=[row[0] for row in ROWS])
def test_read(sentence, latin, arabic):
    assert arabic_letters(latin) == arabic, sentence


def test_most_words_of_our_own_queries_come_out_right():
    for right, total, wrong in measured().values():
        assert right / total >= 0.9, wrong


@settings(max_examples=examples(50), deadline=None)
@given(st.text(alphabet="aeiou'sthgkdwxcy -", max_size=30))
def test_no_latin_letter_is_left(text):
    assert all(not (letter.isascii() and letter.isalpha()) for letter in arabic_letters(text))


READINGS = [
    ("a store and goods, in Persian", "digikala gooshi", "دیجی‌کالا گوشی"),
    ("delivery, in Arabic", "el tawseel", "التوصيل"),
    ("the wrong keyboard", "',ad", "گوشی"),
    ("the wrong keyboard, for a Latin word", "سشئسعدل", "samsung"),
]


@pytest.mark.parametrize(("sentence", "typed", "meant"), READINGS, ids=[row[0] for row in READINGS])
def test_what_was_meant_is_among_the_readings(sentence, typed, meant):
    assert meant in readings(typed), sentence


@pytest.mark.parametrize("text", ["", "12 ؟", "🙂"])
def test_no_reading_of_what_has_no_letters(text):
    assert readings(text) == ()


def test_no_reading_is_the_query_or_comes_twice():
    found = readings("گوشی ipad")
    assert "گوشی ipad" not in found
    assert len(set(found)) == len(found)
