"""Digits, numbers, shares and money in three languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language import LANGUAGES, digits, latin_digits, money, number, percent

CODES = st.sampled_from(list(LANGUAGES))


@pytest.mark.parametrize(
    ("code", "written", "expected"),
    [
        pytest.param("fa", "SHK-1405", "SHK-۱۴۰۵", id="Persian digits, all else untouched"),
        pytest.param("ar", "۱۴۰۵", "١٤٠٥", id="Persian digits become Arabic ones"),
        pytest.param("en", "٤٥ ۶", "45 6", id="both become ASCII in English"),
        pytest.param("fa", 12345, "۱۲۳۴۵", id="a whole number is not grouped"),
        pytest.param("fa", "", "", id="nothing stays nothing"),
    ],
)
def test_digits(code, written, expected):
    assert digits(code, written) == expected


@pytest.mark.parametrize(
    ("code", "value", "places", "expected"),
    [
        pytest.param("fa", 12345.6, 1, "۱۲٬۳۴۵٫۶", id="Persian separators"),
        pytest.param("ar", 12345.6, 1, "١٢٬٣٤٥٫٦", id="Arabic separators"),
        pytest.param("en", 12345.6, 1, "12,345.6", id="English separators"),
        pytest.param("en", 12345.6, 0, "12,346", id="rounded to whole by default"),
        pytest.param("en", 0.125, 2, "0.13", id="a half goes up"),
        pytest.param("en", -2.5, 0, "−3", id="a negative half goes away from zero"),
        pytest.param("en", 1.005, 2, "1.01", id="a float counts as it is printed, not as it is stored"),
        pytest.param("en", 3, 2, "3.00", id="as many places as asked for"),
        pytest.param("en", -0.2, 0, "0", id="nought has no sign"),
        pytest.param("fa", -3, 0, "\u200e−۳", id="the Persian minus stays left of its number"),
        pytest.param("ar", -3, 0, "\u061c-٣", id="the Arabic minus keeps its side"),
        pytest.param("en", Decimal("1e9"), 0, "1,000,000,000", id="a power of ten is written out"),
        pytest.param("en", 10**20, 0, "100,000,000,000,000,000,000", id="large whole numbers are exact"),
    ],
)
def test_number(code, value, places, expected):
    assert number(code, value, places) == expected


@pytest.mark.parametrize(
    ("code", "share", "places", "expected"),
    [
        pytest.param("fa", 0.72, 0, "۷۲٪", id="Persian"),
        pytest.param("ar", 0.72, 0, "٧٢٪", id="Arabic"),
        pytest.param("en", 0.72, 0, "72%", id="English"),
        pytest.param("en", 0.725, 0, "73%", id="a half goes up"),
        pytest.param("en", 0.725, 1, "72.5%", id="with a place"),
        pytest.param("en", 1, 0, "100%", id="all"),
    ],
)
def test_percent(code, share, places, expected):
    assert percent(code, share, places) == expected


@pytest.mark.parametrize(
    ("code", "amount", "currency", "expected"),
    [
        pytest.param("fa", 12_345_000, "IRR", "۱۲٬۳۴۵٬۰۰۰ ریال", id="rial, without the country"),
        pytest.param("fa", 1_234_500, "IRT", "۱٬۲۳۴٬۵۰۰ تومان", id="toman, which has no ISO code"),
        pytest.param("en", 500, "IRT", "500 toman", id="toman in English"),
        pytest.param("ar", 12_345_000, "IRR", "١٢٬٣٤٥٬٠٠٠ ريال إيراني", id="rial in Arabic, with the country"),
        pytest.param("ar", 250, "SAR", "٢٥٠ ريال سعودي", id="a whole amount has no decimals"),
        pytest.param("ar", 25.5, "SAR", "٢٥٫٥٠ ريال سعودي", id="a broken one has those of the currency"),
        pytest.param("en", Decimal("1.2345"), "KWD", "1.235 KWD", id="three of them in Kuwait"),
        pytest.param("fa", 99.5, "SAR", "۹۹٫۵۰ ریال سعودی", id="a foreign currency in Persian"),
        pytest.param("fa", 7, "XQQ", "۷ XQQ", id="an unknown code is shown as it is"),
    ],
)
def test_money(code, amount, currency, expected):
    assert money(code, amount, currency) == expected.replace(" ", "\u00a0", 1)


@given(CODES, st.integers())
def test_a_number_reads_back(code, value):
    tongue = LANGUAGES[code]
    written = number(code, value).replace(tongue.group, "").replace(tongue.minus, "-")
    assert int(latin_digits(written)) == value


@given(CODES, CODES, st.text())
def test_digits_pass_through_another_language_unharmed(first, second, written):
    assert digits(second, digits(first, written)) == digits(second, written)
