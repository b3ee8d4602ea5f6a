"""The life of a case: what went wrong, its progress, and the words that move it. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from portal.language import N_


class Nature(StrEnum):
    """What went wrong."""

    LATE = "late"
    DAMAGED = "damaged"
    NOT_AS_DESCRIBED = "not-as-described"
    MISSING_ITEMS = "missing-items"
    PAYMENT_REFUND = "payment-refund"
    WARRANTY = "warranty"
    MISLEADING_PROMOTION = "misleading-promotion"
    NO_SUPPORT = "no-support"
    STAFF_CONDUCT = "staff-conduct"
    ACCOUNT_SECURITY = "account-security"
    OTHER = "other"


class Wanted(StrEnum):
    """What the shopper asks for."""

    DELIVERY = "delivery"
    REFUND = "refund"
    REPLACEMENT = "replacement"
    REPAIR = "repair"
    COMPENSATION = "compensation"
    EXPLANATION = "explanation"
    APOLOGY = "apology"
    OTHER = "other"


class PrivateFact(StrEnum):
    """What a shopper tells apart from the text: the author's and the moderators' alone, until it is shared."""

    ORDER_NUMBER = "order-number"
    PURCHASED_ON = "purchased-on"
    AMOUNT = "amount"


PRIVATE_FACT_LABELS: Mapping[PrivateFact, str] = {
    PrivateFact.ORDER_NUMBER: N_("Order number"),
    PrivateFact.PURCHASED_ON: N_("Date of purchase"),
    PrivateFact.AMOUNT: N_("Amount"),
}
KNOWN_TO_SPEAK = timedelta(days=7)
"""How long somebody must have spoken for a store before private facts are shown to them."""


def may_see_shared(speaks_since: datetime | None, now: datetime) -> bool:
    return speaks_since is not None and now - speaks_since >= KNOWN_TO_SPEAK


class Progress(StrEnum):
    """Where a case stands. *Silent* and *overdue* are computed from dates, never stored."""

    OPEN = "open"
    ANSWERED = "answered"
    SOLVED = "solved"
    NOT_SOLVED = "not-solved"
    GIVEN_UP = "given-up"
    WITHDRAWN = "withdrawn"


class State(StrEnum):
    """Where a case stands for a reader: its progress, with silence told apart."""

    OPEN = "open"
    ANSWERED = "answered"
    SOLVED = "solved"
    NOT_SOLVED = "not-solved"
    SILENT = "silent"
    GIVEN_UP = "given-up"
    WITHDRAWN = "withdrawn"


class Inbox(StrEnum):
    """What a public case asks of its store. *Asked again*: answered, but the shopper has had the last word since."""

    OPEN = "open"
    ASKED_AGAIN = "asked-again"
    ANSWERED = "answered"
    FINISHED = "finished"


class Side(StrEnum):
    STORE = "store"
    SHOPPER = "shopper"


class Judge(StrEnum):
    """Who said whether a reply is an answer."""

    RULE = "rule"
    MODERATOR = "moderator"


class PromiseState(StrEnum):
    PENDING = "pending"
    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"


class Removal(StrEnum):
    """Why a public case was taken down. Only the first two take it out of the score."""

    FAKE = "fake"
    DUPLICATE = "duplicate"
    PERSONAL_DATA = "personal-data"
    THREAT = "threat"
    COURT_ORDER = "court-order"
    SPAM = "spam"


class Word(StrEnum):
    """What the shopper, or the answer of the store, says about a case."""

    ANSWER = "answer"
    SOLVED = "solved"
    NOT_SOLVED = "not-solved"
    REOPEN = "reopen"
    GIVE_UP = "give-up"
    WITHDRAW = "withdraw"
    TAKE_BACK = "take-back"


CONCLUDED = frozenset({Progress.SOLVED, Progress.NOT_SOLVED, Progress.GIVEN_UP})

TRANSITIONS: Mapping[tuple[Progress, Word], Progress] = {
    (Progress.OPEN, Word.ANSWER): Progress.ANSWERED,
    (Progress.OPEN, Word.SOLVED): Progress.SOLVED,
    (Progress.OPEN, Word.NOT_SOLVED): Progress.NOT_SOLVED,
    (Progress.OPEN, Word.GIVE_UP): Progress.GIVEN_UP,
    (Progress.OPEN, Word.WITHDRAW): Progress.WITHDRAWN,
    (Progress.ANSWERED, Word.ANSWER): Progress.ANSWERED,
    (Progress.ANSWERED, Word.SOLVED): Progress.SOLVED,
    (Progress.ANSWERED, Word.NOT_SOLVED): Progress.NOT_SOLVED,
    (Progress.ANSWERED, Word.GIVE_UP): Progress.GIVEN_UP,
    (Progress.ANSWERED, Word.WITHDRAW): Progress.WITHDRAWN,
    (Progress.NOT_SOLVED, Word.ANSWER): Progress.NOT_SOLVED,
    (Progress.NOT_SOLVED, Word.SOLVED): Progress.SOLVED,
    (Progress.NOT_SOLVED, Word.REOPEN): Progress.OPEN,
    (Progress.NOT_SOLVED, Word.WITHDRAW): Progress.WITHDRAWN,
    (Progress.SOLVED, Word.ANSWER): Progress.SOLVED,
    (Progress.SOLVED, Word.NOT_SOLVED): Progress.NOT_SOLVED,
    (Progress.SOLVED, Word.REOPEN): Progress.OPEN,
    (Progress.GIVEN_UP, Word.ANSWER): Progress.GIVEN_UP,
    (Progress.GIVEN_UP, Word.SOLVED): Progress.SOLVED,
    (Progress.GIVEN_UP, Word.NOT_SOLVED): Progress.NOT_SOLVED,
    (Progress.GIVEN_UP, Word.REOPEN): Progress.OPEN,
    (Progress.GIVEN_UP, Word.WITHDRAW): Progress.WITHDRAWN,
    (Progress.WITHDRAWN, Word.ANSWER): Progress.WITHDRAWN,
}
"""How words move a case. A reopened case that already has an answer is *answered*, not *open*: see `moved`."""


class NotPossibleError(Exception):
    """A case in this state cannot be moved by this word."""


def moved(progress: Progress, word: Word, *, has_answer: bool) -> Progress:
    """Where the word takes the case; raises NotPossibleError where it takes it nowhere."""
    try:
        reached = TRANSITIONS[progress, word]
    except KeyError:
        raise NotPossibleError(f"{word} is not possible in a case that is {progress}") from None
    if word is Word.REOPEN and has_answer:
        return Progress.ANSWERED
    return reached


TAKEN_BACK_WITHIN = timedelta(minutes=10)
CAN_BE_TAKEN_BACK = frozenset({Word.SOLVED, Word.NOT_SOLVED, Word.REOPEN, Word.GIVE_UP})
"""What the author may say and, for a while, unsay. A withdrawal takes the text from everybody: it is no slip."""


def can_be_taken_back(word: Word, said_at: datetime, now: datetime) -> bool:
    return word in CAN_BE_TAKEN_BACK and now - said_at <= TAKEN_BACK_WITHIN


def restored(before: Progress, *, has_answer: bool) -> Progress:
    """Where a case stands once the word that took it from *before* is taken back.

    An answer that came meanwhile moves it as it would have without that word.
    """
    return TRANSITIONS[before, Word.ANSWER] if has_answer else before


OVERDUE_AFTER = timedelta(days=30)
SILENT_AFTER = timedelta(days=14)


def silent_at(
    progress: Progress, published_at: datetime | None, answered_at: datetime | None, reopened_at: datetime | None
) -> datetime | None:
    """From when the shopper is silent: 30 days after publication and 14 after the answer, without a word.

    None where nobody waits for that.
    """
    if progress is not Progress.ANSWERED or answered_at is None or published_at is None or reopened_at is not None:
        return None
    return max(answered_at + SILENT_AFTER, published_at + OVERDUE_AFTER)


def state_of(
    progress: Progress,
    published_at: datetime | None,
    answered_at: datetime | None,
    reopened_at: datetime | None,
    now: datetime,
) -> State:
    """The state a reader sees."""
    silent = silent_at(progress, published_at, answered_at, reopened_at)
    return State.SILENT if silent is not None and silent <= now else State(progress.value)


EXPECTATIONS = ("courtesy", "understanding", "clarity", "expertise", "speed", "honesty")

NATURE_LABELS: Mapping[Nature, str] = {
    Nature.LATE: N_("Late or never arrived"),
    Nature.DAMAGED: N_("Arrived damaged"),
    Nature.NOT_AS_DESCRIBED: N_("Not as described"),
    Nature.MISSING_ITEMS: N_("Items missing"),
    Nature.PAYMENT_REFUND: N_("Payment or refund"),
    Nature.WARRANTY: N_("Warranty or repair"),
    Nature.MISLEADING_PROMOTION: N_("Misleading promotion"),
    Nature.NO_SUPPORT: N_("No support"),
    Nature.STAFF_CONDUCT: N_("Conduct of staff"),
    Nature.ACCOUNT_SECURITY: N_("Account or security"),
    Nature.OTHER: N_("Something else"),
}

WANTED_LABELS: Mapping[Wanted, str] = {
    Wanted.DELIVERY: N_("Deliver what I ordered"),
    Wanted.REFUND: N_("My money back"),
    Wanted.REPLACEMENT: N_("A replacement"),
    Wanted.REPAIR: N_("A repair"),
    Wanted.COMPENSATION: N_("Compensation"),
    Wanted.EXPLANATION: N_("An explanation"),
    Wanted.APOLOGY: N_("An apology"),
    Wanted.OTHER: N_("Something else"),
}

STATE_LABELS: Mapping[State, str] = {
    State.OPEN: N_("Waiting for an answer"),
    State.ANSWERED: N_("Answered"),
    State.SOLVED: N_("Solved"),
    State.NOT_SOLVED: N_("Not solved"),
    State.SILENT: N_("Shopper silent"),
    State.GIVEN_UP: N_("Shopper gave up"),
    State.WITHDRAWN: N_("Withdrawn"),
}

EXPECTATION_LABELS: Mapping[str, str] = {
    "courtesy": N_("Courtesy"),
    "understanding": N_("Understanding"),
    "clarity": N_("Clarity"),
    "expertise": N_("Expertise"),
    "speed": N_("Speed"),
    "honesty": N_("Honesty"),
}

PROMISE_LABELS: Mapping[PromiseState, str] = {
    PromiseState.PENDING: N_("Not due yet"),
    PromiseState.KEPT: N_("Kept"),
    PromiseState.BROKEN: N_("Broken"),
    PromiseState.UNKNOWN: N_("Not known"),
}

REMOVAL_LABELS: Mapping[str, str] = {
    Removal.FAKE: N_("There was no such purchase"),
    Removal.DUPLICATE: N_("The same complaint is already here"),
    Removal.PERSONAL_DATA: N_("Contains somebody's personal data"),
    Removal.THREAT: N_("Threatens somebody"),
    Removal.COURT_ORDER: N_("A court has ordered it"),
    Removal.SPAM: N_("Spam"),
}

OTHER_REMOVAL = N_("Another reason")
