"""Who may do what: actors, permissions, and policy as data.

A policy gives each permission a list of alternatives; an alternative is a list of predicates over the
actor and the subject, all of which must hold.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.language import N_


class Role(StrEnum):
    """What an administrator has made somebody. Everybody with an account is a shopper."""

    SHOPPER = "shopper"
    REPRESENTATIVE = "representative"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


ROLE_LABELS = {
    Role.SHOPPER: N_("Shopper"),
    Role.REPRESENTATIVE: N_("Store representative"),
    Role.MODERATOR: N_("Moderator"),
    Role.ADMINISTRATOR: N_("Administrator"),
}


class Permission(StrEnum):
    """Everything a page can ask leave for. Each slice's policy says who has it."""

    READ_PUBLIC = "read-public"
    SIGN_IN = "sign-in"
    USE_ACCOUNT = "use-account"
    DRAFT_COMPLAINT = "draft-complaint"
    SUBMIT_COMPLAINT = "submit-complaint"
    READ_CASE = "read-case"
    FOLLOW_OWN_CASE = "follow-own-case"
    REVISE_POST = "revise-post"
    REPORT_POST = "report-post"
    ANSWER_BACK = "answer-back"
    EVALUATE_CASE = "evaluate-case"
    COUNT_CASE = "count-case"
    MARK_HELPFUL = "mark-helpful"
    WORK_FOR_STORE = "work-for-store"
    REPLY_FOR_STORE = "reply-for-store"
    MODERATE = "moderate"
    READ_DESK = "read-desk"
    DECIDE_POST = "decide-post"
    HIDE_POST = "hide-post"
    SECOND_HIDING = "second-hiding"
    APPEAL_DECISION = "appeal-decision"
    READ_APPEAL = "read-appeal"
    ANSWER_APPEAL = "answer-appeal"
    READ_AGAIN = "read-again"
    READ_SECOND_READING = "read-second-reading"
    DECIDE_REPORT = "decide-report"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at the door. `parties` are opaque ids of those they speak for, such as `store:12`."""

    account_id: int | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset()
    parties: frozenset[str] = frozenset()
    confirmed: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None


ANONYMOUS = Actor()

Predicate = Callable[[Actor, Any], bool]
Policy = Mapping[Permission, Sequence[Sequence[Predicate]]]

_policy: dict[Permission, Sequence[Sequence[Predicate]]] = {}


class ForbiddenError(Exception):
    """The actor may not do this to the subject."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission)
        self.permission = permission


def register(policy: Policy) -> None:
    """Adds a slice's policy to the table."""
    _policy.update(policy)


def registered() -> Policy:
    """The whole table, for pages and tests that print it."""
    return dict(_policy)


def allowed(actor: Actor, permission: Permission, subject: Any = None) -> bool:
    """Whether one alternative of the permission holds. A permission nobody registered is refused."""
    return any(
        all(predicate(actor, subject) for predicate in alternative) for alternative in _policy.get(permission, ())
    )


def require(actor: Actor, permission: Permission, subject: Any = None) -> None:
    """Raises ForbiddenError unless allowed."""
    if not allowed(actor, permission, subject):
        raise ForbiddenError(permission)


def anybody(_actor: Actor, _subject: Any) -> bool:
    return True


def signed_in(actor: Actor, _subject: Any) -> bool:
    return actor.is_signed_in


def confirmed(actor: Actor, _subject: Any) -> bool:
    return actor.is_signed_in and actor.confirmed


def moderator(actor: Actor, _subject: Any) -> bool:
    return Role.MODERATOR in actor.roles


def administrator(actor: Actor, _subject: Any) -> bool:
    return Role.ADMINISTRATOR in actor.roles


def representative(actor: Actor, _subject: Any) -> bool:
    return Role.REPRESENTATIVE in actor.roles


POLICY: Policy = {
    Permission.READ_PUBLIC: [[anybody]],
    Permission.SIGN_IN: [[anybody]],
    Permission.USE_ACCOUNT: [[signed_in]],
    Permission.ADMINISTER: [[administrator]],
}
