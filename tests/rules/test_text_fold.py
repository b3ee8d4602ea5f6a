"""The fold: variants of one word meet, different words stay apart, spans point into the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import fold, latin_digits, words

MEETING = [
    ("half space, space or nothing after می", ["می‌خواهم", "می خواهم", "میخواهم"]),
    ("half space, space or nothing after نمی", ["نمی‌شود", "نمی شود", "نمیشود"]),
    ("plural ها", ["کتاب‌ها", "کتاب ها", "کتابها", "كتاب‌ها"]),
    ("plural های", ["گوشی‌های خوب", "گوشی های خوب", "گوشیهای خوب"]),
    ("plural هایی", ["سفارش‌هایی", "سفارش هایی", "سفارشهایی"]),
    ("comparative تر", ["گران‌تر", "گران تر", "گرانتر"]),
    ("superlative ترین", ["بزرگ‌ترین", "بزرگ ترین", "بزرگترین"]),
    ("ام after a participle", ["خریده‌ام", "خریده ام", "خریدهام"]),
    ("ام after ی", ["راضی‌ام", "راضی ام"]),
    ("اش after ه", ["خانه‌اش", "خانه اش"]),
    ("ات after ه", ["خانه‌ات", "خانه ات"]),
    ("ای after ه", ["حرفه‌ای", "حرفه ای"]),
    ("ezafe ی after ه", ["خانه‌ی ما", "خانه ی ما"]),
    ("شان, مان, تان", ["قیمت‌شان", "قیمت شان", "قیمتشان"]),
    ("بی before a noun", ["بی‌کیفیت", "بی کیفیت", "بیکیفیت"]),
    ("two affixes one after another", ["ارزان‌ترین‌ها", "ارزان ترین ها", "ارزانترینها"]),
    ("three ye and two kaf", ["گوشی کیفی", "گوشي كيفي", "گوشى كيفى"]),
    ("hamza on ye", ["مسئول", "مسیول", "مسيول"]),
    ("alef with and without hamza or madda", ["آزاد", "ازاد", "أزاد", "إزاد", "ٱزاد"]),
    ("waw with hamza", ["مؤسسه", "موسسه"]),
    ("final teh marbuta", ["شركة", "شرکه", "شركه"]),
    ("heh with hamza above", ["خانهٔ", "خانۀ", "خانه"]),
    ("harakat and superscript alef", ["شِكَايَةٌ", "شكاية"]),
    ("tatweel", ["کتـــاب", "کتاب"]),
    ("stretched letters", ["عاااالی", "عالی", "عالییییی"]),
    ("presentation forms", ["ﻛﺘﺎﺏ", "كتاب"]),
    ("lam-alef ligature", ["ﻻزم", "لازم"]),
    ("invisible marks", ["\u200fسلام\u200e", "\ufeffسلام", "س\u00adلام", "سلام"]),
    ("three digit sets", ["۱۴۰۳", "١٤٠٣", "1403"]),
    ("digits glued to letters", ["ایفون۱۳", "آیفون 13", "ایفون 13"]),
    ("Latin case and width", ["iPhone", "IPHONE", "ｉｐｈｏｎｅ"]),
    ("punctuation and lines", ["سلام، دنیا!", "سلام\nدنیا", "«سلام» (دنیا)", "#سلام_دنیا"]),
    ("old half space", ["می¬خواهم", "می‌خواهم"]),
]


@pytest.mark.parametrize(("sentence", "variants"), MEETING, ids=[row[0] for row in MEETING])
def test_variants_meet(sentence, variants):
    assert len({fold(variant) for variant in variants}) == 1, sentence


APART = [
    ("to and idol", "به", "بت"),
    ("head and secret", "سر", "سرّی"),
    ("letter and name", "نامه", "نام"),
    ("quality and bag", "کیفیت", "کیف"),
    ("Monday and three", "سه شنبه", "سه"),
    ("water and what, in Arabic", "ماء", "ما"),
    ("a doubled letter is no stretch", "مرر", "مر"),
    ("numbers are never stretched", "1000", "10"),
    ("model names keep their digits", "a52", "a53"),
    ("wet after dry is no comparative", "خشک و تر", "خشک وتر"),
    ("any, after an Arabic preposition", "في أي وقت", "فيأي وقت"),
    ("or, after an Arabic adjective", "جيد أم سيء", "جيدأم سيء"),
    ("with me, before an article", "اتصل بي الموظف", "اتصل بيالموظف"),
    ("O, after که", "که ای کاش", "کهای کاش"),
    ("a number takes no suffix", "۲۰ تر", "20تر1"),
]


@pytest.mark.parametrize(("sentence", "one", "other"), APART, ids=[row[0] for row in APART])
def test_different_words_stay_apart(sentence, one, other):
    assert fold(one) != fold(other), sentence


FOLDED = [
    ("", ""),
    (" \u200c ،!🙂", ""),
    ("مي‌خواهم ۳ کتابِ خوب!", "میخواهم 3 کتاب خوب"),
    ("ﷺ", "صلی الله علیه وسلم"),
    ("ايميل: Ali.Reza@X.com", "ایمیل ali reza x com"),
    ("می", "می"),
    ("بی بی خانه", "بیبیخانه"),
    ("ها", "ها"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_fold_gives(text, folded):
    assert fold(text) == folded


PARTS = """
    می نمی بی ها های ی ای ایی ام ات اند تر ترین مان شان و که فی التی کتاب خانه گل راضی ال ااا اا هاا مییی
    12 ۱۳ abc ﷺ ½ ß İ ﬁ
"""
JOINTS = [" ", "‌", "،", "ـ", "َ", "¬", "_", "-", "\u200e", "", "\u0301"]
persian_like = st.lists(st.sampled_from(PARTS.split() + JOINTS + [" "] * 8), max_size=14).map("".join)
arabic_block = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=12)
any_text = persian_like | arabic_block | st.text(max_size=20)


@given(any_text)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_words_are_the_words_of_the_fold(text):
    assert [word.text for word in words(text)] == fold(text).split()


@given(any_text)
def test_spans_are_ordered_and_inside_the_text(text):
    spans = [(word.start, word.end) for word in words(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(any_text)
def test_a_span_folds_to_its_word(text):
    for word in words(text):
        assert word.text in fold(text[word.start : word.end]).split() or fold(text[word.start : word.end]) == word.text


def test_a_span_covers_a_word_written_in_parts():
    text = "من می خواهم، ایفون۱۳"
    assert [text[word.start : word.end] for word in words(text)] == ["من", "می خواهم", "ایفون", "۱۳"]


@given(any_text | st.text("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩0a٬ ", max_size=20))
def test_latin_digits_keep_length_and_place(text):
    latin = latin_digits(text)
    assert len(latin) == len(text)
    assert not set(latin) & set("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")
    assert all(old == new or new in "0123456789" for old, new in zip(text, latin, strict=True))


def test_latin_digits_of_each_set():
    assert latin_digits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ ٫") == "0123456789 0123456789 ٫"
