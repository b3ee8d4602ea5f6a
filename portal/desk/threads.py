"""The thread of a case as the desk reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from portal.complaints import CaseView, EntryView, Outcome, Side
from portal.language import Language
from portal.moderation import Visibility
from portal.stores import name_in


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened; `visibility` only where not everybody sees it."""

    kind: str
    at: datetime
    who: str
    body: str | None = None
    language: str | None = None
    visibility: Visibility | None = None
    substantive: bool | None = None
    post_id: int | None = None
    author_id: int | None = None


def turns(case: CaseView, entries: list[EntryView], outcomes: list[Outcome], language: Language) -> list[Turn]:
    """The complaint, what was written after it and what its shopper said of it, oldest first."""
    opening = Turn(
        "complaint",
        case.opened_at,
        case.author_label,
        case.body,
        case.language,
        None if case.is_public else case.visibility,
    )
    later = [*(_entry(entry, case, language) for entry in entries), *_outcomes(outcomes, case)]
    return [opening, *sorted(later, key=lambda turn: turn.at)]


def _entry(entry: EntryView, case: CaseView, language: Language) -> Turn:
    by_store = entry.by is Side.STORE
    return Turn(
        "reply" if by_store else "rebuttal",
        entry.at,
        name_in(case.store_names, language.code) if by_store else case.author_label,
        entry.body,
        entry.language,
        None if entry.is_public else entry.visibility,
        entry.substantive if by_store and entry.is_public else None,
        entry.post_id,
        entry.author_id,
    )


def _outcomes(outcomes: list[Outcome], case: CaseView) -> Iterator[Turn]:
    kinds = {True: "solved", False: "not-solved", None: "reopened"}
    for outcome in outcomes:
        yield Turn(kinds[outcome.resolved], outcome.at, case.author_label)
