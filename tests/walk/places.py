"""Three portals to walk through, and where in them the things lie that pages are about.

The first holds the sample world and a few more people; the second nothing but accounts; the third cannot reach its
database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import ColumnElement, func, select
from werkzeug.routing import Rule

from portal import accounts, clock, complaints, events, moderation, stores
from portal.access import Actor, Role
from portal.accounts import Account, Purpose
from portal.cli.archives import load_sample
from portal.complaints import Complaint, Contact, Entry, Facts, Nature, Progress, Promise, Side, State
from portal.complaints.queries import in_state
from portal.config import Config
from portal.db import db, transaction
from portal.moderation import (
    FindingRow,
    Hiding,
    Kind,
    Lane,
    Post,
    PostTie,
    Reason,
    Revision,
    Verdict,
    Visibility,
    visible,
)
from portal.sample import SAMPLE_ACCOUNTS, SampleAccount
from portal.sample.operations import give_cases
from portal.scores import StoreScore
from portal.stores import Store
from portal.web.models import KeptForm
from tests.bench.workshop import session_cookie
from tests.walk.moderated import find_appeals, find_reports
from tests.walk.portal import create

SECRET = "only for the walk"
SAMPLE, EMPTY, OFFLINE = "sample", "empty", "offline"
ANONYMOUS = "anonymous"
SHOPPER, REPRESENTATIVE, MODERATOR, ADMINISTRATOR = "shopper", "representative", "moderator", "administrator"
NOBODY_THERE = "postgresql://nobody@127.0.0.1:1/nothing"
ROLES = (ANONYMOUS, SHOPPER, REPRESENTATIVE, MODERATOR, ADMINISTRATOR)
NEWCOMER, UNCONFIRMED, OF_TWO_STORES = "newcomer", "unconfirmed", "representative of two stores"
TEXT = (
    "سه هفته پیش یک یخچال خریدم و پولش را کامل پرداختم. قرار بود چهارروزه برسد، ولی هنوز نه یخچال رسیده و نه کسی "
    "جواب تلفن پشتیبانی را می‌دهد. سفارش را یا بفرستید یا پول مرا پس بدهید."
)
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Places:
    """`cookies` by portal and reader; the rest are values for the addresses of pages, by what is found there."""

    folder: Path
    cookies: dict[tuple[str, str], str] = field(default_factory=dict)
    cases: dict[str, Values] = field(default_factory=dict)
    posts: dict[str, Values] = field(default_factory=dict)
    stores: dict[str, Values] = field(default_factory=dict)
    tokens: dict[str, Values] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)

    def environment(self, portal: str) -> dict[str, str]:
        """Settings of one of the three."""
        settings = {"PORTAL_INSTANCE": str(self.folder / portal), "PORTAL_SECRET_KEY": SECRET}
        if portal == OFFLINE:
            settings["PORTAL_DATABASE_URL"] = NOBODY_THERE
        return settings

    def path(self, endpoint: str, values: Values, query: Mapping[str, str], language: str) -> str:
        rule = self.rules[endpoint]
        known = {name: value for name, value in {**values, "language_code": language}.items() if name in rule.arguments}
        built = rule.build(known)
        assert built is not None, f"{endpoint} needs {rule.arguments}, not {sorted(known)}"
        return f"{built[1]}?{urlencode(query)}" if query else built[1]


def make_places(folder: Path) -> Places:
    """Fills the portals below the folder. The sample world ends now, as one that was just begun."""
    places = Places(folder)
    now = clock.now()
    app = create(Config.from_environment(places.environment(SAMPLE)))
    places.rules.update({rule.endpoint: rule for rule in app.url_map.iter_rules()})
    with app.app_context():
        upgrade()
        load_sample(None, 1, now)
        _add_people(now)
        _find_cases(places, now)
        _find_posts(places)
        _find_stores(places)
        _make_tokens(places)
        _sign_everybody_in(places, app, (SAMPLE, OFFLINE))
        db.session.remove()
        db.engine.dispose()
    empty = create(Config.from_environment(places.environment(EMPTY)))
    with empty.app_context():
        upgrade()
        _add_an_idle_store(now)
        _sign_everybody_in(places, empty, (EMPTY,))
        db.session.remove()
        db.engine.dispose()
    return places


def _add_people(now: datetime) -> None:
    """Who the sample world lacks: somebody new, somebody unproved, somebody with two stores, a rejected complaint."""
    with transaction() as session:
        accounts.open_account(
            session, now, email="unconfirmed@example.org", name="نگار", password_hash="", language="fa"
        )
    _account(NEWCOMER, "تازه‌وارد", Role.SHOPPER, now)
    busy = _account(OF_TWO_STORES, "سیمین", Role.REPRESENTATIVE, now)
    shopper = _sample_account(Role.SHOPPER)
    with transaction() as session:
        for store in stores.all_stores(session)[:2]:
            stores.add_representative(session, store.id, busy.id, now)
        path = "/fa/complaints/new"
        fields = {"title": "یخچال پس از سه هفته نرسید", "body": TEXT}
        session.add(KeptForm(token=token_hex(8), account_id=shopper.id, path=path, fields=fields, kept_at=now))
    _reject_a_complaint(shopper, now)
    _send_a_complaint(shopper, now)
    _give_a_case_up(shopper, now)
    events.deliver_all(current_app.extensions["portal-subscribers"])


def _reject_a_complaint(shopper: Account, now: datetime) -> None:
    made = _send_a_complaint(shopper, now)
    moderator = _sample_account(Role.MODERATOR)
    with transaction() as session:
        moderation.decide(
            session, accounts.actor_of(moderator, frozenset({Role.MODERATOR}), frozenset()), now, post_id=made.post_id,
            revision_number=1, verdict=Verdict.REJECT, reason=Reason.INSULT, note="لطفاً بی‌توهین بنویسید.",
        )  # fmt: skip


def _give_a_case_up(shopper: Account, now: datetime) -> None:
    """Just now, so that it can still be taken back."""
    statement = select(Complaint).join(Post, Post.id == Complaint.post_id)
    case = db.session.scalars(
        statement.where(visible(), Complaint.progress == Progress.OPEN, Complaint.author_id.is_(None)).limit(1)
    ).one()
    with transaction() as session:
        give_cases(session, shopper.id, [case.ref])
    with transaction() as session:
        found = complaints.case_by_id(session, case.id)
        assert found is not None
        complaints.give_up(session, _actor(shopper), now, case=found)


def _actor(shopper: Account) -> Actor:
    return accounts.actor_of(shopper, frozenset({Role.SHOPPER}), frozenset())


def _send_a_complaint(shopper: Account, now: datetime) -> Complaint:
    with transaction() as session:
        return complaints.submit(
            session, _actor(shopper), now, store_id=stores.all_stores(session)[0].id, language="fa",
            title="یخچال نرسید", body=TEXT, facts=Facts(Nature.LATE, "home-appliances"), submission=token_hex(8),
        )  # fmt: skip


def _add_an_idle_store(now: datetime) -> None:
    """A store nobody has complained about, with its representative; and one of each role."""
    for person in SAMPLE_ACCOUNTS:
        _account(str(person.role), person.name, person.role, now)
    with transaction() as session:
        store = Store(
            ref="idle", slug="idle", names={"fa": "آسوده", "ar": "الهادئ"}, country="IR", category="other",
            created_at=now,
        )  # fmt: skip
        session.add(store)
        session.flush()
        representative = accounts.account_by_email(session, _email(REPRESENTATIVE))
        assert representative is not None
        stores.add_representative(session, store.id, representative.id, now)


def _find_cases(places: Places, now: datetime) -> None:
    public = select(Complaint.number).join(Post, Post.id == Complaint.post_id)
    for state in set(State) - {State.WITHDRAWN}:
        places.cases[state] = _number(public.where(visible(), in_state(state, now)).order_by(Complaint.id))
    for language in ("fa", "ar"):
        places.cases[f"longest in {language}"] = _longest(language)
    gone = public.where(Post.visibility == Visibility.HIDDEN, Complaint.published_at.is_not(None))
    places.cases["removed"] = _number(gone.where(Complaint.removed_at.is_not(None)))
    places.cases["withdrawn"] = _number(gone.where(Complaint.withdrawn_at.is_not(None)))
    own = {"answered", "returned", "open", "solved"}
    for name in own:
        found = _number(select(Complaint.number).where(Complaint.ref == f"sample-shopper-{name}"))
        places.cases[f"own {name}"] = found
    author = _sample_account(Role.SHOPPER).id
    places.cases["own spoken"] = _number(public.where(Complaint.author_id == author, Complaint.gave_up_at == now))
    for visibility in (Visibility.PENDING, Visibility.REJECTED):
        mine = public.where(Complaint.author_id == author, Post.visibility == visibility)
        places.cases[f"own {visibility}"] = _number(mine)


def _longest(language: str) -> Values:
    """The public case in the language in which most has happened."""
    turns, contacts, promises = (
        select(func.count()).where(table.complaint_id == Complaint.id).scalar_subquery()
        for table in (Entry, Contact, Promise)
    )
    happened = turns + 3 * func.min(contacts, 2) + 3 * func.min(promises, 2)
    statement = select(Complaint.number).join(Post, Post.id == Complaint.post_id)
    return _number(statement.where(visible(), Post.language == language).order_by(happened.desc(), Complaint.id))


def _number(statement: Any) -> Values:
    return {"number": db.session.scalars(statement.limit(1)).one()}


def _find_posts(places: Places) -> None:
    findings = select(func.count()).where(FindingRow.revision_id == Revision.id).scalar_subquery()
    posts = (
        select(Post.id)
        .join(Revision, (Revision.post_id == Post.id) & (Revision.number == Post.revision_number))
        .order_by(findings.desc(), Post.id)
    )
    waiting = posts.where(Post.visibility == Visibility.PENDING)
    for name, statement in {
        "complaint": waiting.where(Post.kind == Kind.COMPLAINT),
        "reply": waiting.where(Post.kind == Kind.REPLY),
        "public": posts.where(visible(), Post.kind == Kind.COMPLAINT),
        "rejected": posts.where(Post.visibility == Visibility.REJECTED),
    }.items():
        places.posts[name] = {"post_id": db.session.scalars(statement.limit(1)).one()}
    open_hiding = select(Hiding.id).where(Hiding.settled_at.is_(None)).order_by(Hiding.id)
    places.posts["hiding"] = {"hiding_id": db.session.scalars(open_hiding.limit(1)).one()}
    shopper, moderator, administrator = map(_sample_account, (Role.SHOPPER, Role.MODERATOR, Role.ADMINISTRATOR))
    find_appeals(places.posts, shopper, administrator)
    tied = waiting.where(Post.id.in_(select(PostTie.post_id)))
    for name, lane in {"tied": Post.lane != Lane.ESCALATED, "approved once": Post.lane == Lane.ESCALATED}.items():
        places.posts[name] = {"post_id": db.session.scalars(tied.where(lane).limit(1)).one()}
    find_reports(places.posts, shopper, moderator)
    for name in ("own returned", "own rejected"):
        number = places.cases[name]["number"]
        post_id = db.session.scalars(select(Complaint.post_id).where(Complaint.number == number)).one()
        places.posts[name] = {"number": number, "post_id": post_id}


def _find_stores(places: Places) -> None:
    own = next(person.store_slug for person in SAMPLE_ACCOUNTS if person.role is Role.REPRESENTATIVE)
    places.stores["own"] = {"slug": own}
    scored = select(Store.slug).join(StoreScore, StoreScore.store_id == Store.id)
    best = scored.where(StoreScore.score.is_not(None)).order_by(StoreScore.score.desc())
    few = scored.where(StoreScore.score.is_(None)).order_by(StoreScore.cases.desc())
    for name, statement in {"best": best, "too few cases": few}.items():
        places.stores[name] = {"slug": db.session.scalars(statement.limit(1)).one()}
    places.cases["of the store, open"] = _case_of_store(own, Complaint.progress == Progress.OPEN)
    places.cases["of the store, replied"] = _case_of_store(own)
    places.stores["idle"] = {"slug": "idle"}


def _case_of_store(slug: str | None, *conditions: ColumnElement[bool]) -> Values:
    """The public case of the store in which it has spoken most."""
    turns = select(func.count()).where(Entry.complaint_id == Complaint.id, Entry.by == Side.STORE).scalar_subquery()
    statement = select(Complaint.number).join(Post, Post.id == Complaint.post_id)
    statement = statement.join(Store, Store.id == Complaint.store_id).where(Store.slug == slug, visible(), *conditions)
    return {"slug": slug, **_number(statement.order_by(turns.desc(), Complaint.id))}


def _make_tokens(places: Places) -> None:
    unproved = accounts.account_by_email(db.session(), _email(UNCONFIRMED))
    assert unproved is not None
    places.tokens["confirm"] = {"token": accounts.make_token(SECRET, Purpose.CONFIRM, unproved)}
    places.tokens["password"] = {"token": accounts.make_token(SECRET, Purpose.PASSWORD, unproved)}
    places.tokens["forged"] = {"token": "forged"}


def _sign_everybody_in(places: Places, app: Flask, portals: Sequence[str]) -> None:
    for reader in (*ROLES, NEWCOMER, UNCONFIRMED, OF_TWO_STORES):
        account = accounts.account_by_email(db.session(), _email(reader))
        if account is not None:
            for portal in portals:
                places.cookies[portal, reader] = session_cookie(app, account).partition("=")[2]


def _account(reader: str, name: str, role: Role, now: datetime) -> Account:
    with transaction() as session:
        return accounts.create_account(
            session, now, email=_email(reader), name=name, password_hash=None, language="fa", role=role
        )


def _sample_account(role: Role) -> Account:
    found = accounts.account_by_email(db.session(), _first(role).email)
    assert found is not None
    return found


@cache
def _first(role: Role) -> SampleAccount:
    return next(person for person in SAMPLE_ACCOUNTS if person.role is role)


def _email(reader: str) -> str:
    return f"{reader.replace(' ', '-')}@example.org"
