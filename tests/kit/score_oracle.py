"""The responsiveness score, computed a second time straight from archive rows, to check the portal's own.

Literal and slow on purpose: no cache, whole microseconds, nothing shared with the portal.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import fsum, sqrt
from typing import Any

MICROSECOND = timedelta(microseconds=1)
HOUR = 3_600_000_000
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILESTONES = {"12h": 12 * HOUR, "24h": 24 * HOUR, "72h": 72 * HOUR, "7d": 7 * DAY, "14d": 14 * DAY}
SHARES = {"V": 0.40, "R": 0.30, "Q": 0.20, "P": 0.10}
NOT_YET_JUDGED = {"pending", "changes-requested", "rejected"}
SENT_BACK = {"rejected", "changes-requested"}
MINIMUM = 10


@dataclass(frozen=True)
class Case:
    """One counted case as of an instant; durations in microseconds, None where there is nothing to say."""

    weight: float
    age: int
    answer: int | None
    resolution: float | None
    silent: bool
    quality: float | None
    promise: float | None


@dataclass(frozen=True)
class Figure:
    """A weighted mean with what it rests on: `n` = sum of weights, `k` = effective number of cases."""

    value: float | None
    n: float
    k: float


def score_archive(lines: Iterable[dict[str, Any]], as_of: datetime) -> dict[str, dict[str, Any]]:
    """The object of the `score` command for every store of the archive, by slug, in the order of slugs.

    `lines` are parsed archive objects in any order; `as_of` must carry an offset (ValueError otherwise).
    """
    at = instant(as_of)
    complaints: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        if line["type"] == "store":
            complaints[line["slug"]] += []
        else:
            complaints[line["store"]].append(timed(line))
    midnight = at - at % DAY
    then = {slug: figures(cases_at(rows, midnight)) for slug, rows in complaints.items()}
    mu = {name: market([own[name] for own in then.values()]) for name in (*MILESTONES, "R", "Q", "P")}
    return {
        slug: {"store": slug, "as_of": as_of.astimezone(UTC).isoformat(), "version": 1} | result(cases_at(rows, at), mu)
        for slug, rows in sorted(complaints.items())
    }


def instant(value: datetime | str) -> int:
    """Whole microseconds since 1970 UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if moment.tzinfo is None:
        raise ValueError(f"an instant needs an offset: {value}")
    return (moment - EPOCH) // MICROSECOND


def timed(line: dict[str, Any]) -> dict[str, Any]:
    """The facts of one complaint that the score looks at, with instants as whole microseconds."""

    def moment(value: str | None) -> int | None:
        return None if value is None else instant(value)

    outcomes = line.get("outcomes")
    if outcomes is None:
        outcomes = line.get("outcome") or []
    outcomes = [outcomes] if isinstance(outcomes, dict) else outcomes
    judged = line["visibility"] not in NOT_YET_JUDGED
    first_seen = line["submitted_at"] if line["visibility"] == "published" else None
    published = line.get("published_at") or first_seen
    removed = line.get("removed") or {}
    return {
        "published": moment(published) if judged else None,
        "counted": line.get("counted") is not False,
        "struck": moment(removed["at"]) if removed.get("reason") in {"fake", "duplicate"} else None,
        "withdrawn": moment(line.get("withdrawn_at")),
        "replies": [
            (instant(post["at"]), post.get("substantive") is True)
            for post in line.get("posts") or []
            if post["by"] == "store" and post.get("visibility") not in SENT_BACK
        ],
        "words": words(outcomes, moment(line.get("gave_up_at"))),
        "solved": [instant(outcome["at"]) for outcome in outcomes if outcome["resolved"] is True],
        "marks": marks(outcomes),
        "promises": [
            (
                instant(promise["made_at"]),
                instant(promise["due_at"]),
                instant(promise.get("settled_at") or promise["due_at"]),
                promise["state"],
            )
            for promise in line.get("promises") or []
        ],
    }


def words(outcomes: list[dict[str, Any]], gave_up: int | None) -> list[tuple[int, float]]:
    """What the shopper said, oldest first; of two words of one instant the worse for the store is the later."""
    said = [] if gave_up is None else [(gave_up, 0.0)]
    said += [(instant(outcome["at"]), 1.0 if outcome["resolved"] is True else 0.0) for outcome in outcomes]
    return sorted(said, key=lambda word: (word[0], -word[1]))


def marks(outcomes: list[dict[str, Any]]) -> list[tuple[int, list[int]]]:
    """The sets of marks, oldest first."""
    given = [
        (instant(outcome["at"]), [mark for mark in outcome["ratings"].values() if mark is not None])
        for outcome in outcomes
        if outcome.get("ratings")
    ]
    return sorted(given, key=lambda marks_at: marks_at[0])


def cases_at(rows: list[dict[str, Any]], at: int) -> list[Case]:
    return [case_at(row, at) for row in rows if counts(row, at)]


def counts(row: dict[str, Any], at: int) -> bool:
    published = row["published"]
    if published is None or not at - 365 * DAY < published <= at:
        return False
    struck = row["struck"] is not None and row["struck"] <= at
    return row["counted"] and not struck and not withdrawn_early(row, at)


def withdrawn_early(row: dict[str, Any], at: int) -> bool:
    withdrawn = row["withdrawn"]
    if withdrawn is None or withdrawn > at or withdrawn > row["published"] + 48 * HOUR:
        return False
    acts = [when for when, _ in row["replies"]] + [made for made, _, _, _ in row["promises"]]
    return all(when > withdrawn for when in acts)


