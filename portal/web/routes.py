"""Routes that cannot be declared without a permission."""

from collections.abc import Callable, Sequence
from functools import wraps

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.access import ANONYMOUS, Permission, allowed
from portal.language import LANGUAGES
from portal.web.loading import authorise

View = Callable[..., Response]
LANGUAGE_PREFIX = f"/<any({', '.join(LANGUAGES)}):language_code>"

permissions: dict[str, Permission] = {}
"""The permission each endpoint asks for before anything is loaded."""


class Routes:
    """The pages of one blueprint. Views get their typed URL arguments; the language is taken off before."""

    def __init__(self, name: str, *, under_language: bool = True) -> None:
        self.blueprint = Blueprint(name, name, url_prefix=LANGUAGE_PREFIX if under_language else None)

    def page(
        self, rule: str, permission: Permission, *, methods: Sequence[str] = ("GET",), name: str | None = None
    ) -> Callable[[View], View]:
        """Declares a page. Where the permission depends on a subject, the view asks again once it is loaded."""

        def declare(view: View) -> View:
            endpoint = name or view.__name__
            permissions[f"{self.blueprint.name}.{endpoint}"] = permission

            @wraps(view)
            def guarded(**arguments: object) -> Response:
                # What strangers may asks for no account, and so for no database.
                if not allowed(ANONYMOUS, permission):
                    authorise(permission)
                return view(**arguments)

            self.blueprint.add_url_rule(rule, endpoint, guarded, methods=list(methods))
            return view

        return declare
