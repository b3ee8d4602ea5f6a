"""Whatever the spelling of what is written and of what is asked, the same is found, by both engines."""

from datetime import UTC, datetime

import pytest

from portal.complaints import CaseFilter
from portal.language import LANGUAGES
from portal.search import Question, question
from portal.search.documents import Document, Standing
from portal.search.queries import sought_in
from portal.text import terms
from tests.kit.engines import ENGINES
from tests.kit.variants import pairs

OPENED = datetime(2026, 1, 1, tzinfo=UTC)


def found(engine, typed):
    asked = question(typed, LANGUAGES["fa"], [], {})
    assert asked == Question(asked.wording, CaseFilter(), written_in=asked.written_in)
    return set(engine.search(sought_in(asked)).ids)


@pytest.fixture(params=ENGINES)
def engine(request):
    with request.param(request) as app:
        yield app.extensions["portal-search"]


def test_either_spelling_finds_what_is_written_in_the_one_and_in_the_other(engine):
    spellings = [(one, other) for _, one, other in pairs("meeting")]
    written = [text for pair in spellings for text in pair]
    engine.rebuild(
        Document(place, OPENED, terms(text), [terms("سلام")], "fa", "a", "b", "late", Standing(1))
        for place, text in enumerate(written)
    )
    answers = [(found(engine, one), found(engine, other)) for one, other in spellings]
    assert [pair for pair, (one, other) in zip(spellings, answers, strict=True) if one != other] == []
    lost = [
        pair for place, (pair, (one, _)) in enumerate(zip(spellings, answers, strict=True))
        if not {2 * place, 2 * place + 1} <= one
    ]  # fmt: skip
    assert lost == []
