"""What people are told: on the site and by mail, in their own language.

One notice per event, person and kind. A notice holds ids; its words and links are made when it is shown or mailed,
so that nothing unapproved and nothing erased stays behind in it.
"""

from portal.notices import mail
from portal.notices.delivery import send_waiting_mail
from portal.notices.mail import mail_problem
from portal.notices.models import Notice
from portal.notices.queries import unmailed_count, unread_count
from portal.notices.rules import NoticeKind
from portal.notices.subscribers import telling
from portal.notices.views import routes

BLUEPRINTS = (routes.blueprint,)

__all__ = [
    "BLUEPRINTS",
    "Notice",
    "NoticeKind",
    "mail",
    "mail_problem",
    "send_waiting_mail",
    "telling",
    "unmailed_count",
    "unread_count",
]
