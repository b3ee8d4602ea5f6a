"""The list of screening rules with their versions: a finding names both, so an old one can still be
explained.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    version: int


TOO_SHORT = Rule("too-short", 1)
LANGUAGE = Rule("language", 1)
RELEVANCE = Rule("relevance", 1)
PERSONAL_DATA = Rule("personal-data", 1)
DUPLICATE = Rule("duplicate", 1)
"""Needs the other texts, and so is applied where they are: by whoever follows what is sent in."""

RULES: tuple[Rule, ...] = (TOO_SHORT, LANGUAGE, RELEVANCE, PERSONAL_DATA)
