"""Who people are: accounts, addresses, passwords, sessions and roles."""

from portal.accounts.events import AccountOpened, ConfirmationAsked, PasswordForgotten
from portal.accounts.login import init_app, sign_in, sign_out
from portal.accounts.models import Account, AccountRole
from portal.accounts.operations import (
    TokenError,
    ask_for_confirmation,
    choose_password,
    confirm_address,
    create_account,
    forget_password,
    grant_role,
    open_account,
)
from portal.accounts.passwords import MAX_LENGTH, MIN_LENGTH, hash_password, verify_password
from portal.accounts.queries import (
    account_by_email,
    account_with_roles,
    accounts_by_id,
    accounts_with_role,
    actor_of,
    normal_email,
)
from portal.accounts.tokens import Purpose, make_token
from portal.accounts.views import routes

BLUEPRINTS = (routes.blueprint,)

__all__ = [
    "BLUEPRINTS",
    "MAX_LENGTH",
    "MIN_LENGTH",
    "Account",
    "AccountOpened",
    "AccountRole",
    "ConfirmationAsked",
    "PasswordForgotten",
    "Purpose",
    "TokenError",
    "account_by_email",
    "account_with_roles",
    "accounts_by_id",
    "accounts_with_role",
    "actor_of",
    "ask_for_confirmation",
    "choose_password",
    "confirm_address",
    "create_account",
    "forget_password",
    "grant_role",
    "hash_password",
    "init_app",
    "make_token",
    "normal_email",
    "open_account",
    "sign_in",
    "sign_out",
    "verify_password",
]
