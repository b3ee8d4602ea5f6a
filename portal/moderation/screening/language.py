"""In which language a text is written, and how much of it in one that the portal does not accept.

Words are taken by script, joined into stretches of some forty letters, and each stretch is named by a
log-linear model over its letters; what the text as a whole is counts as evidence for each of its stretches.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from math import exp
from typing import NamedTuple

from portal.moderation.screening.findings import LanguageVerdict, Severity
from portal.moderation.screening.letters import ScriptWord, script_words, unplaced_words
from portal.moderation.screening.linear import LinearModel, load

UNKNOWN = "und"
FEWEST_LETTERS = 15

_MODELS = {"arabic": "language_arabic", "latin": "language_latin"}
_FEWEST_TELLING = 6
_STRETCH = 40
_WHOLE_TEXT = 1.5
_UNSURE = 0.4
_WARN_FROM, _BLOCK_FROM = 0.4, 0.7
_LATIN_WARN_FROM, _LATIN_BLOCK_FROM = 0.6, 0.85
_OWN_LETTERS = {"sd": re.compile("[ٻڀٺٽڦڄڃڇڊڌڍڙڪڳڱڻ]"), "ks": re.compile("[ٲٳؠ]")}
_LIKELY_YET = 0.05
_KURDISH = frozenset({"ckb", "hac"})
_SORANI = frozenset({"لە", "بۆ", "کە", "ئەم", "ئەو", "لەسەر", "لەگەڵ", "لەلایەن"})
_HAWRAMI = frozenset({"جە", "پەی", "چە", "جەلایەنو", "مەبۆ"})
_TAJIK = frozenset("ҷҳқғӣӯ")
_OTHER_SCRIPTS = {
    "HEBREW": "he", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka", "DEVANAGARI": "hi", "BENGALI": "bn",
    "THAI": "th", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "CYRILLIC": "ru",
}  # fmt: skip


@dataclass(slots=True)
class Passage:
    """Neighbouring words of one script, ``packed`` as the script's model reads them. ``first`` and ``last`` count the
    words of the text.
    """

    words: list[str]
    letters: int
    first: int
    last: int
    packed: int = 0


class Stretch(NamedTuple):
    """Neighbouring words of one script, in one language as far as one can tell; which words of the text they are."""

    script: str
    tag: str
    letters: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LanguageReading:
    """The verdict with the words it rests on: the longest foreign passage and its language, or an empty span.

    ``own`` is the accepted language of what is not foreign in it; where all of it is, the one it may be yet.
    """

    verdict: LanguageVerdict
    own: str = UNKNOWN
    passage: str = UNKNOWN
    start: int = 0
    end: int = 0


def read_language(text: str, accepted: Collection[str]) -> LanguageReading:
    """Judges a text of at least ``FEWEST_LETTERS`` letters; a shorter one passes as ``und``."""
    words = unplaced_words(text)
    telling = sum(map(len, {word.letters for word in words}))
    if is_short(text) or not words:
        return _unreadable(text)
    passages = {script: _cut(words, own) for script, own in _by_script(words).items()}
    chances = {script: _chances(script, of_script) for script, of_script in passages.items()}
    likely = _likely(chances, accepted)
    if telling < _FEWEST_TELLING:
        return LanguageReading(LanguageVerdict(Severity.PASS, UNKNOWN, 0.0), likely)
    stretches = _stretches(passages, chances)
    by_tag: Counter[str] = Counter()
    for stretch in stretches:
        by_tag[stretch.tag] += stretch.letters
    total = by_tag.total()
    verdict, detected = _judged(stretches, by_tag, accepted)
    confidence = max(of_script.get(detected, 0.0) for of_script in chances.values()) * by_tag[detected] / total
    judged = LanguageVerdict(verdict, detected, round(min(confidence, 1.0), 4))
    own = max((tag for tag in by_tag if tag in accepted), key=by_tag.__getitem__, default=likely)
    if verdict is Severity.PASS:
        return LanguageReading(judged, own)
    return _on_passage(LanguageReading(judged, own), stretches, accepted, text)


def _unreadable(text: str) -> LanguageReading:
    """Too little to judge passes; a text with letters but no word, such as a bare link, does not."""
    if is_short(text):
        return LanguageReading(LanguageVerdict(Severity.PASS, UNKNOWN, 0.0))
    return LanguageReading(LanguageVerdict(Severity.WARN, UNKNOWN, 0.0), end=len(text))


def _likely(chances: dict[str, dict[str, float]], accepted: Collection[str]) -> str:
    """The accepted language that a text is in, if it is in any."""
    found = {tag: chance for of_script in chances.values() for tag, chance in of_script.items() if tag in accepted}
    best = max(found, key=found.__getitem__, default=UNKNOWN)
    return best if found.get(best, 0.0) >= _LIKELY_YET else UNKNOWN


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


def _by_script(words: list[ScriptWord]) -> dict[str, Sequence[int]]:
    """Which of the words are of each script. Most texts have but one."""
    if len({word.script for word in words}) == 1:
        return {words[0].script: range(len(words))}
    scripts: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        scripts.setdefault(word.script, []).append(place)
    return dict(scripts)


def _cut(words: list[ScriptWord], places: Sequence[int]) -> list[Passage]:
    """The words of one script, which stand in these places, in runs of some forty letters."""
    found = []
    first, letters = 0, 0
    own = [words[place].letters for place in places]
    lengths = list(map(len, own))
    left = sum(lengths)
    for end, length in enumerate(lengths, 1):
        letters += length
        left -= length
        if (letters >= _STRETCH and left >= _STRETCH // 2) or end == len(own):
            found.append(Passage(own[first:end], letters, places[first], places[end - 1]))
            first, letters = end, 0
    return found


def _chances(script: str, passages: list[Passage]) -> dict[str, float]:
    """How likely each language is for all words of a script together."""
    words = [word for passage in passages for word in passage.words]
    certain = _told_by_letters(script, words)
    if certain:
        return {certain: 1.0}
    model = load(_MODELS[script])
    for passage in passages:
        passage.packed = model.packed(passage.words)
    scores = model.scores_of(sum(passage.packed for passage in passages), sum(map(len, words)))
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
        written = "".join(words)
        for tag, letters in _OWN_LETTERS.items():
            if letters.search(written) and sum(map(bool, map(letters.search, words))) > len(words) / 4:
                return tag
        return None
    if script == "latin":
        return None
    if any(not _TAJIK.isdisjoint(word) for word in words):
        return "tg"
    names = Counter(unicodedata.name(word[0], "").split(" ")[0].split("-")[0] for word in words)
    return _OTHER_SCRIPTS.get(names.most_common(1)[0][0], UNKNOWN)


def _stretches(passages: dict[str, list[Passage]], chances: dict[str, dict[str, float]]) -> list[Stretch]:
    """Each script's runs with their languages, in the order of the text."""
    found = [stretch for script, runs in passages.items() for stretch in _named(script, runs, chances[script])]
    return sorted(found, key=lambda stretch: stretch.first)


