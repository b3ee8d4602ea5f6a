"""Who may do what: the whole table, row by row, as the slices' policies say it."""

from dataclasses import dataclass, replace

import pytest

from portal import access, complaints, moderation, reading, stores
from portal.access import ANONYMOUS, Actor, ForbiddenError, Permission, Policy, Role, allowed, register, require
from portal.moderation import Kind, Lane, person
from portal.stores import party

GOLESTAN, NAKHL = 1, 2
MARYAM_ID, LAYLA_ID, NADER_ID = 10, 12, 13


def somebody(account_id: int, *roles: Role, store: int | None = None) -> Actor:
    parties = frozenset() if store is None else frozenset({party(store)})
    return Actor(account_id, f"account {account_id}", frozenset({Role.SHOPPER, *roles}), parties, confirmed=True)


AUTHOR = somebody(MARYAM_ID)
CAST = {
    "anonymous": ANONYMOUS,
    "unconfirmed": replace(somebody(9), confirmed=False),
    "shopper": somebody(11),
    "author": AUTHOR,
    "store": somebody(LAYLA_ID, Role.REPRESENTATIVE, store=GOLESTAN),
    "other store": somebody(16, Role.REPRESENTATIVE, store=NAKHL),
    "moderator": somebody(NADER_ID, Role.MODERATOR),
    "store's moderator": somebody(17, Role.MODERATOR, Role.REPRESENTATIVE, store=GOLESTAN),
    "administrator": somebody(14, Role.ADMINISTRATOR),
}
"""By what they are to one complaint about one store."""


@dataclass(frozen=True)
class Case:
    author_id: int | None = MARYAM_ID
    store_id: int = GOLESTAN
    is_public: bool = True


@dataclass(frozen=True)
class Text:
    author_id: int | None
    parties: frozenset[str]
    kind: Kind = Kind.COMPLAINT
    lane: Lane = Lane.REST
    passed_on_by: frozenset[int] = frozenset()
    approved_by: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Proposal:
    """Somebody wants a public complaint about Golestan hidden."""

    proposed_by: int | None
    moderators: tuple[Actor, ...]
    author_id: int | None = MARYAM_ID
    parties: frozenset[str] = frozenset({party(GOLESTAN)})


@dataclass(frozen=True)
class Objection:
    """A decision on Maryam's complaint about Golestan that somebody else looks at, on appeal or by chance."""

    decided_by: frozenset[int]
    moderators: tuple[Actor, ...]
    author_id: int | None = MARYAM_ID
    parties: frozenset[str] = frozenset({party(GOLESTAN)})


@dataclass(frozen=True)
class Reported:
    """A public complaint about Golestan is reported."""

    party: str
    account_id: int | None
    author_id: int | None = MARYAM_ID
    parties: frozenset[str] = frozenset({party(GOLESTAN)})


PUBLIC, WAITING = Case(), Case(is_public=False)
COMPLAINT = Text(MARYAM_ID, frozenset({party(GOLESTAN)}))
REPLY = Text(LAYLA_ID, frozenset({party(GOLESTAN), person(MARYAM_ID)}), Kind.REPLY)

EVERYBODY = set(CAST)
SIGNED_IN = EVERYBODY - {"anonymous"}
MODERATORS = {"moderator", "store's moderator"}
OF_THE_STORE = {"store", "store's moderator"}
REPRESENTATIVES = OF_THE_STORE | {"other store"}

