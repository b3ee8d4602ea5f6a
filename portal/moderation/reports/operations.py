"""Reporting a public post, and deciding on the report."""

from datetime import datetime

from portal import access, events
from portal.access import Actor, Permission
from portal.db import Session, StaleStateError, compare_and_set, in_turn
from portal.moderation.claims.operations import turn_of
from portal.moderation.deciding.operations import Masked, NoteMissingError
from portal.moderation.events import ReportDecided, ReportFiled
from portal.moderation.hiding.operations import propose_hiding, propose_masking
from portal.moderation.hiding.queries import open_hiding_of
from portal.moderation.queries import loaded_post
from portal.moderation.reports.models import Report
from portal.moderation.reports.queries import filed_reports, found_report, report_by_submission, report_of
from portal.moderation.reports.rules import reporter
from portal.moderation.rules import NotPossibleError, Reason, Verdict, Visibility


class OneAtATimeError(Exception):
    """Most reports of this party were wrong of late: the next may come once the one that waits is decided."""


class TooManyWaitError(Exception):
    """As many reports of this party wait as may: the next may come once one of them is decided."""


def file_report(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    post_id: int,
    reason: Reason,
    note: str,
    submission: str | None = None,
) -> Report:
    """Reports a public post, which stays public meanwhile. The same form sent again is the same report.

    Raises ForbiddenError, NotPossibleError for what is not public, OneAtATimeError, TooManyWaitError, and
    StaleStateError where the party has reported the post already and waits for a moderator's word.
    """
    post = loaded_post(session, post_id)
    access.require(actor, Permission.REPORT_POST, post)
    party = reporter(actor.account_id or 0, actor.parties, post.parties)
    in_turn(session, f"reports:{party}")
    again = report_by_submission(session, submission) if submission else None
    if again is not None:
        return again
    if post.visibility is not Visibility.PUBLISHED:
        raise NotPossibleError(f"post {post_id} is {post.visibility}")
    latest = report_of(session, post_id, party)
    if latest is not None and latest.settled_at is None:
        raise StaleStateError(f"{party} has reported post {post_id} already")
    filed = filed_reports(session, party, now)
    if not filed.may_file:
        raise OneAtATimeError(party) if filed.files_one_at_a_time else TooManyWaitError(party)
    report = Report(
        post_id=post_id,
        party=party,
        account_id=actor.account_id,
        reason=reason,
        note=note,
        filed_at=now,
        submission=submission,
    )
    session.add(report)
    session.flush()
    events.append(session, ReportFiled(report.id, post_id, post.kind, post.subject, reason), now)
    return report


def settle_report(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    report_id: int,
    upheld: bool,
    answer: str,
    reason: Reason | None = None,
    note: str = "",
    masked: Masked | None = None,
) -> None:
    """A moderator agrees with a report or rejects it; `answer` is for who filed it.

    Where they agree, a post that is still public is proposed to be taken down, or to be shown as `masked`, for `reason`
    or else that of the report, with `note` for the second person and the author. Raises ForbiddenError,
    NoteMissingError without an answer, NotMaskedError, and StaleStateError where somebody was faster.
    """
    report = found_report(session, report_id)
    in_turn(session, turn_of(report.post.id))
    access.require(actor, Permission.DECIDE_REPORT, report)
    if not answer.strip():
        raise NoteMissingError(Verdict.HIDE)
    settled = {"settled_by": actor.account_id, "settled_at": now, "upheld": upheld, "answer": answer}
    compare_and_set(session, Report, report_id, {"settled_at": None}, settled)
    post = loaded_post(session, report.post.id)
    if upheld and post.visibility is Visibility.PUBLISHED and open_hiding_of(session, post.id) is None:
        why = reason or report.reason
        if masked is None:
            propose_hiding(session, actor, now, post_id=post.id, reason=why, note=note)
        else:
            propose_masking(session, actor, now, post_id=post.id, masked=masked, reason=why, note=note)
    events.append(session, ReportDecided(report_id, post.id, post.kind, post.subject, upheld), now)