def _named(script: str, runs: list[Passage], of_script: dict[str, float]) -> Iterator[Stretch]:
    surest = max(of_script, key=of_script.__getitem__)
    model = load(_MODELS[script]) if len(of_script) > 1 else None
    for run in runs:
        best = _best_of(model, run, surest) if model else surest
        if script == "latin" and of_script[best] < _UNSURE:
            best = UNKNOWN
        yield Stretch(script, best, run.letters, run.first, run.last)


def _best_of(model: LinearModel, run: Passage, surest: str) -> str:
    """The language of a run, that of the whole text being likelier."""
    scores = model.scores_of(run.packed, run.letters)
    scores[model.classes.index(surest)] += _WHOLE_TEXT
    best = model.classes[scores.index(max(scores))]
    return surest if {surest, best} == _KURDISH else best


def _on_passage(
    reading: LanguageReading, stretches: list[Stretch], accepted: Collection[str], text: str
) -> LanguageReading:
    """The reading, resting on the longest run of neighbouring foreign stretches."""
    longest: list[Stretch] = []
    for foreign, run in groupby(stretches, key=lambda stretch: stretch.tag not in accepted):
        if foreign:
            longest = max(longest, list(run), key=lambda passage: sum(stretch.letters for stretch in passage))
    tag = max(longest, key=lambda stretch: stretch.letters).tag
    words = script_words(text)
    return replace(reading, passage=tag, start=words[longest[0].first].start, end=words[longest[-1].last].end)
