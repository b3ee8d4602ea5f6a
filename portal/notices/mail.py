"""The mail system: a server where one is named, else a folder of files; and how hard it is pressed."""

import os
import socket
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from smtplib import SMTP_SSL_PORT
from urllib.parse import unquote, urlsplit

from flask import Flask
from flask_mailman import EmailMessage, Mail
from flask_mailman.backends.base import BaseEmailBackend

from portal.config import Config
from portal.notices.rules import delay_after, pause_after

TIMEOUT_SECONDS = 10
SUBMISSION_PORT = 587


class FolderBackend(BaseEmailBackend):  # type: ignore[misc]
    """One `.eml` file per message, named by its Message-ID: a message delivered twice is there once."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        folder = Path(self.mailman.file_path)
        folder.mkdir(mode=0o700, exist_ok=True)
        for message in messages:
            name = str(message.extra_headers["Message-ID"]).strip("<>").replace("/", "_")
            unfinished = folder / f".{name}.part"
            unfinished.write_bytes(message.message().as_bytes(linesep="\r\n"))
            unfinished.replace(folder / f"{name}.eml")
        return len(messages)


@dataclass
class Pace:
    """What this process waits for before it tries again: the server as a whole, and single notices.

    Only for pacing: forgetting it, as a restart does, costs one more attempt.
    """

    failures: int = 0
    paused_until: datetime | None = None
    resting_until: dict[int, datetime] = field(default_factory=dict)

    def is_paused(self, now: datetime) -> bool:
        return self.paused_until is not None and now < self.paused_until

    def resting(self, now: datetime) -> Collection[int]:
        self.resting_until = {key: until for key, until in self.resting_until.items() if now < until}
        return list(self.resting_until)

    def server_failed(self, now: datetime) -> None:
        self.failures += 1
        self.paused_until = now + pause_after(self.failures)

    def server_answered(self) -> None:
        self.failures, self.paused_until = 0, None

    def message_failed(self, notice_id: int, attempts: int, now: datetime) -> None:
        self.resting_until[notice_id] = now + delay_after(attempts)


def configure(app: Flask, config: Config) -> None:
    """Sets mail up. `smtps:` speaks TLS from the start, port 587 begins it, other ports are taken as they are."""
    app.config.update(
        MAIL_BACKEND=FolderBackend,
        MAIL_FILE_PATH=str(config.folder("mail")),
        MAIL_TIMEOUT=TIMEOUT_SECONDS,
    )
    if config.mail_url is not None:
        server = urlsplit(config.mail_url)
        is_encrypted = server.scheme == "smtps"
        port = server.port or (465 if is_encrypted else 25)
        app.config.update(
            MAIL_BACKEND="smtp",
            MAIL_SERVER=server.hostname,
            MAIL_PORT=port,
            MAIL_USERNAME=unquote(server.username) if server.username else None,
            MAIL_PASSWORD=unquote(server.password) if server.password else None,
            MAIL_USE_SSL=is_encrypted,
            MAIL_USE_TLS=not is_encrypted and port == SUBMISSION_PORT,
        )
    Mail(app)
    app.extensions["portal-mail-pace"] = Pace()


def mail_problem(config: Config) -> str | None:
    """What keeps mail from leaving, in a line; None where nothing does. Sends nothing."""
    if config.mail_url is None:
        return None if os.access(config.folder("mail"), os.W_OK) else f"cannot write to {config.instance / 'mail'}"
    server = urlsplit(config.mail_url)
    default_port = SMTP_SSL_PORT if server.scheme == "smtps" else SUBMISSION_PORT
    try:
        socket.create_connection((server.hostname or "", server.port or default_port), TIMEOUT_SECONDS).close()
    except OSError as error:
        return f"cannot reach {server.hostname}: {error.strerror or error}"
    return None
