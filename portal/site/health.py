"""Pages without a language: the way in, and what machines ask for."""

import logging

import flask
from flask import current_app, request
from werkzeug.wrappers import Response

from portal import events
from portal.access import Permission
from portal.db import db
from portal.language import negotiate
from portal.search import IndexUnavailableError
from portal.site.routes import bare_routes
from portal.stores import store_count
from portal.web import path

TOO_FAR_BEHIND = 1_000
"""Events a follower may be behind before the portal calls itself not ready."""

ROBOTS = """\
User-agent: *
Disallow: /*/search
Disallow: /*/account/
Disallow: /*/desk/
Disallow: /*/complaints/new
Disallow: /*/complaints/*/helpful
"""
log = logging.getLogger(__name__)


@bare_routes.page("/", Permission.READ_PUBLIC)
def entrance() -> Response:
    language = negotiate(request.headers.get("Accept-Language", ""))
    answer = flask.redirect(path("site.home", language), 302)
    answer.headers.add("Vary", "Accept-Language")
    return answer


@bare_routes.page("/healthz", Permission.READ_PUBLIC)
def healthz() -> Response:
    return _plain("alive\n")


@bare_routes.page("/readyz", Permission.READ_PUBLIC)
def readyz() -> Response:
    """Whether a visitor would be served well: 200, or 503 with what is wrong."""
    try:
        store_count(db.session())
    except Exception:
        log.warning("not ready", exc_info=True)
        return _plain("database: does not answer\n", 503)
    behind = _behind()
    late = max(behind.values(), default=0) > TOO_FAR_BEHIND
    lines = ["database: answers", f"index: {_index_state()}"]
    lines += [f"{name}: {count} events behind" for name, count in behind.items()]
    return _plain("\n".join(lines) + "\n", 503 if late else 200)


@bare_routes.page("/robots.txt", Permission.READ_PUBLIC)
def robots() -> Response:
    return _plain(ROBOTS)


def _index_state() -> str:
    # Search answers from the database while the worker makes the index anew: that is no reason to stop serving.
    try:
        return f"{current_app.extensions['portal-search'].size()} cases"
    except IndexUnavailableError:
        return "being made"


def _behind() -> dict[str, int]:
    session = db.session()
    followers = current_app.extensions["portal-subscribers"]
    return {follower.name: events.lag(session, follower) for follower in followers}


def _plain(body: str, status: int = 200) -> Response:
    answer = current_app.response_class(body, status=status, mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer
