"""Whether a complaint is about a store and a purchase: a sentence a row."""

import pytest

from portal.moderation.screening import Severity, screen

ON_THE_SUBJECT = [
    ("late, spoken Persian", "ده روزه سفارش دادم هنوز نیومده، پشتیبانی‌شونم تلفن رو برنمی‌داره"),
    ("refund, formal Persian", "با وجود لغو سفارش، مبلغ پرداختی تاکنون به حساب اینجانب عودت داده نشده است."),
    ("damaged", "تلویزیون با صفحه شکسته تحویل شد و حاضر به تعویض آن نیستند"),
    ("food", "پیتزا سرد بود و یکی از نوشابه‌ها رو هم نیاورده بودن"),
    ("phone", "باتری گوشی بعد از دو هفته خراب شد و گارانتی قبول نکرد"),
    ("shoes", "سایز کفش با جدول سایت نمی‌خونه و مرجوع هم نمی‌کنن"),
    ("staff", "کارشناس پشتیبانی وسط حرفم تلفن را قطع کرد و دیگر جواب نداد"),
    ("praise", "بسته‌بندی عالی بود و کالا دقیقا همون چیزی بود که سفارش داده بودم"),
    (
        "told as news",
        "به گزارش یکی از خریداران، اقلام جامانده سفارش اینترنتی او پس از بیست روز هنوز تحویل نشده است.",
    ),
    ("Dari", "موبایل که از دکان خریدم خراب برآمد و پیسه‌ام را پس نمی‌دهند"),
    ("late, Gulf", "طلبت من المتجر قبل أسبوعين والشحنة للحين ما وصلت"),
    ("refund, standard Arabic", "ألغيت الطلب قبل الشحن ولم يتم استرداد المبلغ إلى بطاقتي حتى الآن"),
    ("damaged, Egyptian", "الغسالة وصلت مكسورة والشركة مش راضية تستبدلها"),
    ("staff, Levantine", "موظف خدمة الزبائن سكر الخط بوجهي وما رجعولي المصاري"),
    ("food, Gulf", "الأكل وصل بارد والطلب ناقص برجر وما ردوا علي"),
    ("warranty, Iraqi", "الجهاز عطل بعد اسبوع والضمان ما رضوا يصلحوه"),
]
OFF_THE_SUBJECT = [
    ("football", "بازیکنان تیم در نیمه دوم پیروز شدند و مربی از هواداران تشکر کرد"),
    ("politics", "نمایندگان مجلس درباره لایحه بودجه و انتخابات ریاست جمهوری بحث کردند"),
    ("poem", "دل از دست دادم به زلف نگار / که جان بی رخ او ندارد قرار"),
    ("scripture", "پروردگارا گناهان ما را ببخش و ما را از عذاب دوزخ نگاه دار"),
    ("praise of a poet", "این شاعر بزرگ با غزل‌هایش روح عشق را در ادبیات ما زنده کرد"),
    ("Arabic football", "المنتخب فاز في المباراة والمدرب أشاد باللاعبين بعد الهدف"),
    ("Arabic politics", "الشعب يريد انتخابات جديدة والحكومة فشلت والرئيس لا يسمع"),
    ("Arabic prayer", "اللهم ارحم موتانا وموتى المسلمين واغفر لنا ذنوبنا يا رب"),
    ("Arabic love", "اشتقت اليك يا حبيبي وقلبي لا يعرف النوم في ليل الفراق"),
    ("Egyptian politics", "الجيش والشرطة والاخوان كلهم خربوا البلد والثورة ضاعت"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ON_THE_SUBJECT])
def test_what_is_about_a_purchase_passes(text):
    found = screen(text)
    assert found.relevance.verdict is Severity.PASS
    assert found.relevance.score > 0.5


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in OFF_THE_SUBJECT])
def test_other_talk_is_not_passed(text):
    found = screen(text)
    assert found.relevance.verdict is not Severity.PASS
    assert found.relevance.score < 0.5
    finding = next(finding for finding in found.findings if finding.rule == "relevance")
    assert (finding.severity, finding.start, finding.end) == (found.relevance.verdict, 0, len(text))


