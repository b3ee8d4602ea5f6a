"""What moderators said of whether a case counts."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.complaints.counting.models import Counting
from portal.db import Session


def countings_of(session: Session, complaint_id: int) -> Sequence[Counting]:
    """Every word on it, the latest first."""
    statement = select(Counting).where(Counting.complaint_id == complaint_id).order_by(Counting.id.desc())
    return session.scalars(statement).all()
