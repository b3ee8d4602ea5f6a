"""Loading the sample world as an operator does: once, whole even where it was broken off, and without its people where
somebody could abuse their password.
"""

import json
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal import stores, transparency
from portal.accounts import Account
from portal.archive import import_archive
from portal.branding import built_in
from portal.cli.archives import UNFINISHED, load_sample_once
from portal.complaints import Complaint
from portal.config import Config
from portal.db import db
from portal.factory import create_app
from portal.sample import SAMPLE_ACCOUNTS, sample_world
from tests.kit.archives import STORE, complaint, lines_of

AS_OF = datetime.fromisoformat("2026-11-24T09:00:00+00:00")
BEFORE = datetime.fromisoformat("2026-11-23T21:30:00+00:00")
pytestmark = pytest.mark.thorough


def take_in(lines: list[str]) -> None:
    import_archive(lines, accepted=("fa", "ar"), categories=built_in().categories)


def people() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Account)) or 0


def unfinished(app: Flask) -> Path:
    return app.extensions["portal-config"].instance / UNFINISHED


def test_a_portal_with_stores_of_its_own_is_left_as_it_is(app):
    take_in([*lines_of([STORE, complaint("a")])])
    load_sample_once(AS_OF)
    assert (stores.store_count(db.session()), people()) == (1, 0)


def test_what_was_broken_off_is_finished_at_the_next_start(app):
    """The machine was switched off after the complaints had gone in and before the accounts were made."""
    take_in([json.dumps(line, ensure_ascii=False) for line in sample_world(BEFORE)])
    unfinished(app).touch()
    count = db.session.scalar(select(func.count()).select_from(Complaint))

    load_sample_once(AS_OF)
    assert people() == len(SAMPLE_ACCOUNTS)
    assert db.session.scalar(select(func.count()).select_from(Complaint)) == count
    assert not unfinished(app).exists()
    assert transparency.kept_figures(db.session(), AS_OF).decided > 100, "the first reader finds them counted"


def test_in_production_nobody_gets_an_account_with_a_published_password(tmp_path):
    production = {"PORTAL_ENV": "production", "PORTAL_SECRET_KEY": "0123456789abcdef"}
    portal = create_app(Config.from_environment({"PORTAL_INSTANCE": str(tmp_path), **production}))
    runner = portal.test_cli_runner()
    assert runner.invoke(args=["db", "upgrade"]).exit_code == 0
    result = runner.invoke(args=["sample"])
    assert result.exit_code == 0
    assert "the sample accounts, whose password is published, were not made" in result.stderr
    with portal.app_context():
        assert stores.store_count(db.session())
        assert people() == 0
        db.session.remove()
        db.engine.dispose()
