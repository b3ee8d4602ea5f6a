"""The command line: data on standard output, everything else on standard error, and exit codes that tell."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from portal import accounts, clock, events, search, stores
from portal.access import Role
from portal.config import Config
from portal.db import db
from portal.factory import create_app
from portal.notices import Notice
from portal.scores import StoreScore
from tests.kit.archives import STORE, complaint, lines_of

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-24T09:00:00+00:00"
COMMANDS = (
    ["import", "-"],
    ["export"],
    ["search", "یخچال", "--json"],
    ["reindex"],
    ["score", "--json"],
    ["sample"],
    ["user", "create", "a@example.org", "--role", "moderator"],
    ["worker"],
)


def run(app: Flask, *arguments: str, given: str | bytes | None = None) -> Result:
    db.session.rollback()
    return app.test_cli_runner().invoke(args=list(arguments), input=given)


def archive(*objects: Any) -> str:
    return "".join(f"{line}\n" for line in lines_of(objects))


def printed(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def unmigrated(tmp_path: Path) -> Iterator[Flask]:
    """Another portal, new: nothing is in its folder."""
    elsewhere = create_app(Config.from_environment({"PORTAL_INSTANCE": str(tmp_path)}))
    with elsewhere.app_context():
        yield elsewhere
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def broken(unmigrated: Flask, tmp_path: Path) -> Flask:
    (tmp_path / "portal.db").write_bytes(b"this is no database, " * 100)
    return unmigrated


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_says_that_the_database_needs_an_upgrade(unmigrated, command):
    result = run(unmigrated, *command, given="")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("run 'flask --app wsgi db upgrade' first\n")


@pytest.mark.parametrize("command", [*COMMANDS, ["serve", "--port", "8239"]], ids=lambda command: command[0])
def test_a_database_that_is_none_is_told_in_one_line(broken, command):
    result = run(broken, *command, given="")
    told = "Error: PORTAL_DATABASE_URL: the database cannot be reached: file is not a database\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)


def test_the_upgrade_tells_it_as_well(broken, caplog):
    assert run(broken, "db", "upgrade").exit_code == 1
    assert "PORTAL_DATABASE_URL: the database cannot be reached: file is not a database" in caplog.text


def test_import_names_bad_lines_in_their_order_takes_the_rest_and_says_so(app):
    given = archive(STORE, "{", complaint("a", store="nowhere"), "[]", "", complaint("b"))
    result = run(app, "import", "-", given=given)
    assert (result.exit_code, result.stdout) == (1, "")
    told = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in told[:-1]] == ["line 2", "line 3", "line 4"]
    assert told[-1] == "1 stores and 1 complaints loaded, 0 were there already, 3 lines could not be taken"


def test_import_reads_a_file_with_or_without_a_byte_order_mark(app, tmp_path):
    for name, encoding in (("plain", "utf-8"), ("marked", "utf-8-sig")):
        file = tmp_path / name
        file.write_text(archive(STORE, complaint(name)), encoding=encoding)
        assert run(app, "import", str(file)).exit_code == 0
    assert len(printed(run(app, "export"))) == 3


def test_import_of_a_file_that_is_not_there(app):
    result = run(app, "import", "/nowhere.jsonl")
    assert (result.exit_code, result.stderr) == (1, "Error: /nowhere.jsonl: No such file or directory\n")


def test_after_an_import_index_and_scores_are_current_and_nobody_was_told(app):
    run(app, "import", "-", given=archive(STORE, complaint("a"), complaint("b", visibility="pending")))
    assert [hit["ref"] for hit in _search(app, "یخچال")["hits"]] == ["a"]
    assert db.session.scalar(select(StoreScore.cases)) == 1
    assert db.session.scalar(select(func.count()).select_from(Notice)) == 0
    followers = {one.name: one for one in app.extensions["portal-subscribers"]}
    assert [name for name in ("search", "scores") if events.lag(db.session(), followers[name])] == []


def test_reindex_makes_a_lost_index_anew(app):
    run(app, "import", "-", given=archive(STORE, complaint("a")))
    (app.extensions["portal-config"].folder("search") / "current").write_text("lost", encoding="ascii")
    result = run(app, "reindex")
    assert (result.exit_code, result.stdout) == (0, "")
    assert _search(app, "یخچال")["total"] == 1
    assert app.extensions["portal-search"].is_sound()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="sample", marks=pytest.mark.thorough),
        pytest.param(["--complaints", "60", "--seed", "3"], id="generated"),
    ],
)
def test_the_sample_of_an_instant_is_always_the_same(app, arguments):
    exports = []
    for _ in range(2):
        assert run(app, "sample", *arguments, "--as-of", AS_OF).exit_code == 0
        exports.append(run(app, "export").stdout)
        with db.engine.begin() as connection:
            for table in reversed(db.metadata.sorted_tables):
                connection.execute(table.delete())
    assert exports[0] == exports[1]
    assert len(exports[0].splitlines()) > 60


def test_search_prints_what_was_promised(app):
    run(app, "import", "-", given=archive(STORE, complaint("a", number="K7RWX4MB")))
    found = _search(app, "يخچال نرسیده", "--store", "golestan")
    assert list(found) == ["total", "total_is_floor", "took_ms", "hits", "did_you_mean", "applied"]
    assert (found["total"], found["total_is_floor"], found["did_you_mean"], found["applied"]) == (1, False, None, None)
    (hit,) = found["hits"]
    assert list(hit) == ["number", "ref", "title", "store", "score"]
    assert (hit["number"], hit["ref"], hit["store"]) == ("K7RWX4MB", "a", "golestan")
    assert hit["score"] > 0
    assert _search(app, "یخچال لباسشویی")["total"] == 0, "all the words"


def _search(app: Flask, query: str, *options: str) -> dict[str, Any]:
    (found,) = printed(run(app, "search", query, *options, "--json"))
    return found


@pytest.mark.parametrize(
    "command", [["search", "یخچال", "--store", "nobody", "--json"], ["score", "--store", "nobody", "--json"]]
)
def test_a_store_that_is_not_there_is_said(app, command):
    result = run(app, *command)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "Error: there is no store 'nobody'\n")


def test_score_prints_what_was_promised(app):
    other = {**STORE, "slug": "abr", "ref": "abr"}
    cases = [complaint(f"a{place}", number=None) for place in range(10)]
    run(app, "import", "-", given=archive(STORE, other, *cases))
    abr, golestan = printed(run(app, "score", "--as-of", "2026-11-24T12:30:00+03:30", "--json"))
    keys = [
        *("store", "as_of", "version", "n", "score", "low", "high", "components", "shrunk", "market", "shares"),
        *("resolution_bounds", "milestones"),
    ]
    assert list(abr) == list(golestan) == keys
    assert [abr["store"], golestan["store"]] == ["abr", "golestan"]
    assert abr["as_of"] == AS_OF
    assert (abr["n"], abr["score"], abr["low"], abr["high"]) == (0, None, None, None)
    assert abr["components"] == {"V": None, "R": None, "Q": None, "P": None}
    assert golestan["components"] == {"V": 0.0, "R": 0.0, "Q": None, "P": None}
    assert golestan["low"] < golestan["score"] < golestan["high"]
    assert list(golestan["milestones"]) == ["12h", "24h", "72h", "7d", "14d"]
    assert printed(run(app, "score", "--store", "golestan", "--as-of", AS_OF, "--json")) == [golestan]


def test_screen_answers_every_post_in_order_and_names_what_is_none(app):
    posts = [
        {"id": 1, "text": "یخچال من سه هفته است نرسیده؛ به شماره‌ی ۰۹۱۲۰۰۰۰۰۰۰ هم زنگ زدم.", "store": "golestan"},
        "no post",
        {"id": "b"},
        {"text": "ناشناس"},
        {"id": 2, "text": "سلام", "kind": "poem"},
        {"id": None, "text": "", "kind": "praise"},
    ]
    result = run(app, "screen", given=archive(*posts[:3], "", *posts[3:]))
    first, last = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 1
    assert [line.split(": ")[0:2] for line in result.stderr.splitlines()] == [
        ["line 2", "not JSON"],
        ["line 3", "text"],
        ["line 5", "id"],
        ["line 6", "kind"],
    ]
    assert list(first) == list(last) == ["id", "language", "relevance", "personal_data", "findings"]
    assert (first["id"], last["id"]) == (1, None)
    assert (first["language"]["verdict"], first["language"]["detected"]) == ("pass", "fa")
    assert list(first["relevance"]) == ["verdict", "score"]
    start = posts[0]["text"].index("۰۹۱۲")
    assert first["personal_data"] == [{"kind": "phone", "start": start, "end": start + 11}]
    assert [list(finding) for finding in first["findings"]] == [["rule", "severity", "start", "end", "message"]]
    assert list(first["findings"][0]["message"]) == ["fa", "ar", "en"]
    assert [finding["rule"] for finding in last["findings"]] == ["too-short"]


@pytest.mark.thorough
def test_data_is_utf_8_whatever_the_terminal_speaks(tmp_path):
    """The instance is new: nothing but `screen` can be asked of it."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))},
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PORTAL_INSTANCE": str(tmp_path),
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "screen"]
    posts = '{"id":"یک","text":"سفارشم نرسید"}\n{"id":"\\ud800","text":"\udcff"}\n'
    made = subprocess.run(
        command,
        input=posts.encode("utf-8", "surrogateescape"),
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=True,
    )
    assert [json.loads(line)["id"] for line in made.stdout.decode("utf-8").splitlines()] == ["یک", "\ud800"]


