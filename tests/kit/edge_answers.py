"""Edges of the answer time: milestones, what stops the clock, and which replies count."""

from datetime import timedelta

from tests.kit.archive_lines import DAY, HOUR, US, Edge, complaint, reply, word

MILESTONES: dict[str, timedelta] = {
    "12h": 12 * HOUR,
    "24h": 24 * HOUR,
    "72h": 72 * HOUR,
    "7d": 7 * DAY,
    "14d": 14 * DAY,
}
AGE = 60 * DAY


def milestone_edges(name: str, limit: timedelta) -> list[Edge]:
    return [
        Edge(
            f"answered-exactly-{name}",
            f"Answered after exactly {name}: within {name}.",
            (complaint(AGE, posts=[reply(limit)]),),
            {name: 1, "14d": 1},
        ),
        Edge(
            f"answered-{name}-and-a-microsecond",
            f"Answered one microsecond after {name}: not within {name}.",
            (complaint(AGE, posts=[reply(limit + US)]),),
            {name: 0},
        ),
        Edge(
            f"age-exactly-{name}",
            f"Unanswered and exactly {name} old: among the cases at least {name} old.",
            (complaint(limit),),
            {name: 0},
        ),
        Edge(
            f"age-{name}-less-a-microsecond",
            f"Answered at once but one microsecond short of {name}: not yet among them.",
            (complaint(limit - US, posts=[reply(HOUR)]),),
            {name: None},
        ),
    ]


CLOCK = [
    Edge(
        "answered-never",
        "Never answered: nothing within any milestone.",
        (complaint(AGE),),
        {"V": 0, "unsolved": 1},
    ),
    Edge(
        "answered-as-of",
        "A reply at the very instant of T has happened.",
        (complaint(12 * HOUR, posts=[reply(12 * HOUR)]),),
        {"12h": 1},
    ),
    Edge(
        "answered-after-as-of",
        "A reply one microsecond after T has not happened.",
        (complaint(12 * HOUR, posts=[reply(12 * HOUR + US)]),),
        {"12h": 0},
    ),
    Edge(
        "reply-before-publication",
        "A reply sent before the complaint was public: answer time 0, never below.",
        (complaint(AGE, posts=[reply(-2 * HOUR)]),),
        {"V": 1, "silent": 1},
    ),
    Edge(
        "reply-at-publication",
        "A reply at the instant of publication: answer time 0.",
        (complaint(AGE, posts=[reply(0 * DAY)]),),
        {"V": 1},
    ),
    Edge(
        "replies-out-of-order",
        "Posts listed newest first: the earliest substantive one is the answer.",
        (complaint(AGE, posts=[reply(10 * DAY), reply(20 * HOUR)]),),
        {"12h": 0, "24h": 1},
    ),
    Edge(
        "two-replies-of-one-instant",
        "An empty and a substantive reply of one instant: answered then.",
        (complaint(AGE, posts=[reply(6 * DAY, substantive=False), reply(6 * DAY)]),),
        {"72h": 0, "7d": 1},
    ),
    Edge(
        "gave-up-before-the-reply",
        "Giving up does not stop the clock: the later reply is still the answer.",
        (complaint(AGE, gave_up_at=2 * DAY, posts=[reply(5 * DAY)]),),
        {"72h": 0, "7d": 1, "R": 0},
    ),
    Edge(
        "gave-up-unanswered",
        "Giving up is no answer, however early.",
        (complaint(AGE, gave_up_at=3 * HOUR),),
        {"V": 0, "R": 0},
    ),
    Edge(
        "solved-before-any-reply",
        "The shopper's own 'solved' before any reply stops the clock.",
        (complaint(AGE, outcomes=[word(20 * HOUR, True)]),),
        {"12h": 0, "24h": 1, "R": 1},
    ),
    Edge(
        "solved-before-the-reply",
        "'Solved' came before the reply: the clock stopped at the word.",
        (complaint(AGE, posts=[reply(9 * DAY)], outcomes=[word(2 * DAY, True)]),),
        {"24h": 0, "72h": 1},
    ),
    Edge(
        "solved-after-the-reply",
        "'Solved' came after the reply: the clock stopped at the reply.",
        (complaint(AGE, posts=[reply(10 * HOUR)], outcomes=[word(9 * DAY, True)]),),
        {"V": 1, "R": 1},
    ),
    Edge(
        "solved-with-the-reply",
        "'Solved' and the reply at one instant: answered then, solved.",
        (complaint(AGE, posts=[reply(24 * HOUR)], outcomes=[word(24 * HOUR, True)]),),
        {"12h": 0, "24h": 1, "R": 1},
    ),
    Edge(
        "not-solved-before-any-reply",
        "'Not solved' before any reply stops nothing.",
        (complaint(AGE, outcomes=[word(20 * HOUR, False)]),),
        {"V": 0, "R": 0},
    ),
    Edge(
        "solved-then-reopened-unanswered",
        "'Solved' before any reply, reopened later: the word stands as the answer, not as the outcome.",
        (complaint(AGE, outcomes=[word(10 * HOUR, True), word(4 * DAY, None)]),),
        {"V": 1, "R": 0},
        reading="the clock once stopped by 'solved' stays stopped after a reopening",
    ),
]

