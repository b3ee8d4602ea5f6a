"""What is typed into the search box, read: a row a way of asking."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.language import LANGUAGES
from portal.search.asking import MOST, Narrowing, Wording, read
from tests.kit.depth import examples

KNOWN = {
    Narrowing.STORE: {"گلستان": "golestan", "golestan": "golestan"}.get,
    Narrowing.STATE: {"open": "open", "بی پاسخ": "open"}.get,
}
MAY_1 = date(2025, 5, 1)

ROWS = {
    "words": ("یخچال نرسید", Wording(words=("یخچال", "نرسید"))),
    "a phrase": ('"پول مرا" یخچال', Wording(words=("یخچال",), phrases=("پول مرا",))),
    "a phrase in Persian quotes": ("«پول مرا»", Wording(phrases=("پول مرا",))),
    "without a word": ("یخچال -نرسید", Wording(words=("یخچال",), without=("نرسید",))),
    "without a phrase": ('یخچال -"پول مرا"', Wording(words=("یخچال",), without=("پول مرا",))),
    "a hyphen within a word": ("e-mail", Wording(words=("e-mail",))),
    "a word that is only begun": ("یخچ* نرسید", Wording(words=("نرسید",), begun=("یخچ*",))),
    "one letter begins no word": ("ی*", Wording(words=("ی*",))),
    "an asterisk in a word": ("a*b", Wording(words=("a*b",))),
    "a lonely minus": ("- یخچال", Wording(words=("یخچال",))),
    "a store by its slug": ("store:golestan یخچال", Wording(words=("یخچال",), values={Narrowing.STORE: "golestan"})),
    "a store by its name": ("فروشگاه:گلستان", Wording(values={Narrowing.STORE: "golestan"})),
    "a value of two words": ("وضعیت:«بی پاسخ»", Wording(values={Narrowing.STATE: "open"})),
    "a store nobody knows is a word": ("store:nowhere", Wording(words=("store:nowhere",))),
    "an address is a word": ("https://shop.example/a", Wording(words=("https://shop.example/a",))),
    "a filter excluded is a word": ("-store:golestan", Wording(without=("store:golestan",))),
    "since a Gregorian day": ("since:2025-05-01", Wording(since=MAY_1)),
    "since a Jalali day": ("از:۱۴۰۴/۰۲/۱۱", Wording(since=MAY_1)),
    "until a day in words": ("تا:«۱۱ اردیبهشت ۱۴۰۴»", Wording(until=MAY_1)),
    "a day that is none is a word": ("since:2025-13-41", Wording(words=("since:2025-13-41",))),
    "a quote that is not closed": ('"پول مرا', Wording(words=("پول", "مرا"))),
    "an empty phrase": ('"" «»', Wording()),
    "operators alone": ('- -- " : « » store: -store:', Wording(words=("store:",), without=("store:",))),
    "nothing": ("   ", Wording()),
}


@pytest.mark.parametrize(("typed", "wording"), ROWS.values(), ids=ROWS)
def test_what_is_typed_is_read(typed, wording):
    assert read(typed, LANGUAGES["fa"], KNOWN) == wording


def test_a_year_two_calendars_have_is_read_as_the_reader_does():
    assert read("من:1404/02/11", LANGUAGES["ar"], {}).since == date(1983, 11, 15)
    assert read("since:1404/02/11", LANGUAGES["en"], {}).since == MAY_1


def test_a_phrase_apart_is_its_words_beside_all_else_that_was_typed():
    apart = read('کتاب «پول مرا» -"زنگ زدم" -شب store:golestan', LANGUAGES["fa"], KNOWN).apart
    assert (apart.words, apart.phrases, apart.without) == (("کتاب", "پول مرا"), (), ("زنگ زدم", "شب"))
    assert apart.rest == '-"زنگ زدم" -شب store:golestan'
    assert read(f"کتاب پول مرا {apart.rest}", LANGUAGES["fa"], KNOWN).values == apart.values


def test_of_what_is_pasted_in_the_beginning_counts():
    wording = read("یخچال " * 5_000, LANGUAGES["fa"], {})
    assert len(wording.words) == MOST


@settings(max_examples=examples(40), deadline=None)
@given(st.text(alphabet=st.sampled_from('ابپ ab1۱:-"«»“”\u200c\u200f\x00()*?~^[]\\'), max_size=60))
def test_nothing_that_is_typed_is_an_error(typed):
    read(typed, LANGUAGES["fa"], KNOWN)
