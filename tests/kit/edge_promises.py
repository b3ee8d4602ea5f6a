"""Edges of the promise ledger: due, decided, and who decided."""

from typing import Any

from tests.kit.archive_lines import DAY, US, Edge, complaint, promise, reply

AGE = 60 * DAY


def with_promises(*promises: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return (complaint(AGE, posts=[reply(DAY)], promises=list(promises)),)


PROMISES = [
    Edge("promise-kept", "Kept.", with_promises(promise(5 * DAY, "kept", 6 * DAY)), {"P": 1}),
    Edge("promise-broken", "Broken.", with_promises(promise(5 * DAY, "broken", 6 * DAY)), {"P": 0}),
    Edge(
        "promise-unknown",
        "The store's word alone: left out.",
        with_promises(promise(5 * DAY, "unknown")),
        {"P": None},
    ),
    Edge(
        "promise-unknown-but-settled",
        "Unknown stays unknown with a date of settling.",
        with_promises(promise(5 * DAY, "unknown", 6 * DAY)),
        {"P": None},
    ),
    Edge(
        "promise-pending-past-due",
        "Past due and nobody decided: left out.",
        with_promises(promise(5 * DAY, "pending")),
        {"P": None},
        reading="a pending promise is not decided, however long past due",
    ),
    Edge(
        "promise-kept-and-broken",
        "One kept, one broken: 0.",
        with_promises(promise(5 * DAY, "kept", 6 * DAY), promise(7 * DAY, "broken", 9 * DAY)),
        {"P": 0},
    ),
    Edge(
        "promise-kept-twice",
        "Two kept: 1, once.",
        with_promises(promise(5 * DAY, "kept", 6 * DAY), promise(7 * DAY, "kept", 7 * DAY)),
        {"P": 1},
    ),
    Edge(
        "promise-kept-and-unknown",
        "One kept, one unknown: every decided one was kept.",
        with_promises(promise(5 * DAY, "kept", 6 * DAY), promise(7 * DAY, "unknown")),
        {"P": 1},
    ),
    Edge(
        "promise-broken-and-pending",
        "One broken, one pending: 0.",
        with_promises(promise(5 * DAY, "broken", 6 * DAY), promise(AGE + DAY, "pending")),
        {"P": 0},
    ),
    Edge(
        "promise-kept-early-and-due-as-of",
        "Kept before its date, due at T: counts.",
        with_promises(promise(AGE, "kept", 6 * DAY)),
        {"P": 1},
    ),
    Edge(
        "promise-kept-early-not-due",
        "Kept before its date, due one microsecond after T: not yet.",
        with_promises(promise(AGE + US, "kept", 6 * DAY)),
        {"P": None},
    ),
    Edge(
        "promise-settled-exactly-as-of",
        "Decided at T: counts.",
        with_promises(promise(5 * DAY, "broken", AGE)),
        {"P": 0},
    ),
    Edge(
        "promise-settled-after-as-of",
        "Decided one microsecond after T: at T undecided.",
        with_promises(promise(5 * DAY, "broken", AGE + US)),
        {"P": None},
    ),
    Edge(
        "promise-without-a-settled-date",
        "Decided with no date: decided at the due date.",
        with_promises(promise(AGE, "broken")),
        {"P": 0},
    ),
    Edge(
        "promise-without-a-settled-date-not-due",
        "Decided with no date and due after T: not yet.",
        with_promises(promise(AGE + US, "broken")),
        {"P": None},
    ),
    Edge(
        "promise-kept-while-another-waits-for-its-date",
        "One due and kept, another already broken but not due before T: 1.",
        with_promises(promise(5 * DAY, "kept", 6 * DAY), promise(AGE + DAY, "broken", 9 * DAY)),
        {"P": 1},
        reading="'every decided one' means every one that is due and decided",
    ),
    Edge(
        "promise-on-an-unanswered-case",
        "A promise counts without any reply.",
        (complaint(AGE, promises=[promise(5 * DAY, "kept", 5 * DAY)]),),
        {"P": 1, "V": 0},
    ),
]
