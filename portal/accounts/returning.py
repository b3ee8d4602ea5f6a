"""Where somebody goes on after signing in: only to a page of this portal, and to what they had typed."""

from urllib.parse import urlencode, urlsplit

from portal.db import Session
from portal.web import kept_for_account


def local_path(typed: str | None) -> str | None:
    """The path, if it is one of this portal; None for anything a browser could take for another site."""
    if not typed or not typed.startswith("/") or typed.startswith("//"):
        return None
    # Browsers read a backslash as a slash, and skip control characters.
    if "\\" in typed or any(ord(sign) <= 0x20 or ord(sign) == 0x7F for sign in typed):
        return None
    parts = urlsplit(typed)
    return None if parts.scheme or parts.netloc else typed


def with_kept(path: str, token: str | None) -> str:
    """The path of a form that fills in what was kept under the token."""
    if not token:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'kept': token})}"


def unfinished(session: Session, account_id: int) -> str | None:
    """The form the account typed last and has not sent."""
    kept = kept_for_account(session, account_id)
    return with_kept(kept[0].path, kept[0].token) if kept else None
