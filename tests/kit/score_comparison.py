"""Holds the portal's scores against the oracle's."""

from collections.abc import Iterator, Mapping
from typing import Any

from portal import scores
from portal.db import db
from tests.kit import score_oracle


def computed(as_of) -> dict[str, Any]:
    """What the command `score` would print, by store."""
    return {slug: scores.as_dict(score) for slug, score in scores.score_from_rows(db.session(), as_of).items()}


def differences(lines, as_of) -> Iterator[tuple[str, float]]:
    """Every place where the portal and the oracle differ, with the size; infinite where it is no number."""
    yield from between(computed(as_of), score_oracle.score_archive(lines, as_of))


def between(ours: Any, theirs: Any, place: str = "") -> Iterator[tuple[str, float]]:
    """Differences of two objects; `as_of` is left out, an instant may be written in several ways."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for name in ours.keys() | theirs.keys():
            if name != "as_of":
                yield from between(ours.get(name, "missing"), theirs.get(name, "missing"), f"{place}/{name}")
    elif isinstance(ours, float) and isinstance(theirs, float | int):
        if ours != theirs:
            yield place, abs(ours - theirs)
    elif ours != theirs:
        yield place, float("inf")
