"""What an installation says of itself: taken where it is right, refused by file and key where it is not."""

from base64 import b64decode

import pytest

from portal.branding import built_in, read_branding
from portal.branding.reading import PICTURES
from portal.config import ConfigurationError
from portal.language import LANGUAGES

PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
DRAWN = ("fa", "ar", "en")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h120v40H0z"/></svg>'
WHOLE = """
[name]
fa = "روزنامهٔ شفق"
en = "The Shafaq"

[texts.tagline]
fa = "شفق می‌پرسد"

[publisher]
name = { fa = "روزنامهٔ شفق" }
website = "https://shafaq.example/"
email = "complaints@shafaq.example"

[colours.light]
header = "#8c0d17"

[logo]
file = "logo.svg"
shows_name = true

[categories]
books = { fa = "کتاب" }
other = { fa = "جز این‌ها" }

[countries]
IR = { currency = "IRT", name = { fa = "ایران‌زمین" } }
TN = { currency = "TND" }
"""


@pytest.fixture
def instance(tmp_path):
    (tmp_path / "logo.svg").write_text(SVG)
    return tmp_path


def read(instance, written):
    (instance / "branding.toml").write_text(written, encoding="utf-8")
    return read_branding(instance)


def test_without_a_file_the_portals_own_is_in_use(tmp_path):
    branding = read_branding(tmp_path)
    assert branding is built_in()
    assert [branding.name_in(code) for code in ("fa", "ar", "en")] == ["شکوا", "شكوى", "Shakwa"]
    assert branding.source is None


def test_what_the_file_says_is_taken(instance):
    branding = read(instance, WHOLE)
    shown = branding.shown_in("fa")
    assert (shown.name, shown.tagline, shown.publisher) == ("روزنامهٔ شفق", "شفق می‌پرسد", "روزنامهٔ شفق")
    assert (shown.website, shown.email) == ("https://shafaq.example/", "complaints@shafaq.example")
    assert (shown.light_header, shown.logo.name, shown.logo_shows_name) == ("#8c0d17", "logo.svg", True)
    assert (shown.logo.width, shown.logo.height) == (120, 40)
    assert branding.source == instance / "branding.toml"


def test_what_it_does_not_say_is_the_portals_own(instance):
    assert read(instance, WHOLE).shown_in("fa").lead == built_in().shown_in("fa").lead
    assert read(instance, "").categories == built_in().categories


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("fa", "روزنامهٔ شفق", id="as the file has it"),
        pytest.param("en", "The Shafaq", id="likewise"),
        pytest.param("ar", "روزنامهٔ شفق", id="in the nearest language it has"),
    ],
)
def test_a_name_in_a_language(instance, code, expected):
    assert read(instance, WHOLE).name_in(code) == expected


def test_english_that_the_catalogues_know_is_translated(instance):
    branding = read(instance, '[categories]\nfood = { en = "Groceries" }\nother = { en = "Odds and ends" }')
    assert branding.category_names("fa") == {"food": "خواروبار و سوپرمارکت", "other": "Odds and ends"}


def test_categories_and_countries_replace_the_lists(instance):
    branding = read(instance, WHOLE)
    assert branding.category_names("fa") == {"books": "کتاب", "other": "جز این‌ها"}
    assert branding.category_name("groceries", "fa") == "جز این‌ها", "a case of before keeps a name"
    assert [branding.currency(code) for code in ("IR", "TN", "SA")] == ["IRT", "TND", None]


@pytest.mark.parametrize(
    ("country", "code", "expected"),
    [
        pytest.param("IR", "fa", "ایران‌زمین", id="as the file has it"),
        pytest.param("IR", "ar", "إيران", id="as CLDR has it"),
        pytest.param("TN", "fa", "تونس", id="a country of theirs"),
        pytest.param("DE", "en", "Germany", id="a country on no list"),
        pytest.param("XX", "fa", "XX", id="a country there is not"),
    ],
)
def test_names_of_countries(instance, country, code, expected):
    assert read(instance, WHOLE).country_name(country, code) == expected


def test_the_portals_own_says_everything_in_every_language():
    for code in LANGUAGES:
        shown = built_in().shown_in(code)
        assert all((shown.name, shown.tagline, shown.lead, shown.description))
        assert all(built_in().category_names(code).values())
    drawn = set(built_in().pictures)
    assert drawn <= set(PICTURES)
    assert {name for name in PICTURES if "share" not in name} | {f"share-{code}.png" for code in DRAWN} <= drawn


