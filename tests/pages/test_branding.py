"""An installation with a name, colours, a logo, categories and countries of its own: the pages are its pages."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.config import Config
from portal.db import db
from portal.factory import create_app
from tests.kit.client import Client
from tests.kit.snapshots import EMPTY
from tests.rules.test_branding import SVG, WHOLE

ROOT = Path(__file__).resolve().parents[2]
SHARED = re.compile(r"http://[^/]+(/brand/share-fa\.png\?v=\w+)")
CANNOT_START = 3


@pytest.fixture(scope="module")
def branded(snapshots, tmp_path_factory):
    folder = tmp_path_factory.mktemp("branded")
    (folder / "branding.toml").write_text(WHOLE, encoding="utf-8")
    (folder / "logo.svg").write_text(SVG, encoding="utf-8")
    shutil.copy(snapshots.instance.kept_database(EMPTY), folder)
    app = create_app(
        Config.from_environment({"PORTAL_INSTANCE": str(folder), "PORTAL_SECRET_KEY": "only for the tests"})
    )
    app.testing = True
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def reader(branded):
    """Somebody at the branded portal."""
    with branded.app_context():
        yield Client(branded)
        db.session.remove()


def meta(page, name):
    found = page.select(f'meta[property="{name}"], meta[name="{name}"]')
    return found[0]["content"] if found else None


def test_its_name_and_texts_stand_on_every_page(reader):
    home, privacy = reader.visit("/fa/"), reader.visit("/fa/privacy")
    assert home.heading == "شفق می‌پرسد"
    assert home.select_one("title").get_text() == "شفق می‌پرسد · روزنامهٔ شفق"
    assert "شکوا" not in home.whole.get_text()
    assert privacy.select_one("title").get_text().endswith(" · روزنامهٔ شفق")
    assert "روزنامهٔ شفق" in privacy.text


def test_who_runs_it_can_be_reached_from_every_page(reader):
    footer = reader.visit("/fa/stores/").select_one("footer")
    assert footer.select_one('a[href="https://shafaq.example/"]').get_text() == "روزنامهٔ شفق"
    assert footer.select_one('a[href^="mailto:"]').get_text() == "complaints@shafaq.example"


def test_its_logo_stands_in_the_header_once_with_its_name(reader):
    mark = reader.visit("/fa/").select_one("header .name-mark")
    image = mark.select_one("img")
    assert (image["alt"], image["width"], image["height"]) == ("روزنامهٔ شفق", "108", "36")
    assert mark.get_text().strip() == ""


def test_a_logo_is_a_picture_and_nothing_else(reader):
    address = reader.visit("/fa/").select_one("header img")["src"]
    logo = reader.visit(address)
    assert logo.body == SVG
    assert logo.headers["Content-Type"].startswith("image/svg+xml")
    assert "sandbox" in logo.headers["Content-Security-Policy"]
    assert "script" not in logo.headers["Content-Security-Policy"]
    assert logo.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in logo.headers["Cache-Control"]


def test_its_colours_come_with_the_style_sheet(reader, client):
    own, usual = reader.visit("/fa/"), client.visit("/fa/")
    address = own.select_one("link[rel=stylesheet]")["href"]
    assert address != usual.select_one("link[rel=stylesheet]")["href"], "an old copy must not be kept"
    sheet = reader.visit(address).body
    assert "--header: #8c0d17" in sheet
    assert sheet.index("--header: #0a3d42") < sheet.index("--header: #8c0d17")
    assert "#8c0d17" in own.select_one('meta[name="theme-color"]')["content"]


def test_its_categories_and_countries_are_offered(reader):
    offered = [option.get_text() for option in reader.visit("/fa/complaints/new").select("[name=category] option")]
    assert offered[1:] == ["کتاب", "جز این‌ها"]


def test_it_is_installed_under_its_name_and_colour(reader):
    described = json.loads(reader.visit("/fa/manifest.webmanifest").body)
    assert described["short_name"] == "روزنامهٔ شفق"
    assert (described["theme_color"], described["background_color"]) == ("#8c0d17", "#faf6ee")
    for icon in described["icons"]:
        with reader._client.get(icon["src"]) as answer:
            assert (answer.status_code, answer.mimetype) == (200, icon["type"])


def test_a_picture_with_another_name_is_not_shared(reader):
    page = reader.visit("/fa/")
    assert meta(page, "og:site_name") == "روزنامهٔ شفق"
    assert meta(page, "og:image") is None
    assert meta(page, "twitter:card") == "summary"


@pytest.mark.parametrize(
    ("language", "locale", "others"),
    [("fa", "fa_IR", {"ar_SA", "en_GB"}), ("ar", "ar_SA", {"fa_IR", "en_GB"}), ("en", "en_GB", {"fa_IR", "ar_SA"})],
)
def test_a_page_says_what_it_is_where_it_is_shared(client, language, locale, others):
    page = client.visit(f"/{language}/")
    assert meta(page, "og:locale") == locale
    assert others <= {tag["content"] for tag in page.select('meta[property="og:locale:alternate"]')}
    assert meta(page, "og:title") == page.heading
    assert meta(page, "og:description") == meta(page, "description")
    assert meta(page, "og:url") == page.select_one("link[rel=canonical]")["href"]
    assert meta(page, "twitter:card") == "summary_large_image"


def test_the_picture_of_a_shared_page_is_there(client):
    address = SHARED.fullmatch(meta(client.visit("/fa/"), "og:image"))[1]
    with client._client.get(address) as answer:
        assert answer.status_code == 200
        assert answer.mimetype == "image/png"
        assert len(answer.data) < 60_000


def test_a_case_is_shared_under_its_title(world, client):
    case = world.publish()
    page = client.visit(f"/fa/complaints/{case.number}/")
    assert meta(page, "og:title") == page.heading


def test_what_is_not_indexed_says_nothing(client):
    assert meta(client.visit("/fa/account/sign-in"), "og:title") is None


def test_every_icon_a_page_names_is_there(client):
    for link in client.visit("/fa/").select("link[rel=icon], link[rel=apple-touch-icon]"):
        with client._client.get(link["href"]) as answer:
            assert answer.status_code == 200, link
            assert answer.mimetype.startswith("image/")


def test_other_files_of_the_instance_are_not_served(reader):
    for name in ("branding.toml", "portal.db", "secret-key", "..%2Fportal.db"):
        reader.visit(f"/brand/{name}", status=404)


def flask(instance, *command):
    environment = {"PATH": "/usr/bin:/bin", "PORTAL_INSTANCE": str(instance)}
    program = Path(sys.executable).parent / "flask"
    return subprocess.run(
        (program, "--app", "wsgi", *command), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.thorough
def test_doctor_says_which_branding_is_in_use(tmp_path):
    assert flask(tmp_path, "doctor").stdout.startswith("branding: the portal's own\n")
    (tmp_path / "branding.toml").write_text('[name]\nen = "The Shafaq"\n')
    first = flask(tmp_path, "doctor").stdout.splitlines()[0]
    assert str(tmp_path / "branding.toml") in first
    assert f"make images INSTANCE={tmp_path}" in first


@pytest.mark.thorough
def test_a_wrong_branding_stops_the_start_with_one_line(tmp_path):
    (tmp_path / "branding.toml").write_text('[colours.light]\nlink = "#ff6600"\n')
    stopped = flask(tmp_path, "doctor")
    assert stopped.returncode == CANNOT_START
    assert stopped.stderr.splitlines()[-1].startswith(f"{tmp_path / 'branding.toml'}: colours.light.link: ")
    assert "Traceback" not in stopped.stderr
