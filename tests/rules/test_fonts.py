"""The fonts that are sent hold what is written with them: a gap would be filled in another face, in mid-word."""

import re
from pathlib import Path

import pytest

from portal.language import LANGUAGES
from portal.language.extract import TRANSLATED
from portal.language.messages import forms, read_catalogue

SHEET = (Path(__file__).resolve().parents[2] / "static" / "css" / "fonts.css").read_text(encoding="utf-8")
SENT = re.compile(r'url\("/static/fonts/[^}]*unicode-range:([^;]*);')
SIGNS = {"μ", "√", "Σ"}
"""Of the formulas: Vazirmatn has none."""


def covered():
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", " ".join(SENT.findall(SHEET)))
    return {chr(code) for first, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)}


@pytest.mark.parametrize(
    "letters",
    [
        pytest.param("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأإؤئةۀيىكًٌٍَُِّْٰٔ\u200c", id="Persian"),
        pytest.param("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىٱـًٌٍَُِّْٰ", id="Arabic"),
        pytest.param("آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہۂۃھءیئےۓ۔", id="Urdu"),
        pytest.param("ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆۊهەھیێ", id="Central Kurdish"),
        pytest.param("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", id="English"),
        pytest.param("0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", id="digits"),
        pytest.param("«»؟،؛٪٫٬−–—…‹›“”‘’·×÷±²′%.,:;!?()[]/&@#", id="signs"),
    ],
)
def test_an_alphabet_is_whole(letters):
    assert not set(letters) - covered()


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_letter_of_a_catalogue_is_there(code):
    if code not in {"fa", "ar"}:
        pytest.skip("the fonts that are sent are for the portal's own languages")
    written = {letter for message in read_catalogue(code) for form in forms(message) for letter in form or ""}
    assert not {letter for letter in written - covered() - SIGNS if letter.isprintable()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_names_of_languages_can_be_written(code):
    if code not in {"fa", "ar", "en"}:
        pytest.skip("a language that was added may bring letters of its own")
    assert not set(LANGUAGES[code].name + LANGUAGES[code].digits) - covered()
