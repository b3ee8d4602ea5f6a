"""The rules while a complaint is written: asked by a script, on sending without one; they stop nobody."""

import json

import pytest
from sqlalchemy import func, select

from portal.complaints import Complaint
from portal.db import db
from portal.moderation import Post
from tests.kit.world import BODY, TITLE

pytestmark = pytest.mark.usefixtures("world_clock")
FORM = "/fa/complaints/new"
CHECK = "/fa/complaints/new/check"
PRIVATE = f"{BODY} شماره من ۰۹۱۲۱۲۳۴۵۶۷ است و آقای احمدی از پشتیبانی جواب نداد."
ACCUSING = f"{BODY} این فروشگاه کلاهبردار است."
VALID = {"store": "گلستان", "nature": "late", "category": "home-appliances", "title": TITLE, "body": BODY}


@pytest.fixture
def maryam(world):
    return world.client(world.maryam)


def remarks(page):
    return [item.get_text(" ", strip=True) for item in page.select(".remarks__item")]


def complaint_count():
    return db.session.scalar(select(func.count()).select_from(Complaint))


def asked(client, **typed):
    fields = {"csrf_token": client.visit(FORM).fields()["csrf_token"], **VALID, **typed}
    return json.loads(client.send(CHECK, fields, status=200).body)["html"]


def test_what_the_rules_find_is_shown_once_and_then_sent_as_it_is(maryam):
    page = maryam.fill(FORM, status=422, **{**VALID, "body": PRIVATE})
    assert len(remarks(page)) == 2
    assert "۰۹۱۲۱۲۳۴۵۶۷" in remarks(page)[0]
    assert complaint_count() == 0
    again = {**page.fields(), "nature": "late"}
    assert again["body"].strip() == PRIVATE
    assert "/sent" in maryam.send(FORM, again).location
    assert complaint_count() == 1


def test_something_new_is_shown_again(maryam):
    page = maryam.fill(FORM, status=422, **{**VALID, "body": PRIVATE})
    changed = {**page.fields(), "nature": "late", "body": f"{PRIVATE} a@example.com"}
    assert "a@example.com" in remarks(maryam.send(FORM, changed, status=422))[0]


def test_it_is_said_together_with_what_else_is_to_be_put_right(maryam):
    """Not one after the other: each way there and back is a long one on a slow line."""
    page = maryam.fill(FORM, status=422, **{**VALID, "category": "", "body": PRIVATE})
    assert page.select(".error-summary")
    assert len(remarks(page)) == 2
    assert "بررسی خودکار نکته‌ای پیدا کرده است" in page.text
    again = {**page.fields(), "nature": "late", "category": "home-appliances"}
    assert "/sent" in maryam.send(FORM, again).location


def test_a_text_without_findings_is_sent_at_once(maryam):
    assert "/sent" in maryam.fill(FORM, **VALID).location


def test_one_press_masks_and_loses_nothing(maryam):
    typed = {**VALID, "body": PRIVATE, "order_number": "A-12", "product": "یخچال", "act": "mask"}
    page = maryam.fill(FORM, status=200, **typed)
    kept = page.fields()
    masked = PRIVATE.replace("۰۹۱۲۱۲۳۴۵۶۷", "[شمارهٔ تلفن]").replace("آقای احمدی", "کارشناس ۱")
    assert kept["body"].strip() == masked
    assert (kept["order_number"], kept["product"], kept["title"]) == ("A-12", "یخچال", TITLE)
    assert remarks(page) == []
    assert complaint_count() == 0


def test_an_accusation_gets_a_factual_wording_with_the_dates_of_the_case(maryam):
    page = maryam.fill(FORM, status=200, **{**VALID, "body": ACCUSING, "purchased_on": "۱۴۰۵/۰۸/۱۲", "act": "check"})
    (remark,) = remarks(page)
    assert "در تاریخ ۱۲ آبان ۱۴۰۵ پول را پرداختم؛ تا" in remark
    assert remark.count("پول را پرداختم") == 1


def test_what_one_rule_finds_is_said_once_with_its_words(maryam):
    accused = f"{ACCUSING} کلاهبردار و دزد! کلاهبردار!"
    page = maryam.fill(FORM, status=200, **{**VALID, "body": accused, "act": "check"})
    (remark,) = page.select(".remarks__item--warn")
    assert [quoted.get_text() for quoted in remark.select("summary q")] == ["کلاهبردار", "دزد"]
    assert remark.get_text().count("تشخیص جرم با دادگاه است") == 1


def test_private_data_of_several_kinds_are_one_remark_and_many_words_are_counted(maryam):
    numbers = " ".join(f"۰۹۱۲۱۲۳۴۵۶{n}" for n in "۰۱۲۳۴۵۶")
    page = maryam.fill(FORM, status=200, **{**VALID, "body": f"{BODY} {numbers} a@example.com", "act": "check"})
    (remark,) = page.select(".remarks__item--warn")
    assert len(remark.select("summary q")) == 6
    assert "و ۲ مورد دیگر" in remark.select_one("summary").get_text()
    assert "شمارهٔ تلفن و نشانی ایمیل" in remark.get_text()


def test_only_the_gravest_is_open(maryam):
    page = maryam.fill(FORM, status=200, **{**VALID, "body": f"{PRIVATE} کلاهبردار است.", "act": "check"})
    assert ["open" in details for details in page.select(".remarks details")] == [True, False, False]


def test_persian_in_latin_letters_is_put_into_its_own_by_one_press(maryam):
    latin = "man az in forooshgah yakhchal kharidam vali hanooz nareside va poshtibani javab nemidahad"
    page = maryam.fill(FORM, status=422, **{**VALID, "body": latin})
    proposed = "من از این فروشگاه یخچال خریدم ولی هنوز نرسیده و پشتیبانی جواب نمی‌دهد"
    (remark,) = remarks(page)
    assert proposed in remark
    again = maryam.send(FORM, {**page.fields(), "nature": "late", "act": "respell"}, status=200)
    assert (again.fields()["body"].strip(), again.fields()["title"]) == (proposed, TITLE)
    assert remarks(again) == []


def test_enter_only_checks(maryam):
    page = maryam.fill(FORM, status=422, **{**VALID, "body": PRIVATE})
    first = page.select("main form[method=post] button[type=submit]")[0]
    assert (first["name"], first["value"]) == ("act", "check")


def test_the_script_is_told_the_same_and_nothing_is_kept(world):
    stranger = world.client()
    before = db.session.scalar(select(func.count()).select_from(Post))
    html = asked(stranger, body=PRIVATE)
    assert html.count("remarks__item--warn") == 2
    assert asked(stranger) == ""
    assert db.session.scalar(select(func.count()).select_from(Post)) == before


@pytest.mark.parametrize("typed", [{"body": "متن " * 3_000}, {"body": ""}])
def test_what_cannot_be_checked_has_no_remark(world, typed):
    assert asked(world.client(), **typed) == ""


def test_a_forged_request_is_told_nothing(world):
    world.client().send(CHECK, {**VALID, "csrf_token": "forged"}, status=422)


@pytest.mark.parametrize("act", ["mask", "check", "magic"])
def test_a_text_too_long_comes_back_whole(maryam, act):
    page = maryam.fill(FORM, status=422 if act == "magic" else 200, **{**VALID, "body": PRIVATE * 100, "act": act})
    assert page.fields()["body"].strip() == PRIVATE * 100