TABLE = {
    "what is public is everybody's": (Permission.READ_PUBLIC, None, EVERYBODY),
    "anybody may come to sign in": (Permission.SIGN_IN, None, EVERYBODY),
    "an account is for who is signed in": (Permission.USE_ACCOUNT, None, SIGNED_IN),
    "a complaint is begun without an account": (Permission.DRAFT_COMPLAINT, None, EVERYBODY),
    "it is sent with a confirmed address": (
        Permission.SUBMIT_COMPLAINT,
        None,
        SIGNED_IN - {"unconfirmed"},
    ),
    "a public case is everybody's to read": (Permission.READ_CASE, PUBLIC, EVERYBODY),
    "one that waits is its author's and the moderators', but for who works for the store": (
        Permission.READ_CASE,
        WAITING,
        {"author", "moderator"},
    ),
    "pages of one's own cases open to who is signed in": (Permission.FOLLOW_OWN_CASE, None, SIGNED_IN),
    "a case is followed by its author": (Permission.FOLLOW_OWN_CASE, WAITING, {"author"}),
    "only its author mends a text": (Permission.REVISE_POST, COMPLAINT, {"author"}),
    "only who wrote a reply mends it": (Permission.REVISE_POST, REPLY, {"store"}),
    "the author answers back in public": (Permission.ANSWER_BACK, PUBLIC, {"author"}),
    "not before the case is public": (Permission.ANSWER_BACK, WAITING, set()),
    "only the author says it is solved": (Permission.EVALUATE_CASE, PUBLIC, {"author"}),
    "not before anybody could see it": (Permission.EVALUATE_CASE, WAITING, set()),
    "a case is helpful to who has no stake in it": (
        Permission.MARK_HELPFUL,
        PUBLIC,
        EVERYBODY - OF_THE_STORE - {"author"},
    ),
    "nobody is helped by what nobody sees": (Permission.MARK_HELPFUL, WAITING, set()),
    "a store's desk opens to any store": (Permission.WORK_FOR_STORE, None, REPRESENTATIVES),
    "each store sees its own cases": (Permission.WORK_FOR_STORE, PUBLIC, OF_THE_STORE),
    "the store itself replies": (Permission.REPLY_FOR_STORE, PUBLIC, OF_THE_STORE),
    "not before the case is public to it": (Permission.REPLY_FOR_STORE, WAITING, set()),
    "the moderators' desk is the moderators'": (Permission.MODERATE, None, MODERATORS),
    "what must be shared is read by administrators too": (Permission.READ_DESK, None, MODERATORS | {"administrator"}),
    "what a colleague passed on, an administrator decides too": (
        Permission.DECIDE_POST,
        replace(COMPLAINT, lane=Lane.ESCALATED, passed_on_by=frozenset({99})),
        {"moderator", "administrator"},
    ),
    "whoever passed it on does not": (
        Permission.DECIDE_POST,
        replace(COMPLAINT, lane=Lane.ESCALATED, passed_on_by=frozenset({NADER_ID})),
        {"administrator"},
    ),
    "whoever gave the first of two approvals gives no second": (
        Permission.DECIDE_POST,
        replace(COMPLAINT, lane=Lane.ESCALATED, passed_on_by=frozenset({14}), approved_by=frozenset({14})),
        {"moderator"},
    ),
    "once its author has mended it, they do again": (
        Permission.DECIDE_POST,
        replace(COMPLAINT, passed_on_by=frozenset({NADER_ID})),
        {"moderator"},
    ),
    "to hide what is public is proposed by a moderator with no part in it": (
        Permission.HIDE_POST,
        COMPLAINT,
        {"moderator"},
    ),
    "what does not count in the score, a moderator with no part in it says of a public case": (
        Permission.COUNT_CASE,
        PUBLIC,
        {"moderator"},
    ),
    "nobody says it of a case that is not public": (Permission.COUNT_CASE, WAITING, set()),
    "nor of a case of their own": (
        Permission.COUNT_CASE,
        replace(PUBLIC, author_id=NADER_ID),
        set(),
    ),
    "the second is another moderator": (
        Permission.SECOND_HIDING,
        Proposal(99, (CAST["moderator"], somebody(99, Role.MODERATOR))),
        {"moderator"},
    ),
    "where no other has no part in it, an administrator is": (
        Permission.SECOND_HIDING,
        Proposal(NADER_ID, (CAST["moderator"], CAST["store's moderator"])),
        {"administrator"},
    ),
    "only its author appeals against a decision": (Permission.APPEAL_DECISION, COMPLAINT, {"author"}),
    "an appeal is read by moderators with no part in the case": (
        Permission.READ_APPEAL,
        Objection(frozenset({NADER_ID}), (CAST["moderator"], somebody(99, Role.MODERATOR))),
        {"moderator"},
    ),
    "it is answered by another moderator than decided": (
        Permission.ANSWER_APPEAL,
        Objection(frozenset({99}), (CAST["moderator"], somebody(99, Role.MODERATOR))),
        {"moderator"},
    ),
    "where no other has no part in it, an administrator answers": (
        Permission.ANSWER_APPEAL,
        Objection(frozenset({NADER_ID}), (CAST["moderator"], CAST["store's moderator"])),
        {"administrator"},
    ),
    "not one who had the second word on it": (
        Permission.ANSWER_APPEAL,
        Objection(frozenset({NADER_ID, 14}), (CAST["moderator"],)),
        set(),
    ),
    "a second reader took no part in the decision": (
        Permission.READ_AGAIN,
        Objection(frozenset({99}), (CAST["moderator"], somebody(99, Role.MODERATOR))),
        {"moderator"},
    ),
    "where no other moderator may, an administrator reads it again": (
        Permission.READ_AGAIN,
        Objection(frozenset({NADER_ID}), (CAST["moderator"], CAST["store's moderator"])),
        {"administrator"},
    ),
    "where two readers differ, an administrator sees": (
        Permission.READ_SECOND_READING,
        Objection(frozenset({NADER_ID}), (CAST["moderator"],)),
        {"administrator"},
    ),
    "no moderator decides on a store they work for": (Permission.DECIDE_POST, COMPLAINT, {"moderator"}),
    "nor on its replies": (Permission.DECIDE_POST, REPLY, {"moderator"}),
    "nor on a text of their own": (Permission.DECIDE_POST, Text(NADER_ID, frozenset()), {"store's moderator"}),
    "nor on a reply to their own complaint": (
        Permission.DECIDE_POST,
        Text(LAYLA_ID, frozenset({party(NAKHL), person(NADER_ID)})),
        {"store's moderator"},
    ),
    "a text whose author has left is still decided on": (
        Permission.DECIDE_POST,
        Text(None, frozenset({party(NAKHL)})),
        MODERATORS,
    ),
    "a complaint is reported by whoever did not write it": (
        Permission.REPORT_POST,
        COMPLAINT,
        SIGNED_IN - {"unconfirmed", "author"},
    ),
    "a reply by whoever is not of its store": (
        Permission.REPORT_POST,
        REPLY,
        SIGNED_IN - {"unconfirmed"} - OF_THE_STORE,
    ),
    "a report is decided on by a moderator with no part in it": (
        Permission.DECIDE_REPORT,
        Reported(person(11), 11),
        {"moderator"},
    ),
    "not by who filed it": (Permission.DECIDE_REPORT, Reported(person(NADER_ID), NADER_ID), set()),
    "nor by who speaks for the store that filed it": (
        Permission.DECIDE_REPORT,
        Reported(party(GOLESTAN), LAYLA_ID, parties=frozenset()),
        {"moderator"},
    ),
    "administering is the administrators'": (Permission.ADMINISTER, None, {"administrator"}),
}


