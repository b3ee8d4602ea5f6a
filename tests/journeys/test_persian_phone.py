"""Maryam's whole story: in Persian, on a phone 360 px wide, without JavaScript."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.kit.browser import Visitor
from tests.kit.mailbox import links
from tests.kit.portal import Portal
from tests.kit.world import ANSWER, PASSWORD

pytestmark = pytest.mark.browser

EMAIL = "maryam@example.org"
TITLE = "ماشین ظرف‌شویی کُرومات پس از سه هفته نرسید"
PHONE = "۰۹۱۲۳۴۵۶۷۸۹"
BODY = (
    "سه هفته پیش از این فروشگاه یک ماشین ظرف‌شویی خریدم و پولش را کامل پرداخت کردم. قرار بود چهارروزه برسد، ولی "
    "هنوز نه ظرف‌شویی رسیده و نه کسی جواب تلفن پشتیبانی را می‌دهد."
)
CALL_ME = f" لطفاً با شمارهٔ {PHONE} تماس بگیرید."
NOTE = "شمارهٔ تلفنتان را همه می‌بینند؛ لطفاً از پایان متن بردارید."
ANSWER_BACK = "راننده آمد ولی دستگاه زنگ‌خورده بود و آن را تحویل نگرفتم. کِی دستگاه سالم می‌فرستید؟"


def test_from_a_complaint_without_an_account_to_a_reopened_case(portal: Portal, browser: Browser) -> None:
    maryam, nader, layla, reader = (Visitor(browser, portal.address, "fa", width=360, scripts=False) for _ in range(4))
    nader.sign_in("nader@example.org", PASSWORD)
    layla.sign_in("layla@example.org", PASSWORD)

    number = complain_first_and_sign_up_last(portal, maryam)
    nobody_comes_upon(reader, number, TITLE)
    send_back(portal, nader)
    nobody_comes_upon(reader, number, TITLE)
    read_why_and_mend(portal, maryam)
    nobody_comes_upon(reader, number, TITLE)
    let_through(portal, nader, "شکایت", TITLE)

    answer_for_the_store(portal, layla)
    nobody_comes_upon(reader, number, ANSWER)
    let_through(portal, nader, "پاسخ فروشگاه", ANSWER, is_answer=True)
    answer_back(portal, maryam)
    nobody_comes_upon(reader, number, ANSWER_BACK)
    let_through(portal, nader, "پاسخ خریدار", ANSWER_BACK)

    evaluate_and_reopen(maryam)
    find_in_another_spelling(reader)
    nobody_comes_upon(reader, number, PHONE)


def complain_first_and_sign_up_last(portal: Portal, maryam: Visitor) -> str:
    maryam.visit("")
    maryam.follow("ثبت شکایت")
    maryam.sees("ورود مرحلهٔ آخر است")
    maryam.write("شکایت از کدام فروشگاه است؟", "فروشگاه گلستان")
    maryam.choose("مشکل چه بود؟", "دیر رسید یا نرسید")
    maryam.choose("چه نوع کالایی؟", "لوازم خانگی برقی")
    maryam.write("مشکل در یک جمله", TITLE)
    maryam.write("چه اتفاقی افتاد؟", BODY + CALL_ME)
    maryam.choose("چه می‌خواهید؟", "تحویل سفارش")
    maryam.write("شمارهٔ سفارش", "۱۲۳۴۵")
    maryam.write("تاریخ خرید", "۱۴۰۵/۰۸/۱۲")
    maryam.write("مبلغی که پرداختید", "۴۵٬۰۰۰٬۰۰۰")
    maryam.press("ادامه و ورود")
    maryam.sees("هنوز فرستاده نشده است", "این شبیه شمارهٔ تلفن است")
    maryam.press("ادامه و ورود")
    maryam.sees("شکایت شما نگه داشته شد")

    maryam.follow("ثبت‌نام")
    maryam.sees("نوشته‌تان نگه داشته شده است")
    maryam.write("نامی که دیگران می‌بینند", "مریم")
    maryam.write("نشانی ایمیل", EMAIL)
    maryam.write("رمز عبور", PASSWORD)
    maryam.press("ثبت‌نام")
    maryam.sees(EMAIL, "mail/")

    maryam.visit(portal.address + links(portal.mail(EMAIL, "تأیید"))[0])
    maryam.press("تأیید و ورود")
    maryam.sees("ایمیلتان تأیید شد", "چه اتفاقی افتاد؟")
    maryam.sees("هنوز فرستاده نشده است")
    assert maryam.main.get_by_label("دیر رسید یا نرسید").is_checked()
    assert maryam.box("مشکل در یک جمله").input_value() == TITLE
    assert maryam.box("چه اتفاقی افتاد؟").input_value() == BODY + CALL_ME
    maryam.press("ارسال شکایت")

    assert maryam.heading == "شکایت شما ثبت شد"
    maryam.sees("مراحل پیگیری", "ناظر آن را می‌خواند", "فروشگاه پاسخ می‌دهد")
    number = maryam.main.locator("strong bdi").inner_text()
    maryam.follow("دیدن شکایت")
    maryam.sees(TITLE, number, "در انتظار بازبینی", "۱۲ آبان ۱۴۰۵")
    return number


def send_back(portal: Portal, nader: Visitor) -> None:
    nader.visit("desk/moderation/")
    nader.sees_soon(TITLE, "نیازمند دقت")
    nader.follow(TITLE)
    nader.sees("این شبیه شمارهٔ تلفن است", PHONE)
    nader.choose("تصمیم", "درخواست اصلاح")
    nader.choose("دلیل", "اطلاعات شخصی کسی در آن است")
    nader.write("یادداشت شما", NOTE)
    nader.press("ثبت تصمیم و خواندن بعدی")
    nader.sees("یک دقیقهٔ دیگر", "پس گرفتن")
    portal.let_a_minute_pass()


def read_why_and_mend(portal: Portal, maryam: Visitor) -> None:
    maryam.visit(portal.address + links(portal.mail(EMAIL, "اصلاح"))[0])
    maryam.sees("اطلاعات شخصی کسی در آن است", NOTE, f"اطلاعات شخصی {PHONE} این شبیه شمارهٔ تلفن است")
    maryam.write("متن", BODY)
    maryam.press("ارسال دوباره")
    maryam.sees("نسخهٔ اصلاح‌شده فرستاده شد", "در انتظار بازبینی")


def let_through(portal: Portal, nader: Visitor, kind: str, words: str, *, is_answer: bool = False) -> None:
    nader.visit("desk/moderation/")
    nader.sees_soon(words[:40])
    nader.follow(kind, beside=words[:40])
    nader.sees_soon(f"{kind} · فروشگاه گلستان", "موردی پیدا نشد")
    if is_answer:
        assert nader.main.get_by_label("بله، پاسخ است").is_checked()
    nader.choose("تصمیم", "تأیید و انتشار")
    nader.press("ثبت تصمیم و خواندن بعدی")
    nader.sees(f"{kind} · فروشگاه گلستان: تأیید شد؛ یک دقیقهٔ دیگر منتشر می‌شود")
    portal.let_a_minute_pass()


def answer_for_the_store(portal: Portal, layla: Visitor) -> None:
    portal.mail("layla@example.org", "شکایت تازه")
    layla.visit("desk/stores/")
    layla.follow(TITLE)
    layla.sees(BODY)
    assert "۱۲۳۴۵" not in layla.text
    layla.write("پاسخ شما", ANSWER)
    layla.press("ارسال پاسخ")
    layla.sees("پاسخ شما در انتظار بازبینی است")


def answer_back(portal: Portal, maryam: Visitor) -> None:
    maryam.visit(portal.address + links(portal.mail(EMAIL, "پاسخ داد"))[0])
    maryam.sees_soon(ANSWER, "اولین پاسخ به حساب می‌آید")
    maryam.follow("نوشتن به فروشگاه")
    maryam.write("پاسخ شما به فروشگاه", ANSWER_BACK)
    maryam.press("ارسال")
    maryam.sees("پاسخ شما فرستاده شد", ANSWER_BACK)


def evaluate_and_reopen(maryam: Visitor) -> None:
    maryam.follow("اعلام نتیجه")
    maryam.choose("آیا مشکل حل شد؟", "خیر")
    for expectation in ("ادب", "درک مشکل", "روشنی پاسخ", "تخصص", "سرعت", "صداقت"):
        maryam.choose(expectation, "۳")
    maryam.choose("آیا دوباره از این فروشگاه خرید می‌کنید؟", "خیر")
    maryam.press("ثبت نتیجه")
    maryam.sees("خریدار می‌گوید: حل نشد", "ادب ۳ از ۵", "صداقت ۳ از ۵", "دیگر از آنجا خرید نمی‌کند")
    maryam.press("باز کردن دوبارهٔ شکایت")
    maryam.sees("شکایت دوباره باز شد", "پاسخ داده شد")
    maryam.visit("account/cases")
    maryam.sees(TITLE, "اعلام نتیجه")


def find_in_another_spelling(reader: Visitor) -> None:
    """Arabic ye and kaf, half-spaces left out or made whole ones, no vowel sign."""
    reader.visit("search")
    reader.write("واژه‌هایی که دنبالشان هستید", "ماشين ظرفشويى كرومات مي دهد")
    reader.press("نمایش")
    reader.sees_soon(TITLE)
    reader.follow(TITLE)
    reader.sees(BODY, ANSWER, ANSWER_BACK, "مریم")
    assert "۱۲۳۴۵" not in reader.text


def nobody_comes_upon(reader: Visitor, number: str, words: str) -> None:
    """What was not let through is nowhere for who is not signed in: not in the case, in no list, by no search."""
    case = [f"/{language}/complaints/{number}/" for language in ("fa", "ar", "en")]
    lists = ["/fa/", "/fa/stores/golestan/", "/ar/search?sort=newest", f"/fa/search?q={quote(words[:9])}"]
    for path in case + lists:
        status, body = reader.fetch(path)
        assert status == (404 if path in case and words == TITLE else 200), path
        assert words not in body, path
