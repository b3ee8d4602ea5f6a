"""What the rules say of a text before it is sent, in words for its author. They advise; a person decides."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from portal.checking.factual import factual_wording, store_wording
from portal.language import Language
from portal.moderation import (
    Finding,
    Kind,
    MaskedPost,
    Severity,
    advice,
    can_be_masked,
    explain_together,
    masked_post,
    rule_name,
    screen,
)
from portal.text import persian_letters, shortened

QUOTED = 80
MOST_QUOTED = 6
KEY_LENGTH = 10
PROPOSED = 600
ACCUSATION, LANGUAGE, RELEVANCE, TOO_SHORT = "accusation", "language", "relevance", "too-short"
FINGLISH = "fa-Latn"


@dataclass(frozen=True, slots=True)
class Written:
    """A text as far as it is typed. `language` is that of the post, `case` the text of the complaint it belongs to."""

    title: str
    body: str
    language: str
    nature: str | None = None
    paid: date | None = None
    kind: Kind = Kind.COMPLAINT
    case: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What one rule found, said once. `quoted` are its words, each once and no more than `MOST_QUOTED`; they are empty
    where it is about all of the title or of the text. `more` counts those left out, `proposal` says it otherwise.
    """

    rule: str
    severity: Severity
    label: str
    in_title: bool
    quoted: Sequence[str]
    explanation: str
    advice: str
    proposal: str | None = None
    more: int = 0


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
        [_remark(together, written, language, today) for together in _grouped(found)],
        frozenset(_key(finding, written) for finding in found if finding.severity is not Severity.PASS),
        any(map(can_be_masked, found)),
        any(map(_is_finglish, found)),
    )


def respelt(written: Written, accepted: Collection[str]) -> Written:
    """The text with what is Persian in Latin letters put into its own."""
    fields = {finding.field for finding in _findings(written, accepted) if _is_finglish(finding)}
    title = persian_letters(written.title) if "title" in fields else written.title
    body = persian_letters(written.body) if "body" in fields else written.body
    return replace(written, title=title, body=body)


def mask(written: Written, accepted: Collection[str], staff: Sequence[str] = ()) -> MaskedPost:
    """The text with marks; `staff` are the names that have a number already."""
    return masked_post(written.title, written.body, _findings(written, accepted), written.language, staff=staff)


def _findings(written: Written, accepted: Collection[str]) -> Sequence[Finding]:
    """That there is little text, its author need not be told while writing it; nor what a text is about that nobody can
    tell before it is in its own letters.
    """
    found = screen(written.body, kind=written.kind, title=written.title, accepted=accepted, case=written.case).findings
    untold = {TOO_SHORT, RELEVANCE} if any(map(_is_finglish, found)) else {TOO_SHORT}
    return [finding for finding in found if finding.rule not in untold]


def _grouped(found: Iterable[Finding]) -> Iterable[Sequence[Finding]]:
    """The findings that are told in the same words."""
    groups: dict[tuple[str, Severity, str | None], list[Finding]] = {}
    for finding in found:
        groups.setdefault((finding.rule, finding.severity, finding.arguments.get("passage")), []).append(finding)
    return groups.values()


def _remark(found: Sequence[Finding], written: Written, language: Language, today: date) -> Remark:
    first = found[0]
    proposal = _proposal(first, written, today)
    quoted = [words for words in dict.fromkeys(_words(finding, written) for finding in found) if words]
    return Remark(
        first.rule,
        first.severity,
        rule_name(first, language.code),
        {finding.field for finding in found} == {"title"},
        [shortened(words, QUOTED) for words in quoted[:MOST_QUOTED]],
        explain_together(found, language.code),
        advice(first, language.code, kind=written.kind, example=proposal is None),
        proposal,
        max(0, len(quoted) - MOST_QUOTED),
    )


def _proposal(finding: Finding, written: Written, today: date) -> str | None:
    if finding.rule == ACCUSATION and written.kind is Kind.REPLY:
        return store_wording(written.language)
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
