"""Days and moments written in three calendars, and read back from a form."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import language as languages
from portal.language import LANGUAGES, iso, moment, month, parse_date, short_date, typed_date

DAY = date(2026, 11, 24)
INSTANT = datetime(2026, 11, 24, 3, 12, 7, 500, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        pytest.param("fa", DAY, "۳ آذر ۱۴۰۵", id="Jalali in Persian"),
        pytest.param("fa", date(2025, 3, 20), "۳۰ اسفند ۱۴۰۳", id="the last day of a leap year"),
        pytest.param("fa", date(2025, 3, 21), "۱ فروردین ۱۴۰۴", id="Nowruz"),
        pytest.param("ar", DAY, "١٤ جمادى الآخرة ١٤٤٨ هـ، ٢٤ نوفمبر ٢٠٢٦ م", id="Hijri, then Gregorian in Arabic"),
        pytest.param("ar", date(2025, 3, 1), "١ رمضان ١٤٤٦ هـ، ١ مارس ٢٠٢٥ م", id="the first of Ramadan 1446"),
        pytest.param("ar", date(1924, 7, 31), "٣١ يوليو ١٩٢٤ م", id="before Umm al-Qura: Gregorian alone"),
        pytest.param("ar", date(1924, 8, 1), "١ محرم ١٣٤٣ هـ، ١ أغسطس ١٩٢٤ م", id="its first day"),
        pytest.param("ar", date(2077, 11, 16), "٣٠ ذو الحجة ١٥٠٠ هـ، ١٦ نوفمبر ٢٠٧٧ م", id="its last day"),
        pytest.param("ar", date(2077, 11, 17), "١٧ نوفمبر ٢٠٧٧ م", id="after it: Gregorian alone"),
        pytest.param("en", DAY, "24 November 2026", id="Gregorian in English"),
    ],
)
def test_a_day_in_full(code, value, expected):
    assert languages.date(code, value) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("fa", "۱۴۰۵/۰۹/۰۳"), ("ar", "١٤٤٨/٠٦/١٤ هـ، ٢٠٢٦/١١/٢٤ م"), ("en", "24 Nov 2026")],
)
def test_a_day_in_short(code, expected):
    assert short_date(code, DAY) == expected


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        pytest.param("fa", DAY, "آذر ۱۴۰۵", id="Jalali in Persian"),
        pytest.param("ar", DAY, "نوفمبر ٢٠٢٦", id="Gregorian in Arabic"),
        pytest.param("en", DAY, "November 2026", id="and in English"),
        pytest.param("fa", datetime(2025, 3, 20, 21, tzinfo=UTC), "فروردین ۱۴۰۴", id="as of the day in Tehran"),
    ],
)
def test_a_month_with_its_year(code, value, expected):
    assert month(code, value) == expected


def test_a_short_day_outside_umm_al_qura_is_gregorian():
    assert short_date("ar", date(1900, 1, 2)) == "١٩٠٠/٠١/٠٢ م"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("fa", "۳ آذر ۱۴۰۵، ساعت ۰۶:۴۲", id="the time of Tehran"),
        pytest.param("ar", "١٤ جمادى الآخرة ١٤٤٨ هـ، ٢٤ نوفمبر ٢٠٢٦ م، الساعة ٠٦:١٢", id="the time of Riyadh"),
        pytest.param("en", "24 November 2026, 03:12 UTC", id="the time of nobody in particular, and it says so"),
    ],
)
def test_a_moment(code, expected):
    assert moment(code, INSTANT) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        pytest.param("Europe/Berlin", "24 November 2026, 04:12 CET", id="a zone by its name"),
        pytest.param(timezone(timedelta(hours=-4)), "23 November 2026, 23:12 UTC-04:00", id="or by its distance"),
    ],
)
def test_a_reader_may_have_a_zone(zone, expected):
    assert moment("en", INSTANT, zone) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("fa", "۴ آذر ۱۴۰۵"), ("ar", "١٤ جمادى الآخرة ١٤٤٨ هـ، ٢٤ نوفمبر ٢٠٢٦ م"), ("en", "24 November 2026")],
)
def test_an_instant_is_the_day_it_falls_on_where_the_reader_is(code, expected):
    """At 20:45 UTC it is past midnight in Tehran, and not yet in Riyadh."""
    assert languages.date(code, datetime(2026, 11, 24, 20, 45, tzinfo=UTC)) == expected


@pytest.mark.parametrize("write", [languages.date, short_date, moment])
def test_an_instant_without_a_zone_is_refused(write):
    with pytest.raises(ValueError, match="no time zone"):
        write("fa", INSTANT.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(INSTANT, "2026-11-24T03:12:07Z", id="an instant to the second"),
        pytest.param(INSTANT.astimezone(timezone(timedelta(hours=9))), "2026-11-24T03:12:07Z", id="always in UTC"),
        pytest.param(DAY, "2026-11-24", id="a day as it is"),
    ],
)
def test_dates_for_machines(value, expected):
    assert iso(value) == expected


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        pytest.param("fa", "1405/09/03", id="Jalali in ASCII digits"),
        pytest.param("fa", "۱۴۰۵/۹/۳", id="in Persian digits, without noughts"),
        pytest.param("fa", "١٤٠٥-٩-٣", id="in Arabic digits, with hyphens"),
        pytest.param("fa", "3/9/1405", id="day first"),
        pytest.param("fa", "۳ آذر ۱۴۰۵", id="in words"),
        pytest.param("fa", "  1405 . 9 . 3 ", id="with blanks"),
        pytest.param("fa", "\u200f1405/9/3\u200e", id="with marks of direction"),
        pytest.param("fa", "2026/11/24", id="a Gregorian year is known by itself"),
        pytest.param("ar", "١٤٤٨/٦/١٤", id="Hijri"),
        pytest.param("ar", "14/6/1448 هـ", id="Hijri, day first, with its era"),
        pytest.param("ar", "١٤ جمادى الآخرة ١٤٤٨", id="Hijri in words"),
        pytest.param("ar", "١٤ جمادي الاخره ١٤٤٨ هـ", id="Hijri in careless spelling"),
        pytest.param("ar", "24/11/2026م", id="Gregorian, with its era"),
        pytest.param("ar", "٢٤ نوفمبر ٢٠٢٦", id="Gregorian in words"),
        pytest.param("en", "2026/11/24", id="English with strokes"),
        pytest.param("en", "24.11.2026", id="English, day first"),
        pytest.param("en", "24 NOV 2026", id="English in words"),
        pytest.param("en", "Nov 24, 2026", id="English, month first"),
        pytest.param("en", "november 24 2026", id="English, month first, without a comma"),
        pytest.param("fa", "2026-11-24", id="ISO in Persian"),
        pytest.param("ar", "2026-11-24", id="ISO in Arabic"),
        pytest.param("en", "2026-11-24", id="ISO in English"),
    ],
)
def test_what_a_person_types(code, typed):
    assert parse_date(code, typed) == DAY


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        pytest.param("fa", "", id="nothing"),
        pytest.param("fa", "yesterday", id="a word"),
        pytest.param("fa", "05/9/3", id="a short year could be either"),
        pytest.param("fa", "1405/13/1", id="no such month"),
        pytest.param("fa", "1405/0/1", id="month nought"),
        pytest.param("fa", "1405/7/31", id="Mehr has thirty days"),
        pytest.param("fa", "1404/12/30", id="1404 is no leap year"),
        pytest.param("fa", "1299/1/1", id="too long ago"),
        pytest.param("ar", "1448/6/30", id="this Jumada has twenty-nine days"),
        pytest.param("ar", "1342/12/29", id="before Umm al-Qura"),
        pytest.param("ar", "14 رجب 2026", id="a Hijri month in a Gregorian year"),
        pytest.param("fa", "۳ اذار ۱۴۰۵", id="a month of another calendar"),
        pytest.param("en", "1405/9/3", id="English knows no Jalali"),
        pytest.param("en", "11/24/2026", id="there is no month 24"),
        pytest.param("en", "Nov 31, 2026", id="November has thirty days"),
        pytest.param("en", "2026-11-24T03:12", id="a time behind it"),
        pytest.param("fa", "1405/9/3/1", id="a figure too many"),
        pytest.param("fa", "99999999999/1/1", id="a year beyond all"),
    ],
)
def test_what_is_no_day(code, typed):
    assert parse_date(code, typed) is None


DAYS = st.dates(date(1925, 1, 1), date(2077, 1, 1))


@given(st.sampled_from(list(LANGUAGES)), DAYS)
def test_a_day_in_a_form_reads_back(code, day):
    assert parse_date(code, typed_date(code, day)) == day


@given(st.sampled_from(list(LANGUAGES)), DAYS)
def test_a_written_day_reads_back_in_each_of_its_calendars(code, day):
    for write in (languages.date, short_date):
        assert [parse_date(code, part) for part in write(code, day).split("،")] == [day] * len(
            LANGUAGES[code].calendars
        )


@given(st.sampled_from(list(LANGUAGES)), st.text())
def test_nothing_typed_breaks_it(code, typed):
    parse_date(code, typed)
