"""Archives in and out, and the sample world."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import archive, clock, sample
from portal.archive import Imported
from portal.cli.console import Instant, bar, follow_up, lines_of, needs_database
from portal.config import Config
from portal.db import db


@click.command("import")
@click.argument("file", type=click.Path(allow_dash=True, path_type=Path))
@click.option("--screen", is_flag=True, help="Screen published posts too; waiting ones always are.")
@with_appcontext
@needs_database
def import_command(file: Path, *, screen: bool) -> None:
    """Load an archive (JSON Lines; '-' reads standard input). Bad lines are named, the rest goes in."""
    with lines_of(file) as lines:
        result = load(lines, screen=screen)
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
            sys.stdout.write(line + "\n")
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
    """Loads the sample world with its people, or so many generated complaints without any."""
    objects = sample.sample_world(as_of) if complaints is None else sample.generated(complaints, seed, as_of)
    with clock.stopped_at(as_of):
        load(json.dumps(line, ensure_ascii=False) for line in objects)
        if complaints is None:
            sample.add_people(as_of)
            follow_up()


def load(lines: Iterable[str], *, screen: bool = False) -> Imported:
    """Imports the lines, judges replies that came without a verdict, and brings index and scores up to date."""
    config: Config = current_app.extensions["portal-config"]
    with bar("import") as progress:
        result = archive.import_archive(
            lines,
            accepted=config.post_languages,
            screen_published=screen,
            on_problem=lambda place, reason: click.echo(f"line {place}: {reason}", err=True),
            on_progress=progress.update,
        )
    with bar("replies", unit="stores") as progress:
        archive.judge_unjudged(progress.update)
    follow_up()
    return result
