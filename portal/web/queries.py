"""Kept forms, read and removed."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from portal.db import Session
from portal.web.models import KeptForm

KEPT_FOR = timedelta(days=30)


def kept_for_account(session: Session, account_id: int) -> list[KeptForm]:
    """Forms the account typed and has not sent, newest first."""
    statement = select(KeptForm).where(KeptForm.account_id == account_id).order_by(KeptForm.kept_at.desc()).limit(10)
    return list(session.scalars(statement))


def remove_old_kept_forms(session: Session, now: datetime) -> None:
    session.execute(delete(KeptForm).where(KeptForm.kept_at < now - KEPT_FOR))
