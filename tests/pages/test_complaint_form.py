"""Writing a complaint: without an account, with bad input, twice. Nothing typed is lost."""

import re

import pytest
from sqlalchemy import func, select

from portal.accounts import Account
from portal.complaints import Complaint, Nature, Wanted, case_by_number
from portal.db import db, transaction
from tests.kit.at_once import at_once
from tests.kit.world import BODY, TITLE

pytestmark = pytest.mark.usefixtures("world_clock")
LANGUAGES = ("fa", "ar", "en")
FORM = "/fa/complaints/new"
VALID = {"store": "گلستان", "nature": "late", "category": "home-appliances", "title": TITLE, "body": BODY}


def sent_case(page):
    number = re.search(r"/complaints/(\w+)/sent", page.location)[1]
    return case_by_number(db.session(), number)


def complaint_count():
    return db.session.scalar(select(func.count()).select_from(Complaint))


@pytest.fixture
def maryam(world):
    return world.client(world.maryam)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_without_an_account(client, language):
    page = client.visit(f"/{language}/complaints/new")
    assert page.select("textarea[name=body]")


def test_a_store_can_be_chosen_by_the_address(client):
    assert client.visit("/ar/complaints/new?store=nakhl").fields()["store"] == "النخل"
    assert client.visit("/ar/complaints/new?store=nobody").fields()["store"] == ""


def test_everything_told_is_kept_with_the_case(maryam):
    page = maryam.fill(
        FORM,
        **VALID,
        product="یخچال دوقلو",
        seller="بازرگانی آفتاب",
        order_number="A-۱۲",
        purchased_on="۱۴۰۵/۰۸/۱۲",
        amount="۱۲۵٬۰۰۰٬۰۰۰",
        wanted="refund",
    )
    case = sent_case(page)
    assert (case.title, case.body, case.language) == (TITLE, BODY, "fa")
    assert (case.nature, case.category, case.wanted) == (Nature.LATE, "home-appliances", Wanted.REFUND)
    assert (case.product, case.seller, case.order_number) == ("یخچال دوقلو", "بازرگانی آفتاب", "A-۱۲")
    assert (case.purchased_on.isoformat(), case.amount, case.currency) == ("2026-11-03", 125_000_000, "IRR")
    assert not case.is_public
    assert case.number in maryam.follow(page).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_afterwards_says_what_happens_next(world, maryam, language):
    complaint = world.complain()
    page = maryam.visit(f"/{language}/complaints/{complaint.number}/sent")
    assert len(page.select(".steps__item")) == 4
    world.client(world.karim).visit(f"/{language}/complaints/{complaint.number}/sent", status=404)


@pytest.mark.parametrize(("page", "sent", "language"), [("fa", None, "fa"), ("ar", None, "ar"), ("en", "ar", "ar")])
def test_the_language_is_that_of_the_page_or_chosen(maryam, page, sent, language):
    chosen = {"language": sent} if sent else {}
    case = sent_case(maryam.fill(f"/{page}/complaints/new", **VALID, **chosen))
    assert case.language == language


@pytest.mark.parametrize("name", ["گلستان", "غولستان", "golestan", "  گلستان ", "كلستان", "Golestan"])
def test_a_store_is_known_by_each_of_its_names_and_spellings(maryam, name):
    if name == "كلستان":
        page = maryam.fill(FORM, status=422, **{**VALID, "store": name})
        assert [option["value"] for option in page.select("input[name=store_choice]")] == ["golestan"]
        return
    assert sent_case(maryam.fill(FORM, **{**VALID, "store": name})).store_slug == "golestan"


@pytest.mark.parametrize("typed", ["گلستا", "فروشگاه گلستان", "گلسنان"])
def test_a_name_that_is_nearly_one_offers_it(maryam, typed):
    page = maryam.fill(FORM, status=422, **{**VALID, "store": typed})
    fields = page.fields()
    assert (fields["store"], fields["title"], fields["body"].strip()) == (typed, TITLE, BODY)
    sent = maryam.send(FORM, {**fields, "nature": "late", "store_choice": "golestan"})
    assert sent_case(sent).store_slug == "golestan"


