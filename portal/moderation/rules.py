"""What may become of a post, and why: states, verdicts and the closed list of reasons. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from portal.language import N_


class Kind(StrEnum):
    COMPLAINT = "complaint"
    REPLY = "reply"
    REBUTTAL = "rebuttal"
    NOTE = "note"
    PRAISE = "praise"


class Visibility(StrEnum):
    PENDING = "pending"
    CHANGES_REQUESTED = "changes-requested"
    PUBLISHED = "published"
    REJECTED = "rejected"
    HIDDEN = "hidden"


class Verdict(StrEnum):
    """What a moderator decides. *Escalate* leaves the decision to somebody else."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request-changes"
    REJECT = "reject"
    ESCALATE = "escalate"
    HIDE = "hide"
    RESTORE = "restore"


class Reason(StrEnum):
    """Why a post was not let through. Closed: a reason outside the list is no reason."""

    LANGUAGE = "language"
    OFF_TOPIC = "off-topic"
    PERSONAL_DATA = "personal-data"
    INSULT = "insult"
    THREAT = "threat"
    ACCUSATION = "accusation"
    ADVERTISING = "advertising"
    DUPLICATE = "duplicate"
    FAKE = "fake"
    SPAM = "spam"
    COURT_ORDER = "court-order"


TRANSITIONS: Mapping[tuple[Visibility, Verdict], Visibility] = {
    (Visibility.PENDING, Verdict.APPROVE): Visibility.PUBLISHED,
    (Visibility.PENDING, Verdict.REQUEST_CHANGES): Visibility.CHANGES_REQUESTED,
    (Visibility.PENDING, Verdict.REJECT): Visibility.REJECTED,
    (Visibility.PENDING, Verdict.ESCALATE): Visibility.PENDING,
    (Visibility.PUBLISHED, Verdict.HIDE): Visibility.HIDDEN,
    (Visibility.HIDDEN, Verdict.RESTORE): Visibility.PUBLISHED,
    (Visibility.REJECTED, Verdict.RESTORE): Visibility.PUBLISHED,
}
"""The only ways a decision moves a post; what was rejected, or hidden by two, is restored on appeal alone. An author's
new version of a post that was sent back makes it pending again; nothing else changes visibility."""

ONCE_PUBLIC = frozenset({Visibility.PUBLISHED, Visibility.HIDDEN})
"""What a moderator has approved, be it taken down since."""

REASON_NEEDED = frozenset({Verdict.REQUEST_CHANGES, Verdict.REJECT, Verdict.HIDE})

ABOUT_A_PURCHASE = frozenset({Kind.COMPLAINT, Kind.PRAISE})
"""What must be about a purchase of its own; all else belongs to a case."""
UNDO_WITHIN = timedelta(seconds=60)
"""How long a decision taken at the desk waits before it takes effect, and can be undone."""

REASON_LABELS: Mapping[Reason, str] = {
    Reason.LANGUAGE: N_("Not in the language of this portal"),
    Reason.OFF_TOPIC: N_("Not about a store and a purchase"),
    Reason.PERSONAL_DATA: N_("Contains somebody's personal data"),
    Reason.INSULT: N_("Insulting words"),
    Reason.THREAT: N_("Threatens somebody"),
    Reason.ACCUSATION: N_("Accuses somebody of a crime"),
    Reason.ADVERTISING: N_("Advertising"),
    Reason.DUPLICATE: N_("The same complaint is already here"),
    Reason.FAKE: N_("There was no such purchase"),
    Reason.SPAM: N_("Spam"),
    Reason.COURT_ORDER: N_("A court has ordered it"),
}

REASON_ADVICE: Mapping[Reason, str] = {
    Reason.LANGUAGE: N_("Please write it in the language of the portal, in that language's own letters."),
    Reason.OFF_TOPIC: N_("Please say what you bought, from which store, and what went wrong."),
    Reason.PERSONAL_DATA: N_("Please take out phone numbers, addresses, card and identity numbers."),
    Reason.INSULT: N_("Please say the same thing without insulting anybody. Facts weigh more."),
    Reason.THREAT: N_("Please take the threat out."),
    Reason.ACCUSATION: N_("Please describe what happened, with dates, instead of naming a crime."),
    Reason.ADVERTISING: N_("Please take out the advertising and the links."),
    Reason.DUPLICATE: N_("Please go on in the complaint that is already here."),
    Reason.FAKE: N_("If you did buy there, please give the order number."),
    Reason.SPAM: N_("Please write about one purchase of your own."),
    Reason.COURT_ORDER: N_("The portal has to follow the order."),
}

VISIBILITY_LABELS: Mapping[Visibility, str] = {
    Visibility.PENDING: N_("Waiting for a moderator"),
    Visibility.CHANGES_REQUESTED: N_("Sent back for changes"),
    Visibility.PUBLISHED: N_("Public"),
    Visibility.REJECTED: N_("Not published"),
    Visibility.HIDDEN: N_("Taken down"),
}

KIND_LABELS: Mapping[Kind, str] = {
    Kind.COMPLAINT: N_("Complaint"),
    Kind.REPLY: N_("Store's reply"),
    Kind.REBUTTAL: N_("Shopper's answer"),
    Kind.NOTE: N_("Note"),
    Kind.PRAISE: N_("Praise"),
}

PERSON = "account:"
MAX_TITLE = 120
MAX_BODY = 10_000
MAX_NOTE = 2_000


class NotPossibleError(Exception):
    """The post is not in a state from which this verdict leads anywhere."""


def person(account_id: int) -> str:
    """The party an account is for itself: it has a part in the posts that concern it, whoever wrote them."""
    return f"{PERSON}{account_id}"


def is_person(party: str) -> bool:
    """Whether the party is an account for itself."""
    return party.startswith(PERSON)


def moved(visibility: Visibility, verdict: Verdict) -> Visibility:
    """Where the verdict takes a post; raises NotPossibleError where it takes it nowhere."""
    try:
        return TRANSITIONS[visibility, verdict]
    except KeyError:
        raise NotPossibleError(f"{verdict} is not possible on a post that is {visibility}") from None


def taught_by(kind: Kind, verdict: Verdict, reason: Reason | None) -> bool | None:
    """What a decision says of a post's subject: on it, off it, or nothing."""
    if kind not in ABOUT_A_PURCHASE:
        return None
    if verdict is Verdict.APPROVE:
        return True
    return False if reason is Reason.OFF_TOPIC else None
