"""Accounts, read."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from portal.access import Actor, Role
from portal.accounts.models import Account, AccountRole
from portal.db import Session


def normal_email(typed: str) -> str:
    """An address as it is stored and looked up."""
    return typed.strip().lower()


def account_by_email(session: Session, email: str) -> Account | None:
    return session.scalar(select(Account).where(Account.email == normal_email(email)))


def accounts_by_id(session: Session, ids: Collection[int]) -> Mapping[int, Account]:
    return {account.id: account for account in session.scalars(select(Account).where(Account.id.in_(ids)))}


def account_with_roles(session: Session, account_id: int) -> tuple[Account, frozenset[Role]] | None:
    """The account and its roles, in one statement."""
    rows = session.execute(
        select(Account, AccountRole.role)
        .outerjoin(AccountRole, AccountRole.account_id == Account.id)
        .where(Account.id == account_id)
    ).all()
    if not rows:
        return None
    return rows[0][0], frozenset(role for _, role in rows if role is not None)


def actor_of(account: Account, roles: frozenset[Role], parties: frozenset[str]) -> Actor:
    return Actor(
        account_id=account.id,
        name=account.name,
        roles=roles | {Role.SHOPPER},
        parties=parties,
        confirmed=account.confirmed_at is not None,
    )
