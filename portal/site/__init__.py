"""The public pages that join slices: the first page, search, stores, cases and the complaint form."""

from portal.site import (  # importing them declares their pages
    cases,
    complaint_form,
    health,
    home,
    mending,
    offline,
    own_cases,
    search,
    stores,
    texts,
    words,
)
from portal.site.routes import bare_routes, routes

BLUEPRINTS = (routes.blueprint, bare_routes.blueprint)

__all__ = [
    "BLUEPRINTS",
    "cases",
    "complaint_form",
    "health",
    "home",
    "mending",
    "offline",
    "own_cases",
    "search",
    "stores",
    "texts",
    "words",
]
