"""The command line with bad input: one line says what is wrong, on standard error, and what was good is done."""

import json
import shutil
import sqlite3

import pytest
from flask import Flask
from sqlalchemy import select

from portal.complaints import Complaint
from portal.config import Config
from portal.db import db
from portal.factory import create_app
from tests.kit.archives import STORE, complaint, lines_of

COMMANDS = (
    ("worker",),
    ("export",),
    ("import", "-"),
    ("search", "x"),
    ("reindex",),
    ("score",),
    ("sample", "--complaints", "1"),
    ("user", "create", "sara@example.org", "--role", "shopper"),
)


def run(app: Flask, *arguments: str, typed: bytes = b""):
    return app.test_cli_runner().invoke(args=arguments, input=typed)


def other_app(folder, **variables: str) -> Flask:
    return create_app(Config.from_environment({"PORTAL_INSTANCE": str(folder), **variables}))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_unmigrated_database_is_named_with_what_to_do(tmp_path, command):
    result = run(other_app(tmp_path), *command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: the database is not up to date: run 'flask --app wsgi db upgrade' first\n"


@pytest.mark.parametrize("command", [("export",), ("search", "x")], ids=" ".join)
def test_a_database_nobody_answers_at_is_named_by_its_variable(tmp_path, command):
    result = run(other_app(tmp_path, PORTAL_DATABASE_URL="postgresql://portal:secret@127.0.0.1:1/portal"), *command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: PORTAL_DATABASE_URL: the database cannot be reached: ")
    assert result.stderr.count("\n") == 1
    assert "secret" not in result.stderr


def test_the_doctor_finds_a_sound_portal_well(app):
    run(app, "reindex")
    result = run(app, "doctor")
    assert result.exit_code == 0
    told = dict(line.split(": ", 1) for line in result.stdout.splitlines())
    assert told.pop("branding") == "the portal's own"
    assert set(told.values()) == {"ok"}


def test_the_doctor_tells_what_to_mend(tmp_path):
    production = {"PORTAL_ENV": "production", "PORTAL_SECRET_KEY": "0123456789abcdef"}
    result = run(other_app(tmp_path, **production), "doctor")
    assert result.exit_code == 1
    told = dict(line.split(": ", 1) for line in result.stdout.splitlines())
    assert told["configuration"].startswith("PORTAL_BASE_URL: ")
    assert told["database"] == "not up to date: run 'flask --app wsgi db upgrade'"
    assert told["index"] == told["worker"] == "not looked at, as there is no database"


def test_a_locked_database_ends_an_import_in_one_line(app, config, monkeypatch):
    monkeypatch.setattr("portal.db.LOCK_WAIT_SECONDS", 0.05)
    db.session.remove()
    db.engine.dispose()
    other = sqlite3.connect(config.instance / "portal.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = run(app, "import", "-", typed="\n".join(lines_of([STORE])).encode())
    other.close()
    assert result.exit_code == 1
    assert result.stderr == "Error: another program keeps the database locked: try again when it is done\n"


@pytest.mark.parametrize("beginning", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte-order mark"])
def test_an_archive_is_taken_but_for_its_bad_lines(app, tmp_path, beginning):
    good = [line.encode() for line in lines_of([STORE, complaint("good-1"), complaint("good-2")])]
    bad = [b'{"type": "complaint", "ref": "\xff\xfe"}', b"\x00\xff", b'{"cut": "off']
    written = beginning + b"\n".join([good[0], *bad, b"", *good[1:]])
    result = run(app, "import", "-", typed=written)
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(":")[0] for line in result.stderr.splitlines()[:-1]] == ["line 2", "line 3", "line 4"]
    assert set(db.session.scalars(select(Complaint.ref))) == {"good-1", "good-2"}
    file = tmp_path / "archive.jsonl"
    file.write_bytes(written)
    again = run(app, "import", str(file))
    assert "0 stores and 0 complaints loaded, 3 were there already, 3 lines could not be taken" in again.stderr


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nowhere.jsonl", "No such file or directory"), ("", "Is a directory")],
    ids=["none", "a folder"],
)
def test_an_archive_that_cannot_be_read_is_named(app, tmp_path, name, reason):
    result = run(app, "import", str(tmp_path / name))
    assert (result.exit_code, result.stderr) == (1, f"Error: {tmp_path / name}: {reason}\n")


def test_posts_to_screen_are_judged_but_for_bad_lines(app):
    lines = [
        b'{"id": "a", "text": "x\\ud800\\u0000"}',
        b"[1]",
        b'{"id": "b"}',
        b'{"id": "c", "text": 5}',
        b'{"id": "d", "text": "x", "kind": "magic"}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"id": "\\ud800", "text": "\xff"}',
    ]
    result = run(app, "screen", typed=b"\n".join(lines))
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "\ud800"]
    told = result.stderr.splitlines()
    assert [line.split(":")[0] for line in told] == [f"line {place}" for place in range(2, 8)]
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("search", "x", "--store", "nowhere"), "there is no store 'nowhere'"),
        (("score", "--store", "nowhere"), "there is no store 'nowhere'"),
        (("score", "--as-of", "yesterday"), "'yesterday' is not an ISO 8601 instant"),
        (("search", "x", "--limit", "0"), "0 is not in the range"),
        (("sample", "--complaints", "0"), "0 is not in the range"),
        (("user", "create", "sara", "--role", "shopper"), "EMAIL"),
        (("user", "create", "sara@example.org\nBcc: all@example.org", "--role", "shopper"), "EMAIL"),
        (("user", "create", "sara@example.org", "--role", "king"), "'king' is not one of"),
        (("user", "create", "sara@example.org", "--role", "representative"), "--store belongs to the role"),
        (("user", "create", "sara@example.org", "--role", "representative", "--store", "x"), "no store 'x'"),
        (("user", "create", "sara@example.org", "--role", "shopper", "--password-stdin"), "a password has 8 to 200"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_a_command_cannot_take_is_said(app, arguments, reason):
    result = run(app, *arguments, typed=b"short\n")
    assert result.exit_code in {1, 2}
    assert result.stdout == ""
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


def test_a_damaged_queue_is_named_and_may_be_removed(tmp_path):
    (tmp_path / "jobs.db").write_bytes(b"no database at all, but long enough to be looked at" * 20)
    with pytest.raises(Exception, match=r"^PORTAL_INSTANCE: cannot use .*jobs\.db"):
        other_app(tmp_path)
    (tmp_path / "jobs.db").unlink()
    other_app(tmp_path)
    shutil.rmtree(tmp_path)
