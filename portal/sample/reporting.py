"""What people of the sample world reported to the moderators, and what those said. Pure."""

from collections.abc import Mapping
from random import Random

from portal.moderation import Reason

NOTES: Mapping[str, Mapping[Reason, tuple[str, ...]]] = {
    "fa": {
        Reason.PERSONAL_DATA: ("شمارهٔ تلفن پیک در متن مانده است.", "نام و نام خانوادگی کارمند ما را نوشته است."),
        Reason.INSULT: ("جملهٔ آخر توهین به کارکنان ماست.", "لحنش تند است."),
        Reason.THREAT: ("نوشته که «می‌آیم دم در فروشگاه»؛ این تهدید است.",),
        Reason.ADVERTISING: ("نام فروشگاه رقیب را برای تبلیغ آورده است.",),
        Reason.DUPLICATE: ("همین شکایت را یک هفته پیش هم نوشته بود.", "متنش با شکایت دیگری یکی است."),
        Reason.FAKE: ("چنین سفارشی در سامانهٔ ما ثبت نشده است.", "این شخص هرگز از ما خرید نکرده است."),
        Reason.SPAM: ("", "همین متن را در چند شکایت دیدم."),
        Reason.COURT_ORDER: ("شمارهٔ دستور را برای گرداننده فرستاده‌ایم.",),
        Reason.OFF_TOPIC: ("دربارهٔ خرید نیست.",),
    },
    "ar": {
        Reason.PERSONAL_DATA: ("رقم هاتف المندوب ما زال في النص.",),
        Reason.INSULT: ("الجملة الأخيرة إهانة لموظفينا.", "أسلوبه قاسٍ."),
        Reason.THREAT: ("كتب أنه سيأتي إلى باب المتجر، وهذا تهديد.",),
        Reason.ADVERTISING: ("يذكر متجرًا منافسًا للإعلان عنه.",),
        Reason.DUPLICATE: ("كتب الشكوى نفسها قبل أسبوع.",),
        Reason.FAKE: ("لا يوجد طلب كهذا لدينا.", "هذا الشخص لم يشترِ منا قط."),
        Reason.SPAM: ("",),
        Reason.COURT_ORDER: ("أرسلنا رقم الأمر إلى الجهة المشغّلة.",),
        Reason.OFF_TOPIC: ("لا علاقة له بالشراء.",),
    },
}
ANSWERS: Mapping[str, Mapping[bool, tuple[str, ...]]] = {
    "fa": {
        True: ("حق با شماست؛ نوشته برداشته می‌شود.", "ممنون که خبر دادید. با نفر دوم هم بررسی کردیم."),
        False: (
            "تند است، ولی توهین نیست و دربارهٔ یک خرید مشخص است.",
            "خریدار شمارهٔ سفارش را به ما نشان داده است؛ شکایت می‌ماند.",
            "اگر با محتوای آن مخالفید، لطفاً در پاسخ فروشگاه بنویسید.",
        ),
    },
    "ar": {
        True: ("أنت على حق، وسيُزال النص.", "شكرًا على التنبيه. راجعناه مع شخص ثانٍ."),
        False: (
            "أسلوبه حاد، لكنه ليس إهانة، وهو عن عملية شراء محددة.",
            "أرانا المشتري رقم الطلب، فتبقى الشكوى.",
            "إن كنت لا توافق على مضمونه فاكتب ذلك في رد المتجر من فضلك.",
        ),
    },
}
REJECTED = (Reason.FAKE, Reason.FAKE, Reason.INSULT, Reason.INSULT, Reason.DUPLICATE, Reason.ADVERTISING, Reason.SPAM)
"""What is reported without good cause, the commoner the oftener."""


def note(draw: Random, language: str, reason: Reason) -> str:
    """What whoever reports adds to the reason."""
    return draw.choice(NOTES[language].get(reason, ("",)))


def answer(draw: Random, language: str, *, upheld: bool) -> str:
    """The moderator's word on it."""
    return draw.choice(ANSWERS[language][upheld])
