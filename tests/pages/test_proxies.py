"""Who asks, where a proxy stands between: its own visitors it may name, and nobody else may."""

from pathlib import Path

import pytest
from flask import request, request_started

from portal.config import Config
from portal.factory import create_app


@pytest.mark.parametrize(
    ("proxies", "reader"),
    [
        pytest.param("0", "192.0.2.1", id="without a proxy whoever connects is the reader, whatever they say"),
        pytest.param("1", "203.0.113.9", id="a proxy says who connected to it, and readers may have said more"),
        pytest.param("2", "198.51.100.4", id="two proxies say so one after the other"),
    ],
)
def test_a_reader_is_who_trusted_proxies_say(tmp_path: Path, proxies: str, reader: str) -> None:
    app = create_app(Config.from_environment({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_PROXIES": proxies}))
    asked = []

    def note(_app: object) -> None:
        asked.append((request.remote_addr, request.host))

    with request_started.connected_to(note, app):
        app.test_client().get(
            "/manifest.webmanifest",
            environ_base={"REMOTE_ADDR": "192.0.2.1"},
            headers={
                "X-Forwarded-For": "10.1.1.1, 198.51.100.4, 203.0.113.9",
                "X-Forwarded-Host": "elsewhere.example",
            },
        )
    assert asked == [(reader, "localhost")]
