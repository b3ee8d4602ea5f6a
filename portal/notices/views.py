"""The notices of an account on the site."""

from dataclasses import dataclass
from datetime import datetime

from flask import request
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission
from portal.db import BusyError, db
from portal.language import Language, text
from portal.moderation import REASON_LABELS, Reason
from portal.notices.links import address_of
from portal.notices.models import Notice
from portal.notices.operations import mark_read
from portal.notices.queries import CaseName, cases_named, notice_count, notices_of
from portal.notices.rules import NEXT_STEPS, TITLES, NoticeKind
from portal.stores import name_in
from portal.web import Pagination, Routes, current_actor, current_language, page, page_number, path, writing

PAGE_SIZE = 20

routes = Routes("notices")


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as the list shows it; `title` is a message with places for number and store."""

    title: str
    number: str
    store_name: str
    next_step: str
    reason: str | None
    url: str
    at: datetime
    is_new: bool


@routes.page("/account/notices", Permission.USE_ACCOUNT)
def notices() -> Response:
    """Shown is read: the next time nothing of this is new any more."""
    session, account_id, language = db.session(), current_actor().account_id or 0, current_language()
    pagination = Pagination(
        number=page_number(request.args.get("page")),
        size=PAGE_SIZE,
        total=notice_count(session, account_id),
        address=lambda number: path("notices.notices", language, page=number if number > 1 else None),
    )
    found = notices_of(session, account_id, PAGE_SIZE, pagination.offset)
    cases = cases_named(session, {notice.arguments["complaint_id"] for notice in found})
    lines = [_line(notice, cases[notice.arguments["complaint_id"]], language) for notice in found]
    answer = page("notices/notices.html", lines=lines, pagination=pagination, indexed=False)
    _mark_read(account_id, [notice.id for notice in found if notice.read_at is None])
    return answer


def _mark_read(account_id: int, notice_ids: list[int]) -> None:
    if not notice_ids:
        return
    try:
        with writing() as session:
            mark_read(session, account_id, notice_ids, clock.now())
    except BusyError:
        # They stay new until the next look; not worth refusing the page for.
        return


def _line(notice: Notice, case: CaseName, language: Language) -> NoticeLine:
    kind, reason = NoticeKind(notice.kind), notice.arguments.get("reason")
    endpoint, values = address_of(notice, case)
    return NoticeLine(
        title=TITLES[kind],
        number=case.number,
        store_name=name_in(case.store_names, language.code),
        next_step=text(language, NEXT_STEPS[kind]),
        reason=text(language, REASON_LABELS[Reason(reason)]) if reason else None,
        url=path(endpoint, language, **values),
        at=notice.created_at,
        is_new=notice.read_at is None,
    )
