"""The catalogues of the whole project: complete, with the right placeholders, letters and digits."""

import re
from collections import Counter

import pytest

from portal.language.extract import TRANSLATED, extracted
from portal.language.messages import forms, read_catalogue, untranslated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
MARKUP = re.compile(r"<[^<>]+>|https?://\S+|\S+@\S+")
# Names written in Latin letters everywhere, whose digits are part of them.
NAMES = re.compile(r"\b[A-Za-z][A-Za-z+.-]*-?\d+\b")
ZWNJ = "\u200c"
# They begin with می, or end in ها, of their own right.
OWN_WORDS = re.compile(
    "ن?می|میان|میانه|میانگین|میز|میزان|میزبان|میل|میلاد|میلادی|میلی|میلیارد|میلیون|میوه|میدان|میراث|میهن"
    "|ها|آنها|اینها|بها|بهای|تنها|تنهای|(?:به\u200c)?تنهایی|رها|رهای|رهایی|نهایی|انتها|انتهای|منتها"
)
WORD = re.compile(rf"[\w{ZWNJ}]+")
GLUED_MI = re.compile(rf"ن?می(?!{ZWNJ}).+")
# After a letter that joins nothing on its left, ها stands apart by itself.
GLUED_HA = re.compile(rf".*[^{ZWNJ}آادذرزژو]ها(?:ی|یی|یش|یم|یت|یشان)?")
PERSIAN_FAULTS = {
    "an Arabic yeh or kaf": re.compile("[يكىة]"),
    "a blank after می": re.compile(r"(?<!\w)ن?می\s"),
    "a blank before ها": re.compile(r"\sها(?:ی|یی|یش|یم|یت|یشان)?(?!\w)"),
    "a Latin comma, semicolon or question mark": re.compile("[,;?]"),
    "an English word": re.compile("[a-z]{3}"),
}
ARABIC_FAULTS = {
    "a Persian letter": re.compile("[یکپچژگ]"),
    "a ZWNJ": re.compile(ZWNJ),
    "a Latin comma, semicolon or question mark": re.compile("[,;?]"),
    "an English word": re.compile("[a-z]{3}"),
}
FAULTS = {"fa": PERSIAN_FAULTS, "ar": ARABIC_FAULTS}
# One form of address: the Arabic reader is one person, whom only others, quoted, may speak to as several.
QUOTED = re.compile("«[^»]*»")
SEVERAL = re.compile(
    r"(?<!\w)(?!و?كم(?!\w))\w*(?<!ح)كم(?!\w)|(?<!\w)\w{3,}تموه(?!\w)|(?<!\w)(?:رأي|كتب|اعترض|شارك|نظر)تم(?!\w)"
)
ACCUSATIVE = re.compile(r"%\(count\)s \w+\u064bا")


def faults(code, written):
    """What a reader of the language would stumble over in a translation."""
    plain = NAMES.sub("", MARKUP.sub("", PLACEHOLDER.sub("", written)))
    found = [name for name, pattern in FAULTS[code].items() if pattern.search(plain)]
    if code == "fa":
        found += [f"no ZWNJ in {word}" for word in WORD.findall(plain) if is_glued(word)]
    elif SEVERAL.search(QUOTED.sub("", plain)):
        found.append("a reader addressed as several")
    if re.search({"fa": "[0-9٠-٩]", "ar": "[0-9۰-۹]"}[code], plain):
        found.append("a digit of another language")
    return found


def is_glued(word):
    return (GLUED_MI.fullmatch(word) or GLUED_HA.fullmatch(word)) and not OWN_WORDS.fullmatch(word)


def placeholders(written):
    return Counter(PLACEHOLDER.findall(written))


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request):
    return read_catalogue(request.param)


@pytest.fixture(scope="module", params=FAULTS)
def finished(request):
    """A catalogue of ours. A language just begun reads in English where nobody translated it yet."""
    return read_catalogue(request.param)


def translated(catalogue):
    return [(message, form) for message in catalogue if message.id for form in forms(message) if form]


def english(message):
    return [message.id] if isinstance(message.id, str) else list(message.id)


@pytest.fixture(scope="module")
def messages():
    return list(extracted())


