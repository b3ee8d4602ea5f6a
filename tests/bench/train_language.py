"""Makes the weights by which screening names a language, from redistributable text and sentences of our own.

PORTAL_REAL_DATA=<folder> python -m tests.bench.train_language [arabic] [latin]
"""

import re
import sys
from pathlib import Path

from portal.moderation.screening.letters import folded, script_words
from tests.bench.ngram_training import Trainer, excerpts, generator
from tests.bench.real_text import FILES, posts, trainable

ARABIC = ("fa", "ar", "ur", "ckb", "ps", "ug", "azb", "glk", "hac", "ks", "bal", "trw", "brh")
LATIN = ("en", "tr", "az", "kmr", "fa-Latn", "ar-Latn", "ur-Latn", "fr")
OWN = Path(__file__).with_name("own_sentences.tsv")
_PLAIN = {
    "a": "ا", "b": "ب", "c": "ج", "ç": "چ", "d": "د", "f": "ف", "g": "گ", "ğ": "غ", "h": "ه", "x": "خ", "ı": "ی",
    "i": "ی", "j": "ژ", "k": "ک", "q": "ق", "l": "ل", "m": "م", "n": "ن", "o": "و", "p": "پ", "r": "ر", "s": "س",
    "ş": "ش", "t": "ت", "u": "و", "v": "و", "y": "ی", "z": "ز",
}  # fmt: skip
_FIRST = _PLAIN | {
    "a": "آ",
    "e": "ائ",
    "ö": "اؤ",
    "ü": "او",
    "ə": "ا",
    "ı": "ای",
    "i": "ای",
    "o": "او",
    "u": "او",
}
_VARYING = {
    "ı": (0.3, "", "ی"), "i": (0.3, "", "ی"), "ü": (0.2, "ۆ", "و"), "ö": (0.3, "و", "ؤ"), "e": (0.2, "ی", "ئ"),
    "ə": (0.25, "ه", ""),
}  # fmt: skip
_ENDING = re.compile("(?<=...)(ل[اه]?ر(?:ی|ینی?|ه|ا)?|ل[یو]?[قک]|ن[یو]?ن|د[یو]?ر|س[یو]|ل[یو])$")
_ENDINGS_APART = 0.35
"""How often a word's ending stands behind a half space, which parts words here."""
_REPEATED = {"ckb": 24, "azb": 10, "ar-Latn": 10, "ur-Latn": 10, "kmr": 10, "fr": 8}
_TYPED = {
    "ا": "a|e|a", "ب": "b", "ت": "t", "ث": "th|t", "ج": "j|g|dj", "ح": "7|h", "خ": "kh|5|7'", "د": "d",
    "ذ": "d|dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh|ch", "ص": "s", "ض": "d|dh", "ط": "t", "ظ": "d|dh",
    "ع": "3|a", "غ": "gh", "ف": "f", "ق": "9|q|2|k", "ک": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "ة": "a|e", "و": "w|ou|o", "ی": "y|i|ee", "ء": "2|", "ئ": "2|e", "آ": "a", "ؤ": "o",
}  # fmt: skip


def words_of(text, script):
    return [word.letters for word in script_words(text) if word.script == script]


def own():
    for line in OWN.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def azerbaijani_in_arabic_letters(word, rng):
    """A spelling out of several in use: there is hardly any redistributable text in it."""
    written = _FIRST.get(word[0], "")
    for letter in word[1:]:
        chance, seldom, mostly = _VARYING.get(letter, (0.0, "", _PLAIN.get(letter, "")))
        written += seldom if rng.random() < chance else mostly
    written = written.removesuffix("ه") + "ه" if word.endswith("ə") else written
    return _ENDING.sub(r" \1", written) if rng.random() < _ENDINGS_APART else written


def arabic_in_latin_letters(words, rng):
    """Arabic as typed without Arabic letters: figures for throat sounds, vowels put in by ear."""
    for word in words:
        written = ""
        for place, letter in enumerate(word):
            sounds = _TYPED.get(letter, "")
            written += rng.choice(sounds.split("|"))
            following = word[place + 1] if place + 1 < len(word) else "ا"
            if letter not in "اویةء" and following not in "اویةء" and rng.random() < 0.6:
                written += rng.choice("aaei")
        if written:
            yield written


def examples(script, tags, rng):
    for name in FILES:
        for post in filter(trainable, posts(name)):
            if post["lang"] in tags and sum(map(len, words := words_of(post["text"], script))) >= 8:
                yield from varied(post["lang"], words, rng)
            yield from respelled(post, script, rng)
    for tag, sentence in own():
        if tag in tags:
            for _ in range(_REPEATED.get(tag, 4)):
                yield from varied(tag, words_of(sentence, script), rng)


def respelled(post, script, rng):
    if post["lang"] == "ar" and script == "latin":
        yield "ar-Latn", list(arabic_in_latin_letters(words_of(post["text"], "arabic"), rng))
    if post["lang"] == "az" and script == "arabic":
        latin = words_of(post["text"], "latin")
        for _ in range(2):
            words = [piece for word in latin for piece in azerbaijani_in_arabic_letters(word, rng).split()]
            yield from varied("azb", [folded(word) for word in words if word], rng)


def varied(tag, words, rng):
    """The text, two excerpts of a long one, and at times its words without spaces."""
    yield tag, words
    if len(words) > 6:
        yield from ((tag, part) for part in excerpts(words, rng, count=2))
    if len(words) > 4 and rng.random() < 0.1:
        yield tag, ["".join(words[:8])[:40]]


SHIFTS = {
    "arabic": {
        "glk": -2.2, "ks": -1.1, "bal": -1.2, "brh": -0.9, "trw": -0.7, "ps": -0.2, "hac": -2.0, "ckb": 2.0, "azb": 0.5,
        "ar": 0.4,
    },
    "latin": {"en": -0.6, "fa-Latn": -0.6, "ar-Latn": 0.4},
}  # fmt: skip


def make(script):
    tags, rarest, keep = {"arabic": (ARABIC, 6, 30_000), "latin": (LATIN, 3, 15_000)}[script]
    trainer = Trainer(tags, 4, at_least=rarest).fit(list(examples(script, tags, generator())))
    trainer.save(f"language_{script}", keep=keep, shift=SHIFTS[script])


def main():
    for script in sys.argv[1:] or SHIFTS:
        make(script)


if __name__ == "__main__":
    main()
