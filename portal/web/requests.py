"""What happens before each request: its language is taken off the address, and what no address can hold is refused."""

from typing import Any

from flask import Flask, g, request
from werkzeug.routing import IntegerConverter, Map

from portal.language import LANGUAGES, negotiate
from portal.web.loading import NotFoundError

BIGGEST_ID = 2**63 - 1


class Id(IntegerConverter):
    """`<int:…>` of an address: a number the database can hold; beyond it there is no such page."""

    def __init__(self, url_map: Map, *arguments: Any, **named: Any) -> None:
        super().__init__(url_map, *arguments, **{"max": BIGGEST_ID, **named})


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = Id
    app.url_value_preprocessor(_take_language)
    app.before_request(_refuse_nul)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "language_code" in values:
        g.language_code = values.pop("language_code")
        return
    # An address that leads nowhere is still answered in the language it begins with, or the browser's.
    first = request.path.strip("/").partition("/")[0]
    g.language_code = first if first in LANGUAGES else negotiate(request.headers.get("Accept-Language", "")).code


def _refuse_nul() -> None:
    # PostgreSQL cannot even be asked for such a text.
    if "\0" in request.path:
        raise NotFoundError
