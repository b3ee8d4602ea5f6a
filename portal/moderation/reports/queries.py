"""Reports, read: what waits for a moderator, what became of one, and how often somebody was right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, false, func, not_, or_, select

from portal.access import Actor
from portal.db import Session, StaleStateError
from portal.moderation.lanes import Lane
from portal.moderation.models import Post, PostParty
from portal.moderation.queries import AboutPost, has_part, loaded_post
from portal.moderation.reports.models import Report
from portal.moderation.reports.rules import DANGEROUS, WINDOW, FiledReports, Record, lane_of_report
from portal.moderation.rules import Kind, Reason, Visibility, is_person, person


@dataclass(frozen=True, slots=True)
class ReportView(AboutPost):
    """A report with the post it is about. Who filed it only the policy asks."""

    id: int
    party: str
    account_id: int | None
    reason: Reason
    note: str
    filed_at: datetime
    settled_at: datetime | None
    upheld: bool | None
    answer: str

    @property
    def lane(self) -> Lane:
        return lane_of_report(self.reason)

    @property
    def is_of_a_person(self) -> bool:
        """Whether somebody reports for themselves, not for a store."""
        return is_person(self.party)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of the list of reports."""

    id: int
    post_id: int
    kind: Kind
    language: str
    reason: Reason
    filed_at: datetime

    @property
    def lane(self) -> Lane:
        return lane_of_report(self.reason)


def load_report(session: Session, report_id: int) -> ReportView | None:
    report = session.get(Report, report_id)
    if report is None:
        return None
    return ReportView(
        id=report.id,
        post=loaded_post(session, report.post_id),
        party=report.party,
        account_id=report.account_id,
        reason=report.reason,
        note=report.note,
        filed_at=report.filed_at,
        settled_at=report.settled_at,
        upheld=report.upheld,
        answer=report.answer,
    )


def found_report(session: Session, report_id: int) -> ReportView:
    """The report; raises StaleStateError where there is none or it is decided."""
    report = load_report(session, report_id)
    if report is None or report.settled_at is not None:
        raise StaleStateError(f"report {report_id} waits for nobody")
    return report


def open_reports(
    session: Session, actor: Actor, limit: int, offset: int = 0, lane: Lane | None = None
) -> list[ReportLine]:
    """What waits and this moderator may decide on: what does harm first, then what has waited longest."""
    statement = select(Report.id, Report.post_id, Post.kind, Post.language, Report.reason, Report.filed_at)
    statement = statement.join(Post, Post.id == Report.post_id).where(_waits_for(actor))
    if lane is not None:
        statement = statement.where(_is_dangerous() if lane is Lane.DANGEROUS else not_(_is_dangerous()))
    rows = session.execute(statement.order_by(_lane(), Report.filed_at, Report.id).limit(limit).offset(offset))
    return [ReportLine(*row) for row in rows]


def next_report(session: Session, actor: Actor) -> int | None:
    """The id of the report that this moderator reads next."""
    statement = select(Report.id).join(Post, Post.id == Report.post_id)
    statement = statement.where(_waits_for(actor))
    return session.scalar(statement.order_by(_lane(), Report.filed_at, Report.id).limit(1))


def open_report_counts(session: Session, actor: Actor) -> Mapping[Lane, int]:
    """How many wait for this moderator in each lane; a lane without one is left out."""
    statement = select(_lane(), func.count(Report.id)).join(Post, Post.id == Report.post_id)
    rows = session.execute(statement.where(_waits_for(actor)).group_by(_lane()).order_by(_lane()))
    return {Lane(lane): count for lane, count in rows}


def report_of(session: Session, post_id: int, party: str) -> Report | None:
    """The latest report of that party on the post."""
    statement = select(Report).where(Report.post_id == post_id, Report.party == party)
    return session.scalar(statement.order_by(Report.id.desc()).limit(1))


def report_by_submission(session: Session, submission: str) -> Report | None:
    """The report a form has already made."""
    return session.scalar(select(Report).where(Report.submission == submission))


def filed_reports(session: Session, party: str, now: datetime) -> FiledReports:
    """How the party's reports ended of late, and how many wait."""
    recent = Report.settled_at >= now - WINDOW
    decided, rejected, undecided = session.execute(
        select(
            _count(recent),
            _count(and_(recent, Report.upheld.is_(False))),
            _count(Report.settled_at.is_(None)),
        ).where(Report.party == party)
    ).one()
    return FiledReports(decided, rejected, undecided)


def record_of(session: Session, party: str) -> Record:
    """All the party's reports ever."""
    return Record(*session.execute(_record(party)).one())


def record_and_removals(session: Session, party: str) -> tuple[Record, int]:
    """The same of a store, and how many complaints that concern it were public and are taken down; one statement."""
    taken_down = (
        select(func.count(Post.id))
        .join(PostParty, PostParty.post_id == Post.id)
        .where(Post.kind == Kind.COMPLAINT, Post.visibility == Visibility.HIDDEN, Post.published_at.is_not(None))
        .where(PostParty.party == party)
    )
    filed, decided, upheld, removed = session.execute(_record(party).add_columns(taken_down.scalar_subquery())).one()
    return Record(filed, decided, upheld), removed


def _record(party: str) -> Select[int, int, int]:
    return select(func.count(Report.id), _count(Report.settled_at.is_not(None)), _count(Report.upheld.is_(True))).where(
        Report.party == party
    )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _is_dangerous() -> ColumnElement[bool]:
    return Report.reason.in_(sorted(DANGEROUS))


def _lane() -> ColumnElement[int]:
    """`lane_of_report(reason)`, for the database."""
    return case((_is_dangerous(), int(Lane.DANGEROUS)), else_=int(Lane.REST))


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """`allowed(actor, DECIDE_REPORT, ...)` of what is not decided, for the database and a moderator."""
    own = {*actor.parties, *([] if actor.account_id is None else [person(actor.account_id)])}
    reported_it = or_(Report.party.in_(own), func.coalesce(Report.account_id == actor.account_id, false()))
    return and_(Report.settled_at.is_(None), not_(has_part(actor)), not_(reported_it))
