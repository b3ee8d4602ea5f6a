"""Names of staff: what was done, and by which of several, all may tell; who it was, is no reader's business."""

from collections.abc import Iterator

from portal.moderation.screening.findings import Severity
from portal.moderation.screening.reading import Reading, Spotted
from portal.moderation.screening.rules import STAFF_NAME
from portal.text import opens_a_name, staff_names


def naming(reading: Reading) -> Iterator[Spotted]:
    """Each name by itself; the name is no argument, so that findings hold none."""
    if not opens_a_name(reading.vocabulary, reading.language):
        return
    for named in staff_names(reading.words, reading.language):
        yield Spotted(STAFF_NAME, Severity.WARN, named.start, named.end)
