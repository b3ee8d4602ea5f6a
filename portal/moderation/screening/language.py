"""In which language a text is written, and how much of it in one that the portal does not accept.

Words are taken by script, joined into stretches of some forty letters, and each stretch is named by a
log-linear model over its letters; what the text as a whole is counts as evidence for each of its stretches.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import groupby, islice
from math import exp

from portal.moderation.screening.findings import LanguageVerdict, Severity
from portal.moderation.screening.letters import ScriptWord, script_words
from portal.moderation.screening.linear import load

UNKNOWN = "und"
FEWEST_LETTERS = 15

_MODELS = {"arabic": "language_arabic", "latin": "language_latin"}
_FEWEST_TELLING = 6
_STRETCH = 40
_WHOLE_TEXT = 1.5
_UNSURE = 0.4
_WARN_FROM, _BLOCK_FROM = 0.4, 0.7
_LATIN_WARN_FROM, _LATIN_BLOCK_FROM = 0.6, 0.85
_SINDHI = frozenset("ٻڀٺٽڦڄڃڇڊڌڍڙڪڳڱڻ")
_KURDISH = frozenset({"ckb", "hac"})
_SORANI = frozenset({"لە", "بۆ", "کە", "ئەم", "ئەو", "لەسەر", "لەگەڵ", "لەلایەن"})
_HAWRAMI = frozenset({"جە", "پەی", "چە", "جەلایەنو", "مەبۆ"})
_TAJIK = frozenset("ҷҳқғӣӯ")
_OTHER_SCRIPTS = {
    "HEBREW": "he", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka", "DEVANAGARI": "hi", "BENGALI": "bn",
    "THAI": "th", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "CYRILLIC": "ru",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring words of one script, in one language as far as one can tell."""

    script: str
    tag: str
    letters: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LanguageReading:
    """The verdict with the words it rests on: the longest foreign passage and its language, or an empty span.

    ``own`` is the accepted language of what is not foreign in it.
    """

    verdict: LanguageVerdict
    own: str = UNKNOWN
    passage: str = UNKNOWN
    start: int = 0
    end: int = 0


def read_language(text: str, accepted: Collection[str]) -> LanguageReading:
    """Judges a text of at least ``FEWEST_LETTERS`` letters; a shorter one passes as ``und``."""
    words = script_words(text)
    telling = sum(map(len, {word.letters for word in words}))
    if is_short(text) or telling < _FEWEST_TELLING:
        return _unreadable(text, empty=not words)
    scripts = _by_script(words)
    chances = {script: _chances(script, [word.letters for word in own]) for script, own in scripts.items()}
    stretches = _stretches(scripts, chances)
    by_tag: Counter[str] = Counter()
    for stretch in stretches:
        by_tag[stretch.tag] += stretch.letters
    total = by_tag.total()
    verdict, detected = _judged(stretches, by_tag, accepted)
    confidence = max(of_script.get(detected, 0.0) for of_script in chances.values()) * by_tag[detected] / total
    judged = LanguageVerdict(verdict, detected, round(min(confidence, 1.0), 4))
    own = max((tag for tag in by_tag if tag in accepted), key=by_tag.__getitem__, default=UNKNOWN)
    if verdict is Severity.PASS:
        return LanguageReading(judged, own)
    return _on_passage(LanguageReading(judged, own), stretches, accepted)


def _unreadable(text: str, *, empty: bool) -> LanguageReading:
    """Too little to judge passes; a text with letters but no word, such as a bare link, does not."""
    if empty and not is_short(text):
        return LanguageReading(LanguageVerdict(Severity.WARN, UNKNOWN, 0.0), end=len(text))
    return LanguageReading(LanguageVerdict(Severity.PASS, UNKNOWN, 0.0))


def is_short(text: str) -> bool:
    return next(islice(filter(str.isalpha, text), FEWEST_LETTERS - 1, None), None) is None


def letter_count(text: str) -> int:
    return sum(map(str.isalpha, text))


def _judged(stretches: list[Stretch], by_tag: Counter[str], accepted: Collection[str]) -> tuple[Severity, str]:
    """Latin letters beside accepted ones weigh less: product names and quoted messages are no offence."""
    total = by_tag.total()
    native = {stretch.script for stretch in stretches if stretch.tag in accepted}
    aside = sum(s.letters for s in stretches if s.script == "latin" and s.tag not in accepted and native)
    foreign = sum(letters for tag, letters in by_tag.items() if tag not in accepted) - aside
    most = by_tag.most_common(1)[0][0]
    own = max((tag for tag in by_tag if tag in accepted), key=by_tag.__getitem__, default=most)
    firm = foreign / (total - aside) if total > aside else 0.0
    if firm >= _BLOCK_FROM or aside / total >= _LATIN_BLOCK_FROM:
        return Severity.BLOCK, most if most not in accepted else _first_foreign(by_tag, accepted)
    if firm >= _WARN_FROM or aside / total >= _LATIN_WARN_FROM:
        return Severity.WARN, most
    return Severity.PASS, own