def case_at(row: dict[str, Any], at: int) -> Case:
    published = row["published"]
    silenced = row["withdrawn"] is not None and row["withdrawn"] <= at
    answer = answer_time(row, at, silenced=silenced)
    word = None if silenced else next((value for when, value in reversed(row["words"]) if when <= at), None)
    age = at - published
    in_time = answer is not None and answer <= 30 * DAY
    resolution, silent = word, False
    if word is None and age >= 30 * DAY:
        if not in_time:
            resolution = 0.0
        else:
            silent = age - answer >= 14 * DAY
    return Case(
        weight=2.0 ** (-age / (180 * DAY)),
        age=age,
        answer=answer,
        resolution=resolution,
        silent=silent,
        quality=quality(row["marks"], at),
        promise=promise_kept(row["promises"], at),
    )


def answer_time(row: dict[str, Any], at: int, *, silenced: bool) -> int | None:
    """From publication to the first substantive reply or earlier "solved"; before publication it is 0."""
    ends = [when for when, substantive in row["replies"] if substantive]
    ends += [] if silenced else row["solved"]
    happened = [when for when in ends if when <= at]
    return max(0, min(happened) - row["published"]) if happened else None


def quality(given: list[tuple[int, list[int]]], at: int) -> float | None:
    latest = next((values for when, values in reversed(given) if when <= at), [])
    return fsum((mark - 1) / 4 for mark in latest) / len(latest) if len(latest) >= 4 else None


def promise_kept(promises: list[tuple[int, int, int, str]], at: int) -> float | None:
    decided = [
        state for made, due, settled, state in promises if state in {"kept", "broken"} and max(made, due, settled) <= at
    ]
    return float(all(state == "kept" for state in decided)) if decided else None


def mean(cases: list[Case], value: Callable[[Case], float | None]) -> Figure:
    """Weighted mean over the cases that have a value."""
    entered = [(case.weight, have) for case in cases if (have := value(case)) is not None]
    n = fsum(weight for weight, _ in entered)
    if not entered:
        return Figure(None, 0.0, 0.0)
    k = n**2 / fsum(weight**2 for weight, _ in entered)
    return Figure(fsum(weight * have for weight, have in entered) / n, n, k)


def answered_within(limit: int) -> Callable[[Case], float | None]:
    def value(case: Case) -> float | None:
        if case.age < limit:
            return None
        return 1.0 if case.answer is not None and case.answer <= limit else 0.0

    return value


def figures(cases: list[Case]) -> dict[str, Figure]:
    speed = {name: mean(cases, answered_within(limit)) for name, limit in MILESTONES.items()}
    return speed | {
        "R": mean(cases, lambda case: case.resolution),
        "Q": mean(cases, lambda case: case.quality),
        "P": mean(cases, lambda case: case.promise),
    }


def market(stores: list[Figure]) -> float:
    shares = [(own.n / (own.n + 10), own.value) for own in stores if own.value is not None]
    if not shares:
        return 0.5
    return fsum(share * value for share, value in shares) / fsum(share for share, _ in shares)


def result(cases: list[Case], mu: dict[str, float]) -> dict[str, Any]:
    """The part of the object that depends on the cases."""
    own = figures(cases)
    drawn = {name: drawn_to(figure, mu[name]) for name, figure in own.items()}
    # Rounding may carry a share a hair past 1.
    spread = {name: sqrt(max(0.0, x * (1 - x)) / (own[name].k + 10)) for name, x in drawn.items()}
    shrunk = {"V": fsum(drawn[name] for name in MILESTONES) / 5} | {name: drawn[name] for name in "RQP"}
    d = {"V": fsum(spread[name] for name in MILESTONES) / 5} | {name: spread[name] for name in "RQP"}
    n = sum(case.age >= 24 * HOUR for case in cases)
    speed = [value for name in MILESTONES if (value := own[name].value) is not None]
    return {
        "n": n,
        **(interval(shrunk, d) if n >= MINIMUM else {"score": None, "low": None, "high": None}),
        "components": {"V": fsum(speed) / len(speed) if speed else None} | {name: own[name].value for name in "RQP"},
        "shrunk": shrunk,
        "market": {name: mu[name] for name in "RQP"} | {"milestones": {name: mu[name] for name in MILESTONES}},
        "shares": resolution_shares(cases),
        "resolution_bounds": bounds(cases),
        "milestones": {name: own[name].value for name in MILESTONES},
    }


def drawn_to(own: Figure, mu: float) -> float:
    return (own.n * (own.value or 0.0) + 10 * mu) / (own.n + 10)


def interval(shrunk: dict[str, float], d: dict[str, float]) -> dict[str, float]:
    score = 100 * fsum(share * shrunk[name] for name, share in SHARES.items())
    customers = fsum(SHARES[name] * d[name] for name in "VRQ")
    margin = 1.28 * 100 * sqrt(customers**2 + (SHARES["P"] * d["P"]) ** 2)
    return {"score": score, "low": max(0.0, score - margin), "high": min(100.0, score + margin)}


def resolution_shares(cases: list[Case]) -> dict[str, float | None]:
    due = [case for case in cases if case.silent or case.resolution is not None]
    whole = fsum(case.weight for case in due)
    parts = {
        "solved": [case for case in due if case.resolution == 1],
        "unsolved": [case for case in due if case.resolution == 0],
        "silent": [case for case in due if case.silent],
    }
    return {name: fsum(case.weight for case in part) / whole if due else None for name, part in parts.items()}


def bounds(cases: list[Case]) -> dict[str, float | None]:
    def all_silent_as(value: float) -> float | None:
        return mean(cases, lambda case: value if case.silent else case.resolution).value

    return {"worst": all_silent_as(0.0), "best": all_silent_as(1.0)}
