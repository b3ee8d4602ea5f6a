"""A language is added by one command to a copy of the portal, and its pages are served there: no code is touched."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.elements import parsed

pytestmark = pytest.mark.thorough
ROOT = Path(__file__).resolve().parents[2]
CODE = "ckb"
VISITS = """
import json, sys
from flask_migrate import upgrade
from portal.config import Config
from portal.factory import create_app
from tests.kit.archives import COMPLAINT, STORE, load
from tests.kit.client import Client

app = create_app(Config.from_environment())
app.testing = True
with app.app_context():
    upgrade()
    load(STORE, COMPLAINT)
    client = Client(app)
    pages = {path: client.visit(path).body for path in sys.argv[1:]}
    pages["mistakes"] = client.fill("/ckb/account/sign-up", status=422, name="", email="no").body
    home = client.visit("/", status=302, **{"Accept-Language": "ckb"}).location
json.dump({"home": home, "pages": pages}, sys.stdout)
"""
PATHS = ("", "stores/", "stores/golestan/", "search", "complaints/new", "account/sign-in", "stores/golestan/score")


def run(folder: Path, *command: str) -> str:
    environment = {**os.environ, "PORTAL_INSTANCE": str(folder / "instance"), "PYTHONPATH": str(folder)}
    done = subprocess.run(
        (sys.executable, *command), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def visited(tmp_path_factory):
    folder = tmp_path_factory.mktemp("portal")
    for part in ("portal", "templates", "static", "migrations", "tests"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("bench", CODE))
    run(folder, "-m", "portal.language.skeleton", CODE)
    return json.loads(run(folder, "-c", VISITS, *(f"/{CODE}/{path}" for path in PATHS)))


def test_its_pages_are_served_in_its_direction_and_digits(visited):
    """The checking client looked at each of them: language, direction, digits."""
    pages = {path: parsed(body) for path, body in visited["pages"].items()}
    roots = [page.select_one("html") for page in pages.values()]
    assert {(root["lang"], root["dir"]) for root in roots} == {(CODE, "rtl")}
    assert "١ store" in pages[f"/{CODE}/"].get_text()


def test_every_page_names_it(visited):
    page = parsed(visited["pages"][f"/{CODE}/"])
    assert [link["hreflang"] for link in page.select("link[hreflang]")][-1] == CODE
    assert page.select_one(f"footer a[lang={CODE}]").get_text() == "کوردیی ناوەندی"


def test_what_nobody_translated_reads_in_english(visited):
    assert "Please" in parsed(visited["pages"]["mistakes"]).select_one(".error-summary").get_text()


def test_a_browser_that_asks_for_it_gets_it(visited):
    assert visited["home"] == f"/{CODE}/"
