"""Headers of every answer: what a browser may load, and who may keep a copy."""

from urllib.parse import urlsplit

import flask
from flask import Flask, request
from werkzeug.wrappers import Response

from portal.web.loading import current_actor

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def init_app(app: Flask) -> None:
    app.after_request(_add_headers)
    app.after_request(_stay_on_this_host)


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if response.mimetype == "text/html":
        headers.setdefault("Cache-Control", _cache_control(response))
        headers.add("Vary", "Cookie")
    return response


def _cache_control(response: Response) -> str:
    shared = (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and "Set-Cookie" not in response.headers
        and not current_actor().is_signed_in
    )
    return "public, no-cache" if shared else "private, no-store"


def _stay_on_this_host(response: Response) -> Response:
    """No redirect leads away. The router completes addresses with the host a visitor names, which may be any."""
    target = urlsplit(response.location or "")
    if not target.netloc:
        return response
    here = target._replace(scheme="", netloc="", path=f"/{target.path.lstrip('/')}")
    return flask.redirect(here.geturl(), response.status_code)
