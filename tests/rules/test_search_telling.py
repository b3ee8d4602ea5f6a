"""Which words of a text tell what it is about, and how much of them another text says."""

import pytest

from portal.search.telling import needed, share, weights

SIZE = 1_000
COUNTED = {"از": 1_000, "سفارش": 800, "نرسید": 400, "یخچال": 40, "کمپرسور": 5, "صدا": 10, "گلستان": 900, "a52": 3}

CHOSEN = [
    ("the rarest first", "یخچال کمپرسور صدا", ["کمپرسور", "صدا", "یخچال"]),
    ("what every text says tells nothing", "از یخچال صدا نرسید", ["صدا", "یخچال", "نرسید"]),
    ("a number tells nothing of what happened", "a52 یخچال صدا نرسید", ["صدا", "یخچال", "نرسید"]),
    ("words nobody else wrote are left out", "زپرتی یخچال صدا نرسید", ["صدا", "یخچال", "نرسید"]),
    ("two words are too few to be compared", "یخچال صدا از", []),
    ("a word said twice counts once", "یخچال یخچال صدا", []),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("sentence", "text", "words"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_the_words_that_tell(sentence, text, words):
    assert list(weights(text.split(), COUNTED, SIZE)) == words, sentence


def test_there_are_eight_at_most():
    counted = {chr(1600 + number) * 3: number + 1 for number in range(20)}
    assert list(weights(counted, counted, SIZE)) == list(counted)[:8]


SHARES = [
    ("all of them", "صدا کمپرسور یخچال و بیش از آن", 1.0),
    ("none of them", "سفارش نرسید", 0.0),
    ("the rare ones weigh more", "کمپرسور", 0.41),
    ("than the common", "یخچال", 0.25),
]


@pytest.mark.parametrize(("sentence", "text", "part"), SHARES, ids=[row[0] for row in SHARES])
def test_how_much_another_text_says(sentence, text, part):
    weighed = weights(["یخچال", "کمپرسور", "صدا"], COUNTED, SIZE)
    assert share(weighed, text.split()) == pytest.approx(part, abs=0.01), sentence


def test_a_text_without_the_needed_words_says_too_little():
    weighed = weights(COUNTED, COUNTED, SIZE)
    wanted = needed(weighed, 0.5)
    assert wanted == ["کمپرسور", "صدا"]
    assert share(weighed, set(weighed) - set(wanted)) < 0.5
    assert share(weighed, set(weighed) - set(wanted[:1])) >= 0.5
    assert needed({}, 0.5) == []