def _first_foreign(by_tag: Counter[str], accepted: Collection[str]) -> str:
    return next(tag for tag, _ in by_tag.most_common() if tag not in accepted)


def _by_script(words: list[ScriptWord]) -> dict[str, list[ScriptWord]]:
    scripts: dict[str, list[ScriptWord]] = {}
    for word in words:
        scripts.setdefault(word.script, []).append(word)
    return scripts


def _chances(script: str, words: list[str]) -> dict[str, float]:
    """How likely each language is for all words of a script together."""
    certain = _told_by_letters(script, words)
    if certain:
        return {certain: 1.0}
    model = load(_MODELS[script])
    scores = model.scores(words)
    highest = max(scores)
    weights = [exp(score - highest) for score in scores]
    total = sum(weights)
    chances = {tag: weight / total for tag, weight in zip(model.classes, weights, strict=True)}
    return _one_kurdish(chances, words) if max(chances, key=chances.__getitem__) in _KURDISH else chances


def _one_kurdish(chances: dict[str, float], words: list[str]) -> dict[str, float]:
    """Sorani and Hawrami share their letters; small words tell them apart better than a model of little
    text.
    """
    sorani = sum(word in _SORANI for word in words)
    hawrami = sum(word in _HAWRAMI for word in words)
    if sorani == hawrami:
        return chances
    right, wrong = ("ckb", "hac") if sorani > hawrami else ("hac", "ckb")
    return chances | {right: chances[right] + chances[wrong], wrong: 0.0}


def _told_by_letters(script: str, words: list[str]) -> str | None:
    """Languages without a model that are known by their letters alone."""
    if script == "arabic":
        telling = sum(1 for word in words if not _SINDHI.isdisjoint(word))
        return "sd" if telling > len(words) / 4 else None
    if script == "latin":
        return None
    if any(not _TAJIK.isdisjoint(word) for word in words):
        return "tg"
    names = Counter(unicodedata.name(word[0], "").split(" ")[0].split("-")[0] for word in words)
    return _OTHER_SCRIPTS.get(names.most_common(1)[0][0], UNKNOWN)


def _stretches(scripts: dict[str, list[ScriptWord]], chances: dict[str, dict[str, float]]) -> list[Stretch]:
    """Each script's words cut into stretches, in the order of the text."""
    found = []
    for script, own in scripts.items():
        of_script = chances[script]
        run: list[ScriptWord] = []
        letters = 0
        left = sum(len(word.letters) for word in own)
        for word in own:
            run.append(word)
            length = len(word.letters)
            letters += length
            left -= length
            if letters >= _STRETCH and left >= _STRETCH // 2:
                found.append(_named(script, run, of_script))
                run, letters = [], 0
        if run:
            found.append(_named(script, run, of_script))
    return sorted(found, key=lambda stretch: stretch.start)


def _named(script: str, run: list[ScriptWord], of_script: dict[str, float]) -> Stretch:
    letters = sum(len(word.letters) for word in run)
    best = max(of_script, key=of_script.__getitem__)
    if len(of_script) > 1:
        model = load(_MODELS[script])
        scores = dict(zip(model.classes, model.scores([word.letters for word in run]), strict=True))
        scores[best] += _WHOLE_TEXT
        surest, best = best, max(scores, key=scores.__getitem__)
        best = surest if {surest, best} == _KURDISH else best
    if script == "latin" and of_script[best] < _UNSURE:
        best = UNKNOWN
    return Stretch(script, best, letters, run[0].start, run[-1].end)


def _on_passage(reading: LanguageReading, stretches: list[Stretch], accepted: Collection[str]) -> LanguageReading:
    """The reading, resting on the longest run of neighbouring foreign stretches."""
    longest: list[Stretch] = []
    for foreign, run in groupby(stretches, key=lambda stretch: stretch.tag not in accepted):
        if foreign:
            longest = max(longest, list(run), key=lambda passage: sum(stretch.letters for stretch in passage))
    tag = max(longest, key=lambda stretch: stretch.letters).tag
    return replace(reading, passage=tag, start=longest[0].start, end=longest[-1].end)
