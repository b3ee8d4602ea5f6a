"""One small archive for every edge of the score's definition.

Each edge has a store of its own, so all of them may go into one portal (`everything`) and be compared at one
instant, `AS_OF`, or one by one (`Edge.lines`).
"""

from typing import Any

from tests.kit.archive_lines import AS_OF, Edge
from tests.kit.edge_answers import ANSWERS
from tests.kit.edge_membership import MEMBERSHIP
from tests.kit.edge_promises import PROMISES
from tests.kit.edge_words import WORDS_AND_MARKS

__all__ = ["AS_OF", "EDGES", "Edge", "everything"]

EDGES: list[Edge] = [*ANSWERS, *MEMBERSHIP, *WORDS_AND_MARKS, *PROMISES]


def everything() -> list[dict[str, Any]]:
    """All edges as one archive, stores first."""
    lines = [line for edge in EDGES for line in edge.lines]
    return sorted(lines, key=lambda line: line["type"] != "store")
