"""Persian typed in Latin letters, put into its own: for each word the known Persian word that it spells best.

Words are found by their consonants and chosen by how well the letters align, and how frequent they are; the list
(`finglish.txt`, the most frequent first) is learnt from redistributable text. What is no known word, with or without
prefix and ending, is written letter by letter. A proposal for its author to read, no reading to rely on.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from pathlib import Path

_HALF_SPACE = "\u200c"
_TOKEN = re.compile(r"[A-Za-z'’]+|[^A-Za-z'’]+")
_LATIN = re.compile("[A-Za-z]")
_MARKS = str.maketrans({",": "،", "?": "؟", ";": "؛"})
_UNIT = re.compile(r"sh|ch|kh|gh|zh|ck|ph|aa|ee|oo|ou|[a-z]")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1+")
_SOUNDS = {"ck": "k", "ph": "f", "c": "k", "w": "v", "ee": "i", "oo": "u", "ou": "u", "q": "gh"}
_VOWELS = frozenset(["a", "aa", "e", "i", "o", "u"])

# What a sound may be written with, and at what cost.
_LETTERS: Mapping[str, Mapping[str, float]] = {
    "b": {"ب": 0}, "p": {"پ": 0}, "j": {"ج": 0}, "ch": {"چ": 0}, "kh": {"خ": 0}, "d": {"د": 0}, "r": {"ر": 0},
    "zh": {"ژ": 0}, "sh": {"ش": 0}, "f": {"ف": 0}, "k": {"ک": 0}, "g": {"گ": 0}, "l": {"ل": 0}, "m": {"م": 0},
    "n": {"ن": 0}, "t": {"ت": 0, "ط": 0.1}, "s": {"س": 0, "ص": 0.1, "ث": 0.2},
    "z": {"ز": 0, "ذ": 0.15, "ض": 0.15, "ظ": 0.2}, "gh": {"ق": 0, "غ": 0.05}, "h": {"ه": 0, "ح": 0.05},
    "v": {"و": 0}, "y": {"ی": 0}, "x": {"خ": 0.2},
    "aa": {"ا": 0, "آ": 0}, "a": {"ا": 0.1, "آ": 0.1, "ه": 0.6, "ع": 0.3},
    "e": {"ه": 0.3, "ی": 0.6, "ا": 0.5, "ع": 0.4},
    "i": {"ی": 0, "ا": 0.6}, "o": {"و": 0.2, "ا": 0.5, "ع": 0.4}, "u": {"و": 0, "ا": 0.6}, "'": {"ع": 0},
}  # fmt: skip
_UNWRITTEN = {"a": 0.25, "e": 0.15, "o": 0.25, "i": 0.9, "u": 0.9, "aa": 1.5, "h": 0.4, "y": 0.5, "'": 0.05}
_UNHEARD = {
    "ع": 0.3,
    "ئ": 0.2,
    "ء": 0.2,
    "ی": 0.7,
    "و": 0.6,
    "ه": 0.5,
    "ح": 1.0,
    "ا": 0.9,
    "آ": 1.5,
    "أ": 0.5,
    "ؤ": 0.4,
}
_PLAIN = {"a": "ا", "aa": "ا", "e": "", "i": "ی", "o": "و", "u": "و", "x": "کس", "'": ""}
_SKELETON = {letter: sound for sound, letters in _LETTERS.items() for letter in letters if sound not in _VOWELS | {"x"}}
_WEAK = frozenset(["h", "v", "y", "'", "x"])

_PREFIXES = {"nemi": f"نمی{_HALF_SPACE}", "mi": f"می{_HALF_SPACE}", "na": "ن", "be": "ب", "bi": "بی"}
_SUFFIXES = {
    "hashoon": f"{_HALF_SPACE}هاشون", "haye": f"{_HALF_SPACE}های", "haei": f"{_HALF_SPACE}هایی",
    "hay": f"{_HALF_SPACE}های",
    "ha": f"{_HALF_SPACE}ها", "tarin": f"{_HALF_SPACE}ترین", "tar": f"{_HALF_SPACE}تر", "eshoon": "شون", "eshun": "شون",
    "etoon": "تون", "etun": "تون", "emoon": "مون", "emun": "مون", "amo": "مو", "eto": "تو", "esho": "شو", "am": "م",
    "em": "م", "et": "ت", "at": "ت", "esh": "ش", "ash": "ش", "im": "یم", "id": "ید", "in": "ین", "and": "ند", "an": "ن",
    "e": "", "ye": "ی", "i": "ی", "o": "و", "s": "س",
}  # fmt: skip
# Words that came with their own spelling.
_LOANS: Mapping[str, str] = {
    "site": "سایت", "online": "آنلاین", "offline": "آفلاین", "merci": "مرسی", "ok": "اوکی", "email": "ایمیل",
    "mobile": "موبایل", "laptop": "لپ‌تاپ", "whatsapp": "واتساپ", "telegram": "تلگرام", "instagram": "اینستاگرام",
    "service": "سرویس", "chat": "چت", "sms": "پیامک", "app": "اپ", "code": "کد", "page": "پیج", "link": "لینک",
    "digikala": "دیجی‌کالا", "snapp": "اسنپ", "snappfood": "اسنپ‌فود", "torob": "ترب", "divar": "دیوار",
    "aks": "عکس", "e": "ه", "ke": "که", "be": "به", "ye": "یه", "bale": "بله", "baleh": "بله",
}  # fmt: skip
_FREQUENCY, _FIT = 0.35, 3.0
_WORST = 0.28
_LONGEST = 24


def persian_letters(text: str) -> str:
    """`text` with every Latin word in Persian letters; words beside digits («A52»), and all else, stay as they are."""
    written: list[str] = []
    tokens = _TOKEN.findall(text)
    for place, token in enumerate(tokens):
        if not _LATIN.search(token):
            written.append(token.translate(_MARKS))
        elif _beside_digit(tokens, place):
            written.append(token)
        else:
            written.append(_word(token.lower().replace("’", "'")))
    joined = re.sub(r"(?<!\w)(ن?می) (?=\w)", rf"\1{_HALF_SPACE}", "".join(written))
    return joined.replace("بد از ", "بعد از ")


def _beside_digit(tokens: Sequence[str], place: int) -> bool:
    before = tokens[place - 1][-1:] if place else ""
    after = tokens[place + 1][:1] if place + 1 < len(tokens) else ""
    return before.isdigit() or after.isdigit()


@lru_cache(maxsize=1 << 14)
def _word(latin: str) -> str:
    units = _units(latin)
    if len(units) > _LONGEST:
        return "".join(map(_plain_unit, units))
    whole = _LOANS.get(latin) or _best(units) or _with_tanvin(latin)
    return whole or next(_affixed(latin), None) or _by_letters(units)


def _with_tanvin(latin: str) -> str | None:
    """«اصلا» and «لطفا» are heard with -an."""
    found = _best(_units(latin.removesuffix("n"))) if latin.endswith("an") else None
    return found if found and found.endswith("ا") else None


def _affixed(latin: str) -> Iterator[str]:
    """Readings of a word as a known one with an ending, a prefix, or both."""
    stems = [("", "", latin)]
    stems += [(written, "", latin[len(prefix) :]) for prefix, written in _PREFIXES.items() if latin.startswith(prefix)]
    for opening, _, rest in stems:
        if opening and (found := _best(_units(rest))):
            yield opening + found
        for suffix, ending in _SUFFIXES.items():
            stem = rest.removesuffix(suffix)
            if len(stem) < len(rest) and len(stem) > 1 and (found := _best(_units(stem))):
                yield opening + found + ending


def _units(latin: str) -> list[str]:
    single = _DOUBLED.sub(r"\1", latin)
    return [_SOUNDS.get(unit, unit) for unit in _UNIT.findall(single)]


def _best(units: Sequence[str]) -> str | None:
    """The known word that fits best; none where each fits too badly."""
    key = "".join(unit for unit in units if unit not in _VOWELS and unit not in _WEAK)
    limit = _WORST * (len(units) + 1)
    best, chosen = float("inf"), None
    for rank, word in _known().get(key, ()):
        cost = _cost(units, word.replace(_HALF_SPACE, ""))
        score = _FIT * cost + _FREQUENCY * log(rank + 10)
        if cost <= limit and score < best:
            best, chosen = score, word
    return chosen


def _cost(units: Sequence[str], letters: str) -> float:
    """The cheapest alignment of sounds and letters, in order."""
    row = [0.0]
    for place, letter in enumerate(letters):
        row.append(row[-1] + _unheard(letters, place, letter))
    for index, unit in enumerate(units):
        skipped = _skipped(units, index, unit)
        fits = _LETTERS[unit]
        following = [row[0] + skipped]
        for place, letter in enumerate(letters):
            cost = min(row[place + 1] + skipped, following[-1] + _unheard(letters, place, letter))
            if letter in fits:
                cost = min(cost, row[place] + _fit(units, index, letters, place, fits[letter]))
            following.append(cost)
        row = following
    return row[-1]


def _fit(units: Sequence[str], index: int, letters: str, place: int, cost: float) -> float:
    # At the end «-e» and «-eh» are ه; at the beginning a vowel is written with ا.
    if letters[place] == "ه" and units[index] == "e":
        return 0.0 if place == len(letters) - 1 and index >= len(units) - 2 else cost + 0.5
    if letters[place] == "ا" and place == 0 and index == 0:
        return 0.05
    return cost


def _skipped(units: Sequence[str], index: int, unit: str) -> float:
    if index == len(units) - 1 and unit in {"h", "e"}:
        return 0.05 if units[index - 1] == "e" else 0.4
    if index == 0 and unit in _VOWELS:
        return 0.6
    return _UNWRITTEN.get(unit, 9.0)


def _unheard(letters: str, place: int, letter: str) -> float:
    if letter == "و" and place and letters[place - 1] == "خ":
        return 0.15
    if letter == "ا" and place == 0:
        return 0.1
    return _UNHEARD.get(letter, 9.0)


def _by_letters(units: Sequence[str]) -> str:
    """A word nobody knows, letter by letter."""
    written = "".join(map(_plain_unit, units))
    if units and units[-1] == "e":
        written += "ه"
    if units and units[0] in {"e", "o", "i", "u"}:
        written = f"ا{written}"
    return written


def _plain_unit(unit: str) -> str:
    return _PLAIN[unit] if unit in _PLAIN else min(_LETTERS[unit], key=_LETTERS[unit].__getitem__)


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Sequence[tuple[int, str]]]:
    """Known words with their rank, by what remains of them without vowels and weak sounds."""
    found: dict[str, list[tuple[int, str]]] = {}
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    for rank, word in enumerate(lines):
        sounds = [_SKELETON.get(letter, "") for letter in word]
        key = "".join(sound for sound in sounds if sound not in _WEAK)
        found.setdefault(key, []).append((rank, word))
    return found
