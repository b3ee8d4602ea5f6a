"""The screening bench as a section of the page of figures."""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO

from tests.bench import screening
from tests.bench.workshop import Workshop

TITLE = "Screening"


def measure(_workshop: Workshop) -> Iterator[str]:
    with redirect_stdout(StringIO()) as printed:
        screening.main()
    yield "```text"
    yield from printed.getvalue().splitlines()
    yield "```"
