"""Which language a post is read as, and whether it passes: a sentence a row."""

import pytest

from portal.moderation.screening import Severity, screen

PERSIAN = [
    ("formal", "اینجانب یک دستگاه یخچال از آن فروشگاه خریداری نمودم که متأسفانه معیوب تحویل گردید."),
    ("spoken", "بابا این چه وضعشه، یه ماهه منتظرم و هیشکی جوابمو نمیده دیگه خسته شدم"),
    ("Dari", "من از این دکان یک پایه موبایل گرفتم، بیخی خراب است و پیسه مرا پس نمی‌دهند، هر روز میگن صبا بیا"),
    ("Arabic ye and kaf", "اين كالا را سه روز پيش خريدم و يكي از كليدهايش كار نمي‌كند"),
    ("no spaces", "اینکالاراخریدمولیخیلیزودخرابشدوپولمراپسندادند"),
    ("stretched", "خیلییییییی بددددد بود اصلاااااا نخریییییید"),
    ("diacritics", "مَن اَز این خَریدِ خُود پَشیمان هَستَم و دیگَر بَرنمی‌گَردَم"),
    ("joiners left out", "بسته ای که می خواستم نمی رسد و پیگیری های من بی نتیجه مانده است"),
    ("product name", "گوشی Samsung Galaxy A54 رو خریدم، شارژرش تو جعبه نبود"),
    (
        "English quoted",
        "به من نوشتند your order has been shipped ولی هنوز بسته به دست من نرسیده و کسی هم پاسخگو نیست",
    ),
    ("numbers", "۳ عدد خریدم ۲ تا رسید، ۱۲۰۰۰۰۰ تومان هم اضافه گرفتند"),
    (
        "a link",
        "توضیحات کالا در https://shop.example/items/how-to-choose-a-blender-for-you با چیزی که رسید فرق دارد",
    ),
]
ARABIC = [
    ("standard", "لم أستلم طلبي رغم مرور أسبوعين على الدفع، وأرجو إعادة المبلغ إلى حسابي."),
    ("Gulf", "يا جماعة وش السالفة، طلبت الكنبة من شهر ولين الحين محد كلمني ولا رد علي"),
    ("Egyptian", "حضراتكم الخلاط اللي جالي بايظ وكل ما اكلمكم تقولولي استنى يومين، ده كلام ايه"),
    ("Levantine", "شو هالحكي، صرلي شهر عم استنى الغسالة وما حدا عم يرد عليي"),
    ("Iraqi", "شنو هاي المعاملة، الثلاجة عطلانة من أول يوم وماكو احد يجي يصلحها"),
    ("Sudanese", "والله يا اخوانا الزول ده ما رجع لي قروشي والتلفون طلع ما شغال"),
    ("Moroccan", "شريت واحد التلفازة من عندكم وخسرات فالسيمانة اللولة وما بغيتوش تبدلوها ليا"),
    ("Tunisian", "شريت برشا حوايج من المغازة هاذي وحتى شي ما وصلني لتوا"),
    ("Persian ye and kaf", "طلبت هذا الجهاز قبل اسبوعین ولم یصلنی حتی الآن ولا احد یجیب علی اتصالاتی"),
    ("diacritics", "اِشْتَرَيْتُ هَذَا الجِهَازَ مِنْ مَتْجَرِكُمْ وَلَمْ يَعْمَلْ"),
    ("stretched", "سيييييئ جداااااااا لا انصح فيييييه ابدااااا"),
    ("no spaces", "اشتريتالجهازمنالمتجرولميعملمنذاليومالاول"),
    ("product name", "شريت Sony WH-1000XM5 من عندكم والسماعة اليمين ما تشتغل"),
]
OTHERS = [
    ("ur", "میں نے دو ہفتے پہلے جوتے منگوائے تھے مگر ابھی تک نہیں پہنچے"),
    ("ckb", "سێ ڕۆژە چاوەڕێی کاڵاکەم دەکەم بەڵام هیچ هەواڵێک نییە و کەس وەڵامم ناداتەوە"),
    ("ps", "ما له دې پلورنځي څخه یو یخچال واخیست خو هغه کار نه کوي او څوک ځواب نه راکوي"),
    ("ug", "مەن بۇ دۇكاندىن بىر تېلېفون سېتىۋالدىم، لېكىن ئۇ ئىشلىمىدى"),
    ("azb", "من بو دوکاندان بیر یخچال آلدیم آما ایشله‌میر و هئچ کیم جاواب وئرمیر"),
    ("ks", "یہِ سامانہٕ چھُ خرٲب تہٕ کٲنٛسہِ چھُنہٕ جواب دیُتمُت، سٲری پونٛسہٕ گٔے ضٲیہِ"),
    ("az", "Mən bu mağazadan soyuducu aldım, amma işləmir və heç kim zəngə cavab vermir"),
    ("tr", "Bu mağazadan buzdolabı aldım ama çalışmıyor, kimse de ilgilenmiyor"),
    ("kmr", "Min ji vê dikanê sarincek kirî lê ew naxebite û kes bersivê nade min"),
    ("tg", "Ман аз ин мағоза яхдон харидам, вале он кор намекунад ва ҳеҷ кас ҷавоб намедиҳад"),
    ("en", "I bought a fridge from this store but it does not work and nobody answers"),
    ("fa-Latn", "man az in forooshgah yakhchal kharidam vali kar nemikone va hichkas javab nemide"),
    ("ar-Latn", "ana eshtaret talaga men el ma7al da w mesh shaghala w ma7adesh biyrod 3alaya"),
    ("ur-Latn", "mein ne is dukan se fridge kharida lekin kaam nahi karta aur koi jawab nahi deta"),
    ("he", "קניתי מקרר בחנות הזאת והוא לא עובד ואף אחד לא עונה"),
    ("ru", "Я купил в этом магазине холодильник, но он не работает и никто не отвечает"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in PERSIAN])
