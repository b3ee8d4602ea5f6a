"""The signed-in session, kept by Flask-Login."""

from collections.abc import Callable
from secrets import token_urlsafe

from flask import Flask, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portal.access import ANONYMOUS, Actor, Role
from portal.accounts.models import Account
from portal.accounts.queries import account_with_roles, actor_of
from portal.db import Session, db
from portal.web import DEVICE

FLASHES = "_flashes"
PartiesOf = Callable[[Session, int], frozenset[str]]


class SessionUser(UserMixin):  # type: ignore[misc]
    """What a session remembers: the account and the version of its sessions."""

    def __init__(self, account: Account, roles: frozenset[Role] = frozenset()) -> None:
        self.account = account
        self.roles = roles

    def get_id(self) -> str:
        return f"{self.account.id}.{self.account.session_version}"


def init_app(app: Flask, parties_of: PartiesOf) -> None:
    """`parties_of` fills in whom an account speaks for, which this slice cannot know."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_load_user)
    app.extensions["portal-actor"] = lambda: _current_actor(parties_of)


def sign_in(account: Account) -> None:
    """A new session: nothing that somebody may have put into the browser before is of use in it."""
    _begin_anew()
    session.setdefault(DEVICE, token_urlsafe(12))
    login_user(SessionUser(account), remember=False)


def sign_out() -> None:
    """Nothing is left for the next person at this browser but a random mark of it, which says nothing of anybody."""
    logout_user()
    _begin_anew()


def _begin_anew() -> None:
    kept = {name: session[name] for name in (FLASHES, DEVICE) if session.get(name)}
    session.clear()
    session.update(kept)


def _load_user(session_id: str) -> SessionUser | None:
    account_id, _, version = session_id.partition(".")
    found = account_with_roles(db.session(), int(account_id)) if account_id.isdigit() else None
    if found is None or str(found[0].session_version) != version:
        return None
    return SessionUser(*found)


def _current_actor(parties_of: PartiesOf) -> Actor:
    if not isinstance(current_user._get_current_object(), SessionUser):  # noqa: SLF001 -- werkzeug's own way
        return ANONYMOUS
    account: Account = current_user.account
    roles: frozenset[Role] = current_user.roles
    # Not of representatives alone: who moderates too must not decide on a store they still speak for.
    parties = parties_of(db.session(), account.id) if roles - {Role.SHOPPER} else frozenset()
    return actor_of(account, roles, parties)
