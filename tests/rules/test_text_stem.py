"""Stems: forms of one word meet, words that only look alike stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import fold, stem
from portal.text.lists import load
from portal.text.spelling import spelled

MEETING = [
    ("complaint in Persian, singular and plural", "شکایت شکایات شکایت‌ها شکایتم شکایت‌های"),
    ("complaint in Arabic", "شكوى شكاوى الشكوى الشكاوى"),
    ("company in both languages", "شرکت شركة الشركة الشركات شركات وبالشركة"),
    ("order with a natural ش", "سفارش سفارش‌ها سفارشم سفارش‌هایم سفارشات"),
    ("problem", "مشکل مشکلات مشکلم مشکلی مشکل‌ها"),
    ("problem in Arabic", "مشكلة المشكلة مشاكل"),
    ("user and users", "کاربر کاربران کاربرها کاربری"),
    ("product", "محصول محصولات محصولی محصول‌های"),
    ("letter with a natural ه", "نامه نامه‌ها نامه‌ای نامه‌هایم"),
    ("phone with a natural ی", "گوشی گوشیم گوشی‌ها گوشی‌های گوشیش"),
    ("comparison", "بزرگ بزرگ‌تر بزرگ‌ترین"),
    ("purchase", "خرید خریدم خریدمان خریدشان"),
    ("service in both languages", "خدمت خدمات خدمة الخدمة بالخدمات"),
    ("hour", "ساعت ساعات ساعة"),
    ("employee", "موظف الموظف موظفين الموظفين"),
    ("shop, broken plural", "متجر المتجر متاجر"),
    ("goods keep their كال", "کالا کالاها کالای کالاهایی"),
    ("delivery", "توصيل التوصيل للتوصيل"),
]


@pytest.mark.parametrize(("sentence", "forms"), MEETING, ids=[row[0] for row in MEETING])
def test_forms_meet(sentence, forms):
    assert len({stem(fold(form)) for form in forms.split()}) == 1, sentence


APART = [
    ("week and seven", "هفته", "هفت"),
    ("a weekly and seven", "هفته‌ای", "هفت"),
    ("letter and name", "نامه", "نام"),
    ("quality and bag", "کیفیت", "کیف"),
    ("meat and ear", "گوشت", "گوش"),
    ("phone and ear", "گوشی", "گوش"),
    ("right and lesson", "درست", "درس"),
    ("carton and card", "کارتون", "کارت"),
    ("chocolate and shape", "شکلات", "شکل"),
    ("goods and calories", "کالا", "کالری"),
    ("upper and wings", "بالا", "بال"),
    ("house and khan", "خانه", "خان"),
    ("grace and yes", "نعمة", "نعم"),
    ("filter and elephant", "فیلتر", "فیل"),
    ("above all and certainly", "البته", "بته"),
]


@pytest.mark.parametrize(("sentence", "one", "other"), APART, ids=[row[0] for row in APART])
def test_lookalikes_stay_apart(sentence, one, other):
    assert stem(fold(one)) != stem(fold(other)), sentence


@pytest.mark.parametrize("word", ["iphone", "a52", "1403", ""])
def test_other_scripts_and_numbers_stay(word):
    assert stem(word) == word


@given(st.text("ابتشکمنهیرسال", min_size=1, max_size=12))
def test_a_stem_is_never_empty_nor_longer_than_its_word(word):
    assert 0 < len(stem(word)) <= len(word)


def test_no_word_is_both_kept_whole_and_met():
    lists = load("stems")
    assert set(lists["whole"].split()).isdisjoint(lists["meet"])


def test_the_lists_hold_folded_words_in_one_spelling():
    lists = load("stems")
    words = [*lists["whole"].split(), *lists["meet"], *lists["meet"].values()]
    assert [word for word in words if spelled(fold(word)) != word] == []
