"""What the search box suggests while somebody types. Without its script nobody asks for it."""

from flask import current_app, request
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission
from portal.db import db
from portal.search import question, suggested_cases, suggested_stores
from portal.site.filters import typed_query
from portal.site.presenting import case_card, store_card
from portal.site.routes import routes
from portal.stores import all_stores
from portal.web import Pace, current_branding, current_language, page

STORES, CASES = 4, 5
PACE = Pace(most=240, seconds=60)


@routes.page("/search/suggestions", Permission.READ_PUBLIC)
def suggestions() -> Response:
    """A piece of a page: the same for everybody, so that browsers may ask whether it has changed."""
    now, language, typed = clock.now(), current_language(), typed_query()
    PACE.keep(request.remote_addr or "", now.timestamp())
    session, engine = db.session(), current_app.extensions["portal-search"]
    stores = all_stores(session)
    asked = question(typed, language, stores, current_branding().categories)
    return page(
        "site/suggestions.html",
        stores=[store_card(store, None, language) for store in suggested_stores(stores, typed, STORES)],
        cases=[case_card(row, language, now, 0) for row in suggested_cases(session, engine, asked, now, CASES)],
    )
