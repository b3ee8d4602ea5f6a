"""A case: its public page, what is left of one that was taken down, and the page after sending one."""

from collections.abc import Sequence

import flask
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission, allowed
from portal.complaints import (
    NATURE_LABELS,
    OTHER_REMOVAL,
    REMOVAL_LABELS,
    WANTED_LABELS,
    CaseView,
    Side,
    read_number,
)
from portal.db import Session, db
from portal.language import Language, date, money, text
from portal.moderation import (
    REASON_LABELS,
    Decision,
    Visibility,
    decisions_on,
    hiding_traces,
    load_post,
    masked_version,
    standing_of,
    waiting_count,
)
from portal.reading import count_view, readers_of
from portal.scores import shown_scores
from portal.site.case_access import may_read, own_case, readable_case
from portal.site.case_status import case_status
from portal.site.next_steps import NextSteps, next_steps
from portal.site.presenting import left_out, store_mark
from portal.site.removal import by_whom, masked_remark
from portal.site.routes import routes
from portal.site.similar import SimilarCase, similar_to
from portal.site.threads import RETURNED, Reading, reading_of, report_url, thread
from portal.site.undoing import undo_of
from portal.stores import name_in, speaks_for_store, store_by_slug
from portal.web import current_actor, current_branding, current_language, optional, page, path

GONE = 410
Fact = tuple[str, str | None]


@routes.page("/complaints/<number>/", Permission.READ_CASE)
def case(number: str) -> Response:
    language = current_language()
    canonical = optional(read_number(number))
    if canonical != number:
        return flask.redirect(path("site.case", language, number=canonical), 301)
    found = readable_case(number)
    if not may_read(found):
        return _trace(db.session(), found, language)
    answer = _case_page(db.session(), found, language)
    count_view(answer, found)
    return answer


@routes.page("/complaints/<number>/sent", Permission.FOLLOW_OWN_CASE)
def case_sent(number: str) -> Response:
    session, language = db.session(), current_language()
    found = own_case(number, Permission.FOLLOW_OWN_CASE)
    return page(
        "site/case_sent.html",
        case=found,
        store_name=name_in(found.store_names, language.code),
        steps=_steps(session, found, language, waiting_count(session)),
        similar=_similar(session, found, language),
        indexed=False,
    )


def _similar(session: Session, found: CaseView, language: Language) -> Sequence[SimilarCase]:
    """Public cases of the store like the one that was sent."""
    store = optional(store_by_slug(session, found.store_slug))
    similar = similar_to(session, store, f"{found.title} {found.body}", language, clock.now())
    return [each for each in similar if each.case.number != found.number]


def _case_page(session: Session, found: CaseView, language: Language) -> Response:
    now = clock.now()
    reading = reading_of(current_actor(), found)
    is_author = reading.side is Side.SHOPPER
    store_name = name_in(found.store_names, language.code)
    return page(
        "site/case.html",
        case=found,
        standing=case_status(found, language, now),
        left_out=left_out(found, language),
        store_name=store_name,
        store_mark=store_mark(found.store_slug, store_name),
        facts=_public_facts(found, language),
        private_facts=_private_facts(found, language) if reading.sees_private else [],
        turns=thread(session, found, reading, language),
        is_author=is_author,
        reply_url=_reply_url(found, reading, language),
        desk_url=_desk_url(found, language),
        report_url=None if is_author or not found.is_public else report_url(found, found.post_id, language),
        steps=_steps(session, found, language) if is_author else None,
        undo=undo_of(session, found, language, now) if is_author else None,
        returned=_returned(found, reading, language),
        appeal=_appeal(session, found, reading, language),
        masked_remark=None if is_author else masked_remark(found.masked_at, language),
        masked=masked_version(session, found.post_id) if is_author and found.masked_at else None,
        readers=readers_of(session, found),
        csrf=generate_csrf() if current_actor().is_signed_in else None,
        indexed=found.is_public,
    )


def _steps(session: Session, found: CaseView, language: Language, waiting: int | None = None) -> NextSteps:
    store = shown_scores(session, [found.store_id]).get(found.store_id)
    return next_steps(found, language, store=store, waiting=waiting)


def _trace(session: Session, found: CaseView, language: Language) -> Response:
    decision = decisions_on(session, [found.post_id]).get(found.post_id)
    return page(
        "site/case_removed.html",
        case=found,
        store_name=name_in(found.store_names, language.code),
        reason=_removal_reason(found, decision, language),
        by_whom=by_whom(hiding_traces(session, [found.post_id]).get(found.post_id), language),
        at=found.removed_at or found.withdrawn_at or (decision.at if decision else None),
        status=GONE,
        indexed=False,
    )


def _removal_reason(found: CaseView, decision: Decision | None, language: Language) -> str | None:
    if decision is not None and decision.reason is not None:
        return text(language, REASON_LABELS[decision.reason])
    if found.removed_because is not None:
        return text(language, REMOVAL_LABELS.get(found.removed_because, OTHER_REMOVAL))
    return text(language, "Its author has withdrawn it.") if found.withdrawn_at is not None else None


def _returned(found: CaseView, reading: Reading, language: Language) -> str | None:
    """For the author of a complaint that was not let through: where the decision can be read."""
    if reading.side is not Side.SHOPPER or found.visibility not in RETURNED | {Visibility.HIDDEN}:
        return None
    return path("site.mend", language, number=found.number, post_id=found.post_id)


def _appeal(session: Session, found: CaseView, reading: Reading, language: Language) -> tuple[str, str] | None:
    """For the same author: the way to their appeal, or to writing one, with what it is called."""
    post = load_post(session, found.post_id) if _returned(found, reading, language) else None
    standing = standing_of(session, post) if post else None
    if standing is None or (standing.appeal is None and not standing.is_open(clock.now())):
        return None
    label = text(language, "Your appeal") if standing.appeal else text(language, "Appeal against it")
    return label, path("site.appeal", language, number=found.number, post_id=found.post_id)


def _reply_url(found: CaseView, reading: Reading, language: Language) -> str | None:
    """For those who speak for the store: where they answer."""
    if reading.side is not Side.STORE or not found.is_public:
        return None
    return path("desk.reply", language, slug=found.store_slug, number=found.number)


def _desk_url(found: CaseView, language: Language) -> str | None:
    """For moderators with no part in it: where the complaint is judged, or taken down."""
    actor = current_actor()
    if not allowed(actor, Permission.MODERATE) or speaks_for_store(actor, found):
        return None
    return path("desk.post", language, post_id=found.post_id)


def _public_facts(found: CaseView, language: Language) -> list[Fact]:
    wanted = text(language, WANTED_LABELS[found.wanted]) if found.wanted else None
    return [
        (text(language, "Number"), found.number),
        (text(language, "What went wrong"), text(language, NATURE_LABELS[found.nature])),
        (text(language, "Kind of goods"), current_branding().category_name(found.category, language)),
        (text(language, "Product"), found.product),
        (text(language, "Seller"), found.seller),
        (text(language, "What the shopper wants"), wanted),
        (text(language, "Written by"), found.author_label),
    ]


def _private_facts(found: CaseView, language: Language) -> list[Fact]:
    paid = None
    if found.amount is not None and found.currency:
        paid = money(language, found.amount, found.currency)
    return [
        (text(language, "Order number"), found.order_number),
        (text(language, "Date of purchase"), date(language, found.purchased_on) if found.purchased_on else None),
        (text(language, "Amount"), paid),
    ]
