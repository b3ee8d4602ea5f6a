"""Notices: one per event, person and kind."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class Notice(Base):
    """What somebody is told. `arguments` hold ids and enum values only; words and links are made when it is shown.

    `mailed_at` is empty until the mail was handed over; `given_up_at` marks one that cannot be delivered.
    """

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    event_id: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    given_up_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("event_id", "account_id", "kind"),
        Index(None, "account_id", "created_at"),
        Index(
            "ix_notice_unsent",
            "id",
            sqlite_where=text("mailed_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=text("mailed_at IS NULL AND given_up_at IS NULL"),
        ),
    )
