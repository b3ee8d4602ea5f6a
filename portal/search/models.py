"""The table of the index, where the database holds it."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base

_VECTOR = TSVECTOR().with_variant(Text(), "sqlite")


class IndexedCase(Base):
    """A case as the index in PostgreSQL knows it; in another database the table stays empty.

    `tokens` are its stems with their places, and the marks it can be narrowed by; `written` its words as they were
    spelled, which only rank. Whatever else hits are counted by is here as well: to look it up in the cases would take
    longer than to find them. No foreign key: a rebuild puts another table in this one's place.
    """

    __tablename__ = "indexed_case"
    case_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    opened_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(String(12))
    store_id: Mapped[int] = mapped_column(BigInteger)
    category: Mapped[str] = mapped_column(String(40))
    progress: Mapped[str] = mapped_column(String(32))
    answered_at: Mapped[datetime | None]
    silent_at: Mapped[datetime | None]
    tokens: Mapped[Any] = mapped_column(_VECTOR, nullable=False)
    written: Mapped[Any] = mapped_column(_VECTOR, nullable=False)

    __table_args__ = (
        # Without a list of what waits, a search would have to look through: an update pays for itself at once.
        Index(None, "tokens", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        Index(None, "opened_at", "case_id"),
    )


class IndexedWord(Base):
    """How many of those cases hold a token; under the empty word, how many there are."""

    __tablename__ = "indexed_word"
    word: Mapped[str] = mapped_column(Text, primary_key=True)
    cases: Mapped[int]
