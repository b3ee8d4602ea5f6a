"""Running the portal: the worker, the whole of it for a newcomer, and a look at its health."""

import math
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import FrameType
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from portal import clock, events, notices, sample, search
from portal.branding import Branding
from portal.cli.archives import load_sample_once
from portal.cli.console import connection_problem, is_migrated, needs_database, require_connection
from portal.config import Config
from portal.db import db, gather_statistics

HOST = "127.0.0.1"
SECONDS_TO_END = 3
"""Ctrl-C reaches a web process from the terminal and from its master; it may then wait for itself, and is ended."""
WORTH_A_WORD = 10.0
LAG_WORTH_A_WORD = 1_000


@click.command("worker")
@with_appcontext
@needs_database
def worker_command() -> None:
    """Do everything that is not a request, until stopped."""
    stop = threading.Event()

    def halt(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, halt)
    gather_statistics()
    current_app.extensions["portal-jobs"].work(stop)


@click.command("serve")
@click.option("--port", envvar="PORT", type=click.IntRange(1, 65535), default=8000, show_default=True)
@with_appcontext
def serve_command(port: int) -> None:
    """Migrate, load the sample world into an empty database, and start the site with its worker."""
    config: Config = current_app.extensions["portal-config"]
    if config.is_production:
        raise click.ClickException("this is for trying the portal out; in production run gunicorn and the worker")
    _free_port(port)
    require_connection()
    upgrade()
    load_sample_once(clock.now())
    db.session.remove()
    db.engine.dispose()
    sys.exit(_run(port))


def _free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise click.ClickException(f"port {port} is in use; choose another: PORT=8001 make run") from None


def _run(port: int) -> int:
    """Starts site and worker and waits; when one ends, or at Ctrl-C, both end."""
    programs = Path(sys.executable).parent
    environment = {**os.environ, "PORT": str(port)}
    commands: Sequence[Sequence[str]] = (
        (str(programs / "flask"), "--app", "wsgi", "worker"),
        (str(programs / "gunicorn"), "wsgi:app", "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4",
         "--graceful-timeout", str(SECONDS_TO_END), "--no-control-socket", "--log-level", "warning"),
    )  # fmt: skip
    children = [subprocess.Popen(command, env=environment) for command in commands]  # noqa: S603 -- our own
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        if _is_served(port, children):
            _announce(port)
        while _all_run(children):
            time.sleep(0.2)
        click.echo("a part of the portal has ended, so the rest ends too; above it says why", err=True)
    except KeyboardInterrupt:
        return 0
    else:
        return 1
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """Being terminated ends everything as Ctrl-C does."""
    raise KeyboardInterrupt


def _all_run(children: Sequence["subprocess.Popen[bytes]"]) -> bool:
    return all(child.poll() is None for child in children)


def _is_served(port: int, children: Sequence["subprocess.Popen[bytes]"]) -> bool:
    """Waits for the site's first answer, however slow the machine; gives up where a part of it ends before."""
    tell_at = time.monotonic() + WORTH_A_WORD
    while _all_run(children):
        try:
            with urlopen(f"http://{HOST}:{port}/healthz", timeout=1):
                return True
        except (URLError, OSError):
            time.sleep(0.1)
        if time.monotonic() > tell_at:
            click.echo("still starting ...", err=True)
            tell_at = math.inf
    return False


def _announce(port: int) -> None:
    click.echo(f"\nShakwa is at http://{HOST}:{port}/\n\nSample accounts (development only):", err=True)
    for account in sample.SAMPLE_ACCOUNTS:
        click.echo(f"  {account.role:<15} {account.email:<32} {account.password}", err=True)
    click.echo("\nCtrl-C stops everything.", err=True)


@click.command("doctor")
@with_appcontext
def doctor_command() -> None:
    """Look at configuration, database, index, mail and clock; say what to mend. Exit 1 where something is."""
    problems = 0
    click.echo(f"branding: {_branding_in_use()}")
    for name, problem in _findings():
        problems += problem is not None
        click.echo(f"{name}: {problem or 'ok'}")
    sys.exit(1 if problems else 0)


def _findings() -> Iterator[tuple[str, str | None]]:
    config: Config = current_app.extensions["portal-config"]
    yield "configuration", _configuration_problem(config)
    database = _database_problem()
    yield "database", database
    unseen = "not looked at, as there is no database" if database else None
    yield "index", unseen or _index_problem()
    yield "worker", unseen or _lag_problem()
    yield "mail", notices.mail_problem(config)
    yield "clock", _clock_problem(config)


def _configuration_problem(config: Config) -> str | None:
    """What can be used could not have been refused at the start; what will be regretted is told here."""
    if config.is_production and urlsplit(config.base_url).hostname == HOST:
        return f"PORTAL_BASE_URL: links in mail lead to {config.base_url}, which nobody else can reach"
    return None


def _branding_in_use() -> str:
    branding: Branding = current_app.extensions["portal-branding"]
    if branding.source is None:
        return "the portal's own"
    drawn = f", without pictures of its own: run 'make images INSTANCE={branding.source.parent}'"
    return f"{branding.source}{drawn if branding.missing_pictures else ''}"


def _database_problem() -> str | None:
    problem = connection_problem()
    if problem or is_migrated():
        return problem
    return "not up to date: run 'flask --app wsgi db upgrade'"


def _index_problem() -> str | None:
    engine: search.Engine = current_app.extensions["portal-search"]
    try:
        count = engine.size()
    except search.IndexUnavailableError as error:
        return f"cannot be used ({error}): run 'flask --app wsgi reindex', or let a worker do it"
    if not engine.is_sound():
        return "has to be built anew: run 'flask --app wsgi reindex', or let a worker do it"
    if engine.serves is not None and count > engine.serves:
        return (
            f"holds {count:,} complaints and has outgrown Whoosh, which was measured to answer quickly for about "
            f"{engine.serves:,}: move to PostgreSQL, as docs/operating.md says"
        )
    return None


def _lag_problem() -> str | None:
    late = {
        subscriber.name: count
        for subscriber in current_app.extensions["portal-subscribers"]
        if (count := events.lag(db.session(), subscriber)) > LAG_WORTH_A_WORD
    }
    return f"behind by {late}: is 'flask --app wsgi worker' running?" if late else None


def _clock_problem(config: Config) -> str | None:
    """The clock cannot be right if files it wrote itself lie in its future."""
    with NamedTemporaryFile(dir=config.instance) as probe:
        written = datetime.fromtimestamp(Path(probe.name).stat().st_mtime, UTC)
    drift = abs((written - clock.now()).total_seconds())
    return None if drift < 60 else f"the machine's clock and its disk differ by {drift:.0f} s"
