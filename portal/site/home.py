"""The first page."""

from datetime import datetime

from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission
from portal.complaints import CaseFilter, State, count_cases, longest_unanswered_cases, newest_cases
from portal.db import Session, db
from portal.language import Language
from portal.scores import highest_scores, score_histories
from portal.site.presenting import StoreCard, case_card, store_card
from portal.site.routes import routes
from portal.stores import store_count, stores_by_id
from portal.web import current_language, page

NEWEST = 8
UNANSWERED = 4
STORES = 4


@routes.page("/", Permission.READ_PUBLIC)
def home() -> Response:
    session, now, language = db.session(), clock.now(), current_language()
    newest = newest_cases(session, CaseFilter(), now, NEWEST)
    unanswered = longest_unanswered_cases(session, CaseFilter(state=State.OPEN), now, UNANSWERED)
    return page(
        "site/home.html",
        newest=[case_card(row, language, now) for row in newest],
        unanswered=[case_card(row, language, now) for row in unanswered],
        stores=_dependable_stores(session, now, language),
        case_count=count_cases(session, CaseFilter(), now),
        store_count=store_count(session),
    )


def _dependable_stores(session: Session, now: datetime, language: Language) -> list[StoreCard]:
    """Those whose score is high even at the lower end of its interval."""
    best = highest_scores(session, STORES)
    store_ids = [shown.store_id for shown in best]
    found, histories = stores_by_id(session, store_ids), score_histories(session, store_ids, now)
    return [store_card(found[shown.store_id], shown, language, histories.get(shown.store_id, ())) for shown in best]
