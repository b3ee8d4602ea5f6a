"""Accounts and what an administrator made of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.access import Role
from portal.db import Base, choice


class Account(Base):
    """A person. `email` is stored in lower case; without `confirmed_at` the address is not yet proved.

    Raising `session_version` signs the account out everywhere.
    """

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    session_version: Mapped[int] = mapped_column(default=0)


class AccountRole(Base):
    __tablename__ = "account_role"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"), primary_key=True)


class Attempts(Base):
    """How often something was tried with an address since the first time; the address is there as a print only."""

    __tablename__ = "attempts"
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    address_print: Mapped[str] = mapped_column(String(32), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime] = mapped_column(index=True)
