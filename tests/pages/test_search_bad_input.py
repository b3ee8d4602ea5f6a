"""Whatever is put into the search box or the command is answered: no error, within a second, with a way on."""

import json
import time
from urllib.parse import quote

import pytest

from tests.kit.world import World

pytestmark = pytest.mark.usefixtures("world_clock")

FOUND, OTHERS, NOTHING = 1, 2, 0
MOST_OF_IT = {
    "words that are operators elsewhere": FOUND,
    "a field of the index": FOUND,
    "a filter without a value": FOUND,
    "a store that is none": OTHERS,
    "a day beyond the calendar": FOUND,
    "a tag": FOUND,
}
"""What the page finds without all of the words; the command wants all."""
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


@pytest.fixture
def cases(world, once):
    once(_two, world)
    return world


def _two(world):
    world.publish(title="یخچال سفید")
    world.publish(title="کتاب", body="کتابی خریدم که جلد دوم آن در بسته نبود و کسی هم پاسخ نداد.")


@pytest.mark.parametrize("name", QUERIES)
def test_the_page_answers_everything_and_helps_on(cases: World, client, name):
    typed, count = QUERIES[name]
    count = MOST_OF_IT.get(name, count)
    began = time.process_time()
    # A browser sends U+FFFD where a surrogate stands alone.
    sent = typed.replace("\ud800", "\ufffd")
    page = client.visit(f"/fa/search?q={quote(sent)}")
    assert time.process_time() - began < 1
    assert (page.status, len(page.select("[aria-labelledby=complaints] .card"))) == (200, count)
    assert bool(page.select("[aria-labelledby=complaints] .empty a")) is (count == NOTHING)


@pytest.mark.parametrize(("typed", "count"), QUERIES.values(), ids=QUERIES)
def test_the_command_answers_everything(cases: World, typed, count):
    began = time.process_time()
    result = cases.app.test_cli_runner().invoke(args=["search", "--json", "--", typed])
    assert time.process_time() - began < 1
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["total"] == count


@pytest.mark.parametrize("query", ["%ff%fe", "%ed%a0%80", "%00", "%", "q=a&q=b"])
def test_bytes_that_are_no_text_are_answered_too(cases, client, query):
    assert client.visit(f"/fa/search?q={query}").status == 200
