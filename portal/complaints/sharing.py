"""Private facts and the store: it sees what the author ticked for this case, and the author sees when it looked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from portal import access
from portal.access import Actor, Permission
from portal.complaints.cases import CaseView
from portal.complaints.models import FactView, SharedFact
from portal.complaints.rules import NotPossibleError, PrivateFact, may_see_shared
from portal.db import Session
from portal.stores import speaks_since


@dataclass(frozen=True, slots=True)
class Look:
    """Once that somebody of the store opened a fact; who it was, only the portal knows."""

    fact: PrivateFact
    at: datetime


def shared_facts(session: Session, complaint_id: int) -> frozenset[PrivateFact]:
    """What the author lets the store see."""
    return frozenset(session.scalars(select(SharedFact.fact).where(SharedFact.complaint_id == complaint_id)))


def looks_at(session: Session, complaint_id: int, limit: int) -> Sequence[Look]:
    """The latest looks at the private facts of a case, newest first."""
    statement = select(FactView.fact, FactView.at).where(FactView.complaint_id == complaint_id)
    rows = session.execute(statement.order_by(FactView.at.desc(), FactView.id.desc()).limit(limit))
    return [Look(fact, at) for fact, at in rows]


def share(session: Session, actor: Actor, now: datetime, *, case: CaseView, facts: Collection[PrivateFact]) -> None:
    """The author says anew what the store may see; what was seen before stays in the list of looks."""
    access.require(actor, Permission.FOLLOW_OWN_CASE, case)
    session.execute(delete(SharedFact).where(SharedFact.complaint_id == case.id))
    keep_shared(session, now, case.id, facts)


def keep_shared(session: Session, now: datetime, complaint_id: int, facts: Collection[PrivateFact]) -> None:
    session.add_all(SharedFact(complaint_id=complaint_id, fact=fact, at=now) for fact in sorted(facts))
    session.flush()


def may_open_shared(session: Session, actor: Actor, now: datetime, case: CaseView) -> bool:
    """Whether somebody has spoken for the store long enough to be shown private facts."""
    if actor.account_id is None or not access.allowed(actor, Permission.REPLY_FOR_STORE, case):
        return False
    return may_see_shared(speaks_since(session, case.store_id, actor.account_id), now)


def open_shared(session: Session, actor: Actor, now: datetime, *, case: CaseView) -> frozenset[PrivateFact]:
    """The facts somebody of the store may now read; that they did is kept for the author.

    Raises NotPossibleError for one who has not spoken for the store long enough.
    """
    access.require(actor, Permission.REPLY_FOR_STORE, case)
    if not may_open_shared(session, actor, now, case):
        raise NotPossibleError("this account speaks for the store since too short a time")
    facts = shared_facts(session, case.id)
    session.add_all(
        FactView(complaint_id=case.id, account_id=actor.account_id, fact=fact, at=now) for fact in sorted(facts)
    )
    session.flush()
    return facts