def test_a_store_that_was_chosen_stays_chosen_while_something_else_is_wrong(maryam):
    offered = maryam.fill(FORM, status=422, **{**VALID, "store": "گلستا"})
    assert "اختیاری" not in offered.select_one("fieldset:has(input[name=store_choice])").get_text()
    chosen = {**offered.fields(), "nature": "late", "store_choice": "golestan"}
    again = maryam.send(FORM, {**chosen, "amount": "دو میلیون"}, status=422)
    assert again.fields()["store_choice"] == "golestan"
    assert sent_case(maryam.send(FORM, {**again.fields(), "nature": "late", "amount": ""})).store_slug == "golestan"


def test_a_question_is_not_followed_by_a_colon(maryam):
    page = maryam.fill(FORM, status=422, **{**VALID, "nature": "", "title": ""})
    assert set(page.errors) == {
        "مشکل چه بود؟ لطفاً انتخاب کنید که مشکل چه بود.",
        "مشکل در یک جمله: لطفاً عنوانی بنویسید.",
    }


def test_it_says_how_long_a_title_may_be(maryam):
    assert "حداکثر ۱۲۰ حرف" in maryam.visit(FORM).text


BAD = [
    ("an unknown store", {"store": "دکان میدان"}, "There is no store of this name here"),
    ("no store", {"store": ""}, "Please name the store"),
    ("no nature", {"nature": ""}, "Please choose what went wrong"),
    ("a nature that does not exist", {"nature": "magic"}, "Not a valid choice"),
    ("a category that does not exist", {"category": "magic"}, "Not a valid choice"),
    ("no title", {"title": " "}, "Please give it a title"),
    ("a title too long", {"title": "ی" * 121}, "This is too long: 121 characters"),
    ("a title nobody can see", {"title": "\u200c\u2060\u3164"}, "Please give it a title"),
    ("a text nobody can see", {"body": "\u200b\n\u200f\u2800"}, "Please tell what happened"),
    ("no text", {"body": ""}, "Please tell what happened"),
    ("2 MB of text", {"body": "متن" * 350_000}, "This is too long: 1,050,000 characters"),
    ("a day in the future", {"purchased_on": "2026-11-26"}, "This day is still to come"),
    ("no day at all", {"purchased_on": "soon"}, "This is no date we can read"),
    ("a day that does not exist", {"purchased_on": "2026-02-30"}, "This is no date we can read"),
    ("an amount in words", {"amount": "a lot"}, "Please write a whole amount"),
    ("a broken amount", {"amount": "12,50"}, "Please write a whole amount"),
    ("an amount beyond all money", {"amount": "9" * 30}, "Please write a whole amount"),
    ("nothing but signs that cannot be stored", {"title": "\0\u202e"}, "Please give it a title"),
]


@pytest.mark.parametrize(("wrong", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_input_gets_its_message_and_loses_nothing(maryam, wrong, message):
    typed = {**VALID, "language": "fa", **wrong}
    page = maryam.fill("/en/complaints/new", status=422, **typed)
    assert any(message in error for error in page.errors), page.errors
    kept = page.fields()
    for name, value in typed.items():
        if name not in wrong or name in {"body", "purchased_on", "amount"}:
            assert kept.get(name, "").strip() == value.strip(), name
    assert complaint_count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_come_in_the_language_of_the_page(maryam, language):
    page = maryam.fill(f"/{language}/complaints/new", status=422, title="ی" * 121, body="", purchased_on="?")
    assert len(page.select(".field__error")) >= 5


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("نامه\0ای", "نامهای"),
        ("پیش\u202eپس", "پیشپس"),
        ("خوب 😀 شد", "خوب 😀 شد"),
        ("می\u200cشود", "می\u200cشود"),
        ("a\ud800b", None),
    ],
    ids=["NUL", "bidi control", "emoji", "half-space", "lone surrogate"],
)
def test_signs_that_cannot_be_stored_are_taken_out_and_said(maryam, typed, stored):
    body = f"{BODY} {typed}"
    data = body.encode("utf-8", "surrogatepass")
    page = maryam.fill(FORM, **{**VALID, "body": data.decode("utf-8", "replace")})
    case = sent_case(page)
    assert case.body.endswith(stored if stored is not None else "b")
    was_changed = stored is not None and stored != typed
    assert bool(maryam.follow(page).select(".notice--hint")) is was_changed


