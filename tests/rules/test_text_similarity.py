"""How much of a reply is new, and what of it may answer."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import ACKNOWLEDGEMENTS_VERSION, fold, new_words, runs, substance
from portal.text.lists import load

LISTS = load("acknowledgements")


def test_runs_are_stable_signed_64_bit_integers():
    assert runs(["سفارش", "شما", "ارسال", "شد"]) == {4030518496524793200, -6888622182956774653}


def test_a_text_shorter_than_a_run_has_none_and_is_all_new():
    assert runs(["سلام", "شما"]) == set()
    assert new_words(["سلام", "شما"], runs(["سلام", "شما"])) == 2


NEW = [
    ("the same text again", "a b c d e", "a b c d e", 0),
    ("another text", "a b c d e", "v w x y z", 5),
    ("one word changed in the middle", "a b c X d e f", "a b c Y d e f", 1),
    ("a tail added", "a b c", "a b c d e", 2),
    ("the same words in another order", "a b c d", "d c b a", 4),
    ("two common words are no run", "a b x", "a b y", 3),
    ("runs may overlap", "a b c d", "b c d a b c", 0),
]


@pytest.mark.parametrize(("sentence", "earlier", "later", "count"), NEW, ids=[row[0] for row in NEW])
def test_new_words(sentence, earlier, later, count):
    assert new_words(later.split(), runs(earlier.split())) == count, sentence


word_lists = st.lists(st.sampled_from("abcde"), max_size=20)


@given(word_lists)
def test_nothing_is_new_beside_itself(words):
    assert new_words(words, runs(words)) == (0 if len(words) > 2 else len(words))


@given(word_lists, word_lists, word_lists)
def test_more_earlier_texts_never_make_more_new(words, one, other):
    assert new_words(words, runs(one) | runs(other)) <= new_words(words, runs(one)) <= len(words)


EMPTY = [
    ("a Persian acknowledgement", "با سلام و احترام؛ همراه گرامی، درخواست شما ثبت شد. پیگیری می شود."),
    ("the same with half spaces", "همراه گرامی پیگیری می‌شود"),
    ("an apology", "از مشکل پیش آمده متأسفیم، پوزش ما را بپذیرید. باتشکر"),
    ("a transfer", "به واحد مربوطه ارجاع داده شد، همکاران ما با شما تماس خواهند گرفت"),
    ("names and numbers", "سلام خانم مریم رضایی، ۱۲۳۴۵"),
    ("an Arabic acknowledgement", "عميلنا العزيز، نعتذر عن الإزعاج. تم تحويل شكواك للقسم المختص"),
    ("the Arabic and on the next word", "نعتذر عن التأخير وسيتم التواصل معك في أقرب وقت"),
    ("with harakat and tatweel", "شكـــراً لتواصلك معنا"),
]


@pytest.mark.parametrize(("sentence", "reply"), EMPTY, ids=[row[0] for row in EMPTY])
def test_an_acknowledgement_has_next_to_no_substance(sentence, reply):
    assert len(substance(reply, ["مریم رضایی"])) <= 1, sentence


def test_an_answer_keeps_its_substance_in_order():
    reply = "سلام خانم رضایی عزیز، مبلغ ۲۵۰٬۰۰۰ تومان امروز به کارت شما برگشت و قاب نو با پیک فرستاده شد."
    kept = "مبلغ تومان امروز به کارت شما برگشت و قاب نو با پیک فرستاده شد"
    assert substance(reply, ["مریم رضایی"]) == kept.split()


def test_names_are_taken_out_word_by_word_in_any_spelling():
    assert substance("فروشگاه نيلا كالا پاسخ داد", ["نیلا کالا"]) == ["فروشگاه", "پاسخ", "داد"]


@given(st.text(max_size=60))
def test_substance_is_part_of_the_fold(text):
    folded = iter(fold(text).split())
    assert all(word in folded for word in substance(text, []))


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_the_lists_are_long_enough_and_repeat_nothing(language):
    for kind in ("greetings", "phrases"):
        folded = [fold(phrase) for phrase in LISTS[language][kind]]
        assert len(set(folded)) == len(folded)
        assert all(folded)
    assert len(LISTS[language]["phrases"]) >= 60


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_every_phrase_is_taken_out_whole(language):
    phrases = LISTS[language]["greetings"] + LISTS[language]["phrases"]
    assert [phrase for phrase in phrases if substance(phrase, [])] == []


def test_the_lists_are_in_their_own_letters():
    assert not re.search("[يىكةأإ]", " ".join(LISTS["fa"]["phrases"]).replace("أ", ""))
    assert not re.search("[یکپچژگ]", " ".join(LISTS["ar"]["phrases"] + LISTS["ar"]["greetings"]))


def test_the_version_is_that_of_the_lists():
    assert LISTS["version"] == ACKNOWLEDGEMENTS_VERSION