WITHIN_A_CASE = [
    ("reply, Persian", "سفارش شما امروز صبح از انبار ارسال شد و راننده فردا با شما تماس می‌گیرد."),
    ("reply, refund", "مبلغ تا سه روز کاری دیگر به کارت شما برمی‌گردد و از تأخیر پیش‌آمده عذر می‌خواهیم."),
    ("rebuttal, Persian", "این پاسخ شما تکراری است و هنوز هیچ پولی به حساب من برنگشته."),
    ("note, Persian", "برای من هم همین پیش آمد، دو هفته منتظر ماندم و آخرش لغو کردند."),
    ("reply, Arabic", "تم شحن طلبكم اليوم من المستودع وسيتصل بكم المندوب غدا صباحا."),
    ("rebuttal, Arabic", "هذا الرد مكرر ولم يرجع المبلغ إلى حسابي حتى الآن."),
    ("note, Egyptian", "حصل معايا نفس الموضوع واستنيت اسبوعين وفي الاخر لغوا الطلب."),
]


@pytest.mark.parametrize("kind", ["reply", "rebuttal", "note"])
@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in WITHIN_A_CASE])
def test_what_is_said_within_a_case_passes(kind, text):
    assert screen(text, kind=kind).relevance.verdict is Severity.PASS


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in OFF_THE_SUBJECT])
def test_a_post_of_a_case_is_never_blocked_for_its_subject(text):
    assert screen(text, kind="note").relevance.verdict is not Severity.BLOCK


def test_a_post_far_off_any_purchase_passes_only_with_words_of_its_case():
    poem = "دل از دست دادم به زلف نگار / که جان بی رخ او ندارد قرار"
    assert screen(poem, kind="note", case="یخچالی که خریدم نرسید").relevance.verdict is Severity.WARN
    assert screen(poem, kind="note", case="تابلوی نگار را شکسته فرستادند").relevance.verdict is Severity.PASS


def test_a_reply_nobody_can_read_is_not_to_the_case():
    assert screen("Please send us your order number by mail", kind="reply").relevance.verdict is Severity.WARN


def test_a_title_tells_what_a_short_text_is_about():
    text = "از هفته پیش منتظر هستم و خبری نیست"
    bare, titled = screen(text), screen(text, title="سفارش گوشی من هنوز تحویل نشده")
    assert titled.relevance.score > bare.relevance.score


def test_a_long_story_around_a_purchase_passes():
    story = "مادرم سال‌ها معلم بود و همیشه برای ما از تاریخ و شعر می‌گفت. "
    purchase = "برای روز تولدش گوشی سفارش دادم، بسته شکسته رسید و فروشگاه پول را پس نداد. پشتیبانی جواب نمی‌دهد. "
    assert screen(story + purchase * 2 + story).relevance.verdict is Severity.PASS


def test_one_word_over_and_over_is_judged_as_what_it_may_be():
    assert screen("رائع رائع رائع رائع").relevance.score > screen("قصيدة قصيدة قصيدة").relevance.score


def test_a_text_taken_for_another_language_is_scored_as_what_it_may_be_yet():
    found = screen("گیره‌ای گران و گیرا")
    assert (found.language.verdict, found.relevance.verdict) == (Severity.BLOCK, Severity.WARN)
    assert found.relevance.score != 0.5


def test_a_foreign_text_is_not_scored():
    assert screen("میں نے دو ہفتے پہلے جوتے منگوائے تھے مگر ابھی تک نہیں پہنچے").relevance.score == 0.5


def test_too_short_to_judge_passes():
    assert screen("شعر و گل و بلبل").relevance.verdict is Severity.PASS
