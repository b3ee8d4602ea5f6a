"""Messages: looked up, filled, and safe in a page."""

import pytest
from babel.messages.catalog import Catalog
from markupsafe import Markup

from portal.language import LANGUAGES, N_, latin_digits, plural, text
from portal.language.messages import compiled

UNTRANSLATED = "%(name)s has no translation anywhere"


def test_marking_changes_nothing():
    assert N_("Shopper") == "Shopper"


def test_a_message_is_translated():
    assert text("fa", "just now") == "همین حالا"


def test_a_language_and_its_code_are_the_same_to_it():
    assert text(LANGUAGES["ar"], "just now") == text("ar", "just now")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_missing_translation_is_the_english_message(code):
    assert text(code, UNTRANSLATED, name="x") == "x has no translation anywhere"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "1 thing without words"), (0, "0 things without words"), (2, "2 things without words")],
)
def test_a_missing_plural_is_the_english_one(code, count, expected):
    found = plural(code, "%(count)s thing without words", "%(count)s things without words", count)
    assert latin_digits(found) == expected


def test_half_a_plural_is_as_good_as_none():
    catalogue = Catalog(locale="ar")
    catalogue.add(("%(count)s thing", "%(count)s things"), ("", "شيء", "شيئان", "", "", ""))
    lookup = compiled(catalogue)
    assert [lookup.ngettext("%(count)s thing", "%(count)s things", count) for count in (1, 2, 7)] == [
        "%(count)s thing",
        "%(count)s things",
        "%(count)s things",
    ]


def test_the_header_of_a_catalogue_is_not_a_message():
    assert not text("fa", "")


@pytest.mark.parametrize(
    ("message", "arguments", "expected"),
    [
        pytest.param("%(n)s", {"n": 12345}, "۱۲٬۳۴۵", id="a whole number is grouped, in our digits"),
        pytest.param("%(n)s", {"n": 2.50}, "۲٫۵", id="a broken one has no closing noughts"),
        pytest.param("%(n)s", {"n": 2.0}, "۲", id="nor a point without decimals"),
        pytest.param("%(n)s", {"n": 100.0}, "۱۰۰", id="noughts before the point stay"),
        pytest.param("%(n)s", {"n": "12345"}, "12345", id="text is left alone"),
        pytest.param("%(n)d", {"n": 5}, "۵", id="the other way to mark a number works alike"),
        pytest.param("%(n)s", {"n": True}, "True", id="a truth is no number"),
        pytest.param("%(a)s%(a)s", {"a": "x"}, "xx", id="an argument may be used twice"),
        pytest.param("%(a)s", {"a": "%(b)s", "b": "x"}, "%(b)s", id="what is filled in is not filled again"),
        pytest.param("%(n)s %%", {"n": 5}, "۵ %", id="a doubled sign is one sign"),
        pytest.param("%(a)s %(b)s", {"a": "x"}, "x %(b)s", id="what has no argument waits for one"),
        pytest.param("100% sure", {}, "100% sure", id="without arguments nothing is read into a sign"),
        pytest.param("100% %(a)s", {"a": "x"}, "100% x", id="nor into a sign that marks nothing"),
        pytest.param("x", {"message": "y", "written_in": "z"}, "x", id="no name is taken for arguments"),
    ],
)
def test_filling(message, arguments, expected):
    assert text("fa", message, **arguments) == expected


def test_markup_makes_markup_and_everything_else_is_escaped():
    filled = text("en", "<%(link)s> by %(name)s", link=Markup("<a>"), name="<b>")
    assert filled == Markup("&lt;<a>&gt; by &lt;b&gt;")
    assert isinstance(filled, Markup)


def test_plain_arguments_make_plain_text():
    assert not isinstance(text("en", "%(name)s", name="<b>"), Markup)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param(0, "٠ يوم", id="none"),
        pytest.param(1, "يوم واحد", id="one is said in words"),
        pytest.param(2, "يومان", id="two has a form of its own"),
        pytest.param(3, "٣ أيام", id="three to ten take the plural"),
        pytest.param(10, "١٠ أيام", id="ten too"),
        pytest.param(11, "١١ يومًا", id="eleven to ninety-nine the accusative"),
        pytest.param(99, "٩٩ يومًا", id="ninety-nine too"),
        pytest.param(100, "١٠٠ يوم", id="a hundred the genitive"),
        pytest.param(102, "١٠٢ يوم", id="with one or two over a hundred too"),
        pytest.param(103, "١٠٣ أيام", id="beyond a hundred the last two digits decide"),
        pytest.param(1111, "١٬١١١ يومًا", id="and large numbers are grouped"),
    ],
)
def test_arabic_has_six_forms(count, expected):
    assert plural("ar", "%(count)s day", "%(count)s days", count) == expected


def test_persian_has_one_form():
    assert [plural("fa", "%(count)s day", "%(count)s days", count) for count in (0, 1, 25)] == [
        "۰ روز",
        "۱ روز",
        "۲۵ روز",
    ]


def test_a_plural_takes_other_arguments_too():
    message = "%(name)s: %(count)s thing untranslated", "%(name)s: %(count)s things untranslated"
    assert plural("en", *message, 2, name="x") == "x: 2 things untranslated"


def test_a_plural_with_markup_is_markup():
    filled = plural("en", "%(count)s of <%(name)s>", "%(count)s of <%(name)s>", 3, name=Markup("<b>"))
    assert filled == Markup("3 of &lt;<b>&gt;")
