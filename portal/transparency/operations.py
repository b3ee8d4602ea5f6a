"""Counting the figures anew, which a worker does now and then."""

from portal import clock
from portal.db import db, transaction
from portal.transparency.models import ONLY, KeptFigures
from portal.transparency.queries import counted_at, counted_figures
from portal.transparency.rules import COUNTED_EVERY, as_json


def refresh_figures() -> None:
    """Counts the figures where they are older than `COUNTED_EVERY`."""
    session = db.session()
    session.rollback()
    last = counted_at(session)
    session.rollback()
    if last is None or clock.now() - last >= COUNTED_EVERY:
        count_figures()


def count_figures() -> None:
    """Counts the figures now. What takes time, reading, holds no lock."""
    now, session = clock.now(), db.session()
    session.rollback()
    figures = counted_figures(session, now)
    session.rollback()
    with transaction() as writing:
        writing.merge(KeptFigures(id=ONLY, as_of=now, figures=as_json(figures)))
