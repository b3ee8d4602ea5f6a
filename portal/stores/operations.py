"""Changes to who speaks for a store."""

from datetime import datetime

from portal.db import Session
from portal.stores.models import Representative


def add_representative(session: Session, store_id: int, account_id: int, now: datetime) -> None:
    """Lets an account speak for a store; nothing happens where it already does."""
    if session.get(Representative, (store_id, account_id)) is None:
        session.add(Representative(store_id=store_id, account_id=account_id, since=now))
