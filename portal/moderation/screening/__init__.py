"""The rules every post is screened with before a moderator sees it: language, relevance, personal data,
and wording: names of staff, accusations, abuse, advertising, shouting.

Rules advise, a moderator decides; a finding names its rule, the version of it, the words it rests on, and
is rendered for its author in any language of the interface. Pure, offline, deterministic: the same text
gives the same findings.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from portal.moderation.screening.findings import (
    Finding,
    LanguageVerdict,
    RelevanceVerdict,
    Screening,
    Severity,
    gravest,
)
from portal.moderation.screening.language import FEWEST_LETTERS, LanguageReading, is_short, letter_count, read_language
from portal.moderation.screening.learning import (
    FEWEST_LESSONS,
    LONGEST_WORD,
    NOTHING_LEARNED,
    Learned,
    LearnedWord,
    after_lesson,
    telling_words,
)
from portal.moderation.screening.messages import advice, explain, explain_together
from portal.moderation.screening.naming import naming
from portal.moderation.screening.promotion import promotion
from portal.moderation.screening.reading import Reading, Spotted, read
from portal.moderation.screening.relevance import JUDGED_LANGUAGES, read_relevance, shipped_margin
from portal.moderation.screening.rules import LANGUAGE, PERSONAL_DATA, RELEVANCE, RULES, TOO_SHORT, Rule
from portal.moderation.screening.shouting import shouting
from portal.moderation.screening.wording import wording
from portal.text import PersonalDatum, personal_data

__all__ = [
    "FEWEST_LESSONS",
    "LONGEST_WORD",
    "NOTHING_LEARNED",
    "RELEVANCE",
    "RULES",
    "Finding",
    "LanguageVerdict",
    "Learned",
    "LearnedWord",
    "PersonalDatum",
    "RelevanceVerdict",
    "Rule",
    "Screening",
    "Severity",
    "advice",
    "after_lesson",
    "explain",
    "explain_together",
    "gravest",
    "screen",
    "subject_of_text",
    "telling_words",
]

ACCEPTED = ("fa", "ar")
REPLY = "reply"

WordingRule = Callable[[Reading], Iterator[Spotted]]
WORDING: tuple[WordingRule, ...] = (naming, wording, shouting)


def screen(
    text: str,
    *,
    kind: str = "complaint",
    title: str = "",
    accepted: Collection[str] = ACCEPTED,
    case: str = "",
    learned: Learned = NOTHING_LEARNED,
) -> Screening:
    """Screens a post's text, and its title where it has one.

    The verdicts are on the text; a title helps to see what it is about and has findings of its own, ``field``
    "title", which only ever warn for its language. Complaints and praise must be about a purchase, other kinds about
    their ``case``, whose text is given where it is known; only a store's reply may lead elsewhere. ``learned`` corrects
    what relevance was shipped with.
    """
    language = read_language(text, accepted)
    relevance = read_relevance(text, kind=kind, title=title, language=language, case=case, learned=learned)
    private = tuple(personal_data(text))
    rules = WORDING if kind == REPLY else (*WORDING, promotion)
    findings = (
        *_shortness(text),
        *_language(language, accepted, "body"),
        *_title_language(title, accepted),
        *_relevance(relevance, len(text)),
        *_personal_data(private, "body"),
        *_personal_data(personal_data(title), "title"),
        *_worded(rules, read(text, language.own), "body"),
        *(_worded(rules, read(title, language.own), "title") if title else ()),
    )
    return Screening(language.verdict, relevance, private, findings)


def _worded(rules: Iterable[WordingRule], reading: Reading, field: str) -> Iterator[Finding]:
    """What the rules of wording say, in the order of the text."""
    spotted = sorted((one for rule in rules for one in rule(reading)), key=lambda one: (one.start, one.end))
    return (one.finding(field) for one in spotted)


def subject_of_text(title: str, text: str, accepted: Collection[str] = ACCEPTED) -> tuple[str, float] | None:
    """The language in which relevance is judged, and the margin of the shipped weights; None where it is not judged."""
    language = read_language(text, accepted)
    if language.own not in JUDGED_LANGUAGES or language.verdict.verdict is Severity.BLOCK:
        return None
    return language.own, shipped_margin(f"{title}\n{text}", language.own)


def _shortness(text: str) -> Iterator[Finding]:
    if is_short(text):
        arguments = {"letters": str(letter_count(text)), "fewest": str(FEWEST_LETTERS)}
        yield Finding(TOO_SHORT.name, TOO_SHORT.version, Severity.PASS, 0, len(text), arguments)


def _language(reading: LanguageReading, accepted: Collection[str], field: str) -> Iterator[Finding]:
    verdict = reading.verdict
    if verdict.verdict is Severity.PASS:
        return
    severity = verdict.verdict if field == "body" else Severity.WARN
    arguments = {"detected": verdict.detected, "passage": reading.passage, "accepted": " ".join(accepted)}
    yield Finding(LANGUAGE.name, LANGUAGE.version, severity, reading.start, reading.end, arguments, field)


def _title_language(title: str, accepted: Collection[str]) -> Iterator[Finding]:
    if title:
        yield from _language(read_language(title, accepted), accepted, "title")


def _relevance(verdict: RelevanceVerdict, length: int) -> Iterator[Finding]:
    if verdict.verdict is not Severity.PASS:
        arguments = {"score": f"{verdict.score:.2f}"}
        yield Finding(RELEVANCE.name, RELEVANCE.version, verdict.verdict, 0, length, arguments)


def _personal_data(found: Iterable[PersonalDatum], field: str) -> Iterator[Finding]:
    for datum in found:
        arguments = {"kind": str(datum.kind)}
        yield Finding(
            PERSONAL_DATA.name, PERSONAL_DATA.version, Severity.WARN, datum.start, datum.end, arguments, field
        )
