"""Words typed on another keyboard layout than was meant."""

import pytest

from portal.text import other_layout

ROWS = [
    ("phone, in Persian", "',ad", "گوشی"),
    ("shop, in Persian", "n;hk", "دکان"),
    ("two words", "sthva hdvhk", "سفارش ایران"),
    ("peh of the newer keyboard", "m,g", "پول"),
    ("peh of the older keyboard", "`,g", "پول"),
    ("alef with madda", "Hfd", "آبی"),
    ("figures stay", "',ad 13", "گوشی 13"),
    ("the shop, in Arabic", "hglj[v", "المتجر"),
    ("lam-alef is one key", "bd,[]", "لايوجد"),
    ("a stop is zeh in Arabic", ".l", "زم"),
    ("a Latin word on the older Persian keyboard", "سشئسعدل", "samsung"),
    ("a Latin word on the newer Persian keyboard", "هحاخدث", "iphone"),
    ("a Latin word on the Arabic keyboard", "ىخنهش", "nokia"),
    ("lam-alef back", "لاشل", "bag"),
]


@pytest.mark.parametrize(("sentence", "typed", "meant"), ROWS, ids=[row[0] for row in ROWS])
def test_what_was_meant_is_among_the_readings(sentence, typed, meant):
    assert meant in other_layout(typed), (sentence, other_layout(typed))


@pytest.mark.parametrize("text", ["", "123", " ?!", "گوشی iphone", "🙂"])
def test_nothing_to_read_otherwise(text):
    assert [reading for reading in other_layout(text) if "؟" not in reading] == []


def test_the_likelier_reading_comes_first():
    assert other_layout("',ad")[0] == "گوشی"
