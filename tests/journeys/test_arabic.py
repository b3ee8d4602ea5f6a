"""Noura's story in short: in Arabic, with JavaScript, on a phone; the staff at wide screens."""

import pytest
from playwright.sync_api import Browser

from tests.kit.browser import Visitor
from tests.kit.mailbox import links
from tests.kit.portal import Portal
from tests.kit.world import PASSWORD

pytestmark = pytest.mark.browser

EMAIL = "noura@example.org"
TITLE = "وصلت الغسالة مكسورة من الأسفل"
BODY = (
    "اشتريت غسالة من هذا المتجر ووصلت مكسورة من الأسفل والماء يتسرب منها. أرسلت الصور إلى خدمة العملاء قبل أسبوع "
    "ولم يرد أحد. أطلب استبدالها أو استرداد المبلغ."
)
RECEIVED = "شكرًا لتواصلكم معنا، تم استلام رسالتكم وسيتم الرد عليكم قريبًا."
ANSWER = (
    "نعتذر عما حدث. يصلكم المندوب يوم الأحد بغسالة جديدة من المستودع الرئيسي ويستلم المكسورة، وقد أضفنا إلى رصيدكم "
    "قيمة التوصيل."
)


def test_from_a_store_to_a_solved_case(portal: Portal, browser: Browser) -> None:
    noura = Visitor(browser, portal.address, "ar", width=360)
    nader, salma, reader = (Visitor(browser, portal.address, "ar") for _ in range(3))
    nader.sign_in("nader@example.org", PASSWORD)
    salma.sign_in("salma@example.org", PASSWORD)

    sign_up(portal, noura)
    complain(noura)
    let_through(portal, nader, "شكوى", TITLE)
    reply(salma, RECEIVED)
    let_through(portal, nader, "رد المتجر", RECEIVED, preset="لا، لا جديد فيه")
    reply(salma, ANSWER)
    let_through(portal, nader, "رد المتجر", ANSWER, preset="نعم، هو رد")
    call_it_solved(portal, noura)

    reader.visit("stores/nakhl/")
    reader.follow(TITLE)
    reader.sees("نورة", ANSWER, "إشعار استلام فقط", "يُحتسب أول رد", "يقول المشتري: تم الحل", "اللباقة ٥ من ٥", " هـ، ")


def sign_up(portal: Portal, noura: Visitor) -> None:
    noura.visit("account/sign-up")
    noura.write("الاسم الظاهر للآخرين", "نورة")
    noura.write("البريد الإلكتروني", EMAIL)
    noura.write("كلمة المرور", PASSWORD)
    noura.press("إنشاء حساب")
    noura.visit(portal.address + links(portal.mail(EMAIL, "تأكيد"))[0])
    noura.press("التأكيد وتسجيل الدخول")
    noura.sees("تم تأكيد بريدك", "شكاواي")


def complain(noura: Visitor) -> None:
    noura.visit("stores/nakhl/")
    noura.follow("تقديم شكوى على هذا المتجر")
    assert noura.box("على أي متجر هذه الشكوى؟").input_value() == "متجر النخل"
    noura.press("إرسال الشكوى")
    noura.sees("هناك مشكلة", "يرجى اختيار نوع المشكلة")

    noura.choose("ما المشكلة؟", "وصل تالفًا")
    noura.choose("ما نوع المنتج؟", "الأجهزة المنزلية")
    noura.write("المشكلة في سطر واحد", TITLE)
    noura.write("ماذا حدث؟", BODY)
    noura.sees("الأحرف المتبقية: ٩٬٨")
    noura.write("تاريخ الشراء", "١٤٤٨/٠٥/٠١")
    noura.write("المبلغ الذي دفعته", "١٬٩٠٠")
    noura.press("إرسال الشكوى")
    noura.sees("رقم الشكوى", "يقرؤها المشرف")
    noura.follow("عرض الشكوى")
    noura.sees("في انتظار المراجعة", "١ جمادى الأولى ١٤٤٨ هـ", "١٬٩٠٠")


def let_through(portal: Portal, nader: Visitor, kind: str, words: str, preset: str | None = None) -> None:
    nader.visit("desk/moderation/")
    nader.sees_soon(words)
    nader.follow(kind, beside=words)
    nader.sees_soon("متجر النخل", "لا ملاحظات")
    if preset:
        assert nader.main.get_by_label(preset).is_checked()
    nader.choose("القرار", "الموافقة والنشر")
    nader.press("تسجيل القرار وقراءة التالي")
    nader.sees("تمت الموافقة، ويُنشر بعد دقيقة", "تراجع")
    portal.let_a_minute_pass()


def reply(salma: Visitor, words: str) -> None:
    salma.visit("desk/stores/")
    salma.sees_soon(TITLE)
    salma.follow(TITLE)
    salma.write("ردك", words)
    salma.press("إرسال الرد")
    salma.sees("ردك في انتظار المراجعة")


def call_it_solved(portal: Portal, noura: Visitor) -> None:
    noura.visit(portal.address + links(portal.mail(EMAIL, "رد"))[0])
    noura.sees_soon(ANSWER)
    noura.follow("بيان النتيجة")
    noura.choose("هل حُلّت المشكلة؟", "نعم")
    for expectation in ("اللباقة", "تفهّم المشكلة", "الوضوح", "الخبرة", "السرعة", "الصدق"):
        noura.choose(expectation, "٥")
    noura.choose("هل ستشتري من هذا المتجر مرة أخرى؟", "نعم")
    noura.press("تسجيل النتيجة")
    noura.sees("يقول المشتري: تم الحل", "سيشتري منه مرة أخرى")
