"""What lies at the moderators' desk beside the queue: appeals, second readings and reports."""

from sqlalchemy import select

from portal import accounts, clock, complaints, moderation
from portal.access import Role
from portal.accounts import Account
from portal.complaints import Complaint
from portal.db import db, transaction
from portal.moderation import Appeal, Post, Reason, Report, visible

Posts = dict[str, dict[str, object]]


def find_appeals(posts: Posts, shopper: Account, administrator: Account) -> None:
    """Two appeals of the shopper's, and two second readings."""
    own = select(Appeal.id, Appeal.post_id).join(Post, Post.id == Appeal.post_id).order_by(Appeal.id)
    own = own.where(Post.author_id == shopper.id)
    for name, found in {"waits": Appeal.ruled_at.is_(None), "was answered": Appeal.ruled_at.is_not(None)}.items():
        appeal_id, post_id = db.session.execute(own.where(found).limit(1)).one()
        case = complaints.case_of_post(db.session(), post_id)
        assert case is not None
        posts[f"appeal that {name}"] = {"appeal_id": appeal_id, "post_id": post_id, "number": case.number}
    second = accounts.actor_of(administrator, frozenset({Role.ADMINISTRATOR}), frozenset())
    waiting = moderation.waiting_second_readings(db.session(), second, ())
    differing = moderation.differing_readings(db.session(), ())
    for name, readings in {"reading that waits": waiting, "reading that differs": differing}.items():
        posts[name] = {"reading_id": readings[0].id}


def find_reports(posts: Posts, shopper: Account, moderator: Account) -> None:
    """Two reports of the shopper's, one of which was rejected, and what anybody may report still."""
    reader = accounts.actor_of(shopper, frozenset({Role.SHOPPER}), frozenset())
    reported = select(Complaint.number, Complaint.post_id).join(Post, Post.id == Complaint.post_id).where(visible())
    cases = reported.where(Complaint.author_id.is_(None), Post.id.not_in(select(Report.post_id)))
    rows = db.session.execute(cases.order_by(Complaint.id).limit(3)).all()
    names = ("to report", "reported", "reported in vain")
    posts.update({name: dict(row._mapping) for name, row in zip(names, rows, strict=True)})
    decided = select(Report.id).where(Report.settled_at.is_not(None)).order_by(Report.id).limit(1)
    posts["report decided"] = {"report_id": db.session.scalars(decided).one()}
    now = clock.now()
    with transaction() as session:
        made = [
            moderation.file_report(session, reader, now, post_id=row.post_id, reason=Reason.INSULT, note="جملهٔ آخر")
            for row in rows[1:]
        ]
        moderation.settle_report(
            session, accounts.actor_of(moderator, frozenset({Role.MODERATOR}), frozenset()), now,
            report_id=made[1].id, upheld=False, answer="تند است، ولی توهین نیست.",
        )  # fmt: skip
        posts["report"] = {"report_id": made[0].id}
