"""In which order both engines list what they find: by how rare the words are that a case holds."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from portal.search import Engine
from portal.search.documents import Document, Standing
from portal.search.engine import Sought
from portal.text import terms
from tests.kit.engines import ENGINES

OPENED = datetime(2026, 1, 1, tzinfo=UTC)
TALK = "سفارش دادم و زنگ زدم و هنوز کسی جواب درستی نداده است و صبر کردم"
MANY = 20
RARE, TWICE = 100, 101


def document(number: int, text: str) -> Document:
    opened_at = OPENED + timedelta(days=number)
    return Document(number, opened_at, terms("شکایت"), [terms(text)], "fa", "a", "b", "late", Standing(1))


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Twenty cases speak of money again and again, one of money and a parcel, and one of a broken thing."""
    texts = dict.fromkeys(range(MANY), f"{TALK} پول پول پول")
    texts |= {RARE: f"{TALK} شکسته بود", TWICE: f"{TALK} پول بسته"}
    with request.param(request) as app:
        engine = app.extensions["portal-search"]
        engine.rebuild(document(number, text) for number, text in texts.items())
        yield engine


def test_a_rare_word_counts_more_than_a_common_one_however_often_that_is_said(engine: Engine) -> None:
    found = engine.search(Sought([["پول", "شکست"]]))
    assert (found.ids[0], len(found.ids)) == (RARE, MANY + 2)
    assert list(found.scores) == sorted(found.scores, reverse=True)
    assert engine.search(Sought([["پول", "شکست"]], written={"پول": "پول"})).ids[0] == RARE


def test_two_words_count_more_than_one_of_them(engine: Engine) -> None:
    assert engine.search(Sought([["پول", "بسته"]])).ids[0] == TWICE


def test_what_counts_as_much_is_listed_newest_first(engine: Engine) -> None:
    assert engine.search(Sought([["پول"]])).ids[0] == MANY - 1
    assert engine.search(Sought([["پول"]], newest=True)).ids[0] == TWICE
