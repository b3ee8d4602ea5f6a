"""A page of what an index beside the database found: the database says which of it may be shown, and in what state."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.complaints import CaseMarks, case_marks, longest_unanswered_cases
from portal.db import Session
from portal.search.engine import Asked, Counts, Hits, Matches, Sort


def page_among(session: Session, matches: Matches, asked: Asked, now: datetime, limit: int, offset: int) -> Hits:
    narrowed = replace(asked.narrowed, ids=matches.ids)
    marks = case_marks(session, narrowed, now)
    if asked.sort is Sort.LONGEST_UNANSWERED:
        ids = [row.id for row in longest_unanswered_cases(session, narrowed, now, limit, offset)]
    else:
        shown = {each.id for each in marks}
        ids = [case_id for case_id in matches.ids if case_id in shown][offset : offset + limit]
    scores = dict(zip(matches.ids, matches.scores, strict=True))
    return Hits({case_id: scores[case_id] for case_id in ids}, len(marks), matches.more, _counts(marks, asked.zone))


def _counts(marks: Sequence[CaseMarks], zone: str) -> Counts:
    local = ZoneInfo(zone)
    return Counts(
        stores=Counter(each.store_id for each in marks),
        categories=Counter(each.category for each in marks),
        states=Counter(each.state.value for each in marks),
        languages=Counter(each.language for each in marks),
        days=Counter(each.opened_at.astimezone(local).date() for each in marks),
    )