REPLIES = [
    Edge(
        "empty-reply-only",
        "A reply that is no answer stops nothing.",
        (complaint(AGE, posts=[reply(HOUR, substantive=False)]),),
        {"V": 0, "unsolved": 1},
    ),
    Edge(
        "empty-then-substantive",
        "First no answer, then an answer: the second one counts.",
        (complaint(AGE, posts=[reply(HOUR, substantive=False), reply(70 * HOUR)]),),
        {"24h": 0, "72h": 1},
    ),
    Edge(
        "substantive-then-empty",
        "First an answer, then an empty one: the first counts.",
        (complaint(AGE, posts=[reply(HOUR), reply(2 * DAY, substantive=False)]),),
        {"V": 1},
    ),
    Edge(
        "reply-pending",
        "A reply that waits for a moderator counts from its submission.",
        (complaint(AGE, posts=[reply(11 * HOUR, visibility="pending")]),),
        {"V": 1, "silent": 1},
    ),
    Edge(
        "reply-rejected",
        "A rejected reply never counted.",
        (complaint(AGE, posts=[reply(11 * HOUR, visibility="rejected")]),),
        {"V": 0, "unsolved": 1},
    ),
    Edge(
        "reply-rejected-then-approved",
        "A rejected reply and a later approved one: the later is the answer.",
        (complaint(AGE, posts=[reply(11 * HOUR, visibility="rejected"), reply(13 * HOUR)]),),
        {"12h": 0, "24h": 1},
    ),
    Edge(
        "reply-hidden",
        "A reply hidden after its approval counts for good.",
        (complaint(AGE, posts=[reply(11 * HOUR, visibility="hidden")]),),
        {"V": 1},
    ),
    Edge(
        "reply-sent-back",
        "A reply sent back for changes does not count.",
        (complaint(AGE, posts=[reply(11 * HOUR, visibility="changes-requested")]),),
        {"V": 0},
        reading="sent back for changes is neither waiting for a moderator nor approved",
    ),
    Edge(
        "reply-of-the-shopper",
        "The shopper's own post is no answer.",
        (complaint(AGE, posts=[reply(HOUR, by="shopper")]),),
        {"V": 0},
    ),
    Edge(
        "reply-with-another-offset",
        "An instant written with another offset is the same instant.",
        (complaint(AGE, posts=[reply(0 * DAY) | {"at": "2026-01-01T01:00:00+03:30"}]),),
        {"12h": 1},
    ),
]

ANSWERS = [edge for name, limit in MILESTONES.items() for edge in milestone_edges(name, limit)] + CLOCK + REPLIES
