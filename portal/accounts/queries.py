"""Accounts, and what was tried with an address, read."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import bindparam, select

from portal.access import Actor, Role
from portal.accounts.models import Account, AccountRole, Attempts
from portal.accounts.rules import Limit
from portal.db import Session

# Built once: every page of somebody who is signed in asks it.
_WITH_ROLES = (
    select(Account, AccountRole.role)
    .outerjoin(AccountRole, AccountRole.account_id == Account.id)
    .where(Account.id == bindparam("account_id"))
)


def normal_email(typed: str) -> str:
    """An address as it is stored and looked up."""
    return typed.strip().lower()


def account_by_email(session: Session, email: str) -> Account | None:
    return session.scalar(select(Account).where(Account.email == normal_email(email)))


def accounts_by_id(session: Session, ids: Collection[int]) -> Mapping[int, Account]:
    return {account.id: account for account in session.scalars(select(Account).where(Account.id.in_(ids)))}


def account_with_roles(session: Session, account_id: int) -> tuple[Account, frozenset[Role]] | None:
    """The account and its roles, in one statement."""
    rows = session.execute(_WITH_ROLES, {"account_id": account_id}).all()
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


def is_exhausted(session: Session, now: datetime, limit: Limit, email: str) -> bool:
    """Whether the address has had all its attempts for now."""
    counted = session.get(Attempts, (limit.name, print_of(email)))
    return counted is not None and counted.since > now - limit.within and counted.count >= limit.most


def print_of(email: str) -> str:
    """What stands for an address where the address itself is not kept."""
    return blake2b(normal_email(email).encode(), digest_size=16).hexdigest()


def accounts_with_role(session: Session, role: Role) -> Sequence[Account]:
    """Everybody who has the role."""
    statement = select(Account).join(AccountRole, AccountRole.account_id == Account.id).where(AccountRole.role == role)
    return session.scalars(statement.order_by(Account.id)).all()
