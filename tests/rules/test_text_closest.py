"""What a word may be a slip for, among known words with their frequency."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.text import Vocabulary, closest, is_one_slip
from portal.text.closest import distance
from tests.kit.depth import examples

KNOWN = Vocabulary(
    {
        "ارسال": 900, "ارسالی": 40, "اتصال": 30, "فروشگاه": 500, "فرودگاه": 20, "گارانتی": 200, "تحویل": 300, "تحول": 3,
        "یخچال": 90, "موبایل": 400, "استرجاع": 80, "توصیل": 300, "المشکله": 50, "ضمانت": 70, "زمان": 400, "لباس": 100,
        "سفارش": 800, "به": 9000, "بت": 1, "قاب": 60, "قار": 5, "غذا": 80,
        "samsung": 90, "iphone": 80, "13": 5, "a52": 5, "a53": 9,
    }
)  # fmt: skip

ROWS = [
    ("letters that sound alike", "ارصال", "ارسال"),
    ("several of them", "ظمانط", "ضمانت"),
    ("a letter left out", "فرشگاه", "فروشگاه"),
    ("a letter too many", "توصیلل", "توصیل"),
    ("two letters swapped", "سفاشر", "سفارش"),
    ("swapped at the end", "استرجعا", "استرجاع"),
    ("a key that touches the right one", "تحوسل", "تحویل"),
    ("a letter without its dots", "یخجال", "یخچال"),
    ("two places of a long word", "فرشگاهه", "فروشگاه"),
    ("a short word", "غزا", "غذا"),
    ("the first letter", "اباس", "لباس"),
    ("a Latin word", "samsng", "samsung"),
    ("swapped Latin letters", "iphoen", "iphone"),
]


ONE_SLIP = [
    ("a letter changed", "گوسی", "گوشی", True),
    ("left out", "گشی", "گوشی", True),
    ("added at the end", "گوشیی", "گوشی", True),
    ("neighbours swapped", "گوسش", "گوشس", True),
    ("the same", "گوشی", "گوشی", True),
    ("a letter that sounds alike and a vowel", "زراف", "ظرف", False),
    ("letters swapped across another", "شوگی", "گوشی", False),
]


@pytest.mark.parametrize(("sentence", "typed", "meant", "is_one"), ONE_SLIP, ids=[row[0] for row in ONE_SLIP])
def test_one_slip(sentence, typed, meant, is_one):
    assert is_one_slip(typed, meant) is is_one_slip(meant, typed) is is_one, sentence


@pytest.mark.parametrize(("sentence", "typed", "meant"), ROWS, ids=[row[0] for row in ROWS])
def test_the_likeliest(sentence, typed, meant):
    assert closest(typed, KNOWN)[0] == meant, sentence


NOTHING = [
    ("words of two letters", "به"),
    ("a number", "14"),
    ("a model", "a54"),
    ("nothing near", "قسطنطنیه"),
    ("two places of a short word", "چدا"),
    ("nothing", ""),
    ("no word at all", "ب" * 60),
]


@pytest.mark.parametrize(("sentence", "typed"), NOTHING, ids=[row[0] for row in NOTHING])
def test_no_guess(sentence, typed):
    assert closest(typed, KNOWN) == [], sentence


def test_of_two_as_near_the_more_frequent_comes_first_and_the_word_itself_never():
    assert closest("قاش", KNOWN) == ["قاب", "قار"]
    assert closest("قاش", KNOWN, limit=1) == ["قاب"]
    assert closest("ارسال", KNOWN) == ["ارسالی"]


LETTERS = st.text("ابتسصزشکری", min_size=5, max_size=9)


@settings(max_examples=examples(60), deadline=None)
@given(
    LETTERS,
    st.integers(1, 3),
    st.sampled_from("ابتسصزشکری"),
    st.sampled_from(["left out", "changed", "added", "swapped"]),
)
def test_one_slip_inside_a_word_is_always_found(word, place, letter, slip):
    slipped = {
        "left out": word[:place] + word[place + 1 :],
        "changed": word[:place] + letter + word[place + 1 :],
        "added": word[:place] + letter + word[place:],
        "swapped": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    }[slip]
    assert slipped == word or word in closest(slipped, Vocabulary({word: 1}))


@settings(max_examples=examples(60), deadline=None)
@given(LETTERS, LETTERS)
def test_a_distance_is_the_same_both_ways(one, other):
    assert distance(one, other, 99) == pytest.approx(distance(other, one, 99))


BEGUN = [
    ("the most frequent first", "ار", ["ارسال", "ارسالی"]),
    ("a whole word begins itself", "زمان", ["زمان"]),
    ("what no word begins with", "ژ", []),
    ("words with a digit are nobody's to be told", "a5", []),
]


@pytest.mark.parametrize(("sentence", "letters", "words"), BEGUN, ids=[row[0] for row in BEGUN])
def test_what_begins_with_the_letters(sentence, letters, words):
    assert KNOWN.beginning(letters, 5) == words, sentence


def test_no_more_than_asked_for_begin():
    assert KNOWN.beginning("ت", 1) == ["تحویل"]