def test_an_account_with_a_password_can_sign_in_with_it(app):
    result = run(
        app, "user", "create", "Sara@Example.org", "--role", "moderator", "--password-stdin", given="شب‌های روشن\n"
    )
    assert (result.exit_code, result.stdout) == (0, "")
    account = accounts.account_by_email(db.session(), "sara@example.org")
    assert accounts.verify_password(account.password_hash, "شب‌های روشن")
    assert account.confirmed_at is not None
    assert accounts.account_with_roles(db.session(), account.id)[1] == {Role.MODERATOR}


def test_an_account_without_one_gets_a_link_that_works_once(world):
    result = run(world.app, "user", "create", "omid@example.org", "--role", "representative", "--store", "nakhl")
    (link,) = result.stdout.split()
    account = accounts.account_by_email(db.session(), "omid@example.org")
    assert stores.parties_of(db.session(), account.id) == {stores.party(world.nakhl.id)}
    token = link.rpartition("/")[2]
    secret = world.app.extensions["portal-config"].secret_key
    found = accounts.choose_password(db.session(), clock.now(), secret, token, accounts.hash_password("تازه‌ی تازه"))
    assert found.id == account.id
    db.session.commit()
    with pytest.raises(accounts.TokenError):
        accounts.choose_password(db.session(), clock.now(), secret, token, "again")


