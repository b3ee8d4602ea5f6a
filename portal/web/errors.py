"""Every failure becomes a page in the reader's language that says what to do, and loses nothing typed."""

import logging
from collections.abc import Callable, Mapping

from flask import Flask, current_app, g, request
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge, TooManyRequests
from werkzeug.wrappers import Response

from portal import clock
from portal.access import ANONYMOUS, ForbiddenError
from portal.db import BusyError, StaleStateError, db
from portal.language import N_
from portal.web.kept import NOT_KEPT, TooMuchToKeepError, keep_form
from portal.web.loading import NotFoundError, SignInRequiredError
from portal.web.pages import page, see_other
from portal.web.writes import writing

log = logging.getLogger(__name__)

EXPLANATIONS = {
    400: (N_("This request could not be read"), N_("Please go back, and try once more.")),
    403: (N_("You may not open this page"), N_("It belongs to somebody else, or needs another role.")),
    404: (
        N_("There is no such page"),
        N_("Perhaps the address was typed wrongly, or the page is not public."),
    ),
    405: (N_("This page cannot be used like that"), N_("Please go back, and use the form on the page.")),
    409: (
        N_("Somebody was faster"),
        N_("This was changed meanwhile, so nothing was done. Please look at it again."),
    ),
    413: (
        N_("That is too much to send"),
        N_("Nothing was saved. Go back in your browser: your text is still there. Please shorten it."),
    ),
    429: (
        N_("That was too much in too short a time"),
        N_("So that the portal stays quick for everybody, please wait a minute before you try again."),
    ),
    500: (N_("Something went wrong on our side"), N_("It was noted. Please try again in a few minutes.")),
    503: (N_("The portal is very busy"), N_("Please try again in a moment.")),
}
OFFLINE = (N_("The portal cannot reach its records"), N_("It was noted. Please try again in a few minutes."))
SEND_AGAIN = {
    429: N_("Nothing was saved yet. What you typed is kept below: send it again in a minute."),
    500: N_("It was noted. What you typed is kept below: send it again in a few minutes."),
    503: N_("Nothing was saved yet. What you typed is kept below: send it again in a moment."),
}
SHOWN_FROM = 40
"""Texts of so many characters are shown again where a form could not be taken; shorter ones are typed quickly."""


def init_app(app: Flask) -> None:
    handlers: dict[type[Exception], Callable[..., Response]] = {
        SignInRequiredError: _sign_in_first,
        NotFoundError: lambda _error: error_page(404),
        ForbiddenError: lambda _error: error_page(403),
        StaleStateError: lambda _error: error_page(409),
        BusyError: lambda _error: _later(503),
        TooMuchToKeepError: lambda _error: error_page(413),
        OperationalError: _database_failed,
        HTTPException: _http_error,
        Exception: _unforeseen,
    }
    for error, handler in handlers.items():
        app.register_error_handler(error, handler)


def error_page(status: int) -> Response:
    """The page for a failure. What was sent to it is shown again: to be sent once more, or to be copied."""
    return _page(status, EXPLANATIONS.get(status, EXPLANATIONS[400 if status < 500 else 500]))


def _page(status: int, explanation: tuple[str, str]) -> Response:
    heading, advice = explanation
    typed = _typed()
    again = {**typed, "csrf_token": generate_csrf()} if typed and status in SEND_AGAIN else None
    return page(
        "errors/error.html",
        status=status,
        heading=heading,
        advice=SEND_AGAIN[status] if again else advice,
        again=again,
        typed=[value for value in typed.values() if len(value) >= SHOWN_FROM],
        shown_from=SHOWN_FROM,
        indexed=False,
    )


def _typed() -> Mapping[str, str]:
    """What was sent to a page of ours, secrets left out; nothing where it was too much to be read."""
    if request.method != "POST" or request.endpoint is None:
        return {}
    try:
        fields = request.form.to_dict()
    except HTTPException:
        return {}
    return {name: value for name, value in fields.items() if name not in NOT_KEPT}


def _sign_in_first(_error: Exception) -> Response:
    """Strangers go to sign in and come back; what they sent is kept meanwhile."""
    token = None
    if request.method == "POST":
        # An error raised by a handler reaches no other handler.
        try:
            with writing() as session:
                token = keep_form(session, request.path, request.form.to_dict(), clock.now())
        except (RequestEntityTooLarge, TooMuchToKeepError):
            return error_page(413)
        except BusyError:
            return _later(503)
        except OperationalError as error:
            return _database_failed(error)
    return see_other("accounts.sign_in", next=request.path, kept=token)


def _later(status: int, explanation: tuple[str, str] | None = None, wait: str = "5") -> Response:
    """Trying again may succeed: what was sent stands on the page, to be sent once more."""
    answer = _page(status, explanation or EXPLANATIONS[status])
    answer.headers["Retry-After"] = wait
    return answer


def _database_failed(error: OperationalError) -> Response:
    _go_on_without_database()
    log.error("the database failed, 'flask --app wsgi doctor' may know why: %s", error.orig)
    return _later(503, OFFLINE)


def _http_error(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return error.get_response()
    if isinstance(error, TooManyRequests):
        return _later(429, wait=error.get_response().headers.get("Retry-After", "60"))
    answer = error_page(error.code or 500)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(error.valid_methods)
    return answer


def _unforeseen(error: Exception) -> Response:
    if current_app.testing:
        raise error
    _go_on_without_database()
    log.error("unforeseen", exc_info=error)
    return error_page(500)


def _go_on_without_database() -> None:
    """Whoever asks is nobody in particular where the database could not even say who it is."""
    db.session.rollback()
    g.setdefault("actor", ANONYMOUS)
