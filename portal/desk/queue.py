"""The moderators' queue: what waits, narrowed and in order; ten clean texts at a time; holding on, and undoing."""

from dataclasses import dataclass

from flask import request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal import clock, complaints, moderation
from portal.access import Permission, allowed
from portal.complaints import CaseRow
from portal.db import Session, StaleStateError, db
from portal.desk.forms import ClaimForm, UndoForm, whole_number
from portal.desk.narrowing import narrowed_by, narrowing
from portal.desk.reports import report_lines
from portal.desk.routes import routes
from portal.desk.undoing import undos_of
from portal.desk.words import SEVERITY_LABELS, SEVERITY_TAGS
from portal.language import N_, Language, local_day, midnight
from portal.moderation import KIND_LABELS, LANE_LABELS, REASON_LABELS, Lane, WaitingPost
from portal.stores import name_in
from portal.web import (
    Pagination,
    current_actor,
    current_language,
    flash,
    page,
    page_number,
    path,
    see_other,
    writing,
)

PER_PAGE = 20
CLEAN_AT_ONCE = 10
MOST_CLAIMS = 20
TOO_LATE = N_("It is too late to undo this: the decision has taken effect.")
UNDONE = N_("Undone. The text waits again, and you hold it.")


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A post that waits, the store its case is about where it has one, and the language it is written in."""

    post: WaitingPost
    store_name: str | None
    language_name: str


@routes.page("/desk/moderation/", Permission.MODERATE, name="moderation")
def queue() -> Response:
    session, actor, language, now = db.session(), current_actor(), current_language(), clock.now()
    counts = moderation.waiting_counts(session)
    narrowed = narrowed_by(request.args)
    asked = {name: value for name, value in request.args.items() if name != "page" and value}
    pages = Pagination(
        page_number(request.args.get("page")),
        PER_PAGE,
        moderation.filtered_count(session, actor, now, narrowed),
        lambda number: path("desk.moderation", language, **asked, page=number if number > 1 else None),
    )
    posts = moderation.waiting_posts(session, actor, now, PER_PAGE, pages.offset, narrowed)
    reports = moderation.open_report_counts(session, actor)
    shows_reports = Lane.DANGEROUS in reports and pages.number == 1 and not asked
    return page(
        "desk/moderation.html",
        lines=_lines(session, posts, language),
        waiting=counts.total,
        decided=moderation.decided_count(session, actor.account_id or 0, midnight(language, local_day(language, now))),
        appeals=moderation.open_appeal_count(session),
        hidings=moderation.open_hiding_count(session),
        second_readings=moderation.second_reading_count(session, actor),
        reports=sum(reports.values()),
        dangerous=report_lines(session, actor, language, Lane.DANGEROUS) if shows_reports else [],
        undos=undos_of(session, actor, language, now),
        filters=narrowing(session, counts, request.args, language),
        mine=narrowed.mine,
        asked=asked,
        pages=pages,
        csrf=generate_csrf(),
        kinds=KIND_LABELS,
        lanes=LANE_LABELS,
        reasons=REASON_LABELS,
        severities=SEVERITY_LABELS,
        severity_tags=SEVERITY_TAGS,
        indexed=False,
    )


@routes.page("/desk/moderation/clean", Permission.MODERATE)
def clean() -> Response:
    """Texts no rule warns of, one under the other; each is let through by a key of its own."""
    session, actor, language, now = db.session(), current_actor(), current_language(), clock.now()
    posts = moderation.clean_posts(session, actor, now, CLEAN_AT_ONCE)
    if request.method == "GET":
        with writing() as claiming:
            held = moderation.claim(claiming, actor, now, [post.id for post in posts])
        posts = [post for post in posts if post.id in held]
    return page(
        "desk/clean.html",
        lines=_lines(session, posts, language),
        undos=undos_of(session, actor, language, now),
        csrf=generate_csrf(),
        kinds=KIND_LABELS,
        indexed=False,
    )


@routes.page("/desk/moderation/claims", Permission.READ_DESK, methods=("POST",))
def claims() -> Response:
    """An open page holds on to what it shows; 409 where somebody else has it by now."""
    form = ClaimForm()
    post_ids = {whole_number(typed) for typed in request.form.getlist("post")[:MOST_CLAIMS]}
    if not form.validate():
        return Response(status=400)
    with writing() as session:
        held = moderation.claim(session, current_actor(), clock.now(), post_ids)
    return Response(status=204 if held == post_ids else 409)


@routes.page("/desk/moderation/undo", Permission.READ_DESK, methods=("POST",))
def undo() -> Response:
    form = UndoForm()
    if not form.validate():
        flash(form.form_errors[0], kind="problem")
        return _home()
    try:
        with writing() as session:
            post_id = moderation.undo(session, current_actor(), clock.now(), whole_number(form.decision.data))
    except StaleStateError:
        flash(TOO_LATE, kind="hint")
        return _home()
    flash(UNDONE)
    return see_other("desk.post", post_id=post_id)


def _home() -> Response:
    return see_other("desk.moderation" if allowed(current_actor(), Permission.MODERATE) else "desk.shared")


def _lines(session: Session, posts: list[WaitingPost], language: Language) -> list[QueueLine]:
    cases = complaints.cases_of_posts(session, [post.id for post in posts])
    return [_line(post, cases.get(post.id), language) for post in posts]


def _line(post: WaitingPost, case: CaseRow | None, language: Language) -> QueueLine:
    store_name = name_in(case.store_names, language.code) if case else None
    return QueueLine(post, store_name, moderation.language_name(post.language, language.code))
