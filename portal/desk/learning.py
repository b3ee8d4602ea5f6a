"""What moderators' decisions have taught the rule of relevance, for administrators to look at."""

from werkzeug.wrappers import Response

from portal import moderation
from portal.access import Permission
from portal.db import db
from portal.desk.routes import routes
from portal.web import current_language, page

WORDS_SHOWN = 20


@routes.page("/desk/admin/learning/", Permission.ADMINISTER)
def learning() -> Response:
    code = current_language().code
    learned = moderation.learned_summaries(db.session(), WORDS_SHOWN)
    named = [(moderation.language_name(summary.language, code), summary) for summary in learned]
    return page("desk/learning.html", learned=named, indexed=False)
