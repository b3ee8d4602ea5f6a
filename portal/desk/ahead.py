"""Pages that a moderator's browser fetches before they are asked for: the next text, while one is read."""

from flask import request
from werkzeug.wrappers import Response

from portal.moderation import LEASE

PURPOSE = "X-Purpose"
AHEAD = "ahead"


def kept_ahead(response: Response) -> Response:
    """Kept by this browser alone, under this session's cookie, as long as the moderator holds the text."""
    if request.headers.get(PURPOSE) == AHEAD and response.status_code == 200:
        response.headers["Cache-Control"] = f"private, max-age={LEASE.seconds}"
    return response
