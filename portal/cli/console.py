"""What commands share: the database they need, instants they are given, lines and bars they write."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import Any, ParamSpec, TextIO, TypeVar

import click
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError
from tqdm import tqdm

from portal import events, scores
from portal.db import BusyError, db

STDIN = Path("-")
UTF8 = "utf-8-sig"

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def needs_database(command: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Refuses to run on a database that is not at the present migration, or does not answer, and says what to do."""

    @wraps(command)
    def checked(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        try:
            if not is_migrated():
                raise click.ClickException("the database is not up to date: run 'flask --app wsgi db upgrade' first")
            return command(*arguments, **named)
        except BusyError:
            raise click.ClickException("another program keeps the database locked: try again when it is done") from None
        except OperationalError as error:
            raise click.ClickException(f"PORTAL_DATABASE_URL: the database fails ({one_line(error)})") from None

    return checked


def one_line(error: DBAPIError) -> str:
    """What the database itself said, without the statement."""
    return " ".join(str(error.orig).split())


def is_migrated() -> bool:
    """Whether the database is at the head of the migrations."""
    if not inspect(db.engine).has_table("alembic_version"):
        return False
    with db.engine.connect() as connection:
        present = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    script = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    return bool(present == script.get_current_head())


def follow_up() -> None:
    """Brings index and scores up to what was written, worker or none."""
    wanted = {"search", "scores"}
    subscribers = [one for one in current_app.extensions["portal-subscribers"] if one.name in wanted]
    events.deliver_all(subscribers)
    scores.refresh_daily()


def lines_of(file: Path) -> TextIO:
    """The lines of a file, or of standard input where it is `-`: UTF-8 whatever the locale, with or without its mark.

    Bytes that are no UTF-8 become lone surrogates, so that one bad line does not take the others with it.
    """
    if file == STDIN and isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding=UTF8, errors="surrogateescape")
        return sys.stdin
    try:
        return file.open(encoding=UTF8, errors="surrogateescape")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from None


def write_json(value: Any) -> None:
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A lone surrogate cannot be written, but JSON has a way to say it, which happens to be Python's too.
    click.echo(line.encode(errors="backslashreplace"))


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
