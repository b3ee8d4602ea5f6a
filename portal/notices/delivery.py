"""Mail goes out: at least once, with a Message-ID that stays the same, and nothing lost by a failing server."""

import logging
from datetime import datetime
from email.utils import format_datetime, formataddr
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_mailman import EmailMultiAlternatives

from portal import clock
from portal.branding import Branding
from portal.config import Config
from portal.db import db, transaction
from portal.notices.letters import letter
from portal.notices.mail import Pace
from portal.notices.operations import mark_failed, mark_mailed
from portal.notices.queries import notice_with_account, waiting_for_mail

BATCH = 50
FAULT_OF_THE_MESSAGE = (SMTPRecipientsRefused, SMTPDataError)
log = logging.getLogger(__name__)


def send_waiting_mail() -> None:
    """Mails what is waiting, a batch at a time. Never raises: what fails is tried again later."""
    try:
        _send_batch(clock.now())
    except Exception:
        db.session.rollback()
        log.exception("sending mail failed; the next sweep tries again")


def _send_batch(now: datetime) -> None:
    pace: Pace = current_app.extensions["portal-mail-pace"]
    if pace.is_paused(now):
        return
    waiting = waiting_for_mail(db.session(), pace.resting(now), BATCH)
    db.session.rollback()
    if not waiting:
        return
    try:
        with current_app.extensions["mailman"].get_connection() as connection:
            for notice_id in waiting:
                _send(connection, notice_id, pace, now)
    except OSError as error:
        pace.server_failed(now)
        log.warning("the mail server fails, and is left alone until %s: %s", pace.paused_until, error)
    else:
        pace.server_answered()


def _send(connection: Any, notice_id: int, pace: Pace, now: datetime) -> None:
    """Sends one; raises OSError where the server, not the message, is at fault."""
    try:
        message = _message(notice_id)
        # No transaction stays open while a server far away takes its time.
        db.session.rollback()
        connection.send_messages([message])
    except Exception as error:
        with transaction() as session:
            attempts = mark_failed(session, notice_id, now)
        pace.message_failed(notice_id, attempts, now)
        if isinstance(error, OSError) and not isinstance(error, FAULT_OF_THE_MESSAGE):
            raise
        log.exception("notice %s could not be mailed, attempt %s", notice_id, attempts)
        return
    with transaction() as session:
        mark_mailed(session, notice_id, now)


def _message(notice_id: int) -> EmailMultiAlternatives:
    config: Config = current_app.extensions["portal-config"]
    branding: Branding = current_app.extensions["portal-branding"]
    session = db.session()
    notice, account = notice_with_account(session, notice_id)
    written = letter(session, current_app.extensions["portal-renderer"], config, notice, account)
    host = urlsplit(config.base_url).hostname or "localhost"
    message = EmailMultiAlternatives(
        written.subject,
        written.text,
        formataddr((branding.name_in(written.language), f"no-reply@{host}")),
        [account.email],
        headers={
            "Message-ID": f"<notice-{notice_id}@{host}>",
            "Date": format_datetime(notice.created_at),
            "Content-Language": written.language.code,
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(written.html, "text/html")
    return message
