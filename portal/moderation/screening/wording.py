"""Words that can hurt somebody or bring the author to court: accusations of crime, insults, obscenities, threats.

What they rest on stands in the lexicons. An opinion passes, and so does a fact with its source: a judgement quoted.
"""

from collections.abc import Iterator

from portal.moderation.screening.findings import Severity
from portal.moderation.screening.lexicon import lexicon
from portal.moderation.screening.reading import Reading, Spotted
from portal.moderation.screening.rules import ACCUSATION, INSULT, OBSCENITY, THREAT

_BY_WORDS = (
    (ACCUSATION, Severity.WARN),
    (INSULT, Severity.WARN),
    (OBSCENITY, Severity.BLOCK),
    (THREAT, Severity.BLOCK),
)


def wording(reading: Reading) -> Iterator[Spotted]:
    """What is said of others, each word or phrase by itself."""
    for rule, severity in _BY_WORDS:
        for hit in lexicon(rule.name, reading.language).hits(reading):
            yield Spotted(rule, severity, hit.start, hit.end)