def test_persian_passes_as_persian(text):
    verdict = screen(text).language
    assert (verdict.verdict, verdict.detected) == (Severity.PASS, "fa")


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ARABIC])
def test_arabic_passes_as_arabic(text):
    verdict = screen(text).language
    assert (verdict.verdict, verdict.detected) == (Severity.PASS, "ar")


@pytest.mark.parametrize(("tag", "text"), OTHERS, ids=[tag for tag, _ in OTHERS])
def test_another_language_is_named_and_not_passed(tag, text):
    found = screen(text)
    assert (found.language.verdict, found.language.detected) == (Severity.BLOCK, tag)
    finding = next(finding for finding in found.findings if finding.rule == "language")
    assert text[finding.start : finding.end].split()[-1] in text.split()[-1]
    assert finding.arguments["detected"] == tag


def test_text_half_foreign_warns_on_the_foreign_half():
    foreign = "میں نے دو ہفتے پہلے جوتے منگوائے تھے مگر ابھی تک نہیں پہنچے، بہت افسوس ہے"
    text = "سه هفته است که کفش سفارش داده‌ام و هنوز خبری از آن نیست و پاسخ نمی‌دهند. " + foreign
    found = screen(text)
    finding = next(finding for finding in found.findings if finding.rule == "language")
    assert finding.severity is Severity.WARN
    assert finding.arguments["passage"] == "ur"
    assert finding.start > text.index(foreign) - 40
    assert finding.end == len(text)


def test_persian_with_an_arabic_prayer_is_no_offence_where_both_are_accepted():
    text = "حسبنا الله ونعم الوكيل. سه هفته است که گوشی من نرسیده و فروشگاه جواب نمی‌دهد"
    assert screen(text).language.verdict is Severity.PASS


def test_what_is_accepted_is_configured():
    arabic = "لم أستلم طلبي رغم مرور أسبوعين على الدفع"
    assert screen(arabic, accepted=("fa",)).language.verdict is Severity.BLOCK
    english = "I bought a fridge from this store but it does not work"
    assert screen(english, accepted=("fa", "en")).language.verdict is Severity.PASS


@pytest.mark.parametrize("text", ["", "   ", "خوب", "bad", "12345 67890", "👍👍👍", "\x00\x00\x00"])
def test_too_short_passes_and_says_so(text):
    found = screen(text)
    assert (found.language.verdict, found.language.detected) == (Severity.PASS, "und")
    assert [finding.rule for finding in found.findings] == ["too-short"]


def test_a_bare_link_is_not_passed():
    assert screen("https://somewhere.example/a/page/about/something").language.verdict is Severity.WARN


@pytest.mark.parametrize("text", [text for _, text in PERSIAN + ARABIC + OTHERS])
def test_confidence_is_a_share(text):
    assert 0 < screen(text).language.confidence <= 1
