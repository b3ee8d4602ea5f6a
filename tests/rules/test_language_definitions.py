"""A language is a file of data: what is wrong with one is said in a line that names the key."""

from datetime import UTC, date, datetime

import pytest

from portal import language as languages
from portal.language.definitions import LanguageFileError, read_language
from portal.language.skeleton import SkeletonError, add, definition

WRITTEN = """
place = 4
name = "کوردیی ناوەندی"
direction = "rtl"
locale = "ckb_IQ"
zone = "Asia/Baghdad"
digits = "٠١٢٣٤٥٦٧٨٩"
group = "٬"
decimal = "٫"
percent = "٪"
minus = "-"
moment = "{date}، {time}"
between_calendars = " / "
typed_calendar = "gregorian"
typed_date = "{year:04}-{month:02}-{day:02}"

[[calendars]]
name = "gregorian"
long = "{day}ی {month_name}ی {year}"
short = "{day}/{month}/{year}"
months = ["کانوونی دووەم", "2", "3", "4", "5", "6", "7", "8", "9", "10", "تشرینی دووەم", "12"]
"""
JALALI = WRITTEN[WRITTEN.index("[[calendars]]") :].replace('"gregorian"', '"jalali"')


def read(folder, written=WRITTEN):
    file = folder / "ckb" / "language.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(written, encoding="utf-8")
    return read_language(file)


def test_a_file_is_a_language(tmp_path):
    read_in = read(tmp_path)
    assert (read_in.code, read_in.direction) == ("ckb", "rtl")
    assert languages.date(read_in, date(2026, 11, 24)) == "٢٤ی تشرینی دووەمی ٢٠٢٦"
    assert languages.short_date(read_in, date(2026, 11, 24)) == "٢٤/١١/٢٠٢٦"
    assert languages.moment(read_in, datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "٢ی کانوونی دووەمی ٢٠٢٦، ٠٦:٠٤"
    assert languages.typed_date(read_in, date(2026, 1, 2)) == "٢٠٢٦-٠١-٠٢"
    assert languages.number(read_in, -1234.5, 1) == "-١٬٢٣٤٫٥"
    assert languages.money(read_in, 5, "EUR").startswith("٥")


def test_a_language_may_write_days_in_two_calendars(tmp_path):
    assert languages.short_date(read(tmp_path, WRITTEN + JALALI), date(2026, 11, 24)) == "٢٤/١١/٢٠٢٦ / ٣/٩/١٤٠٥"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        pytest.param('name = "کوردیی ناوەندی"', "", "name", id="a key that is missing"),
        pytest.param("place = 4", "palce = 4", "palce", id="a key with a slip of the pen"),
        pytest.param("place = 4", "place = 'last'", "place", id="a word for a figure"),
        pytest.param('group = "٬"', "group = 3", "group", id="a figure for a word"),
        pytest.param('"rtl"', '"down"', "direction", id="a direction nobody reads in"),
        pytest.param('"٠١٢٣٤٥٦٧٨٩"', '"٠١٢٣٤٥٦٧٨"', "digits", id="nine digits"),
        pytest.param('"٠١٢٣٤٥٦٧٨٩"', '"٩١٢٣٤٥٦٧٨٠"', "digits", id="digits out of order"),
        pytest.param("Asia/Baghdad", "Asia/Baqdad", "zone", id="a zone that is none"),
        pytest.param("{date}، {time}", "{day}", "moment", id="a placeholder nobody fills"),
        pytest.param("{day}/{month}/{year}", "{day}/{moon}", "calendars", id="likewise in a calendar"),
        pytest.param('"2", ', "", "calendars", id="eleven months"),
        pytest.param('name = "gregorian"', 'name = "mayan"', "calendars", id="a calendar we cannot reckon"),
        pytest.param('name = "gregorian"', 'name = "hijri"', "calendars", id="days without a table"),
        pytest.param("place = 4", "place = = 4", "", id="what is no TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, old, new, key):
    assert old in WRITTEN
    with pytest.raises(LanguageFileError) as caught:
        read(tmp_path, WRITTEN.replace(old, new))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'ckb' / 'language.toml'}: {key}")
    assert "\n" not in message


def test_two_calendars_whose_years_look_alike_are_refused(tmp_path):
    with pytest.raises(LanguageFileError, match="told apart"):
        read(tmp_path, WRITTEN + JALALI + JALALI.replace('"jalali"', '"hijri"'))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("ckb", ('"rtl"', '"کوردیی ناوەندی"', '"٠١٢٣٤٥٦٧٨٩"', '"Asia/Baghdad"'), id="Central Kurdish"),
        pytest.param("ps", ('"rtl"', '"پښتو"', '"۰۱۲۳۴۵۶۷۸۹"', '"Asia/Kabul"'), id="Pashto"),
        pytest.param("tr", ('"ltr"', '"Türkçe"', '"0123456789"', '"Kasım"'), id="Turkish"),
        pytest.param("ru", ('"ltr"', '"русский"', '"UTC"', "{time} {zone}"), id="a country with many zones"),
    ],
)
def test_a_language_begins_with_what_is_known_of_it(code, expected):
    written = definition(code, 4)
    assert not [words for words in expected if words not in written]


@pytest.mark.thorough
def test_a_begun_language_can_be_read(tmp_path):
    folder = add("ur", tmp_path)
    begun = read_language(folder / "language.toml")
    assert (begun.direction, begun.name, begun.place > 3) == ("rtl", "اردو", True)
    assert languages.date(begun, date(2026, 11, 24)) == "24 نومبر 2026"
    assert 'msgid "Stores"\nmsgstr ""' in (folder / "messages.po").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "reason"),
    [("fa", "is there already"), ("xqq", "CLDR knows no language"), ("../x", "not the code"), ("FA", "not the code")],
)
def test_what_cannot_be_begun_is_said(tmp_path, code, reason):
    (tmp_path / "fa").mkdir()
    with pytest.raises(SkeletonError, match=reason):
        add(code, tmp_path)
