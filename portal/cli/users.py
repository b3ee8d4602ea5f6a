"""Accounts made by an administrator at the console."""

import sys

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask.cli import with_appcontext

from portal import accounts, clock, stores
from portal.access import Role
from portal.accounts import Purpose
from portal.cli.console import needs_database
from portal.config import Config
from portal.db import db, transaction
from portal.language import DEFAULT
from portal.web import absolute


@click.group("user")
def user_group() -> None:
    """Accounts."""


@user_group.command("create")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--store", "slug", help="The store a representative speaks for.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@with_appcontext
@needs_database
def create_command(email: str, role: str, slug: str | None, *, password_stdin: bool) -> None:
    """Make an account, or give an existing one a role. Without a password a one-time link is printed."""
    try:
        validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise click.BadParameter(str(error), param_hint="EMAIL") from None
    if (role == Role.REPRESENTATIVE) != (slug is not None):
        raise click.UsageError("--store belongs to the role representative, which needs it")
    store = stores.store_by_slug(db.session(), slug) if slug else None
    if slug and store is None:
        raise click.ClickException(f"there is no store {slug!r}")
    password_hash = accounts.hash_password(_typed_password()) if password_stdin else None
    with transaction() as session:
        account = accounts.create_account(
            session,
            clock.now(),
            email=email,
            name=email.partition("@")[0],
            password_hash=password_hash,
            language=DEFAULT.code,
            role=Role(role),
        )
        if store is not None:
            stores.add_representative(session, store.id, account.id, clock.now())
    if not password_stdin:
        config: Config = current_app.extensions["portal-config"]
        token = accounts.make_token(config.secret_key, Purpose.PASSWORD, account)
        click.echo(absolute("accounts.choose_password", DEFAULT, token=token))


def _typed_password() -> str:
    password = sys.stdin.readline().rstrip("\n")
    if not accounts.MIN_LENGTH <= len(password) <= accounts.MAX_LENGTH:
        raise click.ClickException(f"a password has {accounts.MIN_LENGTH} to {accounts.MAX_LENGTH} characters")
    return password
