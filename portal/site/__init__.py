"""The public pages that join slices: the first page, search, stores, cases and the complaint form."""

from portal.site import (  # importing them declares their pages
    appealing,
    case_checking,
    cases,
    complaint_form,
    design,
    health,
    home,
    mending,
    offline,
    own_cases,
    report,
    reporting,
    search,
    sharing,
    stores,
    suggestions,
    texts,
    words,
)
from portal.site.routes import bare_routes, routes

BLUEPRINTS = (routes.blueprint, bare_routes.blueprint)
WORKSHOP = (design.routes.blueprint,)
"""Pages for those who build the portal; never in production."""

__all__ = [
    "BLUEPRINTS",
    "WORKSHOP",
    "appealing",
    "case_checking",
    "cases",
    "complaint_form",
    "design",
    "health",
    "home",
    "mending",
    "offline",
    "own_cases",
    "report",
    "reporting",
    "search",
    "sharing",
    "stores",
    "suggestions",
    "texts",
    "words",
]
