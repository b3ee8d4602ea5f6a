"""Who is asking, in which language, and whether they may."""

from typing import Any, TypeVar

from flask import current_app, g

from portal import access
from portal.access import Actor, Permission
from portal.branding import Branding
from portal.language import DEFAULT, LANGUAGES, Language

Found = TypeVar("Found")


class NotFoundError(Exception):
    """There is no such thing, or none this actor may know of."""


class SignInRequiredError(Exception):
    """The permission may be there after signing in."""


def current_actor() -> Actor:
    """The actor of this request, loaded once."""
    if "actor" not in g:
        g.actor = current_app.extensions["portal-actor"]()
    actor: Actor = g.actor
    return actor


def current_language() -> Language:
    """The language of the page; the portal's first language on pages without one."""
    return LANGUAGES[g.get("language_code", DEFAULT.code)]


def current_branding() -> Branding:
    """What the installation says of itself."""
    branding: Branding = current_app.extensions["portal-branding"]
    return branding


def authorise(permission: Permission, subject: Any = None) -> Actor:
    """The actor, if allowed. Strangers are sent to sign in; others learn that they may not."""
    actor = current_actor()
    if access.allowed(actor, permission, subject):
        return actor
    if not actor.is_signed_in:
        raise SignInRequiredError
    raise access.ForbiddenError(permission)


def optional(found: Found | None) -> Found:
    """What was found; raises NotFoundError where nothing was."""
    if found is None:
        raise NotFoundError
    return found
