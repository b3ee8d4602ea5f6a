"""Notices, read; and what has to be known of posts and cases to make them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from portal.accounts import Account
from portal.complaints import Complaint
from portal.db import Session
from portal.moderation import Decision, Post, Report, Revision
from portal.notices.models import Notice
from portal.notices.rules import MAIL_ONLY
from portal.stores import Store


@dataclass(frozen=True, slots=True)
class CaseName:
    """How a case is named in a notice: nothing of what people wrote."""

    number: str
    author_id: int | None
    store_id: int
    store_slug: str
    store_names: Mapping[str, str]


def cases_named(session: Session, complaint_ids: Collection[int]) -> Mapping[int, CaseName]:
    statement = (
        select(Complaint.id, Complaint.number, Complaint.author_id, Store.id, Store.slug, Store.names)
        .join(Store, Store.id == Complaint.store_id)
        .where(Complaint.id.in_(complaint_ids))
    )
    return {row[0]: CaseName(*row[1:]) for row in session.execute(statement)}


def author_and_publication(session: Session, post_id: int) -> tuple[int | None, datetime | None]:
    """Who wrote the post, and when it first became public."""
    row = session.execute(select(Post.author_id, Post.published_at).where(Post.id == post_id)).one()
    return row[0], row[1]


def filed_by(session: Session, report_id: int) -> int | None:
    """The account that filed the report; empty where it is gone."""
    return session.scalar(select(Report.account_id).where(Report.id == report_id))


def report(session: Session, report_id: int) -> Report:
    return session.get_one(Report, report_id)


def decision_at(session: Session, post_id: int, at: datetime) -> Decision | None:
    """The decision on the post that took effect at that instant."""
    return session.scalar(select(Decision).where(Decision.post_id == post_id, Decision.took_effect_at == at))


def revision(session: Session, revision_id: int) -> Revision:
    return session.get_one(Revision, revision_id)


def waiting_for_mail(session: Session, resting: Collection[int], limit: int) -> Sequence[int]:
    """Notices not yet mailed, those that never failed first; the resting ones are left out."""
    statement = (
        select(Notice.id)
        .where(Notice.mailed_at.is_(None), Notice.given_up_at.is_(None), Notice.id.not_in(resting))
        .order_by(Notice.attempts, Notice.id)
        .limit(limit)
    )
    return session.scalars(statement).all()


def notice_with_account(session: Session, notice_id: int) -> tuple[Notice, Account]:
    statement = select(Notice, Account).join(Account, Account.id == Notice.account_id)
    row = session.execute(statement.where(Notice.id == notice_id)).one()
    return row[0], row[1]


def unmailed_count(session: Session) -> int:
    """How many notices wait to be mailed."""
    statement = select(func.count()).select_from(Notice)
    return session.scalar(statement.where(Notice.mailed_at.is_(None), Notice.given_up_at.is_(None))) or 0


def notices_of(session: Session, account_id: int, limit: int, offset: int = 0) -> Sequence[Notice]:
    """What the account is shown on the site, newest first."""
    statement = (
        select(Notice)
        .where(_shown_to(account_id))
        .order_by(Notice.created_at.desc(), Notice.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return session.scalars(statement).all()


def notice_count(session: Session, account_id: int) -> int:
    return session.scalar(select(func.count()).select_from(Notice).where(_shown_to(account_id))) or 0


def unread_count(session: Session, account_id: int) -> int:
    statement = select(func.count()).select_from(Notice)
    return session.scalar(statement.where(_shown_to(account_id), Notice.read_at.is_(None))) or 0


def _shown_to(account_id: int) -> ColumnElement[bool]:
    return and_(Notice.account_id == account_id, Notice.kind.not_in(MAIL_ONLY))
