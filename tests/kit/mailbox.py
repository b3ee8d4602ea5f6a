"""The mail that was sent, and mail servers that misbehave."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from smtplib import SMTPRecipientsRefused

from flask import Flask
from flask_mailman.backends.base import BaseEmailBackend


def mails(app: Flask, to: str | None = None) -> list[EmailMessage]:
    """What lies in the instance's folder, in the order of the notices."""
    return mails_in(Path(app.config["MAIL_FILE_PATH"]), to)


def mails_in(folder: Path, to: str | None = None) -> list[EmailMessage]:
    files = sorted(folder.glob("*.eml"), key=lambda file: _notice_id(file.name))
    read = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [message for message in read if to is None or message["To"] == to]


def plain(message: EmailMessage) -> str:
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html(message: EmailMessage) -> str:
    return message.get_body(("html",)).get_content()


def links(message: EmailMessage) -> list[str]:
    """The paths of the links, as a browser would ask for them."""
    return re.findall(r"^https?://[^/\s]+(/\S*)$", plain(message), re.MULTILINE)


def _notice_id(name: str) -> int:
    return int(re.match(r"notice-(\d+)@", name)[1])


class DeadServer(BaseEmailBackend):
    """Nobody answers."""

    def open(self):
        raise ConnectionRefusedError("nobody answers")


class BreakingServer(BaseEmailBackend):
    """Breaks off at every message."""

    def send_messages(self, _messages):
        raise ConnectionResetError("broken off")


class PickyServer(BaseEmailBackend):
    """Refuses one recipient, takes the others."""

    refused = "maryam@example.org"
    taken: list[str]

    def send_messages(self, messages):
        for message in messages:
            if self.refused in message.to:
                raise SMTPRecipientsRefused({self.refused: (550, b"no such mailbox")})
            self.taken.append(message.extra_headers["Message-ID"])
        return len(messages)
