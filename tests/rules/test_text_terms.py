"""Terms: one query in two spellings gives the same stems, two queries do not; what is asked has synonyms."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.text import compounds, fold, stem, synonyms, terms
from portal.text.lists import load
from portal.text.spelling import spelled
from portal.text.terms import one_spelling
from tests.kit.depth import examples
from tests.kit.variants import pairs

SAME_WORDS = {"letters", "marks", "half space", "digits", "hamza", "stretched", "compounds"}


def words(text):
    return [term.word for term in terms(text)]


def stems(text):
    return [term.stem for term in terms(text)]


def test_there_are_enough_variants_of_both_languages():
    assert len(pairs("meeting")) >= 300
    assert len(pairs("apart")) >= 90


@pytest.mark.parametrize("kind", sorted({row[0] for row in pairs("meeting")}))
def test_two_spellings_are_one_query(kind):
    rows = [row for row in pairs("meeting") if row[0] == kind]
    assert [(one, other) for _, one, other in rows if stems(one) != stems(other)] == []
    if kind in SAME_WORDS:
        assert [(one, other) for _, one, other in rows if words(one) != words(other)] == []


def test_two_queries_are_not_one():
    assert [(one, other) for _, one, other in pairs("apart") if stems(one) == stems(other)] == []


ROWS = [
    ("a compound keeps its ending", "نرم افزار ها", ["نرمافزارها"]),
    ("parts of a compound of three", "به روز رسانی", ["بهروزرسانی"]),
    ("a number loses its separators", "۱۲٬۵۰۰تومان", ["12500", "تومان"]),
    ("a list of numbers is none", "200,300,4", ["200300", "4"]),
    ("and is no term", "الشركة و المندوب", ["الشرکه", "المندوب"]),
    ("and alone is nothing", "و", []),
    ("to and idol are two words", "به بت", ["به", "بت"]),
    ("no word", " ،🙂", []),
]


@pytest.mark.parametrize(("sentence", "text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_words_of(sentence, text, expected):
    assert words(text) == expected, sentence


def test_a_term_says_where_it_stands():
    text = "از نرم افزار ها، ۱۲٬۵۰۰ بار"
    assert [text[term.start : term.end] for term in terms(text)] == ["از", "نرم افزار ها", "۱۲٬۵۰۰", "بار"]


PARTS = """
    می نمی بی نا ها های ای ام ات تر ترین شان و که کتاب خانه گل راضی ال ااا مييی نرم افزار به روز رسانی در حالی حالیکه که
    صد ان شاء الله انشاء دی جی کالا مسئول مسؤول شئون شیء بطیء شراء طاووس ۱۲٬۵۰۰ 12 345 abc ﷺ ½ İ
"""
JOINTS = [" ", "‌", "،", ",", "ـ", "َ", "", "\u200e"]
any_text = st.lists(st.sampled_from(PARTS.split() + JOINTS + [" "] * 20), max_size=14).map("".join) | st.text(
    st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=12
)


@settings(max_examples=examples(80), deadline=None)
@given(any_text)
def test_one_spelling_is_one_spelling_twice_and_spans_are_in_order(text):
    once = one_spelling(text)
    assert one_spelling(once) == once
    found = terms(text)
    assert all(0 <= term.start < term.end <= len(text) for term in found)
    assert [term.start for term in found] == sorted(term.start for term in found)
    assert stems(once) == stems(text)


FOLD_SAFE = [("ي", "ی"), ("ك", "ک"), ("ة", "ه"), ("أ", "ا"), ("ٱ", "ا"), ("ؤ", "و"), ("ى", "ی"), ("ـ", ""), ("ّ", "")]
persian_words = st.lists(st.sampled_from(Path(compounds.__file__).with_name("finglish.txt").read_text("utf-8").split()))


@settings(max_examples=examples(30), deadline=None)
@given(persian_words, st.sampled_from(FOLD_SAFE))
def test_a_twin_of_a_letter_finds_the_same(known, twins):
    written, plain = twins
    text = " ".join(known)
    assert words(text.replace(plain, written) if plain else text.replace(" ", f"{written} ")) == words(text)


def test_the_lists_hold_folded_words():
    lists = load("spellings")
    written = [
        word
        for part in (lists["words"], lists["roots"])
        for one, others in part.items()
        for word in (one, *others.split())
    ]
    written += Path(compounds.__file__).with_suffix(".txt").read_text("utf-8").split()
    assert [word for word in written if fold(word) != word] == []
    assert [one for part in (lists["words"], lists["roots"]) for one in part if spelled(one) != one] == []


def test_synonyms_are_single_words_and_mutual():
    groups = [[stem(word.word) for word in terms(group)] for group in load("synonyms")["groups"]]
    assert [len(group) for group in groups] == [group.count("،") + 1 for group in load("synonyms")["groups"]]
    assert [group for group in groups if len(set(group)) != len(group)] == []
    (returned,) = terms("پس‌دادن")
    (sent_back,) = terms("مرجوع")
    assert sent_back.stem in synonyms(returned)
    assert returned.stem in synonyms(sent_back)
    assert synonyms(terms("یخچال")[0]) == ()
