"""What leads readers away from the case: advertising, links, and addresses in messengers and networks."""

import re
from collections.abc import Iterator

from portal.moderation.screening.findings import Severity
from portal.moderation.screening.lexicon import lexicon
from portal.moderation.screening.reading import Reading, Spotted
from portal.moderation.screening.rules import ADVERTISING, CONTACT, LINK

_MESSENGERS = re.compile(
    r"(?:https?://)?(?:www\.)?"
    r"(?:t\.me|telegram\.me|wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|instagram\.com|eitaa\.com|rubika\.ir|ble\.ir"
    r"|snapchat\.com|tiktok\.com|x\.com|twitter\.com|facebook\.com|fb\.com)/[^\s،؛<>\"]+",
    re.IGNORECASE,
)
_MAY_LEAD = re.compile("/|www", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)[^\s،؛<>\"]+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.@])@[A-Za-z_][\w.]{2,40}", re.ASCII)


def promotion(reading: Reading) -> Iterator[Spotted]:
    """Advertising and ways to somebody outside; a bare handle is only mentioned, it may be the store's own."""
    for hit in lexicon(ADVERTISING.name, reading.language).hits(reading):
        yield Spotted(ADVERTISING, Severity.WARN, hit.start, hit.end)
    if "." in reading.text and _MAY_LEAD.search(reading.text):
        yield from _addresses(reading.text)
    if "@" in reading.text:
        yield from (Spotted(CONTACT, Severity.PASS, *match.span()) for match in _HANDLE.finditer(reading.text))


def _addresses(text: str) -> Iterator[Spotted]:
    messengers = [match.span() for match in _MESSENGERS.finditer(text)]
    yield from (Spotted(CONTACT, Severity.WARN, *span) for span in messengers)
    ends = {end for _, end in messengers}
    yield from (
        Spotted(LINK, Severity.WARN, *match.span()) for match in _LINK.finditer(text) if match.end() not in ends
    )
