"""What moderators' decisions teach about the subject: a small correction on top of the shipped weights.

One step of online logistic regression a decision, over the distinct words of the post. Nothing can run away: a word
weighs at most ``HEAVIEST``, all words of a post together move the log odds by at most ``FARTHEST``, and a word counts
from its second lesson on. The same lessons in the same order give the same weights, to the last bit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, sqrt

from portal.moderation.screening.letters import script_words

RATE = 1.0
HEAVIEST = 1.0
FARTHEST = 2.5
FEWEST_LESSONS = 2
LONGEST_WORD = 24
_EXTREME = 50.0


@dataclass(frozen=True, slots=True)
class LearnedWord:
    """``weight`` is positive where the word speaks for the subject."""

    weight: float = 0.0
    lessons: int = 0


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, by language and word."""

    words: Mapping[str, Mapping[str, LearnedWord]] = field(default_factory=dict)

    def correction(self, language: str, text: str) -> float:
        """What to add to the log odds that a text in the language is on the subject."""
        known = self.words.get(language)
        return _correction(known, telling_words(text)) if known else 0.0


NOTHING_LEARNED = Learned()


def telling_words(text: str) -> list[str]:
    """The distinct words by which a text teaches and is corrected, folded, in a fixed order."""
    words = {word.letters for word in script_words(text) if word.script == "arabic"}
    return sorted(word for word in words if 1 < len(word) <= LONGEST_WORD)


def after_lesson(
    known: Mapping[str, LearnedWord], words: Iterable[str], margin: float, *, on_subject: bool
) -> dict[str, LearnedWord]:
    """The words of a lesson as they are after it. ``margin``: by how much the shipped weights alone let the post pass.

    ``known`` may hold other words too; those of the lesson that it lacks are new.
    """
    ordered = list(words)
    if not ordered:
        return {}
    odds = max(-_EXTREME, min(_EXTREME, margin + _correction(known, ordered)))
    step = RATE * (on_subject - 1 / (1 + exp(-odds))) / sqrt(len(ordered))
    return {word: _moved(known.get(word, LearnedWord()), step) for word in ordered}


def _moved(word: LearnedWord, step: float) -> LearnedWord:
    return LearnedWord(max(-HEAVIEST, min(HEAVIEST, word.weight + step)), word.lessons + 1)


def _correction(known: Mapping[str, LearnedWord], words: list[str]) -> float:
    if not words:
        return 0.0
    found = (known.get(word, LearnedWord()) for word in words)
    total = sum(word.weight for word in found if word.lessons >= FEWEST_LESSONS)
    return max(-FARTHEST, min(FARTHEST, total / sqrt(len(words))))
