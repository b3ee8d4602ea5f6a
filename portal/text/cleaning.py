"""What people type, made safe to store and to show."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
# Bidi embeddings, overrides and isolates reach beyond the text they stand in; a byte-order mark is no text.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
# Neither UTF-8 nor XML can carry these.
_UNENCODABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
# Letters to Unicode, and yet nothing to the eye: the fillers of Korean syllables and the empty Braille cell.
_EMPTY = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def is_blank(text: str) -> bool:
    """Tell whether nothing of `text` can be seen: spaces, joiners, marks without a letter, fillers."""
    return all(unicodedata.category(sign)[0] in "CZM" or sign in _EMPTY for sign in text)


def clean(text: str, *, multiline: bool = False) -> str:
    r"""Return `text` in NFC without control characters, ready to store; cleaning twice is cleaning once.

    Goes: C0 and C1 controls, bidi embeddings, overrides and isolates, outer white space. Stays: ZWNJ, ZWJ,
    LRM, RLM, emoji. Lone surrogates become U+FFFD. With `multiline` every kind of line end becomes "\n" and
    tabs become spaces; without, every run of white space becomes one space.
    """
    lines = _UNSAFE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    composed = unicodedata.normalize("NFC", _UNENCODABLE.sub("\ufffd", lines))
    return composed.strip() if multiline else " ".join(composed.split())
