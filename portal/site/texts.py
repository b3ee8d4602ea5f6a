"""Pages of prose: how scores come about, and what is private."""

from werkzeug.wrappers import Response

from portal.access import Permission
from portal.scores import MINIMUM, VERSION
from portal.site.figures import MILESTONE_SECONDS
from portal.site.routes import routes
from portal.web import page

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
    return page("site/privacy.html", kept_days=KEPT_FORM_DAYS, draft_days=DRAFT_DAYS)
