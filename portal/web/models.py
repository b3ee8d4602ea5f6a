"""Forms kept for somebody who has to sign in first."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class KeptForm(Base):
    """What was typed on the page at `path`. Only who holds the token, or owns the account, sees it."""

    __tablename__ = "kept_form"
    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(index=True)
    path: Mapped[str] = mapped_column(String(300))
    fields: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime] = mapped_column(index=True)
