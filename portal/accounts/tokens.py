"""Links that prove an address or let somebody choose a password.

A link names the account and carries a print of what it will change, so it works once and ends with the change.
"""

from enum import StrEnum
from hashlib import blake2b

from itsdangerous import BadSignature, URLSafeTimedSerializer

from portal.accounts.models import Account


class Purpose(StrEnum):
    CONFIRM = "confirm-address"
    PASSWORD = "choose-password"  # noqa: S105 -- a purpose, no password


LIFETIME_SECONDS = {Purpose.CONFIRM: 7 * 86_400, Purpose.PASSWORD: 86_400}


def make_token(secret: str, purpose: Purpose, account: Account) -> str:
    return _serializer(secret, purpose).dumps([account.id, _print_of(account)])


def token_account_id(secret: str, purpose: Purpose, token: str) -> int | None:
    """The account a token names, or None where it is forged or too old. `is_current` must hold as well."""
    try:
        account_id, _ = _serializer(secret, purpose).loads(token, max_age=LIFETIME_SECONDS[purpose])
    except (BadSignature, ValueError, TypeError):
        return None
    return account_id if isinstance(account_id, int) else None


def is_current(secret: str, purpose: Purpose, token: str, account: Account) -> bool:
    """Whether what the token is for has not happened yet."""
    _, print_then = _serializer(secret, purpose).loads(token)
    return bool(print_then == _print_of(account))


def _serializer(secret: str, purpose: Purpose) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=purpose)


def _print_of(account: Account) -> str:
    state = f"{account.email}|{account.password_hash}|{account.confirmed_at}|{account.session_version}"
    return blake2b(state.encode(), digest_size=8).hexdigest()
