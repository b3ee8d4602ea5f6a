"""Making notices, and keeping what became of them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from portal.db import Session
from portal.notices.models import Notice
from portal.notices.rules import MOST_ATTEMPTS, NoticeKind


def tell(
    session: Session,
    event_id: int,
    at: datetime,
    recipients: Collection[tuple[int, NoticeKind]],
    arguments: Mapping[str, Any],
) -> None:
    """One notice per event, person and kind: whoever was told already is not told again."""
    rows = session.execute(select(Notice.account_id, Notice.kind).where(Notice.event_id == event_id))
    told = {(account_id, kind) for account_id, kind in rows}
    session.add_all(
        Notice(
            event_id=event_id,
            account_id=account_id,
            kind=kind,
            arguments=dict(arguments),
            created_at=at,
            attempts=0,
        )
        for account_id, kind in sorted(set(recipients) - told)
    )


def mark_mailed(session: Session, notice_id: int, now: datetime) -> None:
    """The mail was handed over. Another worker may have said so before."""
    session.execute(update(Notice).where(Notice.id == notice_id, Notice.mailed_at.is_(None)).values(mailed_at=now))


def mark_failed(session: Session, notice_id: int, now: datetime) -> int:
    """Counts a failed attempt, gives up after the last; returns how many there were."""
    notice = session.get_one(Notice, notice_id)
    notice.attempts += 1
    if notice.attempts >= MOST_ATTEMPTS:
        notice.given_up_at = now
    return notice.attempts


def mark_read(session: Session, account_id: int, notice_ids: Collection[int], now: datetime) -> None:
    session.execute(
        update(Notice)
        .where(Notice.account_id == account_id, Notice.id.in_(notice_ids), Notice.read_at.is_(None))
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )
