"""A text as the rules of wording read it: its folded words, and in which language they are to be understood."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from portal.moderation.screening.findings import Finding, Severity
from portal.moderation.screening.rules import Rule
from portal.text import Word, fold, words

LEXICON_LANGUAGES = ("fa", "ar")
_ARABIC_SIGNS = re.compile("[ةيىأإؤك]|(?<!\\w)و?ال")
_PERSIAN_SIGNS = re.compile("[پچژگیک]")


@dataclass(frozen=True, slots=True)
class Spotted:
    """What a rule saw: half-open offsets into the text."""

    rule: Rule
    severity: Severity
    start: int
    end: int
    arguments: Mapping[str, str] = field(default_factory=dict)

    def finding(self, place: str) -> Finding:
        """As it is kept; `place` is the field the text stands in."""
        return Finding(self.rule.name, self.rule.version, self.severity, self.start, self.end, self.arguments, place)


@dataclass(frozen=True)
class Reading:
    """Most texts hold nothing that a rule looks for, which their ``vocabulary`` tells: ``words`` wait to be asked."""

    text: str
    vocabulary: frozenset[str]
    language: str

    @cached_property
    def words(self) -> Sequence[Word]:
        return words(self.text)


def read(text: str, spoken: str) -> Reading:
    """Reads a text; `spoken` is its accepted language as far as the language rule can tell."""
    vocabulary = frozenset(fold(text).split())
    return Reading(text, vocabulary, spoken if spoken in LEXICON_LANGUAGES else _guessed(text))


def _guessed(text: str) -> str:
    """The language of a text too short to tell, by the letters that one of the two alone has on its keyboard."""
    return "ar" if len(_ARABIC_SIGNS.findall(text)) > len(_PERSIAN_SIGNS.findall(text)) else "fa"
