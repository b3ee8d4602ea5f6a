"""Second readings, and what came of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, choice
from portal.moderation.rules import Reason, Verdict

OPEN = "read_at IS NULL"


class SecondReading(Base):
    """A decision that is checked by a second reader of the version it was taken on. It moves nothing by itself."""

    __tablename__ = "second_reading"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), unique=True)
    drawn_at: Mapped[datetime]
    verdict: Mapped[Verdict | None] = mapped_column(choice(Verdict, "second_verdict"))
    reason: Mapped[Reason | None] = mapped_column(choice(Reason, "second_reason"))
    note: Mapped[str] = mapped_column(Text, default="")
    read_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    read_at: Mapped[datetime | None] = mapped_column(index=True)

    __table_args__ = (
        CheckConstraint("(read_at IS NULL) = (verdict IS NULL)", name="read_one_way"),
        CheckConstraint(
            "verdict IS NULL OR verdict IN ('approve', 'request-changes', 'reject')", name="verdict_of_a_reader"
        ),
        CheckConstraint("verdict IS NULL OR verdict = 'approve' OR reason IS NOT NULL", name="refusal_has_reason"),
        Index("ix_second_reading_open", "drawn_at", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
    )
