"""Cases like one that is being written: the same store, the same telling words."""

from datetime import datetime

from portal.complaints import CaseFilter, CaseRow, newest_cases, public_bodies
from portal.db import Session
from portal.search.documents import stems
from portal.search.engine import Engine, IndexUnavailableError, Sought
from portal.search.telling import needed, share, weights
from portal.stores import Store

SIMILAR = 0.5
"""Of the weight of its telling words."""
LOOKED_AT = 30
"""Of the cases the index finds: as many texts are read."""


def similar_cases(
    session: Session, engine: Engine, store: Store, text: str, now: datetime, limit: int = 3
) -> list[CaseRow]:
    """Public cases of the store that hold at least half of what is telling in the text, the most similar first.

    Two statements, or none where the index knows none. Without an index there is no case.
    """
    try:
        weighed = weights(stems(text), engine.vocabulary().counted, engine.size())
        if not weighed:
            return []
        ids = engine.search(Sought([needed(weighed, SIMILAR)], store=store.slug)).ids[:LOOKED_AT]
    except IndexUnavailableError:
        return []
    if not ids:
        return []
    rows = newest_cases(session, CaseFilter(store_id=store.id, ids=ids), now, LOOKED_AT)
    bodies = public_bodies(session, [row.id for row in rows])
    shares = {row.id: share(weighed, set(stems(f"{row.title} {bodies.get(row.id, '')}"))) for row in rows}
    like = sorted((row for row in rows if shares[row.id] >= SIMILAR), key=lambda row: -shares[row.id])
    return like[:limit]