def test_a_form_sent_twice_makes_one_complaint(maryam):
    fields = {**maryam.visit(FORM).fields(), **VALID}
    first, second = maryam.send(FORM, fields), maryam.send(FORM, fields)
    assert first.location == second.location
    assert complaint_count() == 1


def test_a_form_sent_several_times_at_once_makes_one_complaint(world, maryam):
    fields = {**maryam.visit(FORM).fields(), **VALID}
    answers = at_once(world.app, lambda: maryam.send(FORM, fields))
    assert len({answer.location for answer in answers}) == 1
    assert complaint_count() == 1


def test_the_key_of_a_form_opens_nobody_elses_complaint(world, maryam):
    fields = {**maryam.visit(FORM).fields(), **VALID}
    first = maryam.send(FORM, fields)
    karim = world.client(world.karim)
    own = {**karim.visit(FORM).fields(), **VALID, "submission": fields["submission"]}
    assert karim.send(FORM, own).location != first.location


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_wrong_token_brings_the_form_back_filled(maryam, token):
    page = maryam.send(FORM, {**maryam.visit(FORM).fields(), **VALID, "csrf_token": token}, status=422)
    assert page.fields()["body"].strip() == BODY
    assert sent_case(maryam.send(FORM, {**page.fields(), **VALID, "csrf_token": page.fields()["csrf_token"]}))


def test_a_lost_session_loses_nothing(world, maryam):
    fields = {**maryam.visit(FORM).fields(), **VALID}
    stranger = world.client()
    back = stranger.send(FORM, fields, status=422)
    kept = stranger.send(FORM, {**back.fields(), **VALID})
    assert "/account/sign-in" in kept.location
    assert complaint_count() == 0


def test_signing_in_is_the_last_step(world, client):
    kept = client.fill(FORM, **VALID, product="یخچال", wanted="refund")
    assert kept.location.startswith("/fa/account/sign-in?")
    token = re.search(r"kept=([\w-]+)", kept.location)[1]
    maryam = world.client(world.maryam)
    again = maryam.visit(f"{FORM}?kept={token}")
    filled = again.fields()
    assert {name: filled[name].strip() for name in VALID} == VALID
    assert (filled["product"], filled["wanted"]) == ("یخچال", "refund")
    assert sent_case(maryam.send(f"{FORM}?kept={token}", filled)).product == "یخچال"
    assert maryam.visit(f"{FORM}?kept={token}").fields()["title"] == ""


def test_an_address_not_yet_confirmed_keeps_the_complaint(world):
    with transaction() as session:
        session.get_one(Account, world.karim.id).confirmed_at = None
    karim = world.client(world.karim)
    kept = karim.fill(FORM, **VALID)
    assert "/account/confirm" in kept.location
    assert complaint_count() == 0
    token = re.search(r"kept=([\w-]+)", kept.location)[1]
    assert karim.visit(f"{FORM}?kept={token}").fields()["title"] == TITLE
    assert world.client(world.maryam).visit(f"{FORM}?kept={token}").fields()["title"] == ""


def law(page):
    (section,) = page.select("details.law")
    return section


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_before_the_first_post_it_is_said_what_may_not_be_written(world, language):
    form = f"/{language}/complaints/new"
    for person in (None, world.maryam):
        section = law(world.client(person).visit(form))
        assert "open" in section
        assert len(section.select("li")) == 5
        pages = [link["href"] for link in section.select("a")]
        assert pages == [f"/{language}/complaints/law{country}" for country in ("/ir", "/sa", "")]
        assert all(world.client(person).visit(page).select("main li") for page in pages)
    world.complain()
    assert "open" not in law(world.client(world.maryam).visit(form))
    assert "open" in law(world.client(world.karim).visit(form))


def test_it_says_the_law_of_the_country_of_the_store(world):
    section = law(world.client().visit("/en/complaints/new?store=nakhl"))
    assert len(section.select("li")) == 3
    assert section.select_one("a")["href"] == "/en/complaints/law/sa"
    lacking = world.add_store("elsewhere", "جای دیگر", "مكان آخر", country="OM")
    section = law(world.client().visit(f"/en/complaints/new?store={lacking.slug}"))
    assert len(section.select("li")) == 5


def test_what_was_read_stands_in_nobodys_way_when_the_form_comes_back(world):
    assert "open" not in law(world.client().fill("/fa/complaints/new", status=422))
