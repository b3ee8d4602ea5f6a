"""Appeals, and what was answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access import Role
from portal.db import Base, choice
from portal.moderation.appeals.rules import MAX_APPEAL, Ruling

OPEN = "ruled_at IS NULL"


class Appeal(Base):
    """The author's word against one decision, once. `ruled_as` is the role of whoever answered it."""

    __tablename__ = "appeal"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), unique=True)
    body: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime]
    ruling: Mapped[Ruling | None] = mapped_column(choice(Ruling, "ruling"))
    answer: Mapped[str] = mapped_column(Text, default="")
    ruled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    ruled_as: Mapped[Role | None] = mapped_column(choice(Role, "ruled_as"))
    ruled_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(f"length(body) BETWEEN 1 AND {MAX_APPEAL}", name="body_length"),
        CheckConstraint(f"length(answer) <= {MAX_APPEAL}", name="answer_length"),
        CheckConstraint("(ruled_at IS NULL) = (ruling IS NULL)", name="ruled_one_way"),
        CheckConstraint("ruled_at IS NULL OR length(answer) > 0", name="ruling_has_answer"),
        Index("ix_appeal_open", "sent_at", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
    )
