"""The figures, read: as they are kept, and counted from the rows."""

from datetime import datetime

from portal import moderation
from portal.complaints import states_of_entries
from portal.db import Session
from portal.moderation import MEASURED
from portal.stores import store_of
from portal.transparency.models import ONLY, KeptFigures
from portal.transparency.rules import Figures, Tally, from_json, no_figures


def kept_figures(session: Session, now: datetime) -> Figures:
    """As last counted; empty ones as long as nothing was. One statement."""
    kept = session.get(KeptFigures, ONLY)
    return no_figures(now) if kept is None else from_json(kept.as_of, kept.figures)


def counted_at(session: Session) -> datetime | None:
    kept = session.get(KeptFigures, ONLY, populate_existing=True)
    return None if kept is None else kept.as_of


def counted_figures(session: Session, now: datetime) -> Figures:
    """Reads every text sent within `MEASURED`, one after the other."""
    stores = {
        post_id: str(store_id)
        for post_id, party in moderation.parties_of_posts(session, now)
        if (store_id := store_of(party)) is not None
    }
    tally = Tally(stores, states_of_entries(session, now - MEASURED, now))
    for row in moderation.first_decisions(session, now):
        tally.add(row)
    return tally.figures(
        now,
        moderation.appeal_figures(session, now),
        moderation.reversals(session, now),
        moderation.verdict_pairs(session, now - MEASURED),
    )
