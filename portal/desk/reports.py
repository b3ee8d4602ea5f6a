"""Reports on public texts: what waits, and a moderator's word on each."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal import clock, complaints, moderation
from portal.access import Actor, Permission
from portal.db import Session, StaleStateError, db
from portal.desk.forms import NOT_ONLY_MASKED
from portal.desk.masking import proposed
from portal.desk.report_form import ReportDecisionForm
from portal.desk.routes import routes
from portal.desk.undoing import post_name, undos_of
from portal.language import N_, Language, text
from portal.moderation import (
    AT_ONCE,
    KIND_LABELS,
    LANE_LABELS,
    MAX_BODY,
    MAX_NOTE,
    REASON_LABELS,
    Lane,
    NotMaskedError,
    ReportLine,
    ReportView,
    Visibility,
)
from portal.text import MASK
from portal.web import (
    Pagination,
    authorise,
    current_actor,
    current_language,
    flash,
    forget_kept_form,
    kept_fields,
    optional,
    page,
    page_number,
    path,
    see_other,
    writing,
)

PER_PAGE = 20
AGREED = N_("You have agreed with the report. What follows for the text takes a second person.")
MASKED = N_(
    "You have agreed with the report. The words are masked; they return in 24 hours unless a second person confirms."
)
AGREED_ONLY = N_("You have agreed with the report.")
REJECTED = N_("The report is rejected. The text stays public.")
SETTLED_ALREADY = N_("Somebody has decided on this report already. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class NamedReport:
    """A report that waits, and what its text is called."""

    report: ReportLine
    name: str


@routes.page("/desk/moderation/reports/", Permission.MODERATE)
def reports() -> Response:
    session, actor, language = db.session(), current_actor(), current_language()
    counts = moderation.open_report_counts(session, actor)
    pages = Pagination(
        page_number(request.args.get("page")),
        PER_PAGE,
        sum(counts.values()),
        lambda number: path("desk.reports", language, page=number if number > 1 else None),
    )
    return page(
        "desk/reports.html",
        lines=report_lines(session, actor, language, offset=pages.offset),
        counts=counts,
        undos=undos_of(session, actor, language, clock.now()),
        pages=pages,
        csrf=generate_csrf(),
        lanes=LANE_LABELS,
        reasons=REASON_LABELS,
        indexed=False,
    )


@routes.page("/desk/moderation/reports/<int:report_id>/", Permission.MODERATE, methods=("GET", "POST"))
def report(report_id: int) -> Response:
    session = db.session()
    found = optional(moderation.load_report(session, report_id))
    authorise(Permission.DECIDE_REPORT, found)
    form = _form(session, found)
    if not form.validate_on_submit():
        return _page(session, found, form, 422 if form.errors or form.form_errors else 200)
    return _decided(found, form)


def _decided(found: ReportView, form: ReportDecisionForm) -> Response:
    try:
        with writing() as writing_session:
            moderation.settle_report(
                writing_session,
                current_actor(),
                clock.now(),
                report_id=found.id,
                upheld=form.agrees,
                answer=form.note.data or "",
                reason=form.chosen_reason,
                note=form.hiding_words,
                masked=form.masked,
            )
            forget_kept_form(writing_session)
    except StaleStateError:
        flash(SETTLED_ALREADY, kind="hint")
        return _page(db.session(), optional(moderation.load_report(db.session(), found.id)), form, 409)
    except NotMaskedError:
        form.form_errors.append(text(current_language(), NOT_ONLY_MASKED, mask=MASK))
        return _page(db.session(), optional(moderation.load_report(db.session(), found.id)), form, 409)
    flash(_said(form))
    return _to_next()


def _said(form: ReportDecisionForm) -> str:
    if not form.agrees:
        return REJECTED
    if form.masked is not None:
        return MASKED
    return AGREED if form.chosen_reason is not None else AGREED_ONLY


def _form(session: Session, found: ReportView) -> ReportDecisionForm:
    """With the text as the rules would mask it, for who agrees that words should go."""
    can_be_hidden = _can_be_hidden(session, found)
    if not can_be_hidden:
        return ReportDecisionForm(found.post, found.reason, can_be_hidden=False, data=kept_fields())
    masked = proposed(session, found.post, complaints.case_of_post(session, found.post.id))
    data = {"masked_title": masked.title, "masked_body": masked.body, **kept_fields()}
    return ReportDecisionForm(found.post, found.reason, can_be_hidden=True, data=data)


def report_lines(
    session: Session, actor: Actor, language: Language, lane: Lane | None = None, offset: int = 0
) -> Sequence[NamedReport]:
    """What waits and this moderator may decide on, in its order."""
    found = moderation.open_reports(session, actor, PER_PAGE, offset, lane)
    cases = complaints.cases_of_posts(session, [line.post_id for line in found])
    return [NamedReport(line, post_name(line.kind, cases.get(line.post_id), language)) for line in found]


def _to_next() -> Response:
    following = moderation.next_report(db.session(), current_actor())
    return see_other("desk.reports") if following is None else see_other("desk.report", report_id=following)


def _can_be_hidden(session: Session, found: ReportView) -> bool:
    """Whether agreeing leads to a proposal: the text is still public, and nobody has proposed it yet."""
    is_public = found.post.visibility is Visibility.PUBLISHED
    return is_public and moderation.open_hiding_of(session, found.post.id) is None


def _page(session: Session, found: ReportView, form: ReportDecisionForm, status: int) -> Response:
    case = complaints.case_of_post(session, found.post.id)
    return page(
        "desk/report.html",
        status=status,
        report=found,
        name=post_name(found.post.kind, case, current_language()),
        case=case,
        kind=KIND_LABELS[found.post.kind],
        record=moderation.record_of(session, found.party),
        reasons=REASON_LABELS,
        lanes=LANE_LABELS,
        at_once=AT_ONCE,
        undos=undos_of(session, current_actor(), current_language(), clock.now()),
        csrf=generate_csrf(),
        max_note=MAX_NOTE,
        max_body=MAX_BODY,
        form=form,
        indexed=False,
    )
