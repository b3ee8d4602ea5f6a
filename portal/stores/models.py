"""Stores, how they can be reached, and who speaks for them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class Store(Base):
    """`ref` is the key of whoever imported it, else the slug. `names` maps language codes to the store's name; at
    least one is there. `country` is ISO 3166.
    """

    __tablename__ = "store"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    ref: Mapped[str] = mapped_column(String(200), unique=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    names: Mapped[dict[str, Any]]
    country: Mapped[str] = mapped_column(String(2))
    website: Mapped[str | None] = mapped_column(String(300))
    category: Mapped[str | None] = mapped_column(String(40), index=True)
    created_at: Mapped[datetime]


class Channel(Base):
    """A way to reach the store, with what it claims: hours in words, and minutes to a first reply."""

    __tablename__ = "channel"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("store.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(200))
    hours: Mapped[str | None] = mapped_column(String(200))
    claimed_reply_minutes: Mapped[int | None]


class Representative(Base):
    __tablename__ = "representative"
    store_id: Mapped[int] = mapped_column(ForeignKey("store.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[datetime]
