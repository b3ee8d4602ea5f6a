"""The portal as it is served, with pages beside it that fail in the ways a page can fail."""

from flask import Blueprint, Flask
from werkzeug.exceptions import TooManyRequests

from portal.config import Config
from portal.db import BusyError
from portal.factory import create_app

FAILURES = {
    "broken": lambda: RuntimeError("broken on purpose"),
    "busy": lambda: BusyError("busy on purpose"),
    "too-many": TooManyRequests,
}
failing = Blueprint("failing", "failing", url_prefix="/<language_code>/failing")


@failing.route("/<failure>", methods=["GET", "POST"], endpoint="page")
def fail(failure: str):
    raise FAILURES[failure]()  # noqa: RSE102 -- each is made anew


def create(config: Config | None = None) -> Flask:
    app = create_app(config or Config.from_environment())
    app.register_blueprint(failing)
    return app
