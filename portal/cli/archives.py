"""Archives in and out, and the sample world."""

import json
import sys
from collections.abc import Collection, Iterable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import archive, clock, sample, stores
from portal.archive import Imported
from portal.branding import built_in
from portal.cli.console import (
    ARCHIVE_ENCODING,
    Instant,
    bar,
    follow_up,
    input_lines,
    needs_database,
    write_line,
)
from portal.config import Config
from portal.db import db

UNFINISHED = "sample-unfinished"


@click.command("import")
@click.argument("file", type=click.Path(allow_dash=True, path_type=Path))
@click.option("--screen", is_flag=True, help="Screen published posts too; waiting ones always are.")
@with_appcontext
@needs_database
def import_command(file: Path, *, screen: bool) -> None:
    """Load an archive (JSON Lines; '-' reads standard input). Bad lines are named, the rest goes in."""
    with ExitStack() as stack:
        lines: TextIO = input_lines()
        if str(file) != "-":
            try:
                lines = stack.enter_context(file.open(encoding=ARCHIVE_ENCODING, errors="surrogateescape"))
            except OSError as error:
                raise click.ClickException(f"{file}: {error.strerror}") from None
        result = load(lines, current_app.extensions["portal-branding"].categories, screen=screen)
    click.echo(
        f"{result.stores} stores and {result.complaints} complaints loaded, {result.known} were there already, "
        f"{result.bad} lines could not be taken",
        err=True,
    )
    if result.bad:
        sys.exit(1)


@click.command("export")
@click.option("--public", is_flag=True, help="Only what everybody may see.")
@with_appcontext
@needs_database
def export_command(*, public: bool) -> None:
    """Write the archive to standard output."""
    with bar("export") as progress:
        for line in archive.export_lines(db.session(), public=public):
            write_line(line)
            progress.update()


@click.command("sample")
@click.option("--complaints", type=click.IntRange(min=1), help="Generate so many instead of the sample world.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--as-of", "as_of", type=Instant(), help="The world's present; default: now.")
@with_appcontext
@needs_database
def sample_command(complaints: int | None, seed: int, as_of: datetime | None) -> None:
    """Load the sample world, or generated complaints. The same seed and instant give the same export."""
    load_sample(complaints, seed, as_of or clock.now())


def load_sample(complaints: int | None, seed: int, as_of: datetime) -> None:
    """Loads the sample world with its people, or so many generated complaints without any.

    Its categories are the portal's own; where an installation has others, they read as *other*. In production nobody
    gets an account: everybody knows the password.
    """
    config: Config = current_app.extensions["portal-config"]
    objects = sample.sample_world(as_of) if complaints is None else sample.generated(complaints, seed, as_of)
    with clock.stopped_at(as_of):
        load((json.dumps(line, ensure_ascii=False) for line in objects), built_in().categories)
        if complaints is None and config.is_production:
            click.echo("production: the sample accounts, whose password is published, were not made", err=True)
        elif complaints is None:
            sample.add_people(as_of)
            follow_up()


def load_sample_once(as_of: datetime) -> None:
    """Loads the sample world into a portal without stores; where that was broken off, what is missing of it."""
    config: Config = current_app.extensions["portal-config"]
    unfinished = config.instance / UNFINISHED
    if stores.store_count(db.session()) and not unfinished.exists():
        return
    click.echo("loading the sample world ...", err=True)
    unfinished.touch()
    load_sample(None, 1, as_of)
    unfinished.unlink()


def load(lines: Iterable[str], categories: Collection[str], *, screen: bool = False) -> Imported:
    """Imports the lines, judges replies that came without a verdict, and brings index and scores up to date."""
    config: Config = current_app.extensions["portal-config"]
    with bar("import") as progress:
        result = archive.import_archive(
            lines,
            accepted=config.post_languages,
            categories=categories,
            screen_published=screen,
            on_problem=lambda place, reason: click.echo(f"line {place}: {reason}", err=True),
            on_progress=progress.update,
        )
    with bar("replies", unit="stores") as progress:
        archive.judge_unjudged(progress.update)
    follow_up()
    return result
