"""The shopper's own cases: what became of each, what is to be mended, and what was begun but not sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal import clock, complaints, moderation, notices
from portal.access import Permission
from portal.complaints import CaseRow, Progress
from portal.db import db
from portal.language import Language, text
from portal.moderation import KIND_LABELS, REASON_ADVICE, REASON_LABELS, ReturnedPost
from portal.site.routes import routes
from portal.stores import name_in
from portal.web import current_actor, current_language, kept_for_account, page, path

LIMIT = 100


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """A moderator's decision as its author reads it. `what` names the post: the complaint or an answer in it."""

    what: str
    url: str
    visibility: str
    reason: str | None
    note: str
    advice: str | None
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case in its author's list. `state` is empty until it is public; `evaluate_url` unless their word is awaited."""

    number: str
    url: str
    language: str
    title: str
    store_name: str
    visibility: str
    state: str | None
    submitted_at: datetime
    evaluate_url: str | None
    decisions: tuple[OwnDecision, ...]


@routes.page("/account/cases", Permission.USE_ACCOUNT, name="cases")
def own_cases() -> Response:
    actor, session = current_actor(), db.session()
    account_id = actor.account_id or 0
    rows = complaints.cases_of_author(session, account_id, LIMIT)
    returned = _by_subject(moderation.returned_posts(session, account_id))
    return page(
        "site/own-cases.html",
        cases=[_own_case(row, returned) for row in rows],
        limit=LIMIT if len(rows) == LIMIT else None,
        unfinished=kept_for_account(session, account_id),
        unread=notices.unread_count(session, account_id),
        confirmed=actor.confirmed,
        csrf=generate_csrf(),
        indexed=False,
    )


def _own_case(row: CaseRow, returned: Mapping[str, list[ReturnedPost]]) -> OwnCase:
    language = current_language()
    awaited = row.is_public and row.progress is Progress.ANSWERED
    decisions = returned.get(complaints.subject_of(row.id), [])
    return OwnCase(
        number=row.number,
        url=path("site.case", language, number=row.number),
        language=row.language,
        title=row.title,
        store_name=name_in(row.store_names, language.code),
        visibility=row.visibility,
        state=row.state(clock.now()) if row.is_public else None,
        submitted_at=row.submitted_at,
        evaluate_url=path("site.evaluate", language, number=row.number) if awaited else None,
        decisions=tuple(_own_decision(decision, row.number, language) for decision in decisions),
    )


def _own_decision(returned: ReturnedPost, number: str, language: Language) -> OwnDecision:
    reason = returned.reason
    return OwnDecision(
        what=text(language, KIND_LABELS[returned.kind]),
        url=path("site.mend", language, number=number, post_id=returned.post_id),
        visibility=returned.visibility,
        reason=text(language, REASON_LABELS[reason]) if reason else None,
        note=returned.note,
        advice=text(language, REASON_ADVICE[reason]) if reason else None,
        decided_at=returned.decided_at,
    )


def _by_subject(returned: list[ReturnedPost]) -> dict[str, list[ReturnedPost]]:
    found: dict[str, list[ReturnedPost]] = {}
    for post in returned:
        found.setdefault(post.subject, []).append(post)
    return found
