"""Who left a case out of the score or counted it again: rows are added, never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access import Role
from portal.complaints.counting.rules import NotCounted
from portal.db import Base, choice


class Counting(Base):
    """A moderator's word on whether a case counts. The note is for moderators alone."""

    __tablename__ = "counting"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role, "counting_role"))
    at: Mapped[datetime]
    counted: Mapped[bool]
    reason: Mapped[NotCounted | None] = mapped_column(choice(NotCounted, "not_counted"))
    note: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("counted = (reason IS NULL)", name="left_out_for_a_reason"),
        CheckConstraint("note <> ''", name="has_note"),
    )
