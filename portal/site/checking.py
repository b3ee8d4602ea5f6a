"""What the rules say of a complaint before it is sent, in words for its author. They advise; a person decides."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from portal.language import Language
from portal.moderation import (
    Finding,
    MaskedPost,
    Severity,
    advice,
    can_be_masked,
    explain,
    masked_post,
    rule_name,
    screen,
)
from portal.site.factual import factual_wording
from portal.text import persian_letters, shortened

QUOTED = 80
KEY_LENGTH = 10
PROPOSED = 600
ACCUSATION, LANGUAGE, RELEVANCE = "accusation", "language", "relevance"
FINGLISH = "fa-Latn"


@dataclass(frozen=True, slots=True)
class Written:
    """A complaint as far as it is typed. `language` is that of the post."""

    title: str
    body: str
    language: str
    nature: str | None = None
    paid: date | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the rules found. `quoted` is empty where it is about all of the text; `proposal` says it otherwise."""

    severity: Severity
    label: str
    field: str
    quoted: str
    explanation: str
    advice: str
    proposal: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """`keys` tell what the author is asked to look at: the same words are not asked about twice."""

    remarks: Sequence[Remark]
    keys: frozenset[str]
    can_be_masked: bool
    can_be_respelt: bool = False

    @property
    def known(self) -> str:
        """What the form carries, to know what was shown."""
        return " ".join(sorted(self.keys))

    def is_new_to(self, known: str | None) -> bool:
        return not self.keys <= set((known or "").split())


NOTHING_FOUND = Checked((), frozenset(), can_be_masked=False)


def check(written: Written, accepted: Collection[str], language: Language, today: date) -> Checked:
    """Screens what is typed; remarks are in the reader's language, proposals in that of the post."""
    found = sorted(_findings(written, accepted), key=lambda finding: -finding.severity.rank)
    return Checked(
        [_remark(finding, written, language, today) for finding in found],
        frozenset(_key(finding, written) for finding in found if finding.severity is not Severity.PASS),
        any(map(can_be_masked, found)),
        any(map(_is_finglish, found)),
    )


def respelt(written: Written, accepted: Collection[str]) -> Written:
    """The complaint with what is Persian in Latin letters put into its own."""
    fields = {finding.field for finding in _findings(written, accepted) if _is_finglish(finding)}
    title = persian_letters(written.title) if "title" in fields else written.title
    body = persian_letters(written.body) if "body" in fields else written.body
    return replace(written, title=title, body=body)


def mask(written: Written, accepted: Collection[str]) -> MaskedPost:
    return masked_post(written.title, written.body, _findings(written, accepted), written.language)


def _findings(written: Written, accepted: Collection[str]) -> Sequence[Finding]:
    """That there is little text, its author need not be told while writing it."""
    found = screen(written.body, title=written.title, accepted=accepted).findings
    return [finding for finding in found if finding.rule != "too-short"]


def _remark(finding: Finding, written: Written, language: Language, today: date) -> Remark:
    return Remark(
        finding.severity,
        rule_name(finding, language.code),
        finding.field,
        shortened(_words(finding, written), QUOTED),
        explain(finding, language.code),
        advice(finding, language.code),
        _proposal(finding, written, today),
    )


def _proposal(finding: Finding, written: Written, today: date) -> str | None:
    if finding.rule == ACCUSATION:
        return factual_wording(written.nature, written.paid, today, written.language)
    return shortened(persian_letters(getattr(written, finding.field)), PROPOSED) if _is_finglish(finding) else None


def _is_finglish(finding: Finding) -> bool:
    return finding.rule == LANGUAGE and finding.arguments["passage"] == FINGLISH


def _words(finding: Finding, written: Written) -> str:
    text = written.title if finding.field == "title" else written.body
    return "" if (finding.start, finding.end) == (0, len(text)) else text[finding.start : finding.end]


def _key(finding: Finding, written: Written) -> str:
    # A passage in another language grows with every word: it is known by its rule.
    words = _words(finding, written) if finding.rule not in {LANGUAGE, RELEVANCE} else ""
    told = f"{finding.rule}\0{finding.field}\0{words}"
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:KEY_LENGTH]
