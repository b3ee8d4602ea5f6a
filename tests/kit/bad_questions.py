"""Questions that nobody should ask, and how many of two cases they find: a refrigerator's, or whatever there is."""

from tests.kit.world import World

FOUND, OTHERS, NOTHING = 1, 2, 0
QUERIES = {
    "a word of ten thousand letters": ("یخچالی" * 1_700, NOTHING),
    "ten thousand letters in words": ("یخچال " * 1_700, FOUND),
    "ten thousand words of one letter": ("ا ب " * 2_500, NOTHING),
    "one letter ten thousand times": ("ی" * 10_000, NOTHING),
    "ten thousand marks": ("َ" * 10_000, OTHERS),
    "ten thousand quotation marks": ('"' * 10_000, OTHERS),
    "ten thousand minus signs": ("-" * 10_000, OTHERS),
    "ten thousand digits": ("7" * 10_000, NOTHING),
    "ten thousand Latin letters": ("qx" * 5_000, NOTHING),
    "a quotation that does not end": ('"یخچال', FOUND),
    "a quotation that only ends": ("یخچال»", FOUND),
    "quotations of two kinds": ('«یخچال"', FOUND),
    "an empty quotation": ('"" «»', OTHERS),
    "and alone": ("و", OTHERS),
    "a minus alone": ("-", OTHERS),
    "a minus before a quotation": ('-"', OTHERS),
    "a star": ("*", OTHERS),
    "a star after a word": ("یخچال*", FOUND),
    "a question mark": ("یخچال؟ ?", FOUND),
    "signs of LIKE": ("%_%", OTHERS),
    "a tilde and a caret": ("یخچال~ یخچال^", FOUND),
    "words that are operators elsewhere": ("یخچال AND NOT", NOTHING),
    "a field of the index": ("words:یخچال", NOTHING),
    "a filter without a value": ("store: یخچال", NOTHING),
    "a store that is none": ("store:کسی", NOTHING),
    "days that are none": ("since:0000-00-00 until:9999-99-99", NOTHING),
    "a day beyond the calendar": ("یخچال until:9999-12-31", NOTHING),
    "a range": ("[یخچال TO *}", FOUND),
    "SQL": ("'; DROP TABLE post; --", NOTHING),
    "a tag": ("<script>یخچال</script>", NOTHING),
    "NUL": ("یخ\x00چال", FOUND),
    "marks of direction": ("\u200f\u202eیخچال\u202c\u2066", FOUND),
    "nothing to be seen": ("\u200b\u200c\u2060\ufeff", OTHERS),
    "a lone surrogate": ("یخچال \ud800", FOUND),
    "emoji": ("🛒", OTHERS),
}


def publish_two(world: World) -> None:
    world.publish(title="یخچال سفید")
    world.publish(title="کتاب", body="کتابی خریدم که جلد دوم آن در بسته نبود و کسی هم پاسخ نداد.")
