"""What commands share: the database they need, instants they are given, lines and bars they write."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from io import TextIOWrapper
from typing import Any, ParamSpec, TextIO, TypeVar

import click
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError
from tqdm import tqdm

from portal import events, scores, search, transparency
from portal.db import BusyError, db

ARCHIVE_ENCODING = "utf-8-sig"
"""UTF-8; some editors put a byte-order mark before it."""

ESCAPED = "backslashreplace"
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def needs_database(command: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Refuses to run on a database that is away or not at the present migration, and says what to do."""

    @wraps(command)
    def checked(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        require_connection()
        if not is_migrated():
            raise click.ClickException("the database is not up to date: run 'flask --app wsgi db upgrade' first")
        try:
            return command(*arguments, **named)
        except BusyError:
            raise click.ClickException("another program keeps the database locked: try again when it is done") from None

    return checked


def require_connection() -> None:
    """Raises ClickException, in one line, where the database cannot be reached."""
    problem = connection_problem()
    if problem:
        raise click.ClickException(f"PORTAL_DATABASE_URL: the database {problem}")


def connection_problem() -> str | None:
    """What keeps the portal from its database, in a line; None where nothing does."""
    try:
        with db.engine.connect():
            return None
    except DBAPIError as error:
        return f"cannot be reached: {str(error.orig).splitlines()[0]}"


def is_migrated() -> bool:
    """Whether the database is at the head of the migrations."""
    if not inspect(db.engine).has_table("alembic_version"):
        return False
    with db.engine.connect() as connection:
        present = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    script = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    return bool(present == script.get_current_head())


def follow_up() -> None:
    """Brings index, scores and figures up to what was written, worker or none; of a small portal its history too."""
    engine = current_app.extensions["portal-search"]
    with bar("index", unit="cases") as progress:
        events.deliver_all([search.indexing(engine, progress.update), scores.scoring()])
    scores.refresh_daily()
    scores.fill_history()
    transparency.count_figures()


def input_lines() -> TextIO:
    """Standard input as UTF-8, whatever the terminal speaks; bytes that are none come as lone surrogates."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding=ARCHIVE_ENCODING, errors="surrogateescape")
    return sys.stdin


def write_line(line: str) -> None:
    """A line of data on standard output, as UTF-8; a lone surrogate as the escape by which JSON knows it."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors != ESCAPED:
        sys.stdout.reconfigure(encoding="utf-8", errors=ESCAPED)
    sys.stdout.write(f"{line}\n")


def write_json(value: Any) -> None:
    write_line(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def bar(title: str, total: int | None = None, unit: str = "lines") -> "tqdm[Any]":
    """A progress bar on standard error; none where that is no terminal."""
    return tqdm(desc=title, total=total, unit=f" {unit}", disable=None, file=sys.stderr)


class Instant(click.ParamType[datetime]):
    """An ISO 8601 instant; without an offset it is read as UTC."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not an ISO 8601 instant", param, ctx)
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
