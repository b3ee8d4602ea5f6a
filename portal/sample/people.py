"""The people of the sample world: accounts to sign in with, for development only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from portal import accounts, stores
from portal.access import Actor, Role
from portal.accounts import Account, account_by_email, hash_password
from portal.db import Session, db, transaction
from portal.sample.moderating.operations import give_appeals, give_decisions, give_second_readings
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
    """Makes the accounts, gives the shopper their cases, lets all be read and decided on, leaves work for two.

    Some texts are reported. Doing it again changes nothing. Opens its own transactions, so that passwords are hashed
    outside of them.
    """
    for person in SAMPLE_ACCOUNTS:
        _add(person, now)
    with transaction() as session:
        by_email = {person.email: _actor(session, person) for person in SAMPLE_ACCOUNTS}
        shopper, moderator, second = (
            by_email[f"{role}@example.org"] for role in ("shopper", "moderator", "administrator")
        )
        give_cases(session, shopper.account_id or 0, SHOPPERS_CASES)
        send_back(session, moderator, now, SENT_BACK, WHY_SENT_BACK)
        give_readers(session, now)
        give_decisions(session, moderator, now)
        fill_desk(session, moderator, now)
        authors = {Role.SHOPPER: shopper, Role.REPRESENTATIVE: by_email["representative-ar@example.org"]}
        give_appeals(session, authors, moderator, second, now)
        give_second_readings(session, second, now)
        fill_reports(session, moderator.account_id or 0, now)
        tie_posts(session, moderator, now)
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


def _actor(session: Session, person: SampleAccount) -> Actor:
    account = session.scalars(select(Account).where(Account.email == person.email)).one()
    return accounts.actor_of(account, frozenset({person.role}), stores.parties_of(session, account.id))
