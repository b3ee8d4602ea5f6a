"""What lets a browser install the portal and read it without a connection."""

import json
from functools import cache
from hashlib import blake2b
from pathlib import Path

from flask import current_app
from werkzeug.wrappers import Response

from portal.access import Permission
from portal.language import LANGUAGES
from portal.rendering import TEMPLATES
from portal.site.routes import bare_routes, routes
from portal.web import STATIC, current_branding, current_language, page, path, picture_address, stylesheet

ICONS = (
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
    ("favicon.svg", "any", "image/svg+xml", "any"),
)
HOUR = 3600


@routes.page("/offline", Permission.READ_PUBLIC)
def offline() -> Response:
    """Shown in the place of a page that cannot be had."""
    return page("site/offline.html", indexed=False)


@routes.page("/manifest.webmanifest", Permission.READ_PUBLIC)
def manifest() -> Response:
    language = current_language()
    home, brand, paint = path("site.home", language), current_branding().shown_in(language), current_branding().paint
    described = {
        "id": home,
        "name": f"{brand.name} · {brand.tagline}",
        "short_name": brand.name,
        "lang": language.code,
        "dir": language.direction,
        "start_url": home,
        "scope": "/",
        "display": "standalone",
        "theme_color": paint.light_header,
        "background_color": paint.light_paper,
        "icons": _icons(),
    }
    return _text(json.dumps(described, ensure_ascii=False), "application/manifest+json", f"public, max-age={HOUR}")


@bare_routes.page("/sw.js", Permission.READ_PUBLIC)
def service_worker() -> Response:
    """The service worker, behind what it has to know of this version of the portal."""
    shell = {
        "version": _version(current_branding().source),
        "files": [stylesheet()],
        "languages": {
            language.code: {"offline": path("site.offline", language), "digits": language.digits}
            for language in LANGUAGES.values()
        },
    }
    source = (STATIC / "js" / "service-worker.js").read_text(encoding="utf-8")
    return _text(f"const SHELL = {json.dumps(shell)};\n{source}", "text/javascript", "public, no-cache")


def _icons() -> list[dict[str, str]]:
    return [
        {"src": address, "sizes": sizes, "type": kind, "purpose": purpose}
        for name, sizes, kind, purpose in ICONS
        if (address := picture_address(name))
    ]


@cache
def _version(branding: Path | None) -> str:
    """Changes with everything pages are made of, so that nothing kept outlives it."""
    files = sorted(file for folder in (STATIC, TEMPLATES) for file in folder.rglob("*") if file.is_file())
    files += [branding] if branding else []
    version = blake2b(digest_size=6)
    for file in files:
        version.update(file.read_bytes())
    return version.hexdigest()


def _text(body: str, mimetype: str, cache_control: str) -> Response:
    answer = current_app.response_class(body, mimetype=mimetype)
    answer.headers["Cache-Control"] = cache_control
    return answer
