"""Scores as last computed, one row a store, and what they were at the beginning of each month."""

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class StoreScore(Base):
    """`figures` are the store's own at `as_of`, `midnight_figures` those at `midnight`, from which the market
    is made; `published` is the score as shown, `rankable` whether it may be ranked, `curve` the steps of the
    answer-time curve.
    """

    __tablename__ = "store_score"
    store_id: Mapped[int] = mapped_column(ForeignKey("store.id", ondelete="CASCADE"), primary_key=True)
    as_of: Mapped[datetime]
    midnight: Mapped[datetime]
    figures: Mapped[dict[str, Any]]
    midnight_figures: Mapped[dict[str, Any]]
    published: Mapped[dict[str, Any]]
    curve: Mapped[dict[str, Any]]
    cases: Mapped[int]
    rankable: Mapped[bool] = mapped_column(default=False)
    score: Mapped[float | None] = mapped_column(Float)
    low: Mapped[float | None] = mapped_column(Float)
    high: Mapped[float | None] = mapped_column(Float)

    __table_args__ = (Index(None, "low"),)


class ScoreMonth(Base):
    """A month whose points are there: all of them, or the month is not. `at` is its first midnight UTC."""

    __tablename__ = "score_month"
    at: Mapped[datetime] = mapped_column(primary_key=True)
    computed_at: Mapped[datetime]
    version: Mapped[int]


class ScorePoint(Base):
    """The score of a store at the beginning of a month; stores without a counted case have no row."""

    __tablename__ = "score_point"
    store_id: Mapped[int] = mapped_column(ForeignKey("store.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(ForeignKey("score_month.at", ondelete="CASCADE"), primary_key=True, index=True)
    n: Mapped[int]
    score: Mapped[float | None] = mapped_column(Float)
    low: Mapped[float | None] = mapped_column(Float)
    high: Mapped[float | None] = mapped_column(Float)
