"""Personal data: found where it stands, in three digit sets, and not seen where there is none."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import PersonalDatum, personal_data

DIGIT_SETS = {
    "ascii": str.maketrans({}),
    "persian": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "arabic": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "mixed": str.maketrans("02468", "۰٢۴٦۸"),
}

# What is personal stands between ⟦ and ⟧.
FOUND = [
    ("a mobile", "phone", "با ⟦09121234567⟧ تماس بگیرید"),
    ("a mobile in groups", "phone", "شماره من ⟦0912 123 4567⟧ است"),
    ("a mobile with dashes", "phone", "⟦0912-123-4567⟧"),
    ("a mobile with dots", "phone", "⟦0912.123.4567⟧"),
    ("a mobile digit by digit", "phone", "⟦0 9 1 2 1 2 3 4 5 6 7⟧ زنگ بزنید"),
    ("a mobile with half spaces", "phone", "⟦0912‌123‌4567⟧"),
    ("a mobile glued to words", "phone", "شماره⟦09351234567⟧است"),
    ("a mobile without its zero", "phone", "موبایل ⟦9121234567⟧"),
    ("a mobile with +98", "phone", "⟦+989121234567⟧"),
    ("a mobile with +98 and blanks", "phone", "تماس: ⟦+98 912 123 4567⟧."),
    ("a mobile with (+98)", "phone", "⟦(+98) 9121234567⟧"),
    ("a mobile with 0098", "phone", "⟦00989121234567⟧"),
    ("a mobile with 98 alone", "phone", "⟦989121234567⟧"),
    ("a mobile with the code typed behind a plus", "phone", "⟦98+9121234567⟧"),
    ("a wide plus", "phone", "⟦＋989121234567⟧"),
    ("a landline of Tehran", "phone", "تلفن ⟦02188776655⟧"),
    ("a landline with a dash", "phone", "⟦021-88776655⟧"),
    ("a landline with a slash", "phone", "⟦021/88776655⟧"),
    ("a landline in parentheses", "phone", "⟦(021) 88776655⟧"),
    ("a landline in groups", "phone", "⟦021 8877 6655⟧"),
    ("a landline of Isfahan with +98", "phone", "⟦+98 31 3222 1234⟧"),
    ("a landline of Mashhad", "phone", "⟦05138123456⟧"),
    ("a Saudi mobile", "phone", "جوالي ⟦0551234567⟧"),
    ("a Saudi mobile in groups", "phone", "⟦055 123 4567⟧"),
    ("a Saudi mobile with +966", "phone", "⟦+966551234567⟧"),
    ("a Saudi mobile with 00966", "phone", "اتصلوا على ⟦00966 55 123 4567⟧"),
    ("a Saudi mobile with 966 alone", "phone", "⟦966551234567⟧"),
    ("a Saudi landline", "phone", "هاتف ⟦0112345678⟧"),
    ("a number in the Emirates", "phone", "⟦+971 50 123 4567⟧"),
    ("a number in Germany", "phone", "⟦+49 30 1234567⟧"),
    ("a number in Egypt with 00", "phone", "⟦00201001234567⟧"),
    ("a mobile that passes as a national id, in Arabic", "phone", "جوال ⟦0555555550⟧"),
    ("two numbers parted by a dash", "phone", "⟦09121234567⟧-⟦09351234567⟧"),
    ("two numbers parted by a blank", "phone", "⟦09121234567⟧ ⟦02188776655⟧"),
    ("a number beside a date", "phone", "1403/05/12 ⟦09121234567⟧ 1403/06/01"),
    ("a number beside a price", "phone", "12,500,000 تومان ⟦09121234567⟧"),
    ("an address", "email", "به ⟦ali.reza@gmail.com⟧ بنویسید"),
    ("an address with digits", "email", "⟦ali1370@yahoo.com⟧"),
    ("an address that holds a mobile", "email", "⟦09121234567@mail.ir⟧"),
    ("an address with a tag, two levels", "email", "(⟦a+b@mail.shop.co.uk⟧)."),
    ("an address with a bracketed at", "email", "⟦info[at]x.com⟧"),
    ("an address with at and dot spelled", "email", "⟦info (at) x (dot) com⟧"),
    ("an address with blanks round the sign", "email", "ایمیل: ⟦maryam.r @ gmail.com⟧ است"),
    ("an address without its ending", "email", "⟦maryam@gmail⟧"),
    ("an address glued to Persian words", "email", "ایمیل⟦a.b@x.ir⟧است"),
    ("a national id", "national-id", "کد ملی ⟦0499370899⟧"),
    ("a national id with dashes", "national-id", "⟦049-937089-9⟧"),
    ("a national id without a name", "national-id", "من ⟦0084575948⟧ هستم"),
    ("a national id after an order number", "national-id", "سفارش 12345 کدملی: ⟦0790419904⟧"),
    ("a national id from 05 in Persian", "national-id", "کد من ⟦0520123451⟧ است که گفتم"),
    ("a card", "card", "کارت ⟦6037997112345674⟧"),
    ("a card in groups", "card", "⟦6037 9971 1234 5674⟧ به نام"),
    ("a card with dashes", "card", "⟦6104-3312-3456-7890⟧"),
    ("a card of a foreign bank", "card", "بطاقة ⟦4111 1111 1111 1111⟧"),
    ("a card beside a date", "card", "⟦6219861045678918⟧ تاریخ 1403/05/12"),
    ("a Sheba", "iban", "شبا ⟦IR062960000000100324200001⟧"),
    ("a Sheba in groups", "iban", "⟦IR06 2960 0000 0010 0324 2000 01⟧ بانک"),
    ("a Sheba in small letters", "iban", "⟦ir820540102680020817909002⟧"),
    ("a Sheba with dashes", "iban", "⟦IR-820540102680020817909002⟧"),
    ("a Sheba without IR", "iban", "شبا ⟦820540102680020817909002⟧"),
    ("a Sheba without IR in groups", "iban", "⟦82 0540 1026 8002 0817 9090 02⟧"),
    ("a Saudi IBAN", "iban", "آيبان ⟦SA0380000000608010167519⟧"),
    ("an IBAN of the Emirates", "iban", "⟦AE07 0331 2345 6789 0123 456⟧"),
    ("an IBAN with letters", "iban", "⟦GB82 WEST 1234 5698 7654 32⟧"),
]


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    pieces = marked.replace("⟧", "⟦").split("⟦")
    starts = [sum(map(len, pieces[:place])) for place in range(len(pieces))]
    return "".join(pieces), [(starts[n], starts[n + 1]) for n in range(1, len(pieces), 2)]


@pytest.mark.parametrize("digits", DIGIT_SETS)
@pytest.mark.parametrize(("sentence", "kind", "marked"), FOUND, ids=[row[0] for row in FOUND])
def test_found(sentence, kind, marked, digits):
    text, spans = _unmarked(marked.translate(DIGIT_SETS[digits]))
    assert personal_data(text) == [PersonalDatum(kind, *span) for span in spans], sentence


INNOCENT = [
    ("an order number", "شماره سفارش 184562397"),
    ("an order number that passes as a national id", "شماره سفارش: 0499370899"),
    ("an order number that passes, in Arabic", "رقم الطلب 0499370899"),
    ("a tracking number that passes", "کد رهگیری 1234567891"),
    ("an order number that looks like a bare mobile", "سفارش 9121234567"),
    ("ten digits that fail the check", "کد 0499370898"),
    ("ten equal digits", "1111111111"),
    ("a price", "قیمت 12٬500٬000 تومان بود"),
    ("a price with commas", "12,500,000 ریال"),
    ("ten digits of money", "مبلغ 1234567891 ریال"),
    ("a date", "در تاریخ 1403/05/12 خریدم"),
    ("a date and an hour", "2024-05-12 10:30:45"),
    ("a date with month first", "01/24/2001 02:45"),
    ("a tracking code of 20 digits", "09120000123456789012"),
    ("a tracking code of 21 digits", "210060312345678901234"),
    ("a tracking code of 24 digits", "123456789012345678901234"),
    ("a tracking code of 24 digits in groups", "1234 5678 9012 3456 7890 1234"),
    ("16 digits that fail Luhn", "6037997112345675"),
    ("16 digits of no card", "1234567812345670"),
    ("a card's digits inside a longer code", "6037-9971-1234-5674-1234"),
    ("an order code with letters", "DKC0912123456789"),
    ("a code with letters behind", "09121234567X"),
    ("a Sheba with a wrong digit", "IR062960000000100324200002"),
    ("24 digits with a wrong check", "062960000000100324200002"),
    ("a Sheba too short", "IR06296000000010032420001"),
    ("decimals", "0.1171 (0.0022 تا 0.9)"),
    ("a model", "گوشی a52 و iPhone 13 با 128 گیگ"),
    ("a short support number", "با 1500 و 88776655 تماس گرفتم"),
    ("a count", "از 100 تا 2000 و 30000 نفر"),
    ("a handle", "پیج @digishop را ببینید"),
    ("a sign between words", "@ سلام @ خوب"),
    ("a place with at", "مدیر @ shop.store"),
    ("a web address", "https://shop.example.com/p/123456"),
    ("a code after a year", "1403-09121234567"),
    ("no digits", "سلام، سفارش من نرسید."),
    ("nothing", ""),
]


@pytest.mark.parametrize("digits", DIGIT_SETS)
@pytest.mark.parametrize(("sentence", "text"), INNOCENT, ids=[row[0] for row in INNOCENT])
def test_innocent(sentence, text, digits):
    assert personal_data(text.translate(DIGIT_SETS[digits])) == [], sentence


def test_kinds_together_in_order():
    text = "۰۹۱۲۱۲۳۴۵۶۷، a@b.com، کد ملی 0499370899، کارت 6037-9971-1234-5674، IR820540102680020817909002"
    assert [datum.kind for datum in personal_data(text)] == ["phone", "email", "national-id", "card", "iban"]


FRAGMENTS = """
0912 1234567 +98 021 @ gmail.com a IR 82054010268002081790 9002 - ( ۰۹۱۲۱۲۳۴۵۶۷ 6037 99711234 5674 ملی سفارش
0499370899 [at] / . ٠٥٥
"""
fragments = st.sampled_from([" ", *FRAGMENTS.split()])
texts = st.lists(fragments, max_size=14).map("".join) | st.text(max_size=40)


@given(texts)
def test_spans_lie_in_the_text_in_order_and_apart(text):
    data = personal_data(text)
    places = [place for datum in data for place in (datum.start, datum.end)]
    assert places == sorted(places)
    assert all(0 <= datum.start < datum.end <= len(text) for datum in data)


@given(texts, st.sampled_from(sorted(DIGIT_SETS)))
def test_digit_sets_are_read_alike(text, digits):
    assert personal_data(text.translate(DIGIT_SETS[digits])) == personal_data(text)


def _calls(text: str) -> int:
    """Count the Python and C calls made: work that no other load on the machine changes."""
    count = 0

    def tally(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        personal_data(text)
    finally:
        sys.setprofile(before)
    return count


REPEATED = [
    "0 ",
    "9 ",
    "+0 ",
    "0",
    "@",
    "a@",
    "a@a.",
    "a.",
    "[at]",
    "IR12 ",
    "4111 ",
    "1-",
    "09121234567 ",
    "+49 30 1",
]


@pytest.mark.parametrize("unit", REPEATED)
def test_work_grows_linearly_with_the_text(unit):
    short, long = (unit * 1000)[:1500], (unit * 4000)[:6000]
    personal_data(long)
    assert _calls(long) <= 4.5 * _calls(short) + 100
