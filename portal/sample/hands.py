"""How people type: carefully, in haste, with another keyboard's digits. Pure."""

from collections.abc import Callable, Mapping
from random import Random

ZWNJ = "\u200c"
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
LATIN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫", "0123456789,.")
ARABIC_DIGITS = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")
PLAIN_LETTERS = str.maketrans("أإآة", "اااه", "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
HASTE = str.maketrans("؛«»", '،""')

Hand = Callable[[str], str]


def careful(text: str) -> str:
    return text


def without_joiners(text: str) -> str:
    """A keyboard without the zero-width non-joiner: a space takes its place."""
    return text.replace(ZWNJ, " ")


def latin_digits(text: str) -> str:
    return text.translate(LATIN_DIGITS)


def arabic_digits(text: str) -> str:
    return text.translate(ARABIC_DIGITS)


def plain_letters(text: str) -> str:
    """Arabic as it is typed in a hurry: no hamza on the alif, ha for ta marbuta, no vowel signs."""
    return text.translate(PLAIN_LETTERS)


def without_full_stop(text: str) -> str:
    return text.removesuffix(".")


def in_haste(text: str) -> str:
    return text.translate(HASTE).replace(". ", " .. ").removesuffix(".")


def loud(text: str) -> str:
    return f"{text.removesuffix('.')}!!" if text.endswith(".") else text


HANDS: Mapping[str, tuple[Hand, ...]] = {
    "fa": (careful,) * 9 + (without_joiners, without_joiners, latin_digits, latin_digits, without_full_stop)
    + (without_full_stop, in_haste, loud),
    "ar": (careful,) * 9 + (plain_letters, plain_letters, arabic_digits, arabic_digits, without_full_stop)
    + (without_full_stop, in_haste, loud),
}  # fmt: skip


def hand_of(random: Random, language: str) -> Hand:
    return random.choice(HANDS[language])
