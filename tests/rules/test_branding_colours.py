"""Colours of an installation: what can be read on what, and what follows from a few of them."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.branding import ColourError, contrast, mix, painted, palette

TOKENS = (Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
RED = {"header": "#8c0d17", "accent": "#ffd166", "link": "#9b1220"}
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
DARK, PALE = (
    st.tuples(*[st.integers(*channel)] * 3).map(lambda channels: "#{:02x}{:02x}{:02x}".format(*channels))
    for channel in ((0, 0x80), (0x80, 0xFF))
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("#000000", "#ffffff", 21.0, id="black on white"),
        pytest.param("#ffffff", "#000000", 21.0, id="the order does not matter"),
        pytest.param("#777777", "#ffffff", 4.478, id="the grey that just fails"),
        pytest.param("#767676", "#ffffff", 4.542, id="the grey that just passes"),
        pytest.param("#ff0000", "#ffffff", 3.998, id="red on white"),
        pytest.param("#0000ff", "#ffffff", 8.592, id="blue on white"),
        pytest.param("#123456", "#123456", 1.0, id="nothing on itself"),
    ],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert contrast(one, other) == pytest.approx(expected, abs=0.001)


@given(COLOURS, COLOURS)
def test_a_contrast_lies_between_1_and_21(one, other):
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(("share", "expected"), [(0, "#ffffff"), (1, "#000000"), (0.5, "#808080"), (0.2, "#cccccc")])
def test_a_mixture(share, expected):
    assert mix("#ffffff", "#000000", share) == expected


@pytest.mark.parametrize("written", ["red", "#fff", "#0D5257", "0d5257", "#0d525", "rgb(0 0 0)"])
def test_what_is_no_colour(written):
    with pytest.raises(ColourError, match="is not a colour"):
        contrast(written, "#ffffff")


def test_the_tokens_hold_two_palettes():
    light, dark = palette(TOKENS)
    assert light["paper"] != dark["paper"]
    assert light["on-accent"] == dark["on-accent"], "what the dark scheme does not say, the light one says"


def test_nothing_given_is_nothing_laid_over():
    paint = painted(TOKENS, {}, {})
    light, dark = palette(TOKENS)
    assert paint.sheet == ""
    assert (paint.light_header, paint.dark_header) == (light["header"], dark["header"])


@pytest.mark.parametrize("given", [RED, {"header": RED["header"]}, {"link": RED["link"]}, {"accent": "#ffe08a"}])
def test_what_is_laid_over_stands_in_the_tokens(given):
    paint = painted(TOKENS, given, {})
    light, _ = palette(TOKENS)
    assert paint.light.keys() == paint.dark.keys() <= light.keys()
    assert paint.sheet.count("{") == paint.sheet.count("}")


GROUNDS = {
    "on-header": ("header", "header-deep"),
    "on-header-quiet": ("header", "header-deep"),
    "accent": ("header", "header-deep"),
    "on-accent": ("accent", "accent-deep"),
    "on-teal": ("teal", "teal-deep"),
    "teal": ("paper", "surface", "mute-wash", "teal-wash"),
    "teal-deep": ("paper", "surface", "teal-wash"),
    "ink": ("accent-wash", "teal-wash"),
}
"""What is written on what, on the pages."""


@settings(deadline=None)
@given(header=DARK | PALE, accent=DARK | PALE, link=DARK)
@example(header="#80b280", accent="#000000", link="#000000")
def test_whatever_is_taken_can_be_read_in_both_schemes(header, accent, link):
    try:
        paint = painted(TOKENS, {"header": header, "accent": accent, "link": link}, {})
    except ColourError:
        return
    for own, over in zip(palette(TOKENS), (paint.light, paint.dark), strict=True):
        shown = own | dict(over)
        weak = {
            (ink, ground): round(contrast(shown[ink], shown[ground]), 2)
            for ink, grounds in GROUNDS.items()
            for ground in grounds
            if contrast(shown[ink], shown[ground]) < 4.5
        }
        assert not weak, shown


@pytest.mark.parametrize(
    ("light", "dark", "message"),
    [
        pytest.param({"link": "#ff6600"}, {}, r"^colours\.light\.link: #ff6600 .* on the page", id="a pale link"),
        pytest.param({"link": "#0d5257"}, {"link": "#333333"}, r"^colours\.dark\.link: #333333", id="a dark one"),
        pytest.param({"accent": "#0a4d52"}, {}, r"^colours\.light\.accent: .* on the header", id="a hidden accent"),
        pytest.param({"header": "#f2b33d"}, {}, r"^colours\.light\.header: .* on the header", id="a header like it"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(light, dark, message):
    with pytest.raises(ColourError, match=message) as caught:
        painted(TOKENS, light, dark)
    assert "\n" not in str(caught.value)
