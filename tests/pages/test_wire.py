"""What goes over the wire: who may keep a copy, what is compressed, and what is not sent twice."""

import gzip
import re

import pytest

from portal.language import LANGUAGES
from portal.web.addresses import STATIC, static
from portal.web.styles import stylesheet

FOR_GOOD = "public, max-age=31536000, immutable"
ZIPPED = {"Accept-Encoding": "gzip"}
KILOBYTE = 1000


def address_of(name):
    return stylesheet() if name == "styles.css" else static(name)


def fetch(client, path, **headers):
    return client._client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize("name", ["js/focus.js", "fonts/vazirmatn-arabic.woff2", "styles.css"])
def test_a_file_under_its_present_address_is_kept_for_good(world, name):
    """By everybody alike: no cookie, and no word that it depends on one."""
    answer = fetch(world.client(world.maryam), address_of(name))
    assert answer.headers["Cache-Control"] == FOR_GOOD
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("name", ["js/focus.js", "styles.css"])
def test_under_any_other_address_it_is_asked_about_again(client, name):
    address = address_of(name)
    for other in (address.partition("?")[0], f"{address}0"):
        answer = fetch(client, other)
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert fetch(client, other, If_None_Match=answer.headers["ETag"]).status_code == 304


def test_files_are_compressed_where_it_saves_something(client):
    script, font = (
        fetch(client, static(name), **ZIPPED) for name in ("js/submit-once.js", "fonts/vazirmatn-latin.woff2")
    )
    assert gzip.decompress(script.data) == (STATIC / "js" / "submit-once.js").read_bytes()
    assert script.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in font.headers
    assert "Content-Encoding" not in fetch(client, static("js/submit-once.js")).headers


@pytest.mark.parametrize("name", ["js/none.js", "../wsgi.py", "js", "%2e%2e/wsgi.py", "js/focus.js/x"])
def test_nothing_but_static_files_is_served(client, name):
    assert fetch(client, f"/static/{name}").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_and_the_page_name_the_font_alike(client, language):
    """Two addresses would load it twice. What a page is written in comes at once, blanks of Arabic letters too."""
    fonts = re.findall(r'url\("([^"]+)"\)', fetch(client, stylesheet()).text)
    preloaded = [link["href"] for link in client.visit(f"/{language}/").select("link[rel=preload][as=font]")]
    names = [href.partition("?")[0] for href in preloaded]
    assert names == [f"/static/fonts/vazirmatn-{letters}.woff2" for letters in ("arabic", "latin")]
    assert set(preloaded) <= set(fonts)


def test_a_page_for_everybody_is_compressed_and_sent_once(world):
    case = world.publish()
    for path in ("/fa/", f"/ar/complaints/{case.number}/"):
        plain, zipped = fetch(world.client(), path), fetch(world.client(), path, **ZIPPED)
        assert gzip.decompress(zipped.data) == plain.data
        assert set(zipped.headers["Vary"].split(", ")) == {"Cookie", "Accept-Encoding"}
        again = fetch(world.client(), path, If_None_Match=zipped.headers["ETag"], **ZIPPED)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Cache-Control"] == zipped.headers["Cache-Control"] == "public, no-cache"


def test_a_page_that_changed_is_sent_again(world):
    before = fetch(world.client(), "/fa/").headers["ETag"]
    world.publish()
    assert fetch(world.client(), "/fa/", If_None_Match=before).status_code == 200


@pytest.mark.parametrize(
    ("who", "path"),
    [
        pytest.param(None, "/fa/complaints/new", id="a form carries a token"),
        pytest.param(None, "/fa/account/sign-in", id="signing in"),
        pytest.param("maryam", "/fa/", id="a page with a name on it"),
        pytest.param(None, "/fa/nowhere", id="an error"),
    ],
)
def test_a_page_with_a_secret_is_nobody_elses_and_not_compressed(world, who, path):
    client = world.client(getattr(world, who) if who else None)
    for _ in range(2):
        answer = fetch(client, path, **ZIPPED)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "Content-Encoding" not in answer.headers
        assert "ETag" not in answer.headers


def test_what_is_said_to_one_browser_is_shown_to_no_other(client):
    client.fill("/fa/complaints/new", status=422)
    with client._client.session_transaction() as session:
        session["_flashes"] = [("done", "تنها برای شما")]
    answer = fetch(client, "/fa/", **ZIPPED)
    assert "تنها برای شما" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert fetch(client, "/fa/").headers["Cache-Control"] == "public, no-cache"


def test_style_and_behaviour_are_small(client):
    """Of every page: 25 kB of style and 20 kB of script over the wire, bodies alone."""
    scripts = [file.relative_to(STATIC).as_posix() for file in STATIC.glob("js/**/*.js")]
    assert scripts
    assert len(fetch(client, stylesheet(), **ZIPPED).data) <= 25 * KILOBYTE
    assert sum(len(fetch(client, static(name), **ZIPPED).data) for name in scripts) <= 20 * KILOBYTE
