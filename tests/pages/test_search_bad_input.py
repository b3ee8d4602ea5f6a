"""Whatever is put into the search box is answered: no error, within a second, with a way on."""

import time
from urllib.parse import quote

import pytest

from tests.kit.bad_questions import FOUND, NOTHING, OTHERS, QUERIES, publish_two
from tests.kit.world import World

pytestmark = pytest.mark.usefixtures("world_clock")

MOST_OF_IT = {
    "words that are operators elsewhere": FOUND,
    "a field of the index": FOUND,
    "a filter without a value": FOUND,
    "a store that is none": OTHERS,
    "a day beyond the calendar": FOUND,
    "a tag": FOUND,
}
"""What the page finds without all of the words; the command wants all."""


@pytest.fixture
def cases(world, once):
    once(publish_two, world)
    return world


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


@pytest.mark.parametrize("query", ["%ff%fe", "%ed%a0%80", "%00", "%", "q=a&q=b"])
def test_bytes_that_are_no_text_are_answered_too(cases, client, query):
    assert client.visit(f"/fa/search?q={query}").status == 200