def test_a_new_password_signs_out_elsewhere(world):
    before = world.karim.account.session_version
    run(
        world.app, "user", "create", "karim@example.org", "--role", "shopper", "--password-stdin", given="از نو امروز\n"
    )
    assert accounts.account_by_email(db.session(), "karim@example.org").session_version == before + 1


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (["nobody", "--role", "shopper"], "", "EMAIL"),
        (["a@example.org", "--role", "king"], "", "'king' is not one of"),
        (["a@example.org", "--role", "representative"], "", "--store belongs to the role representative"),
        (["a@example.org", "--role", "shopper", "--store", "nakhl"], "", "--store belongs to the role representative"),
        (["a@example.org", "--role", "representative", "--store", "nobody"], "", "there is no store 'nobody'"),
        (["a@example.org", "--role", "shopper", "--password-stdin"], "short\n", "a password has 8 to 200 characters"),
    ],
)
def test_an_account_that_cannot_be_made_is_not(app, arguments, given, told):
    result = run(app, "user", "create", *arguments, given=given)
    assert result.exit_code
    assert told in result.stderr
    assert accounts.account_by_email(db.session(), "a@example.org") is None


def test_the_doctor_finds_a_sound_portal_sound(app):
    run(app, "reindex")
    result = run(app, "doctor")
    assert result.exit_code == 0, result.stdout
    told = dict(line.split(": ", 1) for line in result.stdout.splitlines())
    assert (
        told.items() >= dict.fromkeys(["configuration", "database", "index", "worker", "mail", "clock"], "ok").items()
    )


def test_the_doctor_names_what_is_to_mend(unmigrated):
    assert "database: not up to date: run 'flask --app wsgi db upgrade'" in _examined(unmigrated)


def test_the_doctor_misses_the_index(app):
    assert [line for line in _examined(app) if line.startswith("index: ") and "reindex" in line]


def test_the_doctor_says_when_a_portal_has_outgrown_its_index(world, monkeypatch):
    world.publish()
    monkeypatch.setattr(search.WhooshEngine, "serves", 0)
    assert [line for line in _examined(world.app) if line.startswith("index: holds 1 ") and "PostgreSQL" in line]


def test_the_doctor_of_a_database_that_is_none(broken):
    told = _examined(broken)
    assert "database: cannot be reached: file is not a database" in told
    assert "index: not looked at, as there is no database" in told


def _examined(app: Flask) -> list[str]:
    result = run(app, "doctor")
    assert result.exit_code == 1
    return result.stdout.splitlines()
