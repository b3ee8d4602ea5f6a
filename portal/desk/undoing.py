"""What a moderator has just decided, and the way back from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal import complaints, moderation
from portal.access import Actor
from portal.db import Session
from portal.desk.words import FIRST_OF_TWO_HELD, HELD, MASK_WORDS
from portal.language import Language, text
from portal.moderation import KIND_LABELS, Decision, Kind, Verdict
from portal.stores import name_in

MOST = 3


@dataclass(frozen=True, slots=True)
class Undo:
    """A decision that can still be undone: on what, what was decided (a message id), and until when."""

    decision_id: int
    post_name: str
    said: str
    until: datetime


def undos_of(session: Session, actor: Actor, language: Language, now: datetime) -> Sequence[Undo]:
    """The latest decisions of this moderator that have not taken effect, the last one first."""
    held = moderation.decisions_to_undo(session, actor.account_id or 0, now, MOST)
    if not held:
        return []
    kinds = moderation.kinds_of(session, [decision.post_id for decision in held])
    cases = complaints.cases_of_posts(session, [decision.post_id for decision in held])
    names = {post_id: post_name(kind, cases.get(post_id), language) for post_id, kind in kinds.items()}
    takes_two = moderation.tied_posts(session, list(names)) - moderation.approved_once(session, list(names))
    return [
        Undo(decision.id, names[decision.post_id], _said(decision, takes_two), decision.due_at) for decision in held
    ]


def post_name(kind: Kind, case: complaints.CaseHead | None, language: Language) -> str:
    """How a post is called where its text is not shown: what it is, and of which store."""
    named = text(language, KIND_LABELS[kind])
    return f"{named} · {name_in(case.store_names, language.code)}" if case else named


def _said(decision: Decision, takes_two: Collection[int]) -> str:
    if decision.verdict is Verdict.APPROVE and decision.post_id in takes_two:
        return FIRST_OF_TWO_HELD
    return HELD[MASK_WORDS if decision.masked_body is not None else decision.verdict]
