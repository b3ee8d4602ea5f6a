"""The checks that every page goes through see what they are for: a good page, and one fault at a time."""

import pytest

from tests.kit import checks
from tests.kit.checks import complaints_about
from tests.kit.client import Page

GOOD = """<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>خانه - شکوا</title>
<meta name="description" content="شکایت‌ها از فروشگاه‌ها"></head><body><main><h1>خانه</h1>
<p>۱۲ شکایت از <bdi>Golestan 24</bdi></p><time datetime="2026-11-24">2026</time><img src="/a.png" alt="">
<form method="post"><input type="hidden" name="csrf_token" value="abc"><label for="name">نام</label>
<input id="name" name="name"></form><table><tbody><tr><td>یک</td></tr></tbody></table></main></body></html>"""

FAULTS = {
    "lang and dir": ('lang="fa" dir="rtl"', 'lang="fa" dir="ltr"'),
    "2 h1": ("<p>", "<h1>باز هم</h1><p>"),
    "does not begin with the h1": ("<title>خانه", "<title>فروشگاه"),
    "ids used twice: ['name']": ("<p>", '<p id="name">'),
    "not one main": ("main", "section"),
    "image without alt": (' alt=""', ""),
    "aria-describedby of p names nothing: ''": ("<p>", '<p aria-describedby="">'),
    "aria-labelledby of p names nothing: 'name gone'": ("<p>", '<p aria-labelledby="name gone">'),
    "what is required, but begins with a choice made": (
        "</form>",
        '<label for="what">چه</label><select id="what" name="what" required><option value="a">یک</select></form>',
    ),
    "no label for name": ('<label for="name">نام</label>', ""),
    "a form that writes has no token": ('name="csrf_token"', 'name="other"'),
    "inline script: go()": ("</form>", "</form><script>go()</script>"),
    "inline style": ("<p>", '<p style="color: red">'),
    "inline handler ['onclick']": ("<p>", '<p onclick="go()">'),
    "line 5 of its HTML": ("</form>", "</form></span>"),
    "of its HTML: Named entity": ("یک</td>", "یک &nbsp دو</td>"),
    "a word in Latin letters in 'Home": ("<p>", "<p>Home "),
    "a word in Latin letters in 'Close'": ("<p>", '<p title="Close">'),
    "a word in Latin letters in 'Complaints'": ("شکایت‌ها از فروشگاه‌ها", "Complaints"),
    "an Arabic letter": ("شکایت از", "شكايت از"),
    "a digit of another language": ("۱۲ شکایت", "12 شکایت"),
    "a digit of another language in 'یک 3'": ("<td>یک", "<td>یک 3"),
}


def faults(body: str, path: str = "/fa/") -> list[str]:
    return list(complaints_about(Page(200, {}, body, path)))


def test_a_good_page_has_none():
    assert faults(GOOD) == []


@pytest.mark.parametrize(("said", "change"), FAULTS.items(), ids=FAULTS)
def test_each_fault_is_named(said, change, monkeypatch):
    monkeypatch.setattr(checks, "WHOLE", True)
    assert faults(GOOD) == []
    assert any(said in fault for fault in faults(GOOD.replace(*change)))


def test_a_piece_of_a_page_has_no_heading_and_no_inline_code():
    piece = '<a role="option" href="/fa/stores/golestan/">گلستان</a>'
    assert faults(piece, "/fa/search/suggestions") == []
    assert faults(f"{piece}<script>go()</script>", "/fa/search/suggestions") == ["inline script: go()"]


def test_a_page_is_judged_by_the_language_of_its_address():
    assert faults(GOOD) == []
    assert faults(GOOD, "/ar/") == ["lang and dir are fa and rtl"]


def test_what_was_found_once_is_found_again():
    broken = GOOD.replace("۱۲", "12").replace("abc", "{}")
    assert faults(broken.format("one")) == faults(broken.format("two")) != []
