"""Runs of words by which like posts are found."""

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class TextRun(Base):
    """One of the runs kept of the version last screened; `run` is the hash `portal.text.runs` gives it."""

    __tablename__ = "text_run"
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    run: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)

    __table_args__ = (Index(None, "run"),)
