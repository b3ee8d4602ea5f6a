"""The list of screening rules with their versions: a finding names both, so an old one can still be
explained.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    version: int


TOO_SHORT = Rule("too-short", 1)
LANGUAGE = Rule("language", 3)
RELEVANCE = Rule("relevance", 5)
PERSONAL_DATA = Rule("personal-data", 2)
STAFF_NAME = Rule("staff-name", 1)
ACCUSATION = Rule("accusation", 1)
INSULT = Rule("insult", 1)
OBSCENITY = Rule("obscenity", 1)
THREAT = Rule("threat", 1)
ADVERTISING = Rule("advertising", 1)
LINK = Rule("link", 1)
CONTACT = Rule("contact", 1)
SHOUTING = Rule("shouting", 1)
DUPLICATE = Rule("duplicate", 1)
"""Needs the other texts, and so is applied where they are: by whoever follows what is sent in."""

RULES: tuple[Rule, ...] = (
    TOO_SHORT,
    LANGUAGE,
    RELEVANCE,
    PERSONAL_DATA,
    STAFF_NAME,
    ACCUSATION,
    INSULT,
    OBSCENITY,
    THREAT,
    ADVERTISING,
    LINK,
    CONTACT,
    SHOUTING,
)