def test_every_message_is_translated(finished, messages):
    known = {message.id for message in finished} - {message.id for message in untranslated(finished)}
    missing = [message.id for message in messages if message.id not in known]
    assert not missing, f"run `make messages`, then translate into {finished.locale}: {missing}"


def test_nothing_is_guessed(catalogue):
    assert not [message.id for message in catalogue if message.fuzzy]


def test_placeholders_are_those_of_the_message(catalogue):
    """A plural form may leave out the count: Arabic has words for one and two."""
    for message, form in translated(catalogue):
        wanted = placeholders(english(message)[-1])
        count = {"%(count)s"} if message.pluralizable else set()
        assert placeholders(form).keys() - wanted.keys() == set(), (message.id, form)
        assert wanted.keys() - placeholders(form).keys() <= count, (message.id, form)


def test_a_plural_counts(catalogue):
    """Many, at least, cannot be said without the figure."""
    for message in catalogue:
        if message.pluralizable:
            assert "%(count)s" in message.id[1], message.id
            assert all("%(count)s" in form for form in forms(message)[3:] or forms(message)[-1:] if form), message.id


def test_arabic_plurals_stand_in_their_order():
    """Those of 100 to 102 come before those of 11 to 99, which alone have what is counted in the accusative."""
    counted = [forms(message) for message in read_catalogue("ar") if message.pluralizable]
    swapped = [hundreds for *_, hundreds, many in counted if hundreds != many and not ACCUSATIVE.search(many)]
    assert swapped + [hundreds for *_, hundreds, _ in counted if ACCUSATIVE.search(hundreds)] == []


def test_the_language_is_written_well(finished):
    code = str(finished.locale)
    found = {form: faults(code, form) for _, form in translated(finished)}
    assert not {form: names for form, names in found.items() if names}


def test_blanks_at_the_ends_are_those_of_the_message(catalogue):
    for message, form in translated(catalogue):
        assert (form[0].isspace(), form[-1].isspace()) == (
            english(message)[0][0].isspace(),
            english(message)[0][-1].isspace(),
        ), form


@pytest.mark.parametrize(
    ("code", "written"),
    [
        pytest.param("fa", "شكايت", id="Arabic letters"),
        pytest.param("fa", "می شود", id="a blank after می"),
        pytest.param("fa", "نمیشود", id="نمی glued"),
        pytest.param("fa", "فروشگاه ها", id="a blank before ها"),
        pytest.param("fa", "فروشگاهها", id="ها glued"),
        pytest.param("fa", "شکایتهای من", id="های glued"),
        pytest.param("fa", "۳ یا 4", id="a Latin digit"),
        pytest.param("fa", "٤ روز", id="an Arabic digit in Persian"),
        pytest.param("fa", "خوب, بد", id="a Latin comma"),
        pytest.param("fa", "فروشگاه store", id="a word left in English"),
        pytest.param("ar", "شکوى", id="a Persian kaf"),
        pytest.param("ar", "شكوی", id="a Persian yeh"),
        pytest.param("ar", "۳ أيام", id="a Persian digit in Arabic"),
        pytest.param("ar", "متى?", id="a Latin question mark"),
        pytest.param("ar", "أُرسل اعتراضكم.", id="a reader addressed as several"),
        pytest.param("ar", "ما كتبتموه هنا.", id="and so in a verb"),
    ],
)
def test_a_fault_is_found(code, written):
    assert faults(code, written)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        pytest.param("fa", "فروشگاه‌ها پاسخ نمی‌دهند، اما می‌خوانند", id="joined as they should be"),
        pytest.param("fa", "امتیازها و پیوندهای بازار", id="apart without help"),
        pytest.param("fa", "آن‌ها تنها در میان راه‌اند", id="words that only look alike"),
        pytest.param("fa", "%(count)s شکایت، ۳٪", id="placeholders and our own digits"),
        pytest.param("fa", "پوشهٔ <a href='/1'>SHA-256</a>", id="markup and names"),
        pytest.param("fa", "خروجی JSON، با API", id="abbreviations"),
        pytest.param("ar", "هذه شكوى؛ أليست كذلك؟", id="Arabic letters and marks"),
        pytest.param("ar", "كم مرة وافق حكم المحكمة؟ «تم استلام رسالتكم»", id="no address, and a quotation"),
    ],
)
def test_good_writing_passes(code, written):
    assert not faults(code, written)
