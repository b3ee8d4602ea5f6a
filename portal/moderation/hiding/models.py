"""Who wanted a public post hidden, and what the second person said."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access import Role
from portal.db import Base, choice
from portal.moderation.rules import Reason

OPEN = "settled_at IS NULL"


class Hiding(Base):
    """A moderator wants the post hidden. `until` where it is hidden already, on that one's word: till then.

    `masked_from` where only words of it are, of the version with that number; that is done at once. `settled_as` is the
    role of the second person; it is empty where nobody confirmed it in time.
    """

    __tablename__ = "hiding"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    reason: Mapped[Reason] = mapped_column(choice(Reason, "reason"))
    note: Mapped[str] = mapped_column(Text, default="")
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    proposed_at: Mapped[datetime]
    until: Mapped[datetime | None]
    masked_from: Mapped[int | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    settled_as: Mapped[Role | None] = mapped_column(choice(Role, "settled_as"))
    settled_at: Mapped[datetime | None]
    confirmed: Mapped[bool | None]

    __table_args__ = (
        CheckConstraint("(settled_at IS NULL) = (confirmed IS NULL)", name="settled_one_way"),
        CheckConstraint("confirmed IS NULL OR NOT confirmed OR settled_as IS NOT NULL", name="confirmed_by_somebody"),
        CheckConstraint("masked_from IS NULL OR until IS NOT NULL", name="masked_at_once"),
        Index("uq_hiding_open", "post_id", unique=True, sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index("ix_hiding_until", "until", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
    )
