"""What is typed is kept in the browser until the portal has it: under which key, and when it may be forgotten."""

import flask
from flask import request

from portal.web.loading import current_actor

SENT_DRAFT = "sent-draft"


def draft_key() -> str:
    """The key of what is typed at the present address: the account's own, and the same in every language."""
    _language, _, place = request.path.lstrip("/").partition("/")
    return f"{current_actor().account_id or ''}:{place}"


def draft_sent() -> None:
    """Lets the browser forget what was typed here: the portal has it. The next page says so."""
    flask.flash(draft_key(), SENT_DRAFT)
