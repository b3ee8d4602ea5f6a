"""What of a text is shown with a hit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search import marked, snippet
from portal.search.documents import stems
from portal.search.snippets import BEFORE, LENGTH
from tests.kit.depth import examples

FILLER = "هوا خوب بود و ما در خانه ماندیم. " * 30


def shown(pieces):
    return "".join(piece.text for piece in pieces)


def hits(pieces):
    return [piece.text for piece in pieces if piece.is_hit]


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        pytest.param("یخچال نرسید.", "یخچال", ["یخچال"], id="the word itself"),
        pytest.param("يخچال‌ها نرسید.", "یخچال", ["يخچال‌ها"], id="another spelling of it, as it was written"),
        pytest.param("دفعت ثمن الثلاجة.", "ثلاجه", ["الثلاجة"], id="with its article"),
        pytest.param("پول را ندادند، پول!", "پول", ["پول", "پول"], id="each time"),
        pytest.param("هیچ.", "یخچال", [], id="nothing of it"),
    ],
)
def test_hits_are_told_apart_as_they_were_written(text, asked, found):
    assert hits(snippet(text, stems(asked))) == found
    assert shown(marked(text, stems(asked))) == text


def test_a_short_text_is_shown_whole():
    assert shown(snippet("یخچال نرسید.", stems("یخچال"))) == "یخچال نرسید."


def test_of_a_long_text_the_stretch_with_most_of_what_was_asked():
    text = f"{FILLER}یخچال. {FILLER}یخچال شکسته رسید. {FILLER}"
    pieces = snippet(text, stems("یخچال شکسته"))
    assert hits(pieces) == ["یخچال", "شکسته"]
    assert shown(pieces).startswith("… ")
    assert shown(pieces).endswith("…")
    assert shown(pieces).index("یخچال") <= BEFORE + 2


def test_without_a_hit_the_beginning():
    assert FILLER.startswith(shown(snippet(FILLER, stems("یخچال"))).removesuffix("…"))


@settings(max_examples=examples(30), deadline=None)
@given(st.text(alphabet=st.sampled_from("اب ی\u200cك.<&\n"), max_size=900))
def test_nothing_is_lost_or_added(text):
    pieces = snippet(text, stems("اب بی"))
    assert shown(pieces).strip("… ") in text
    assert len(shown(pieces)) <= LENGTH + 3
    assert shown(marked(text, stems("اب"))) == text
