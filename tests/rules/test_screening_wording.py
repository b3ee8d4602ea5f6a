"""Accusations, insults, threats, advertising, contact and shouting: found in their forms, and not in innocent words."""

import pytest

from portal.moderation.screening import Severity, screen

ORDER_FA = "سفارشم دو هفته پیش ثبت شد و نرسید. "
ORDER_AR = "طلبت غسالة قبل أسبوعين ولم تصل حتى الآن. "

FOUND = [
    ("a swindler", "accusation", ORDER_FA + "این فروشگاه ⟦کلاهبردار⟧ است"),
    ("swindlers, colloquially", "accusation", ORDER_FA + "اینا ⟦کلاهبردارن⟧ نخرید"),
    ("swindlers, with a half space", "accusation", ORDER_FA + "یک مشت ⟦کلاه‌بردارهای⟧ حرفه‌ای"),
    ("swindler in two words", "accusation", ORDER_FA + "⟦کلاه بردار⟧ هستند"),
    ("swindling", "accusation", ORDER_FA + "این ⟦کلاهبرداریه⟧ دیگه"),
    ("stretched", "accusation", ORDER_FA + "⟦دزدددددد⟧ هستند"),
    ("thieves", "accusation", ORDER_FA + "این‌ها ⟦دزدند⟧ و بس"),
    ("from another keyboard", "accusation", ORDER_FA + "⟦كلاهبرداري⟧ محض"),
    ("a cheat", "accusation", ORDER_FA + "فروشندهٔ ⟦متقلب⟧ جنس دیگری داد"),
    ("my money was stolen", "accusation", ORDER_FA + "پولم را ⟦دزدیدند⟧ و رفتند"),
    ("the idiom of the hat", "accusation", ORDER_FA + "⟦سرم کلاه گذاشتند⟧ با این قیمت"),
    ("people's money eaten", "accusation", ORDER_FA + "⟦مال مردم خور⟧ هستند"),
    ("a swindler in Arabic", "accusation", ORDER_AR + "المتجر ⟦نصاب⟧ لا تتعاملوا معه"),
    ("swindlers, with an article", "accusation", ORDER_AR + "هؤلاء ⟦النصابين⟧ أخذوا المبلغ"),
    ("thieves in dialect", "accusation", ORDER_AR + "والله ⟦حرامية⟧ رسمي"),
    ("«and thieves»", "accusation", ORDER_AR + "كذابين ⟦وحرامية⟧"),
    ("fraud", "accusation", ORDER_AR + "هذا ⟦احتيال⟧ على الناس"),
    ("cheating", "accusation", ORDER_AR + "عندهم ⟦غش⟧ واضح"),
    ("they swindled me", "accusation", ORDER_AR + "⟦نصبوا علي⟧ وأغلقوا المحادثة"),
    ("they stole, Egyptian", "accusation", ORDER_AR + "دول ⟦بيسرقوا⟧ الناس"),
    ("an English word", "accusation", ORDER_FA + "این ⟦scam⟧ است"),
    ("an insult", "insult", ORDER_FA + "کارمندهای ⟦بی‌شعور⟧ جواب نمی‌دهند"),
    ("an insult, a half word apart", "insult", ORDER_FA + "⟦بی شعورها⟧ جواب ندادند"),
    ("a father", "insult", ORDER_FA + "⟦پدر سگ⟧ جواب نداد"),
    ("idiots in Arabic", "insult", ORDER_AR + "الموظفين ⟦أغبياء⟧ جدا"),
    ("vocative", "insult", ORDER_AR + "ردوا علينا ⟦يا كلاب⟧"),
    ("obscene", "obscenity", ORDER_FA + "⟦کسکش⟧ جواب بده"),
    ("obscene, in two words", "obscenity", ORDER_FA + "⟦کس کش⟧ جواب بده"),
    ("obscene in Arabic", "obscenity", ORDER_AR + "⟦كس امك⟧ ردوا"),
    ("a threat to life", "threat", ORDER_FA + "اگر نفرستید ⟦می‌کشمت⟧"),
    ("a threat of fire", "threat", ORDER_FA + "میام و ⟦مغازه‌تونو آتیش می‌زنم⟧"),
    ("a threat in Arabic", "threat", ORDER_AR + "والله ⟦سأقتلك⟧ إن لم ترد"),
    ("a threat in dialect", "threat", ORDER_AR + "⟦راح احرق محلكم⟧ قريب"),
    ("an advertisement", "advertising", ORDER_FA + "⟦برای خرید به پیج⟧ من بیایید"),
    ("delivery everywhere", "advertising", "گوشی ارزان داریم، ⟦ارسال به سراسر کشور⟧ با ضمانت"),
    ("an advertisement in Arabic", "advertising", ORDER_AR + "⟦زوروا متجرنا⟧ للأفضل"),
    ("a discount code", "advertising", ORDER_AR + "⟦استخدموا كودي⟧ عند الشراء"),
    ("a link", "link", ORDER_FA + "⟦https://example.org/p/12⟧ را ببینید"),
    ("a link without a scheme", "link", ORDER_FA + "⟦www.example.org/p⟧ را ببینید"),
    ("a channel", "contact", ORDER_FA + "⟦https://t.me/example_shop⟧ بهتر است"),
    ("a messenger", "contact", ORDER_AR + "راسلني ⟦wa.me/966500000000⟧"),
    ("a handle", "contact", ORDER_FA + "پیج ⟦@golestan_shop⟧ هم جواب نداد"),
    ("marks in a row", "shouting", ORDER_FA + "چرا ⟦!!!!!!!!!!!!⟧ بگویید"),
    ("a letter drawn out", "shouting", ORDER_FA + "خی⟦لللللللللللللللللللللللللل⟧ بد"),
    ("marks again and again", "shouting", ORDER_FA + "بد بود⟦!!!!⟧ دیر!!!! گران!!!! خراب!!!!"),
    ("capitals", "shouting", ORDER_FA + "⟦VERY BAD SERVICE NEVER AGAIN⟧"),
]

