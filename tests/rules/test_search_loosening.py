"""Which words are enough where nothing holds all of them."""

from itertools import product

import pytest

from portal.search.loosening import MOST, STEPS, loosened, narrower
from portal.search.words import Word, words_of

RARE, HALF, COMMON = 2, 30, 800


def word(text):
    return Word(text, text, (text,))


def enough(counted, least):
    """The choices of words that hold one of each group, without those that hold another such choice."""
    groups = loosened({word(text): count for text, count in counted.items()}, 1_000, least)
    held = [
        {text for text, is_held in zip(counted, choice, strict=True) if is_held}
        for choice in product((0, 1), repeat=len(counted))
    ]
    passed = [choice for choice in held if groups and all(choice & set(group) for group in groups)]
    return sorted("".join(sorted(choice)) for choice in passed if not any(other < choice for other in passed))


ROWS = [
    ("of two that are as rare either will do", {"a": HALF, "b": HALF}, 0.4, ["a", "b"]),
    ("a rare word is more than a common one", {"a": RARE, "b": COMMON}, 0.4, ["a"]),
    ("the common one alone is not even the last step's", {"a": RARE, "b": COMMON}, STEPS[-1], ["a"]),
    ("two of three", {"a": HALF, "b": HALF, "c": HALF}, 0.6, ["ab", "ac", "bc"]),
    ("or one of them", {"a": HALF, "b": HALF, "c": HALF}, 0.2, ["a", "b", "c"]),
    ("a rare one and any other", {"a": RARE, "b": HALF, "c": HALF}, 0.6, ["ab", "ac"]),
    ("a word nobody wrote is no matter", {"a": HALF, "b": 0}, 0.6, ["a"]),
    ("no word that anybody wrote", {"a": 0}, 0.6, []),
    ("no word", {}, 0.6, []),
]


@pytest.mark.parametrize(("sentence", "counted", "least", "choices"), ROWS, ids=[row[0] for row in ROWS])
def test_enough_is_held_by(sentence, counted, least, choices):
    assert enough(counted, least) == choices, sentence


def test_of_many_words_the_rarest_are_looked_at():
    counted = {word(str(number)): number for number in range(1, 33)}
    groups = loosened(counted, 1_000, 0.4)
    assert {text for group in groups for text in group} == {str(number) for number in range(1, MOST + 1)}
    assert len(groups) < 2**MOST


def test_narrower_questions_are_those_that_a_text_answers():
    words = words_of("یخچال سفید را نفرستادند")
    texts = ["یخچالی سفید", "سفید", "یخچال‌های سفید", "یخچال سفید نفرستادند", "کتاب"]
    assert [[word.text for word in choice] for choice in narrower(words, texts)] == [["یخچال", "سفید"], ["سفید"]]
