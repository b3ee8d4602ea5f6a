"""The first page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from flask import current_app
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission
from portal.complaints import CaseFilter, CaseRow, State, count_cases, longest_unanswered_cases, newest_cases
from portal.db import Session, db
from portal.language import Language
from portal.scores import highest_scores, score_histories
from portal.site.presenting import StoreCard, case_cards, store_card
from portal.site.routes import routes
from portal.stores import store_count, stores_by_id
from portal.web import current_language, page

NEWEST = 6
UNANSWERED = 4
STORES = 4

Listed = Callable[..., list[CaseRow]]


@routes.page("/", Permission.READ_PUBLIC)
def home() -> Response:
    session, now, language = db.session(), clock.now(), current_language()
    newest, unanswered = case_cards(
        session,
        language,
        now,
        _readable(session, newest_cases, CaseFilter(), now, language, NEWEST),
        _readable(session, longest_unanswered_cases, CaseFilter(state=State.OPEN), now, language, UNANSWERED),
    )
    return page(
        "site/home.html",
        newest=newest,
        unanswered=unanswered,
        stores=_dependable_stores(session, now, language),
        case_count=count_cases(session, CaseFilter(), now),
        store_count=store_count(session),
        front=True,
    )


def _readable(
    session: Session, listed: Listed, narrowed: CaseFilter, now: datetime, language: Language, limit: int
) -> list[CaseRow]:
    """Cases in the language of the page; those of all languages where nothing is, or can be, written in it."""
    own: list[CaseRow] = []
    if language.code in current_app.extensions["portal-config"].post_languages:
        own = listed(session, replace(narrowed, language=language.code), now, limit)
    return own or listed(session, narrowed, now, limit)


def _dependable_stores(session: Session, now: datetime, language: Language) -> list[StoreCard]:
    """Those whose score is high even at the lower end of its interval."""
    best = highest_scores(session, STORES)
    store_ids = [shown.store_id for shown in best]
    found, histories = stores_by_id(session, store_ids), score_histories(session, store_ids, now)
    return [store_card(found[shown.store_id], shown, language, histories.get(shown.store_id, ())) for shown in best]
