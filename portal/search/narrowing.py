"""A page of what an index beside the database found: the database says which of it may be shown, and in what state."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from portal.complaints import CaseMarks, case_marks, longest_unanswered_cases
from portal.db import Session
from portal.search.engine import Asked, Counts, Hits, Sort

CAP = 10_000
"""Of the newest matches, so many are looked through for a state or an order that only the database knows."""
RANKED = 1_000
RANKED_OF_MORE = 300
"""Up to so many matches are all ranked by how well they match, and counted. Of more, so many of the newest are ranked;
the others follow."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The newest cases that an index found, in the order asked for, and how many it found in all."""

    ids: Sequence[int]
    scores: Sequence[float]
    opened: Sequence[datetime]
    total: int


def looked_at(asked: Asked, limit: int, offset: int) -> int:
    """How many of the newest matches a page is made of."""
    return CAP if _asks_the_database(asked) else max(RANKED, offset + limit)


def page_among(session: Session, found: Looked, asked: Asked, now: datetime, limit: int, offset: int) -> Hits:
    """The page of those of them that are public now and let through by the filter, and how many there are."""
    counted = len(found.ids) if _asks_the_database(asked) else RANKED
    ids = found.ids[:counted]
    marks = case_marks(session, replace(asked.narrowed, ids=ids), now) if ids else []
    shown = {each.id for each in marks}
    total = len(shown) + found.total - len(ids)
    is_floor = False
    if _asks_the_database(asked) and found.total > len(ids):
        total, is_floor = len(shown), True
    if asked.sort is Sort.LONGEST_UNANSWERED:
        rows = longest_unanswered_cases(session, replace(asked.narrowed, ids=ids), now, limit, offset)
        page = [row.id for row in rows]
    else:
        page = [*(case_id for case_id in ids if case_id in shown), *found.ids[counted:]][offset : offset + limit]
    scores = dict(zip(found.ids, found.scores, strict=True))
    is_partly_ranked = asked.sort is Sort.RELEVANCE and found.total > RANKED
    return Hits(
        {case_id: scores[case_id] for case_id in page},
        total,
        is_floor,
        _counts(marks, dict(zip(found.ids, found.opened, strict=True)), asked.zone),
        RANKED_OF_MORE if is_partly_ranked else None,
    )


def _asks_the_database(asked: Asked) -> bool:
    return asked.narrowed.state is not None or asked.sort is Sort.LONGEST_UNANSWERED


def _counts(marks: Sequence[CaseMarks], opened: Mapping[int, datetime], zone: str) -> Counts:
    return Counts(
        stores=Counter(each.store_id for each in marks),
        categories=Counter(each.category for each in marks),
        states=Counter(each.state.value for each in marks),
        languages=Counter(each.language for each in marks),
        days=Counter(_day(opened[each.id], zone) for each in marks),
    )


@lru_cache(maxsize=1 << 12)
def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
