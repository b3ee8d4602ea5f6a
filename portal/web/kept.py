"""Nothing typed is lost: a form sent without being signed in is kept, and filled in again afterwards."""

import re
import secrets
from datetime import datetime

from flask import request

from portal.db import Session, db
from portal.web.loading import current_actor
from portal.web.models import KeptForm
from portal.web.queries import kept_for_account, remove_old_kept_forms

NOT_KEPT = frozenset({"csrf_token", "password"})
LONGEST_PATH = 300
MOST_CHARACTERS = 100_000
TOKEN = re.compile(r"[\w-]{1,32}", re.ASCII)


class TooMuchToKeepError(Exception):
    """More was sent than any form of the portal takes."""


def keep_form(session: Session, path: str, fields: dict[str, str], now: datetime) -> str:
    """Keeps what was typed on the page at *path*; returns the token that finds it again.

    Anybody can send anything here: raises TooMuchToKeepError for what no form of ours could have sent.
    """
    if len(path) > LONGEST_PATH or sum(len(name) + len(value) for name, value in fields.items()) > MOST_CHARACTERS:
        raise TooMuchToKeepError
    remove_old_kept_forms(session, now)
    kept = KeptForm(
        token=secrets.token_urlsafe(18),
        account_id=current_actor().account_id,
        path=path,
        fields={name: value for name, value in fields.items() if name not in NOT_KEPT},
        kept_at=now,
    )
    session.add(kept)
    session.flush()
    return kept.token


def kept_fields() -> dict[str, str]:
    """What was kept for the present address (`?kept=TOKEN`); empty where nothing was, or it is another's."""
    kept = _kept(db.session(), request.args.get("kept"))
    if kept is None or kept.path != request.path:
        return {}
    if kept.account_id is not None and kept.account_id != current_actor().account_id:
        return {}
    return {str(name): str(value) for name, value in kept.fields.items()}


def claim_kept_form(session: Session, token: str, account_id: int) -> None:
    """Ties a kept form to the account that signed in or up with it."""
    kept = _kept(session, token)
    if kept is not None and kept.account_id is None:
        kept.account_id = account_id


def forget_kept_form(session: Session) -> None:
    """Removes the kept form of the present address, once it was sent."""
    kept = _kept(session, request.args.get("kept"))
    if kept is not None and kept.account_id in {None, current_actor().account_id}:
        session.delete(kept)


def _kept(session: Session, token: str | None) -> KeptForm | None:
    return session.get(KeptForm, token) if token and TOKEN.fullmatch(token) else None


__all__ = [
    "TooMuchToKeepError",
    "claim_kept_form",
    "forget_kept_form",
    "keep_form",
    "kept_fields",
    "kept_for_account",
]
