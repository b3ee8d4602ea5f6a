"""What screening says about a text: verdicts and findings, as plain frozen values.

Spans are half-open character offsets into the field they name. Arguments are strings, so that a finding can
be stored as JSON and rendered later, in any language, without the text it was made on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.text import PersonalDatum


class Severity(StrEnum):
    PASS = "pass"  # noqa: S105 - a verdict, not a password
    WARN = "warn"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        return (Severity.PASS, Severity.WARN, Severity.BLOCK).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """``field`` is ``title`` or ``body``."""

    rule: str
    version: int
    severity: Severity
    start: int
    end: int
    arguments: Mapping[str, str]
    field: str = "body"


@dataclass(frozen=True, slots=True)
class LanguageVerdict:
    """``detected`` is a BCP 47 tag, ``und`` where nothing could be recognised; ``confidence`` lies in
    0..1.
    """

    verdict: Severity
    detected: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RelevanceVerdict:
    """``score`` lies in 0..1; 1 is surely on the subject."""

    verdict: Severity
    score: float


def gravest(findings: Collection[Finding]) -> Severity:
    return max((finding.severity for finding in findings), key=lambda severity: severity.rank, default=Severity.PASS)


@dataclass(frozen=True, slots=True)
class Screening:
    language: LanguageVerdict
    relevance: RelevanceVerdict
    personal_data: tuple[PersonalDatum, ...]
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The gravest of the findings; screening advises, a moderator decides."""
        return gravest(self.findings)
