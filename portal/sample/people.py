"""The people of the sample world: accounts to sign in with, for development only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from portal import accounts, stores
from portal.access import Role
from portal.accounts import Account, account_by_email, hash_password
from portal.db import Session, db, transaction
from portal.sample.operations import fill_desk, fill_reports, give_cases, give_readers, send_back, tie_posts

PASSWORD = "shakwa-sample"  # noqa: S105 -- printed at every start; only in the sample world
SHOPPERS_CASES = (
    "sample-shopper-answered",
    "sample-shopper-returned",
    "sample-shopper-open",
    "sample-shopper-solved",
)
SENT_BACK = "sample-shopper-returned"
WHY_SENT_BACK = "شماره‌ی تلفن پیک و جمله‌ی بعد از آن را بردارید؛ بقیه‌ی شکایت همان‌طور که هست منتشر می‌شود."


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """Somebody to sign in as. `store_slug` is the store a representative speaks for."""

    email: str
    name: str
    role: Role
    language: str
    store_slug: str | None = None
    password: str = PASSWORD


SAMPLE_ACCOUNTS: Sequence[SampleAccount] = (
    SampleAccount("shopper@example.org", "مهسا ک.", Role.SHOPPER, "fa"),
    SampleAccount("representative@example.org", "تیمور", Role.REPRESENTATIVE, "fa", "garage-balootzar"),
    SampleAccount("representative-ar@example.org", "نواف", Role.REPRESENTATIVE, "ar", "qooti-khaisha"),
    SampleAccount("moderator@example.org", "پروین", Role.MODERATOR, "fa"),
    SampleAccount("administrator@example.org", "بابک", Role.ADMINISTRATOR, "fa"),
)


def add_people(now: datetime) -> Sequence[SampleAccount]:
    """Makes the accounts, gives the shopper their cases, sends one back, lets all be read, leaves work for two.

    Some texts are reported. Doing it again changes nothing. Opens its own transactions, so that passwords are hashed
    outside of them.
    """
    for person in SAMPLE_ACCOUNTS:
        _add(person, now)
    with transaction() as session:
        shopper, moderator = (_account(session, role) for role in (Role.SHOPPER, Role.MODERATOR))
        give_cases(session, shopper.id, SHOPPERS_CASES)
        actor = accounts.actor_of(moderator, frozenset({Role.MODERATOR}), frozenset())
        send_back(session, actor, now, SENT_BACK, WHY_SENT_BACK)
        give_readers(session, now)
        fill_desk(session, actor, now)
        fill_reports(session, moderator.id, now)
        tie_posts(session, actor, now)
    return SAMPLE_ACCOUNTS


SPEAKING = timedelta(days=30)
"""How long those who speak for a sample store have done so: long enough to be shown private facts."""


def _add(person: SampleAccount, now: datetime) -> None:
    if account_by_email(db.session(), person.email) is not None:
        return
    password_hash = hash_password(person.password)
    with transaction() as session:
        account = accounts.create_account(
            session,
            now,
            email=person.email,
            name=person.name,
            password_hash=password_hash,
            language=person.language,
            role=person.role,
        )
        store = stores.store_by_slug(session, person.store_slug) if person.store_slug else None
        if store is not None:
            stores.add_representative(session, store.id, account.id, now - SPEAKING)


def _account(session: Session, role: Role) -> Account:
    """The first sample account with the role."""
    emails = [person.email for person in SAMPLE_ACCOUNTS if person.role is role]
    return session.scalars(select(Account).where(Account.email == emails[0])).one()
