"""Letters, marks and digits: how one written token becomes canonical words."""

import re
import unicodedata
from functools import lru_cache

_DIGITS = {ord(digit): str(n % 10) for n, digit in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")}
_OTHER_DIGIT = re.compile("[۰-۹٠-٩]")

# Twins on one letter; harakat, tatweel and half spaces on nothing. What is rarer is left to decomposition.
_TWINS = {
    **_DIGITS,
    **dict.fromkeys(map(ord, "يىئےېۍ"), "ی"),
    **dict.fromkeys(map(ord, "كڪ"), "ک"),
    **dict.fromkeys(map(ord, "ةۀھہەۃ"), "ه"),
    **dict.fromkeys(map(ord, "أإآٱٲٳ"), "ا"),
    ord("ؤ"): "و",
    **dict.fromkeys((*range(0x064B, 0x0660), 0x0670, 0x0640, 0x200C, 0x00AC)),
}

ARABIC = (
    "\u0620-\u064a\u066e\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u0887\u08a0-\u08c9"
    "\ufb50-\ufdfb\ufe70-\ufefc"
)
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dd\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08ff"
    "\u20d0-\u20ff\ufe00-\ufe0f"
)
_JOINERS = "\u00ac\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

# Arabic-script letters and all else that makes words are two kinds of run: «ایفون۱۳» is «ایفون» and «13».
ARABIC_RUN = f"[{ARABIC}{_MARKS}{_JOINERS}]+"
OTHER_RUN = f"(?:[^\\W_{ARABIC}]|[{_MARKS}{_JOINERS}])+"
TOKEN = re.compile(f"{ARABIC_RUN}|{OTHER_RUN}")
_ARABIC_LETTER = re.compile(f"[{ARABIC}]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_PLAIN = re.compile("[ابپتثجچحخدذرزژسشصضطظعغفقکگلمنهویء]+")
_DROPPED = frozenset({"Mn", "Me", "Cf"})


def latin_digits(text: str) -> str:
    """Return `text` with Persian and Arabic-Indic digits in ASCII; its length and all else stay."""
    return text.translate(_DIGITS) if _OTHER_DIGIT.search(text) else text


def unstretched(word: str) -> str:
    """Return `word` with three or more of the same letter in a row reduced to one («عاااالی» → «عالی»)."""
    return _STRETCHED.sub(r"\1", word)


def _folded_once(token: str) -> str:
    decomposed = unicodedata.normalize("NFKD", token)
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) not in _DROPPED)
    return unstretched(unicodedata.normalize("NFC", bare.translate(_TWINS).casefold()))


@lru_cache(maxsize=1 << 14)
def folded_token(token: str) -> tuple[str, ...]:
    """Return the canonical words of one `TOKEN`: mostly one, none for a bare mark, several for «ﷺ»."""
    plain = token.translate(_TWINS)
    if _PLAIN.fullmatch(plain):
        return (unstretched(plain),)
    folded = _folded_once(token)
    while (again := _folded_once(folded)) != folded:
        folded = again
    return tuple(TOKEN.findall(folded))


def is_arabic(word: str) -> bool:
    """Tell whether a folded word is of Arabic-script letters; a `TOKEN` never mixes, so one letter tells."""
    return _ARABIC_LETTER.match(word) is not None