@pytest.fixture(autouse=True)
def policies() -> None:
    for policy in (access.POLICY, stores.POLICY, moderation.POLICY, complaints.POLICY, reading.POLICY):
        register(policy)


@pytest.mark.parametrize(("permission", "subject", "who"), TABLE.values(), ids=TABLE)
def test_who_may(permission: Permission, subject: Case | Text | None, who: set[str]) -> None:
    assert {name for name, actor in CAST.items() if allowed(actor, permission, subject)} == who


def test_every_permission_is_in_the_table_and_somebody_has_it() -> None:
    assert {permission for permission, _, _ in TABLE.values()} == set(Permission)
    assert {permission for permission, _, who in TABLE.values() if who} == set(Permission)


def test_each_slice_speaks_of_permissions_of_its_own() -> None:
    policies = (access.POLICY, stores.POLICY, moderation.POLICY, complaints.POLICY, reading.POLICY)
    named = [permission for policy in policies for permission in policy]
    assert sorted(named) == sorted(set(Permission))


def test_a_role_without_a_store_opens_no_desk() -> None:
    for subject in (None, PUBLIC):
        assert not allowed(somebody(20, Role.REPRESENTATIVE), Permission.WORK_FOR_STORE, subject)
        assert not allowed(somebody(21, store=GOLESTAN), Permission.WORK_FOR_STORE, subject)


def test_what_nobody_registered_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    emptied: Policy = {Permission.ADMINISTER: []}
    monkeypatch.setattr(access, "_policy", dict(emptied))
    assert not any(allowed(actor, permission) for actor in CAST.values() for permission in Permission)


def test_requiring_names_what_was_refused() -> None:
    require(CAST["moderator"], Permission.MODERATE)
    with pytest.raises(ForbiddenError) as refused:
        require(CAST["shopper"], Permission.MODERATE)
    assert refused.value.permission is Permission.MODERATE


def test_nobody_in_particular_has_an_account() -> None:
    assert not ANONYMOUS.is_signed_in
    assert AUTHOR.is_signed_in
