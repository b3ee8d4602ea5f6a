"""The rules while somebody writes in a case: what a script asks them for the store's reply and the shopper's words."""

from collections.abc import Mapping

from flask import request
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission, allowed
from portal.checking import TextInCase, say
from portal.language import N_
from portal.moderation import Kind
from portal.site.case_access import find_case
from portal.site.routes import routes
from portal.web import LineField, NotFoundError, TextField, current_actor, optional

WRITES: Mapping[str, Permission] = {
    Kind.COMPLAINT: Permission.FOLLOW_OWN_CASE,
    Kind.REBUTTAL: Permission.FOLLOW_OWN_CASE,
    Kind.REPLY: Permission.WORK_FOR_STORE,
}
"""Who writes what in a case."""


class TypedForm(TextInCase):
    title = LineField(N_("Title"))
    body = TextField(N_("Text"))


@routes.page("/complaints/<number>/check", Permission.DRAFT_COMPLAINT, methods=("POST",))
def check_in_case(number: str) -> Response:
    """What the rules say of a text of this `kind` as it is typed.

    Everybody may knock: whoever's session ended while they wrote is told nothing, and not sent to sign in with a copy
    kept of every pause in their typing.
    """
    case, kind = find_case(number), request.args.get("kind", "")
    if not allowed(current_actor(), optional(WRITES.get(kind)), case):
        raise NotFoundError
    return say(TypedForm(case, Kind(kind), {}), clock.now())
