"""Pages: a template, the reader and the headers that go with who is reading."""

from typing import Any, cast

import flask
from flask import current_app, request
from werkzeug.wrappers import Response

from portal import access
from portal.access import Actor, Permission
from portal.language import LANGUAGES, Language, text
from portal.web import addresses
from portal.web.brand import picture_address
from portal.web.drafts import SENT_DRAFT, draft_key
from portal.web.loading import current_actor, current_branding, current_language
from portal.web.styles import stylesheet

FLASH_KINDS = {"done", "problem", "hint"}


class Reader:
    """The actor as templates see them."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.name = actor.name
        self.is_signed_in = actor.is_signed_in
        self.parties = actor.parties

    def may(self, permission: str, subject: Any = None) -> bool:
        return access.allowed(self.actor, Permission(permission), subject)


def page(template: str, /, *, status: int = 200, **context: Any) -> Response:
    """The rendered page in the language of the request."""
    body = render(template, **context)
    return current_app.response_class(body, status=status, mimetype="text/html")


def render(template: str, /, **context: Any) -> str:
    language = current_language()
    context.setdefault("here", here)
    context.setdefault("canonical", f"{current_app.extensions['portal-config'].base_url}{request.path}")
    context.setdefault("indexed", True)
    said = cast("list[tuple[str, str]]", flask.get_flashed_messages(with_categories=True))
    body: str = current_app.extensions["portal-renderer"].render(
        language,
        template,
        {
            "reader": Reader(current_actor()),
            "flashes": [(kind, message) for kind, message in said if kind in FLASH_KINDS],
            "sent_drafts": [key for kind, key in said if kind == SENT_DRAFT],
            "draft": draft_key(),
            **context,
        },
    )
    return body


def site_globals(language: Language) -> dict[str, Any]:
    """What templates of a language can call beside messages and filters."""
    return {
        "url": lambda endpoint, **values: addresses.path(endpoint, language, **values),
        "static": addresses.static,
        "stylesheet": stylesheet,
        "brand": current_branding().shown_in(language),
        "picture": picture_address,
        "origin": addresses.origin(),
    }


def here(language_code: str) -> str:
    """The address of the present page in another language."""
    endpoint = request.endpoint
    if endpoint is None or not current_app.url_map.is_endpoint_expecting(endpoint, "language_code"):
        return addresses.path("site.home", LANGUAGES[language_code])
    values = {**request.args.to_dict(), **(request.view_args or {})}
    for name in ("kept", "language_code"):
        values.pop(name, None)
    return addresses.path(endpoint, LANGUAGES[language_code], **values)


def see_other(endpoint: str, /, **values: Any) -> Response:
    """Sends the browser on to a page in the same language (303, so that it is fetched with GET)."""
    return flask.redirect(addresses.path(endpoint, current_language(), **values), 303)


def flash(message: str, /, kind: str = "done", **arguments: Any) -> None:
    """A message shown once on the next page; `kind` is done, problem or hint."""
    if kind not in FLASH_KINDS:
        raise ValueError(kind)
    flask.flash(text(current_language(), message, **arguments), kind)
