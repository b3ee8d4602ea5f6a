"""The design page shows every component, and is not there in production."""

import pytest

from portal.config import Config
from portal.factory import create_app
from portal.language import LANGUAGES
from portal.site.design import COMPONENTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_component_is_shown_in_every_language(client, language):
    index = client.visit(f"/{language}/design/")
    frames = [frame["src"].split("?")[0] for frame in index.select("iframe")]
    for name in COMPONENTS:
        assert f"/{language}/design/{name}" in frames
        assert len(client.visit(f"/{language}/design/{name}").text) > 100


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_is_shown_whatever_the_reader_prefers(client, theme):
    (link,) = client.visit(f"/fa/design/cards?theme={theme}").select("link[rel=stylesheet]")
    sheet = client._client.get(link["href"]).text
    assert "immutable" in client._client.get(link["href"]).headers["Cache-Control"]
    assert f"color-scheme: {theme};" in sheet
    assert "prefers-color-scheme" not in sheet


def test_a_frame_may_be_framed_by_the_portal_and_nothing_else_may(client):
    assert "frame-ancestors 'self'" in client.visit("/en/design/cards").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.visit("/en/").headers["Content-Security-Policy"]


def test_there_is_none_in_production(tmp_path):
    config = Config.from_environment(
        {
            "PORTAL_ENV": "production",
            "PORTAL_INSTANCE": str(tmp_path),
            "PORTAL_SECRET_KEY": "only for the tests",
            "PORTAL_BASE_URL": "https://example.org",
        }
    )
    addresses = {rule.rule for rule in create_app(config).url_map.iter_rules()}
    assert not {address for address in addresses if "/design/" in address}
