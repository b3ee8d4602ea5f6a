"""Addresses of pages, the same within a request and in mail."""

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from werkzeug.routing import Map, MapAdapter

from portal.language import Language

STATIC = Path(__file__).resolve().parent.parent.parent / "static"


def path(endpoint: str, language: Language | str, /, **values: Any) -> str:
    """The address of a page under a language, without scheme and host."""
    code = language if isinstance(language, str) else language.code
    url_map, base_url = current_app.url_map, current_app.extensions["portal-config"].base_url
    return _built(url_map, base_url, endpoint, code, **values) if values else _plain(url_map, base_url, endpoint, code)


def _built(url_map: Map, base_url: str, endpoint: str, code: str, /, **values: Any) -> str:
    if url_map.is_endpoint_expecting(endpoint, "language_code"):
        values.setdefault("language_code", code)
    given = {name: value for name, value in values.items() if value is not None}
    return _adapter(url_map, base_url).build(endpoint, given)


@lru_cache(maxsize=1024)
def _plain(url_map: Map, base_url: str, endpoint: str, code: str) -> str:
    """Most of a page's addresses: header and footer name the same on every page."""
    return _built(url_map, base_url, endpoint, code)


@lru_cache(maxsize=8)
def _adapter(url_map: Map, base_url: str) -> MapAdapter:
    """Made once: a page has dozens of addresses."""
    base = urlsplit(base_url)
    return url_map.bind(base.netloc, script_name=base.path or "/", url_scheme=base.scheme)


def absolute(endpoint: str, language: Language | str, /, **values: Any) -> str:
    """The full address, for mail, feeds and canonical links."""
    return f"{origin()}{path(endpoint, language, **values)}"


def origin() -> str:
    """Scheme and host of the portal, to stand before an address."""
    base = urlsplit(current_app.extensions["portal-config"].base_url)
    return f"{base.scheme}://{base.netloc}"


@lru_cache(maxsize=512)
def static(name: str) -> str:
    """The address of a static file, which changes with its contents so that browsers may keep it for good."""
    return f"/static/{name}?v={digest((STATIC / name).read_bytes())}"


def digest(contents: bytes) -> str:
    """What distinguishes these contents from others, as a part of an address."""
    return blake2b(contents, digest_size=6).hexdigest()
