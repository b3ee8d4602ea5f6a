"""The portal as its administrator runs it: processes on a free port of this machine, with an instance of their own."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from flask import Flask

from portal.config import Config
from portal.db import db
from portal.factory import create_app
from tests.kit.mailbox import mails_in

ROOT = Path(__file__).resolve().parents[2]
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
SECONDS = 60


@dataclass(frozen=True)
class Portal:
    """Where it is, and where it keeps its things."""

    address: str
    instance: Path

    def mail(self, to: str, subject: str) -> EmailMessage:
        """The first mail to somebody with these words in its subject, once it has come."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            for message in mails_in(self.instance / "mail", to):
                if subject in message["Subject"]:
                    return message
            time.sleep(0.05)
        raise AssertionError(f"no mail to {to} about {subject!r} within {SECONDS} s")

    def let_a_minute_pass(self) -> None:
        """What moderators have decided is due now."""
        with closing(sqlite3.connect(self.instance / "portal.db", timeout=SECONDS)) as database, database:
            database.execute("UPDATE decision SET due_at = at WHERE took_effect_at IS NULL AND undone_at IS NULL")


@contextmanager
def running(folder: Path, archive: str, staff: Mapping[str, Sequence[str]], password: str) -> Iterator[Portal]:
    """Loads the archive, makes the accounts (options of `user create` by address), and serves until the block ends."""
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    environment |= {"PORTAL_INSTANCE": str(folder / "instance"), "PORT": str(port)}
    commands = {("db", "upgrade"): "", ("import", "-"): archive}
    commands |= {("user", "create", email, *options, "--password-stdin"): password for email, options in staff.items()}
    _run(create_app(Config.from_environment(environment)), commands)
    portal = Portal(f"http://127.0.0.1:{port}", folder / "instance")
    with (folder / "log").open("wb") as log:
        serving = subprocess.Popen((*FLASK, "serve"), cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(portal, serving, folder / "log")
        yield portal
    finally:
        serving.terminate()
        serving.wait(SECONDS)


def _run(app: Flask, commands: Mapping[tuple[str, ...], str]) -> None:
    """Commands with what is typed into them, in this process: a new one each would cost seconds."""
    for arguments, typed in commands.items():
        finished = app.test_cli_runner().invoke(args=arguments, input=typed)
        assert finished.exit_code == 0, f"{' '.join(arguments)}: {finished.output}"
    with app.app_context():
        db.engine.dispose()


def _wait_for(portal: Portal, serving: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while serving.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{portal.address}/healthz", timeout=1):  # noqa: S310 -- our own address
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the portal did not start: {log.read_text(encoding='utf-8', errors='replace')[-2_000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
