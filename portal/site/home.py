"""The first page."""

from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission
from portal.complaints import CaseFilter, State, count_cases, longest_unanswered_cases, newest_cases
from portal.db import Session, db
from portal.language import Language
from portal.scores import highest_scores
from portal.site.presenting import StoreCard, case_cards, store_card
from portal.site.routes import routes
from portal.stores import store_count, stores_by_id
from portal.web import current_language, page

NEWEST = 8
UNANSWERED = 4
STORES = 4


@routes.page("/", Permission.READ_PUBLIC)
def home() -> Response:
    session, now, language = db.session(), clock.now(), current_language()
    newest, unanswered = case_cards(
        session,
        language,
        now,
        newest_cases(session, CaseFilter(), now, NEWEST),
        longest_unanswered_cases(session, CaseFilter(state=State.OPEN), now, UNANSWERED),
    )
    return page(
        "site/home.html",
        newest=newest,
        unanswered=unanswered,
        stores=_dependable_stores(session, language),
        case_count=count_cases(session, CaseFilter(), now),
        store_count=store_count(session),
    )


def _dependable_stores(session: Session, language: Language) -> list[StoreCard]:
    """Those whose score is high even at the lower end of its interval."""
    best = highest_scores(session, STORES)
    found = stores_by_id(session, [shown.store_id for shown in best])
    return [store_card(found[shown.store_id], shown, language) for shown in best]
