"""The page on which a reader marks a case as helpful, and the counting of readers."""

import atexit
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, current_app, request
from flask import session as browser_session
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission, Role, allowed
from portal.complaints import CaseView, case_by_number, read_number
from portal.db import Session, db, transaction
from portal.language import N_
from portal.reading.counting import ViewCounter
from portal.reading.forms import HelpfulForm
from portal.reading.operations import add_views, mark_helpful, unmark_helpful
from portal.reading.queries import has_marked, readership
from portal.reading.rules import Reader, is_prefetch, is_robot, key_for_case
from portal.web import (
    NotFoundError,
    Routes,
    authorise,
    current_actor,
    flash,
    optional,
    page,
    see_other,
    writing,
)

routes = Routes("reading")
BROWSER_KEY = "reader"
STAFF = frozenset({Role.MODERATOR, Role.ADMINISTRATOR})


@routes.page("/complaints/<number>/helpful", Permission.MARK_HELPFUL, methods=("GET", "POST"))
def helpful(number: str) -> Response:
    case = _public_case(number)
    authorise(Permission.MARK_HELPFUL, case)
    form = HelpfulForm()
    if not form.validate_on_submit():
        return _page(case, form)
    reader = _marking_reader(case)
    with writing() as session:
        if form.is_wanted:
            mark_helpful(session, current_actor(), clock.now(), case=case, reader=reader)
        else:
            unmark_helpful(session, current_actor(), case=case, reader=reader)
    flash(N_("You marked this complaint as helpful.") if form.is_wanted else N_("Your mark is taken back."))
    return see_other("site.case", number=case.number)


@dataclass(frozen=True, slots=True)
class Readers:
    """What the page of a case shows of its readers. `marked` is empty where the page is everybody's."""

    views: int
    helpful: int
    may_mark: bool
    marked: bool | None


def readers_of(session: Session, case: CaseView) -> Readers:
    actor, counted = current_actor(), readership(session, case.id)
    may_mark = allowed(actor, Permission.MARK_HELPFUL, case)
    marked = has_marked(session, case.id, _reader(case)) if may_mark and actor.is_signed_in else None
    return Readers(counted.views, counted.helpful, may_mark, marked)


def _page(case: CaseView, form: HelpfulForm) -> Response:
    session = db.session()
    return page(
        "reading/helpful.html",
        case=case,
        form=form,
        helpful=readership(session, case.id).helpful,
        marked=has_marked(session, case.id, _reader(case)),
        indexed=False,
        status=422 if form.errors or form.form_errors else 200,
    )


def _public_case(typed: str) -> CaseView:
    """A case everybody sees: of any other nobody can say that it helped."""
    case = optional(case_by_number(db.session(), optional(read_number(typed))))
    if not case.is_public:
        raise NotFoundError
    return case


def _reader(case: CaseView) -> Reader:
    browser_key = browser_session.get(BROWSER_KEY)
    key = key_for_case(browser_key, case.id) if browser_key else None
    return Reader(current_actor().account_id, key)


def _marking_reader(case: CaseView) -> Reader:
    """Somebody who is not signed in gets a key with the first mark, which only their own browser holds."""
    if not current_actor().is_signed_in:
        browser_session.setdefault(BROWSER_KEY, secrets.token_urlsafe(16))
    return _reader(case)


def init_app(app: Flask) -> None:
    def keep(views: Mapping[int, int]) -> None:
        with app.app_context(), transaction() as session:
            add_views(session, views)

    counter = app.extensions["portal-views"] = ViewCounter(keep)
    atexit.register(counter.keep)


def count_view(answer: Response, case: CaseView) -> None:
    """Counts the reader this page of a case goes to, once it is on its way; the database hears of it soon."""
    counter: ViewCounter = current_app.extensions["portal-views"]
    visitor = f"{request.remote_addr} {request.headers.get('User-Agent')}" if _is_read_by_somebody(case) else None

    def count() -> None:
        now = clock.now()
        if visitor is not None and answer.status_code == 200:
            counter.see(case.id, visitor, now)
        counter.keep_when_due(now)

    answer.call_on_close(count)


def _is_read_by_somebody(case: CaseView) -> bool:
    """By a person who has no part in the case."""
    actor, headers = current_actor(), request.headers
    return (
        request.method == "GET"
        and allowed(actor, Permission.MARK_HELPFUL, case)
        and not actor.roles & STAFF
        and not is_prefetch(headers.get("Sec-Purpose", headers.get("Purpose", "")))
        and not is_robot(headers.get("User-Agent", ""))
    )
