"""Reports on public posts, and the moderators' word on them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, choice
from portal.moderation.reports.rules import MAX_REPORT_NOTE
from portal.moderation.rules import Reason

OPEN = "settled_at IS NULL"


class Report(Base):
    """Somebody finds that a public post should not stand. `party` is who: a person, or a store somebody speaks for.

    `account_id` filed it and is told what came of it; `answer` is the moderator's word to them. `submission` is the
    form's own key: a form sent twice makes one report.
    """

    __tablename__ = "report"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    party: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    reason: Mapped[Reason] = mapped_column(choice(Reason, "reason"))
    note: Mapped[str] = mapped_column(Text, default="")
    filed_at: Mapped[datetime]
    submission: Mapped[str | None] = mapped_column(String(64), unique=True)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    settled_at: Mapped[datetime | None]
    upheld: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        CheckConstraint("(settled_at IS NULL) = (upheld IS NULL)", name="settled_one_way"),
        CheckConstraint("settled_at IS NULL OR answer <> ''", name="settled_with_a_word"),
        CheckConstraint(f"length(note) <= {MAX_REPORT_NOTE}", name="note_length"),
        Index("ix_report_party_settled_at", "party", "settled_at"),
        Index("ix_report_post_id_party", "post_id", "party"),
        Index("uq_report_open", "post_id", "party", unique=True, sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index("ix_report_waiting", "filed_at", "id", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
    )
