"""Static files, compressed once a process and kept by browsers for good under addresses that change with them."""

import gzip
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import flask
from flask import Flask, current_app, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

from portal.web.addresses import STATIC, digest
from portal.web.loading import optional

YEAR = 31_536_000
WORTH_COMPRESSING = 0.9


@dataclass(frozen=True, slots=True)
class Packed:
    """A file as it is sent. `zipped` is None where compressing saves next to nothing: fonts and pictures."""

    plain: bytes
    zipped: bytes | None
    digest: str
    mimetype: str


class Sessions(SecureCookieSessionInterface):
    """Leaves answers alone that never change: a cookie on them would make browsers load them anew."""

    def save_session(self, app: Flask, session: SessionMixin, response: flask.Response) -> None:
        if not response.cache_control.immutable:
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    app.session_interface = Sessions()
    app.add_url_rule("/static/<path:filename>", "static", serve)


def serve(filename: str) -> Response:
    return answer(packed(filename))


def answer(file: Packed) -> Response:
    """The file, for a year where it is asked for under its present address, and to be asked about otherwise."""
    is_zipped = file.zipped is not None and request.accept_encodings.quality("gzip") > 0
    body = file.zipped if is_zipped and file.zipped is not None else file.plain
    response = current_app.response_class(body, mimetype=file.mimetype)
    if file.zipped is not None:
        response.vary.add("Accept-Encoding")
    if is_zipped:
        response.content_encoding = "gzip"
    if request.args.get("v") == file.digest:
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "public, no-cache"
    response.set_etag(file.digest, weak=True)
    return response.make_conditional(request)


def pack(contents: bytes, mimetype: str) -> Packed:
    zipped = gzip.compress(contents, 9, mtime=0)
    is_worth_it = len(zipped) < WORTH_COMPRESSING * len(contents)
    return Packed(contents, zipped if is_worth_it else None, digest(contents), mimetype)


@cache
def packed(name: str) -> Packed:
    """The file of that name. Raises NotFoundError."""
    file = Path(optional(safe_join(str(STATIC), name)))
    contents = optional(file.read_bytes() if file.is_file() else None)
    return pack(contents, mimetypes.guess_type(name)[0] or "application/octet-stream")
