"""What the score reads of a case, and what one case says at an instant (PURE).

Every instant and duration is a whole number of microseconds; instants count from 1970-01-01 UTC. Callers pass
cases whose complaint is approved now; whatever lies after the instant asked about is left out here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from portal.clock import EPOCH, MICROSECOND

HOUR = 3_600_000_000
DAY = 24 * HOUR
WINDOW = 365 * DAY
HALF_LIFE = 180 * DAY
EARLY_WITHDRAWAL = 48 * HOUR
ANSWER_LIMIT = 30 * DAY
SILENCE_LIMIT = 14 * DAY
MARKS_NEEDED = 4
NO_COMPLAINT = frozenset({"fake", "duplicate"})


def moment(instant: int) -> datetime:
    """The UTC datetime of an instant."""
    return EPOCH + instant * MICROSECOND


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of the store, at its submission.

    `counts`: it waits for a moderator or was approved at any time (hidden later or not); False once rejected.
    `substantive` is False, too, where a moderator agreed that it does not answer the shopper.
    """

    at: int
    substantive: bool
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """A word of the shopper: solved, not solved, or None (a reopening); and the marks given, 1–5."""

    at: int
    resolved: bool | None
    marks: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """`state` is pending, kept, broken or unknown (only the store says that it was kept)."""

    due_at: int
    made_at: int
    settled_at: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint that was published; `counted` is False where it was marked so, with a published reason."""

    store: str
    published_at: int
    replies: tuple[Reply, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    promises: tuple[Promise, ...] = ()
    withdrawn_at: int | None = None
    gave_up_at: int | None = None
    removed_at: int | None = None
    removed_reason: str | None = None
    counted: bool = True


class Word(NamedTuple):
    """Ordered by time; of two words in one instant the worse for the store is the later."""

    at: int
    unsolved: bool


class Standing(NamedTuple):
    """What one case says at an instant; None: nothing.

    `answer`: from publication to the answer. `resolved`: the shopper's latest word; without one, False where
    the store let 30 days pass. `silent`: answered and due without a word. `quality`, `promises`: 0–1.
    `unknown`: how many promises due nobody but the store calls kept.
    """

    age: int
    weight: float
    answer: int | None
    spoken: bool
    resolved: bool | None
    silent: bool
    quality: float | None
    promises: float | None
    unknown: int


def standing(case: Case, as_of: int) -> Standing | None:
    """What the case says at `as_of`; None where it is not among the cases of the score then."""
    age = as_of - case.published_at
    if not 0 <= age < WINDOW or not case.counted:
        return None
    if case.removed_reason in NO_COMPLAINT and _happened(case.removed_at, as_of):
        return None
    withdrawn = _happened(case.withdrawn_at, as_of)
    if withdrawn and _withdrawn_early(case):
        return None
    words = [] if withdrawn else _words(case, as_of)
    answer = _answer_time(case, words, as_of)
    resolved, silent = _resolution(words, answer, age)
    promises, unknown = _promises(case.promises, as_of) if case.promises else (None, 0)
    return Standing(
        age=age,
        weight=2.0 ** (-age / HALF_LIFE),
        answer=answer,
        spoken=bool(words),
        resolved=resolved,
        silent=silent,
        quality=_quality(case.outcomes, as_of),
        promises=promises,
        unknown=unknown,
    )


def _happened(at: int | None, as_of: int) -> bool:
    return at is not None and at <= as_of


def _withdrawn_early(case: Case) -> bool:
    """Within 48 hours and before any act of the store: such a complaint never asked anything of it."""
    at = case.withdrawn_at
    if at is None or at - case.published_at > EARLY_WITHDRAWAL:
        return False
    replied = any(reply.counts and reply.at <= at for reply in case.replies)
    return not replied and all(promise.made_at > at for promise in case.promises)


def _words(case: Case, as_of: int) -> list[Word]:
    words = [Word(outcome.at, outcome.resolved is not True) for outcome in case.outcomes if outcome.at <= as_of]
    if case.gave_up_at is not None and case.gave_up_at <= as_of:
        words.append(Word(case.gave_up_at, unsolved=True))
    return words


def _answer_time(case: Case, words: Sequence[Word], as_of: int) -> int | None:
    answers = [reply.at for reply in case.replies if reply.substantive and reply.counts and reply.at <= as_of]
    answers += [word.at for word in words if not word.unsolved]
    return max(0, min(answers) - case.published_at) if answers else None


def _resolution(words: Sequence[Word], answer: int | None, age: int) -> tuple[bool | None, bool]:
    """(resolved, silent); neither where the case is not due yet."""
    if words:
        return not max(words).unsolved, False
    if age < ANSWER_LIMIT:
        return None, False
    if answer is None or answer > ANSWER_LIMIT:
        return False, False
    return None, age - answer >= SILENCE_LIMIT


def _quality(outcomes: Sequence[Outcome], as_of: int) -> float | None:
    """The latest set of marks, if it has enough; of two in one instant the fuller, then the lower."""
    sets = [(row.at, len(row.marks), -sum(row.marks)) for row in outcomes if row.marks and row.at <= as_of]
    if not sets:
        return None
    _, given, negative_sum = max(sets)
    return (-negative_sum - given) / (4 * given) if given >= MARKS_NEEDED else None


def _promises(promises: Sequence[Promise], as_of: int) -> tuple[float | None, int]:
    """(1 if every promise due and decided was kept else 0, how many due ones are unknown)."""
    states = [
        promise.state
        for promise in promises
        if promise.made_at <= as_of
        and promise.due_at <= as_of
        and (promise.settled_at is None or promise.settled_at <= as_of)
    ]
    decided = [state == "kept" for state in states if state in {"kept", "broken"}]
    return (float(all(decided)) if decided else None), states.count("unknown")
