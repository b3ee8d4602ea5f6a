"""Marks of readers, and how often a case was read. Nothing tells who read what."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class HelpfulMark(Base):
    """A reader found a case helpful: somebody with an account, or a browser under a key for this case alone."""

    __tablename__ = "helpful_mark"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    key: Mapped[str | None] = mapped_column(String(32))
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("complaint_id", "account_id"),
        UniqueConstraint("complaint_id", "key"),
        CheckConstraint("(account_id IS NULL) <> (key IS NULL)", name="one_reader"),
    )


class CaseViews(Base):
    """How often a public case was read."""

    __tablename__ = "case_views"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True)
    views: Mapped[int]

    __table_args__ = (CheckConstraint("views > 0", name="views_positive"),)