def test_pictures_of_another_name_are_not_shown(instance):
    before = read(instance, WHOLE)
    assert "share-fa.png" not in before.pictures
    assert before.pictures["icon-192.png"] == built_in().pictures["icon-192.png"]
    assert before.missing_pictures == PICTURES
    (instance / "images").mkdir()
    for name in PICTURES:
        picture = built_in().pictures.get(name)
        (instance / "images" / name).write_bytes(picture.content if picture else PNG)
    (instance / "images" / "share-fa.png").write_bytes(PNG)
    after = read(instance, WHOLE)
    assert after.pictures["share-fa.png"].content == PNG
    assert after.missing_pictures == ()


def test_other_texts_leave_the_pictures_alone(instance):
    assert read(instance, '[texts.lead]\nfa = "چنین است"').missing_pictures == ()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        pytest.param("[name]", "[nmae]", "nmae: is not known here", id="a slip of the pen"),
        pytest.param("website =", "web =", "publisher.web: is not known here", id="one further in"),
        pytest.param('en = "The Shafaq"', 'de = "Der Schafak"', "name.de: is no language", id="a language we lack"),
        pytest.param('"The Shafaq"', '" "', "name.en: must have", id="an empty name"),
        pytest.param('"The Shafaq"', "3", "name.en: must be a text", id="a figure for a text"),
        pytest.param("https://", "ftp://", "publisher.website: 'ftp", id="an address that is none"),
        pytest.param("complaints@", "", "publisher.email: ", id="a mailbox that is none"),
        pytest.param('name = { fa = "روزنامهٔ شفق" }', "", "publisher.name: is missing", id="nobody to reach"),
        pytest.param("#8c0d17", "darkred", "colours.light.header: 'darkred'", id="a colour by its name"),
        pytest.param("#8c0d17", "#f2b33d", "colours.light.header: #f2b33d has a contrast", id="one not to be read"),
        pytest.param("shows_name = true", "shows_name = 1", "logo.shows_name: must be true or false", id="1"),
        pytest.param('"logo.svg"', '"../logo.svg"', "logo.file: ", id="a file from elsewhere"),
        pytest.param('"logo.svg"', '"logo.gif"', "logo.file: 'logo.gif'", id="a kind we do not serve"),
        pytest.param('"logo.svg"', '"gone.svg"', "logo.file: cannot read", id="a file that is not there"),
        pytest.param("books =", "Books =", "categories.Books: ", id="a category with a capital"),
        pytest.param('other = { fa = "جز این‌ها" }', "", "categories.other: is missing", id="nothing for the rest"),
        pytest.param('"کتاب"', '""', "categories.books.fa: must have", id="a category without a name"),
        pytest.param("TN = {", "Tunisia = {", "countries.Tunisia: must look like", id="a country by its name"),
        pytest.param('"TND"', '"dinar"', "countries.TN.currency: 'dinar'", id="a currency by its name"),
        pytest.param("[logo]", "[logo", "", id="what is no TOML"),
    ],
)
def test_a_wrong_value_names_file_and_key_in_one_line(instance, old, new, key):
    assert old in WHOLE
    with pytest.raises(ConfigurationError) as caught:
        read(instance, WHOLE.replace(old, new))
    message = str(caught.value)
    assert message.startswith(f"{instance / 'branding.toml'}: {key}")
    assert "\n" not in message


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SVG.replace(' viewBox="0 0 120 40"', ""), id="no viewBox"),
        pytest.param(SVG.replace("<path", "<script>alert(1)</script><path"), id="a script"),
        pytest.param(SVG.replace("<path", '<path onclick="alert(1)"'), id="a handler"),
        pytest.param(SVG.replace("<path", '<a href="javascript:alert(1)"/><path'), id="a link that acts"),
        pytest.param('<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG, id="an entity"),
        pytest.param(SVG + "<!-- -->" * 30_000, id="too many bytes"),
        pytest.param("<html></html>", id="no picture"),
    ],
)
def test_a_picture_that_is_more_than_one_is_refused(instance, content):
    (instance / "logo.svg").write_text(content)
    with pytest.raises(ConfigurationError, match=r"logo\.svg"):
        read(instance, WHOLE)


@pytest.mark.parametrize(("name", "content"), [("share-fa.png", b"GIF89a"), ("favicon.ico", PNG)])
def test_a_drawn_picture_must_be_what_its_name_says(instance, name, content):
    (instance / "images").mkdir()
    (instance / "images" / name).write_bytes(content)
    with pytest.raises(ConfigurationError, match=name):
        read(instance, WHOLE)
