"""Pages of prose: how scores come about, what is private, and what the law lets nobody write."""

from werkzeug.wrappers import Response

from portal.access import Permission
from portal.moderation import TRACES_KEPT_FOR
from portal.scores import MINIMUM, VERSION
from portal.site.figures import MILESTONE_SECONDS
from portal.site.laws import EVERYWHERE, LAWS, law_countries
from portal.site.routes import routes
from portal.web import NotFoundError, page

KEPT_FORM_DAYS = 30
DRAFT_DAYS = 7


@routes.page("/scores", Permission.READ_PUBLIC)
def formula() -> Response:
    return page(
        "site/formula.html",
        version=VERSION,
        minimum=MINIMUM,
        milestones=tuple(MILESTONE_SECONDS.values()),
    )


@routes.page("/privacy", Permission.READ_PUBLIC)
def privacy() -> Response:
    days = {"kept_days": KEPT_FORM_DAYS, "draft_days": DRAFT_DAYS, "trace_days": TRACES_KEPT_FOR.days}
    return page("site/privacy.html", **days)


@routes.page("/complaints/law", Permission.READ_PUBLIC, name="laws")
def law_of_all() -> Response:
    return page("site/law.html", country=None, provisions=(), everywhere=EVERYWHERE, countries=law_countries())


@routes.page("/complaints/law/<country>", Permission.READ_PUBLIC)
def law(country: str) -> Response:
    """What may not be written in a country."""
    code = country.upper()
    if country != country.lower() or code not in LAWS:
        raise NotFoundError
    names = law_countries()
    return page("site/law.html", country=names[code], provisions=LAWS[code], everywhere=(), countries=names)
