"""Shouting: letters stretched, marks in rows, capitals throughout. Once is feeling; much of it is hard to read.

Arabic dialect draws out its letters as a matter of course: of real reviews less than one in a hundred is shouted.
"""

import re
from collections.abc import Iterator

from portal.moderation.screening.findings import Severity
from portal.moderation.screening.reading import Reading, Spotted
from portal.moderation.screening.rules import SHOUTING

_MARKS = re.compile("[!؟?！]{4,}")
_STRETCHED = re.compile(r"([^\W\d_])\1{4,}")
_CAPITALS = re.compile(r"[A-Z]{3,}")
_SMALL = re.compile("[a-z]")
_LONGEST_ROW, _ROWS = 12, 4
_LONGEST_STRETCH, _STRETCHES = 24, 5
_MANY_CAPITALS = 24


def shouting(reading: Reading) -> Iterator[Spotted]:
    """At most one of a text, on the first place of the kind that is too much."""
    text = reading.text
    for pattern, longest, often in ((_MARKS, _LONGEST_ROW, _ROWS), (_STRETCHED, _LONGEST_STRETCH, _STRETCHES)):
        found = [match.span() for match in pattern.finditer(text)]
        long = [(start, end) for start, end in found if end - start >= longest]
        if long or len(found) >= often:
            yield Spotted(SHOUTING, Severity.WARN, *(long or found)[0])
            return
    capitals = [match.span() for match in _CAPITALS.finditer(text)]
    if sum(end - start for start, end in capitals) >= _MANY_CAPITALS and not _SMALL.search(text):
        yield Spotted(SHOUTING, Severity.WARN, capitals[0][0], capitals[-1][1])
