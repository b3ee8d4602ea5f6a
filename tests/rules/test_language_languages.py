"""Which languages there are, and which one a browser asks for."""

import pytest

from portal.language import DEFAULT, LANGUAGES, UnknownLanguageError, language, nearest, negotiate


def test_the_languages_are_those_of_the_interface():
    known = [(each.code, each.direction) for each in LANGUAGES.values()]
    assert known[:3] == [("fa", "rtl"), ("ar", "rtl"), ("en", "ltr")]
    assert DEFAULT is LANGUAGES["fa"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_ten_digits_in_order(code):
    assert [int(digit) for digit in language(code).digits] == list(range(10))


def test_a_language_is_its_own():
    assert language(LANGUAGES["ar"]) is LANGUAGES["ar"]


def test_an_unknown_code_is_named_in_the_error():
    with pytest.raises(UnknownLanguageError, match=r"'xx' is not one of .*: fa, ar, en"):
        language("xx")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("", "fa", id="a silent browser gets the default"),
        pytest.param("*", "fa", id="a browser content with anything gets the default"),
        pytest.param("ar", "ar", id="a plain wish is met"),
        pytest.param("AR-sa", "ar", id="a country does not matter, nor do capitals"),
        pytest.param("de, en;q=0.5", "en", id="what we lack is passed over"),
        pytest.param("en;q=0.5, ar;q=0.8", "ar", id="the heavier wish wins"),
        pytest.param("en, ar", "en", id="of equals the earlier wins"),
        pytest.param("en;q=0, de", "fa", id="a weight of nought is a refusal"),
        pytest.param("en; q=0.1 , ar ; q = 0.2", "ar", id="blanks are allowed"),
        pytest.param("arz, enm, far", "fa", id="a tag that only begins alike is another language"),
        pytest.param("en;q=much, ar;q=0.1", "ar", id="a weight that is no number counts for nothing"),
        pytest.param("en;q=nan, ar;q=inf", "fa", id="nor does one that is no weight"),
        pytest.param(";;,,=;q", "fa", id="rubbish gets the default"),
    ],
)
def test_negotiation(header, expected):
    assert negotiate(header).code == expected


def test_the_default_can_be_another():
    assert negotiate("de", default="ar") is LANGUAGES["ar"]


@pytest.mark.parametrize(
    ("wanted", "available", "expected"),
    [
        pytest.param("ar", ["en", "fa", "ar"], "ar", id="its own"),
        pytest.param("ar", ["en", "fa"], "fa", id="one written in the same direction"),
        pytest.param("en", ["ar", "fa"], "fa", id="the earlier of those that are left"),
        pytest.param("fa", ["zz"], "zz", id="what there is"),
    ],
)
def test_the_nearest_language(wanted, available, expected):
    assert nearest(wanted, available) == expected
