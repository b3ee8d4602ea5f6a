"""The figures as last counted."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base

ONLY = 1


class KeptFigures(Base):
    """One row: `figures` as they were `as_of` that instant."""

    __tablename__ = "kept_figures"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    as_of: Mapped[datetime]
    figures: Mapped[dict[str, Any]]

    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="only_one"),)
