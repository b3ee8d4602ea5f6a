"""How surely personal data is found: our own cases, each in three digit sets, all names and numbers invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.text import PersonalDatum, personal_data

CASES = Path(__file__).with_suffix(".tsv")
DIGIT_SETS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
NONE = "-"


@dataclass(frozen=True)
class Case:
    text: str
    expected: frozenset[PersonalDatum]


@dataclass(frozen=True)
class Measured:
    """`right` spans were found with their bounds and kind, of those `expected` and those `found`."""

    cases: int
    expected: int
    found: int
    right: int
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.right / self.expected

    @property
    def precision(self) -> float:
        return self.right / self.found


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its brackets, and the spans that stood between them."""
    pieces = marked.replace("⟧", "⟦").split("⟦")
    starts = [sum(map(len, pieces[:place])) for place in range(len(pieces))]
    return "".join(pieces), [(starts[n], starts[n + 1]) for n in range(1, len(pieces), 2)]


def cases() -> Iterator[Case]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, marked = line.split("\t")
        for digits in DIGIT_SETS:
            text, spans = unmarked(marked.translate(str.maketrans("0123456789", digits)))
            yield Case(text, frozenset(PersonalDatum(kind, *span) for span in spans))


def measured() -> Measured:
    rows = [(case, frozenset(personal_data(case.text))) for case in cases()]
    return Measured(
        len(rows),
        sum(len(case.expected) for case, _ in rows),
        sum(len(found) for _, found in rows),
        sum(len(case.expected & found) for case, found in rows),
        tuple(case.text for case, found in rows if found != case.expected),
    )
