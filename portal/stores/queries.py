"""Stores, read."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from portal.db import Session
from portal.stores.models import Channel, Representative, Store
from portal.stores.rules import party


def store_by_slug(session: Session, slug: str) -> Store | None:
    return session.scalar(select(Store).where(Store.slug == slug))


def stores_by_id(session: Session, ids: Collection[int]) -> Mapping[int, Store]:
    return {store.id: store for store in session.scalars(select(Store).where(Store.id.in_(ids)))}


def all_stores(session: Session) -> Sequence[Store]:
    return session.scalars(select(Store).order_by(Store.slug)).all()


def store_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Store)) or 0


def channels_of(session: Session, store_id: int) -> Sequence[Channel]:
    return session.scalars(select(Channel).where(Channel.store_id == store_id).order_by(Channel.id)).all()


def parties_of(session: Session, account_id: int) -> frozenset[str]:
    """The parties an account speaks for."""
    statement = select(Representative.store_id).where(Representative.account_id == account_id)
    return frozenset(party(store_id) for store_id in session.scalars(statement))


def speaks_since(session: Session, store_id: int, account_id: int) -> datetime | None:
    """Since when an account has spoken for the store, if it does."""
    return session.scalar(
        select(Representative.since).where(Representative.store_id == store_id, Representative.account_id == account_id)
    )


def parties_by_account(session: Session, account_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
    """The same for several accounts; those that speak for nobody are left out."""
    statement = select(Representative.account_id, Representative.store_id)
    parties: dict[int, set[str]] = {}
    for account_id, store_id in session.execute(statement.where(Representative.account_id.in_(account_ids))):
        parties.setdefault(account_id, set()).add(party(store_id))
    return {account_id: frozenset(named) for account_id, named in parties.items()}


def representatives_of(session: Session, store_id: int) -> Sequence[int]:
    """Account ids of those who speak for the store."""
    statement = select(Representative.account_id).where(Representative.store_id == store_id)
    return session.scalars(statement.order_by(Representative.account_id)).all()
