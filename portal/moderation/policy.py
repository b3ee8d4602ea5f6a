"""Who may decide on posts, and who may mend them."""

from collections.abc import Collection
from typing import Protocol

from portal.access import Actor, Permission, Policy, administrator, confirmed, moderator
from portal.moderation.lanes import Lane
from portal.moderation.rules import Kind, person


class Concerning(Protocol):
    """What somebody wrote, and whom it concerns."""

    @property
    def author_id(self) -> int | None: ...
    @property
    def parties(self) -> frozenset[str]: ...


class Judged(Concerning, Protocol):
    """What the policy needs to know of a post."""

    @property
    def lane(self) -> Lane: ...
    @property
    def passed_on_by(self) -> frozenset[int]: ...
    @property
    def approved_by(self) -> frozenset[int]: ...


class Proposed(Concerning, Protocol):
    """A public post somebody wants hidden. `moderators`: everybody with that role."""

    @property
    def proposed_by(self) -> int | None: ...
    @property
    def moderators(self) -> Collection[Actor]: ...


class Decided(Concerning, Protocol):
    """A decision somebody else looks at: on appeal, or as its second reader. `decided_by` took part in it.

    `moderators`: everybody with that role.
    """

    @property
    def decided_by(self) -> frozenset[int]: ...
    @property
    def moderators(self) -> Collection[Actor]: ...


class Reportable(Concerning, Protocol):
    """A post somebody may report."""

    @property
    def kind(self) -> Kind: ...


class Reported(Concerning, Protocol):
    """A report: of which party, and by whom, a post was reported."""

    @property
    def party(self) -> str: ...
    @property
    def account_id(self) -> int | None: ...


def has_no_part_in_it(actor: Actor, post: Concerning) -> bool:
    """Neither wrote it, nor is concerned by it, nor speaks for a party it concerns."""
    if actor.account_id is None:
        return False
    own = actor.parties | {person(actor.account_id)}
    return post.author_id != actor.account_id and not (post.parties & own)


def is_author(actor: Actor, post: Concerning) -> bool:
    return actor.is_signed_in and post.author_id == actor.account_id


def was_passed_on(_actor: Actor, post: Judged) -> bool:
    return post.lane is Lane.ESCALATED


def did_not_pass_it_on(actor: Actor, post: Judged) -> bool:
    """Whoever left a post to somebody else leaves it to them until it is decided."""
    return post.lane is not Lane.ESCALATED or actor.account_id not in post.passed_on_by


def did_not_approve_it(actor: Actor, post: Judged) -> bool:
    """Whoever gave the first of two approvals does not give the second."""
    return actor.account_id not in post.approved_by


def did_not_propose_it(actor: Actor, hiding: Proposed) -> bool:
    return hiding.proposed_by is None or hiding.proposed_by != actor.account_id


def has_not_said_it(actor: Actor, post: Reportable) -> bool:
    """Neither wrote it, nor speaks for the store whose reply it is."""
    is_own_reply = post.kind is Kind.REPLY and not post.parties.isdisjoint(actor.parties)
    return not is_author(actor, post) and not is_own_reply


def did_not_report_it(actor: Actor, report: Reported) -> bool:
    """Neither filed the report nor speaks for who did."""
    return report.party not in actor.parties and (report.account_id is None or report.account_id != actor.account_id)


def no_second_moderator(_actor: Actor, hiding: Proposed) -> bool:
    """Nobody with that role may confirm it."""
    return not any(
        has_no_part_in_it(other, hiding) and did_not_propose_it(other, hiding) for other in hiding.moderators
    )


def did_not_decide_it(actor: Actor, decided: Decided) -> bool:
    return actor.account_id not in decided.decided_by


def no_other_moderator(_actor: Actor, decided: Decided) -> bool:
    """Nobody with that role may look at it."""
    return not any(
        has_no_part_in_it(other, decided) and did_not_decide_it(other, decided) for other in decided.moderators
    )


POLICY: Policy = {
    Permission.MODERATE: [[moderator]],
    Permission.READ_DESK: [[moderator], [administrator]],
    Permission.DECIDE_POST: [
        [moderator, has_no_part_in_it, did_not_pass_it_on],
        [administrator, has_no_part_in_it, was_passed_on, did_not_approve_it],
    ],
    Permission.HIDE_POST: [[moderator, has_no_part_in_it]],
    Permission.SECOND_HIDING: [
        [moderator, has_no_part_in_it, did_not_propose_it],
        [administrator, has_no_part_in_it, did_not_propose_it, no_second_moderator],
    ],
    Permission.REVISE_POST: [[is_author]],
    Permission.APPEAL_DECISION: [[is_author]],
    Permission.READ_APPEAL: [[moderator, has_no_part_in_it], [administrator, has_no_part_in_it, no_other_moderator]],
    Permission.ANSWER_APPEAL: [
        [moderator, has_no_part_in_it, did_not_decide_it],
        [administrator, has_no_part_in_it, did_not_decide_it, no_other_moderator],
    ],
    Permission.READ_AGAIN: [
        [moderator, has_no_part_in_it, did_not_decide_it],
        [administrator, has_no_part_in_it, did_not_decide_it, no_other_moderator],
    ],
    Permission.READ_SECOND_READING: [[administrator, has_no_part_in_it]],
    Permission.REPORT_POST: [[confirmed, has_not_said_it]],
    Permission.DECIDE_REPORT: [[moderator, has_no_part_in_it, did_not_report_it]],
}
