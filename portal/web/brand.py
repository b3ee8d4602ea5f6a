"""The pictures of the installation's branding: the logo, the icons, and what is shown where a page is shared."""

from flask import current_app
from werkzeug.wrappers import Response

from portal.access import Permission
from portal.branding import Branding, Picture
from portal.web.addresses import path
from portal.web.loading import current_branding, optional
from portal.web.routes import Routes

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""An SVG may draw and colour itself; opened by itself it is a page of its own and can do nothing."""
YEAR, DAY = 31_536_000, 86_400

routes = Routes("brand", under_language=False)


@routes.page("/brand/<picture_name>", Permission.READ_PUBLIC)
def picture(picture_name: str) -> Response:
    return _answer(optional(_named(current_branding(), picture_name)), f"public, max-age={YEAR}, immutable")


@routes.page("/favicon.ico", Permission.READ_PUBLIC)
def favicon() -> Response:
    """Where browsers look without being told."""
    return _answer(optional(_named(current_branding(), "favicon.ico")), f"public, max-age={DAY}")


def picture_address(name: str) -> str | None:
    """The address of a picture of the branding, which changes with its contents; None where there is none."""
    found = _named(current_branding(), name)
    return path("brand.picture", "", picture_name=name, v=found.version) if found else None


def _named(branding: Branding, name: str) -> Picture | None:
    if branding.logo is not None and branding.logo.name == name:
        return branding.logo
    return branding.pictures.get(name)


def _answer(found: Picture, caching: str) -> Response:
    answer = current_app.response_class(found.content, mimetype=found.mimetype)
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    answer.headers["Cache-Control"] = caching
    return answer
