"""Why posts take two moderators, and the prints by which accounts are known again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, choice
from portal.moderation.ties.rules import Mark, Tie


class PostTie(Base):
    """One reason why the post takes two moderators. It stays when the print it rests on is forgotten."""

    __tablename__ = "post_tie"
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    tie: Mapped[Tie] = mapped_column(choice(Tie, "tie"), primary_key=True)


class Trace(Base):
    """An account has written from here. `seal` is a keyed print, `at` when it was last met; then it is forgotten."""

    __tablename__ = "trace"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[Mark] = mapped_column(choice(Mark, "mark"), primary_key=True)
    seal: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (Index(None, "mark", "seal"),)
