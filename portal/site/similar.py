"""Public cases shown to somebody who writes nearly the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from portal.complaints import first_answers
from portal.db import Session
from portal.language import Language
from portal.search import similar_cases
from portal.site.presenting import CaseCard, case_card
from portal.stores import Store
from portal.text import shortened

ANSWER = 160


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A case and how the store's first answer to it begins, where there is one."""

    case: CaseCard
    answer: str | None


def similar_to(session: Session, store: Store, text: str, language: Language, now: datetime) -> Sequence[SimilarCase]:
    """Cases of the store like the text. Three statements at most."""
    rows = similar_cases(session, current_app.extensions["portal-search"], store, text, now)
    answers = first_answers(session, [row.id for row in rows]) if rows else {}
    return [
        SimilarCase(case_card(row, language, now, 0), shortened(answers[row.id], ANSWER) if row.id in answers else None)
        for row in rows
    ]
