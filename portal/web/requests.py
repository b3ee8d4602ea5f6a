"""What happens before each request: its language is taken off the address."""

from typing import Any

from flask import Flask, g


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(_take_language)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "language_code" in values:
        g.language_code = values.pop("language_code")
