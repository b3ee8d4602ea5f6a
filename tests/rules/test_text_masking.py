"""Masking: marks for what must not be public, roles for names, and everything else as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import STAFF, PersonalDatum, masked, personal_data, staff_names, words

PHONE = "شماره 09121234567 یا 02188776655."
NAMES = "آقای احمدی پاسخ نداد، خانم کریمی هم پاسخ نداد و علی احمدی پشتیبانی را بست."
texts = st.text(alphabet="ab 0123456789@.سفارش", max_size=60)
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from(["phone", STAFF, "x"])), max_size=5)


def of_staff(text):
    return [PersonalDatum(STAFF, name.start, name.end) for name in staff_names(words(text), "fa")]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fa", "شماره [شمارهٔ تلفن] یا [شمارهٔ تلفن]."),
        ("ar", "شماره [رقم هاتف] یا [رقم هاتف]."),
        ("en", "شماره [telephone number] یا [telephone number]."),
    ],
)
def test_a_mark_says_what_stood_there_in_the_language_of_the_post(language, shown):
    assert masked(PHONE, personal_data(PHONE), language).text == shown


def test_every_kind_has_a_mark_of_its_own():
    kinds = ("phone", "email", "national-id", "card", "iban", "address", "plate")
    marks = {masked("x", [PersonalDatum(kind, 0, 1)], "fa").text for kind in kinds}
    assert len(marks) == len(kinds)
    assert masked("x", [PersonalDatum("other", 0, 1)], "en").text == "[taken out]"


def test_names_become_roles_and_the_same_name_the_same_role():
    public = masked(NAMES, of_staff(NAMES), "fa")
    assert public.text == "کارشناس ۱ پاسخ نداد، کارشناس ۲ هم پاسخ نداد و کارشناس ۱ پشتیبانی را بست."
    assert list(public.staff) == ["احمدی", "کریمی"]


def test_the_next_text_of_a_case_knows_who_was_named_before():
    later = "خانم رضایی و خانم کریمی از پشتیبانی زنگ زدند"
    public = masked(later, of_staff(later), "fa", staff=("احمدی", "کریمی"))
    assert public.text == "کارشناس ۳ و کارشناس ۲ از پشتیبانی زنگ زدند"


@pytest.mark.parametrize(("language", "shown"), [("fa", "کارشناس ۱"), ("ar", "الموظف ١"), ("en", "agent 1")])
def test_a_role_is_written_in_the_language(language, shown):
    assert masked("أحمد", [PersonalDatum(STAFF, 0, 4)], language).text == shown


def test_overlapping_spans_have_one_mark():
    data = [PersonalDatum("phone", 2, 6), PersonalDatum("email", 4, 8), PersonalDatum("card", 3, 5)]
    assert masked("0123456789", data, "en").text == "01[telephone number]89"


def test_nothing_to_mask_leaves_the_text():
    assert masked("سلام", [], "fa").text == "سلام"


@given(texts, spans)
def test_what_lies_outside_the_spans_stays_in_order(text, places):
    data = [
        PersonalDatum(kind, start, min(start + size, len(text))) for start, size, kind in places if start < len(text)
    ]
    hidden = {place for datum in data for place in range(datum.start, datum.end)}
    kept = "".join(letter for place, letter in enumerate(text) if place not in hidden)
    shown = iter(masked(text, data, "en").text)
    assert all(letter in shown for letter in kept)