INNOCENT = [
    ("opinion", "به نظرم این گوشی گران است و ارزش خرید ندارد"),
    ("a lie about a date", "دربارهٔ تاریخ تحویل به من دروغ گفتند و سه هفته گذشت"),
    ("a lie about a date, Arabic", "كذبوا علي في موعد التسليم ومرت ثلاثة أسابيع"),
    ("a judgement quoted", "دادگاه در حکم شماره ۱۲ این شرکت را به کلاهبرداری محکوم کرد و پول من را پس نداد"),
    ("a judgement quoted, Arabic", "أدانت المحكمة الشركة بالاحتيال في حكم منشور ولم يرجعوا المبلغ"),
    ("a complaint to the police", "در پلیس فتا پروندهٔ کلاهبرداری ثبت کردم چون سفارش نرسید"),
    ("denied", "نمی‌گویم کلاهبردارند ولی سفارشم نرسید"),
    ("denied, Arabic", "المتجر ليس نصابا لكن الطلب تأخر كثيرا"),
    ("an alarm", "دزدگیر ماشین خریدم و ضد سرقت نبود"),
    ("a thief in the street", "گوشی خوبی بود ولی دزد برد و یکی دیگر سفارش دادم"),
    ("who installs", "نصاب آمد و یخچال را نصب کرد ولی کج بود"),
    ("to install, Arabic", "جاء العامل لنصب المكيف وكان النصب سيئا"),
    ("a sauce", "طلبت بيتزا مع صوص الباربكيو ولم تصل"),
    ("a counterfeit product", "کالای تقلبی فرستادند و اصل نبود"),
    ("«to do»", "پیگیری کردن سفارش سه روز طول کشید و سوپر مارکت کرم را نفرستاد"),
    ("words that only begin so", "کیرمان کجاست؟ کسری سفارش و کسب و کار خوب، کون و مکان"),
    ("a bath, hair, times", "اشتريت شامبو الشعر ومناشف الحمام مرات كثيرة وكسر الغطاء"),
    ("rubbish, of goods", "جنسش آشغال بود و روی میز کثافت ریخته بود"),
    ("dirty, of a place", "المطعم وسخ والحمام قذر والطعام زبالة"),
    ("court and authorities", "اگر نفرستید شکایت می‌کنم و به تعزیرات می‌روم"),
    ("court, Arabic", "سأرفع شكوى إلى وزارة التجارة وأتوجه إلى المحكمة"),
    ("words of advertising in a complaint", "قول ارسال رایگان و تخفیف ویژه دادند و پیج فروشگاه جواب نداد"),
    ("a messenger that works", "گوشی برای تلگرام و واتساپ خوب است"),
    ("a store's name that is a site", "از سایت digikala.com خریدم و دیر رسید"),
    ("feeling", "خیلییی بد بود!!! دیگر نمی‌خرم"),
    ("a model in capitals", "گوشی SAMSUNG GALAXY S23 ULTRA خریدم و خراب بود"),
]
WORDING = {"accusation", "insult", "obscenity", "threat", "advertising", "link", "contact", "shouting"}


def found(text, rule=None, **options):
    return [
        finding
        for finding in screen(text, **options).findings
        if finding.rule in WORDING and rule in {None, finding.rule} and finding.field == "body"
    ]


@pytest.mark.parametrize(("sentence", "rule", "marked"), FOUND, ids=[row[0] for row in FOUND])
def test_found_where_it_stands(sentence, rule, marked):
    text = marked.replace("⟦", "").replace("⟧", "")
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    assert [(one.rule, one.start, one.end) for one in found(text, rule)] == [(rule, start, end)], sentence


@pytest.mark.parametrize(("sentence", "text"), INNOCENT, ids=[row[0] for row in INNOCENT])
def test_innocent(sentence, text):
    assert [(one.rule, text[one.start : one.end]) for one in found(text)] == [], sentence


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("این فروشگاه کلاهبردار است", Severity.WARN),
        ("پشتیبان احمق است", Severity.WARN),
        ("می‌کشمت اگر نفرستی", Severity.BLOCK),
        ("کسکش جواب بده", Severity.BLOCK),
        ("@golestan را دیدم", Severity.PASS),
    ],
)
def test_how_grave_it_is(text, severity):
    assert [one.severity for one in found(ORDER_FA + text)] == [severity]


def test_a_store_may_lead_to_itself():
    reply = "با ما در https://example.org/help یا t.me/example تماس بگیرید؛ سایت ما راهنما دارد"
    assert found(reply, kind="reply") == []
    assert {one.rule for one in found(reply, kind="rebuttal")} == {"link", "contact", "advertising"}


def test_a_title_is_read_as_well():
    title = "کلاهبردارند"
    (finding,) = [one for one in screen(ORDER_FA, title=title).findings if one.rule == "accusation"]
    assert (finding.field, title[finding.start : finding.end]) == ("title", title)


def test_a_short_text_is_read_in_the_language_of_its_letters():
    assert [one.rule for one in found("نصابين وحرامية")] == ["accusation", "accusation"]
    assert found("نصاب دیر رسید") == []
