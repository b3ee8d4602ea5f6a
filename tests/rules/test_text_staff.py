"""Names of staff: a title or a role, then a name, near support; and no other names."""

import pytest

from portal.text import staff_names, words

FOUND = [
    ("a surname after a title", "fa", "با پشتیبانی تماس گرفتم، ⟦خانم احمدی⟧ گفتند فردا می‌رسد"),
    ("titles in a row", "fa", "⟦جناب آقای مهندس کریمی⟧ قول داد پیگیری کند"),
    ("a role and a whole name", "fa", "⟦کارشناس علی رضایی⟧ جواب نداد"),
    ("somebody called so", "fa", "اپراتوری به اسم ⟦سارا محمدی⟧ تلفن را قطع کرد"),
    ("an ending of surnames", "fa", "⟦سرکار خانم موسوی‌نژاد⟧ پاسخ نداد"),
    ("Arabic letters from another keyboard", "fa", "⟦آقاي حسيني⟧ از واحد مرجوعي جواب نداد"),
    ("the same surname again", "fa", "⟦آقای احمدی⟧ پاسخ نداد. سپس ⟦کارشناس احمدی⟧ قطع کرد و ⟦علی احمدی⟧ رفت"),
    ("a courier", "fa", "⟦آقای جباری⟧ که پیک بود زنگ نزد"),
    ("a clerk", "ar", "كلمت ⟦الموظفة نورة⟧ ووعدتني"),
    ("called so, with a surname", "ar", "موظف خدمة العملاء اسمه ⟦فهد العتيبي⟧ قطع الخط"),
    ("a name of two words", "ar", "⟦الأستاذ عبد الله⟧ رد علي"),
    ("a seller", "ar", "⟦البائع أيمن⟧ لم يرجع المبلغ"),
    ("a title that may be no name elsewhere", "ar", "⟦السيد علي⟧ من خدمة العملاء لم يرد"),
]

INNOCENT = [
    ("a role without a name", "fa", "آقای راننده و خانم مسئول خوب برخورد کردند"),
    ("a wife", "fa", "برای خانمم خریدم و خانم خیلی راضی است"),
    ("an address to everybody", "fa", "آقا این گوشی داغ می‌کند، پشتیبانی هم جواب نمی‌دهد"),
    ("an author of a book", "fa", "شاهکاری از آقای شیرازی، داستانی گیرا"),
    ("a customer", "fa", "آقای مشتری، این چه سفارشی است، گفتند"),
    ("an adjective after a role", "fa", "کارشناس محترمی بود و پشتیبانی خوبی داشت"),
    ("a thing called so", "fa", "کالایی به نام سحر سفارش دادم و پشتیبانی جواب نداد"),
    ("«on», no name", "ar", "أشكر البائع على مصداقيته والمشرف على المطعم"),
    ("the clerk who said", "ar", "سألت الموظف عن السكر فقال لي لا يوجد"),
    ("a dish called so", "ar", "طلبت وجبة اسمها برجر والموظف تأخر"),
    ("a guest's word", "ar", "الموظفة ووعدتني أن يصل الطلب غدا"),
    ("no language with lists", "en", "Mr Ahmadi of support said so"),
]


def marked(text, language):
    for name in reversed(staff_names(words(text), language)):
        text = f"{text[: name.start]}⟦{text[name.start : name.end]}⟧{text[name.end :]}"
    return text


@pytest.mark.parametrize(("sentence", "language", "text"), FOUND, ids=[row[0] for row in FOUND])
def test_found(sentence, language, text):
    assert marked(text.replace("⟦", "").replace("⟧", ""), language) == text, sentence


@pytest.mark.parametrize(("sentence", "language", "text"), INNOCENT, ids=[row[0] for row in INNOCENT])
def test_innocent(sentence, language, text):
    assert marked(text, language) == text, sentence
