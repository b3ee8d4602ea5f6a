"""The pictures of the installation's branding: the logo, the icons, and what is shown where a page is shared."""

from functools import cache

from werkzeug.wrappers import Response

from portal.access import Permission
from portal.branding import Picture
from portal.web.addresses import path
from portal.web.loading import current_branding, optional
from portal.web.routes import Routes
from portal.web.statics import Packed, answer, pack

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""An SVG may colour itself; opened by itself it is a page of its own, and can do nothing."""
FAVICON = "favicon.ico"

routes = Routes("brand", under_language=False)


@routes.page("/brand/<picture_name>", Permission.READ_PUBLIC)
def picture(picture_name: str) -> Response:
    response = answer(_packed(optional(_named(picture_name))))
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    return response


@routes.page("/favicon.ico", Permission.READ_PUBLIC)
def favicon() -> Response:
    """Where browsers look without being told."""
    return picture(FAVICON)


def picture_address(name: str) -> str | None:
    """The address of a picture of the branding, which changes with its contents; None where there is none."""
    found = _named(name)
    return path("brand.picture", "", picture_name=name, v=_packed(found).digest) if found else None


def _named(name: str) -> Picture | None:
    branding = current_branding()
    if branding.logo is not None and branding.logo.name == name:
        return branding.logo
    return branding.pictures.get(name)


@cache
def _packed(found: Picture) -> Packed:
    return pack(found.content, found.mimetype)
