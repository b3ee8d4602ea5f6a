"""Opening accounts, proving addresses, passwords and roles."""

from datetime import datetime

from sqlalchemy import delete

from portal import events
from portal.access import Role
from portal.accounts.events import AccountOpened, ConfirmationAsked, PasswordForgotten
from portal.accounts.models import Account, AccountRole, Attempts
from portal.accounts.queries import account_by_email, is_exhausted, normal_email, print_of
from portal.accounts.rules import LONGEST, MAILS, WRONG_PASSWORDS, Limit
from portal.accounts.tokens import Purpose, is_current, token_account_id
from portal.db import Session, in_turn


class TokenError(Exception):
    """The link is forged, too old, or was used already."""


def open_account(
    session: Session, now: datetime, *, email: str, name: str, password_hash: str, language: str
) -> Account:
    """Signs somebody up. An address that is known already gets a mail instead of a second account; the page
    does not tell the difference, so nobody learns who has an account.

    Of two who sign up with an address not yet proved, its owner decides: earlier links end, and the new one lets
    whoever reads that mail choose the password.
    """
    in_turn(session, normal_email(email))
    existing = account_by_email(session, email)
    if not count_attempt(session, now, MAILS, email) and existing is not None:
        return existing
    if existing is not None and existing.confirmed_at is not None:
        events.append(session, ConfirmationAsked(existing.id), now)
        return existing
    if existing is not None:
        existing.session_version += 1
        events.append(session, PasswordForgotten(existing.id), now)
        return existing
    account = Account(
        email=normal_email(email),
        name=name,
        password_hash=password_hash,
        language=language,
        created_at=now,
        session_version=0,
    )
    session.add(account)
    session.flush()
    events.append(session, AccountOpened(account.id), now)
    return account


def ask_for_confirmation(session: Session, now: datetime, account: Account) -> bool:
    """Sends the confirmation link once more; False where enough mails were sent already."""
    if not count_attempt(session, now, MAILS, account.email):
        return False
    events.append(session, ConfirmationAsked(account.id), now)
    return True


def confirm_address(session: Session, now: datetime, secret: str, token: str) -> Account:
    """The link was opened: the address is proved. Raises TokenError."""
    account = account_behind(session, secret, Purpose.CONFIRM, token)
    if account.confirmed_at is None:
        account.confirmed_at = now
    return account


def forget_password(session: Session, now: datetime, email: str) -> None:
    """Mails a link to choose a new password, where the address has an account and was not sent enough already."""
    account = account_by_email(session, email)
    if count_attempt(session, now, MAILS, email) and account is not None:
        events.append(session, PasswordForgotten(account.id), now)


def choose_password(session: Session, now: datetime, secret: str, token: str, password_hash: str) -> Account:
    """Sets the password through a link, which proves the address as well, and signs out everywhere else."""
    account = account_behind(session, secret, Purpose.PASSWORD, token)
    account.password_hash = password_hash
    account.session_version += 1
    if account.confirmed_at is None:
        account.confirmed_at = now
    forget_attempts(session, WRONG_PASSWORDS, account.email)
    return account


def write_in(session: Session, account_id: int, language: str) -> None:
    """Mail is written in the language somebody last signed in with."""
    session.get_one(Account, account_id).language = language


def grant_role(session: Session, account_id: int, role: Role) -> None:
    """Gives a role; nothing happens where it is there already."""
    if session.get(AccountRole, (account_id, role)) is None:
        session.add(AccountRole(account_id=account_id, role=role))


def create_account(
    session: Session,
    now: datetime,
    *,
    email: str,
    name: str,
    password_hash: str | None,
    language: str,
    role: Role,
) -> Account:
    """An administrator's way to make an account: confirmed at once, with a role. An existing one gets the role.

    A password replaces the one before and, as any change of password, signs out everywhere.
    """
    in_turn(session, normal_email(email))
    account = account_by_email(session, email)
    if account is None:
        account = Account(email=normal_email(email), name=name, language=language, created_at=now, session_version=0)
        session.add(account)
    account.confirmed_at = account.confirmed_at or now
    if password_hash is not None:
        account.password_hash = password_hash
        account.session_version += 1
    session.flush()
    grant_role(session, account.id, role)
    return account


def account_behind(session: Session, secret: str, purpose: Purpose, token: str) -> Account:
    """The account a link is for; raises TokenError where the link is of no use (any more)."""
    account_id = token_account_id(secret, purpose, token)
    account = session.get(Account, account_id) if account_id is not None else None
    if account is None or not is_current(secret, purpose, token, account):
        raise TokenError
    return account


def count_attempt(session: Session, now: datetime, limit: Limit, email: str) -> bool:
    """Counts one attempt; False, and nothing counted, where the address has had them all."""
    key = print_of(email)
    in_turn(session, f"{limit.name} {key}")
    session.execute(delete(Attempts).where(Attempts.since <= now - LONGEST))
    if is_exhausted(session, now, limit, email):
        return False
    counted = session.get(Attempts, (limit.name, key))
    if counted is None:
        session.add(Attempts(kind=limit.name, address_print=key, count=1, since=now))
    elif counted.since <= now - limit.within:
        counted.count, counted.since = 1, now
    else:
        counted.count += 1
    session.flush()
    return True


def forget_attempts(session: Session, limit: Limit, email: str) -> None:
    """All is well: the next attempt is the first."""
    session.execute(delete(Attempts).where(Attempts.kind == limit.name, Attempts.address_print == print_of(email)))
