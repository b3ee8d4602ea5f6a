"""What the rules found in a post, put into the moderator's words and tied to the places in the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from portal.desk.marking import Passage, Span, covers_all, passages
from portal.language import Language
from portal.moderation import Finding, Severity, advice, explain, rule_name
from portal.text import shortened

QUOTED = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in words. `quoted` is empty where it is about the text as a whole."""

    rule: str
    label: str
    version: int
    severity: Severity
    field: str
    quoted: str
    explanation: str
    advice: str


@dataclass(frozen=True, slots=True)
class MarkedPost:
    """Title and body in passages; the places in these count the findings, gravest first."""

    findings: Sequence[Found]
    title: Sequence[Passage]
    body: Sequence[Passage]


class Screened(Protocol):
    """A text, and what the rules found in it."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def findings(self) -> Sequence[Finding]: ...


def marked(post: Screened, language: Language) -> MarkedPost:
    findings = sorted(post.findings, key=lambda finding: -finding.severity.rank)
    return MarkedPost(
        [_in_words(finding, post, language) for finding in findings],
        passages(post.title, [_span(finding, "title", post.title) for finding in findings]),
        passages(post.body, [_span(finding, "body", post.body) for finding in findings]),
    )


def _in_words(finding: Finding, post: Screened, language: Language) -> Found:
    written = post.title if finding.field == "title" else post.body
    words = "" if _span(finding, finding.field, written) is None else written[finding.start : finding.end]
    return Found(
        finding.rule,
        rule_name(finding, language.code),
        finding.version,
        finding.severity,
        finding.field,
        shortened(words, QUOTED),
        explain(finding, language.code),
        advice(finding, language.code, kind=post.kind),
    )


def _span(finding: Finding, field: str, written: str) -> Span | None:
    """Where to mark the finding in this field; nowhere if it is about all of it, or another field."""
    span = (finding.start, finding.end)
    return None if finding.field != field or covers_all(span, written) else span
