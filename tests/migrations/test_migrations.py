"""Migrations lead to the schema of the models, and back."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, Inspector, create_engine, func, inspect, select

from portal import moderation
from portal.db import Base, db
from portal.moderation import Lane, Reason, Verdict
from tests.kit.world import BODY, World

HEAD = Path(__file__).resolve().parents[2] / "migrations" / "HEAD"
VERSION_TABLE = "alembic_version"
BY_NAME = ("foreign_keys", "unique_constraints", "check_constraints", "indexes")


@pytest.fixture
def script(app: Flask) -> ScriptDirectory:
    return ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())


def shape(engine: Engine) -> dict[str, Any]:
    """Everything the database says of its tables, in an order of its own."""
    inspector = inspect(engine)
    return {table: _table(inspector, table) for table in inspector.get_table_names() if table != VERSION_TABLE}


def _table(inspector: Inspector, table: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        column["name"]: {**column, "type": str(column["type"])} for column in inspector.get_columns(table)
    }
    found["primary key"] = inspector.get_pk_constraint(table)
    for kind in BY_NAME:
        rows = getattr(inspector, f"get_{kind}")(table)
        for row in rows:
            # A partial index carries its condition as an object without equality.
            row["dialect_options"] = {key: str(value) for key, value in row.get("dialect_options", {}).items()}
        found[kind] = {row["name"]: row for row in rows}
    return found


def test_there_is_one_head_and_the_file_names_it(script: ScriptDirectory) -> None:
    """Two branches that each add a migration meet in this file, and git says so."""
    heads = script.get_heads()
    assert len(heads) == 1, f"several heads: {heads}; give one the other as its down_revision"
    assert HEAD.read_text(encoding="ascii").strip() == heads[0], f"write {heads[0]} into migrations/HEAD"


def test_alembic_finds_nothing_to_add(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrated_schema_is_that_of_the_models_to_the_last_check(app: Flask, tmp_path: Path) -> None:
    made = create_engine(f"sqlite:///{tmp_path / 'made.db'}")
    Base.metadata.create_all(made)
    migrated, expected = shape(db.engine), shape(made)
    made.dispose()
    assert sorted(migrated) == sorted(expected)
    for table in expected:
        assert migrated[table] == expected[table], table


@pytest.mark.thorough
def test_every_migration_goes_down_and_up_again(app: Flask, script: ScriptDirectory) -> None:
    before = shape(db.engine)
    steps = list(script.walk_revisions())  # newest first
    shapes = []
    for _ in steps:
        shapes.append(shape(db.engine))
        downgrade(revision="-1")
    assert shape(db.engine) == {}
    for expected in reversed(shapes):
        upgrade(revision="+1")
        assert shape(db.engine) == expected
    assert shape(db.engine) == before


def test_nothing_is_lost_on_the_way_down_and_up(world: World) -> None:
    """SQLite makes some tables anew; what refers to them must not go with the old ones."""
    waiting = world.complain(body=f"{BODY} 09121234567").post_id
    world.decide(world.publish().post_id, Verdict.HIDE, Reason.THREAT)
    world.deliver()

    def counted() -> list[int]:
        tables = ("post", "post_party", "revision", "finding", "decision", "complaint", "event", "notice")
        db.session.rollback()
        return [db.session.scalar(select(func.count()).select_from(Base.metadata.tables[table])) for table in tables]

    before = counted()
    downgrade(revision="-1")
    upgrade()
    assert counted() == before
    post = moderation.load_post(db.session(), waiting)
    assert (post.lane, post.waiting_since) == (Lane.DANGEROUS, post.revised_at)
    assert moderation.decisions_on(db.session(), [waiting + 1])


def test_migrations_name_no_module_of_the_portal(script: ScriptDirectory) -> None:
    """They outlive the code they were written beside."""
    for step in script.walk_revisions():
        source = Path(step.path).read_text(encoding="utf-8")
        assert "portal" not in source, step.path


def test_migrations_are_named_by_date_and_subject(script: ScriptDirectory) -> None:
    for step in script.walk_revisions():
        assert Path(step.path).stem == step.revision
        assert step.revision[:10].replace("_", "").isdigit(), step.revision
