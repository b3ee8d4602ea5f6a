"""Edges of what is a case: the window, visibility, removal, withdrawal, and the minimum of ten."""

from tests.kit.archive_lines import DAY, HOUR, US, Edge, complaint, marks, promise, reply, word

AGE = 60 * DAY
YEAR = 365 * DAY
OUT: dict[str, float | None] = {"n": 0, "V": None, "R": None}

WINDOW = [
    Edge(
        "published-exactly-365-days-ago",
        "Exactly 365 days old: out of the window.",
        (complaint(YEAR, posts=[reply(HOUR)]),),
        OUT,
    ),
    Edge(
        "published-just-under-365-days-ago",
        "One microsecond younger than 365 days: in.",
        (complaint(YEAR - US, posts=[reply(HOUR)]),),
        {"n": 1, "V": 1},
    ),
    Edge(
        "published-exactly-as-of",
        "Published at T: a case, but not old enough for any milestone.",
        (complaint(0 * DAY, outcomes=[word(0 * DAY, False)]),),
        {"n": 0, "V": None, "R": 0},
    ),
    Edge(
        "published-after-as-of",
        "Published one microsecond after T: not yet a case.",
        (complaint(-US, posts=[reply(0 * DAY)]),),
        OUT,
    ),
    Edge(
        "published-since-midnight",
        "Published after the last midnight: in the store's figures, not in the market's.",
        (complaint(9 * HOUR, posts=[reply(HOUR)], outcomes=[word(2 * HOUR, True, marks(5, 5, 5, 5, 5, 5))]),),
        {"n": 0, "R": 1, "Q": 1},
    ),
    Edge(
        "left-the-window-since-midnight",
        "366 days old less a few hours at midnight: in the market's figures, no more in the store's.",
        (complaint(YEAR + 5 * HOUR, outcomes=[word(DAY, False, marks(1, 1, 1, 1, 1, 1))]),),
        OUT | {"Q": None},
    ),
]

VISIBILITY = [
    Edge(
        "complaint-pending",
        "Waiting for a moderator: no case.",
        (complaint(AGE, visibility="pending"),),
        OUT,
    ),
    Edge(
        "complaint-sent-back",
        "Sent back for changes: no case.",
        (complaint(AGE, visibility="changes-requested"),),
        OUT,
    ),
    Edge(
        "complaint-rejected",
        "Rejected: no case.",
        (complaint(AGE, visibility="rejected"),),
        OUT,
    ),
    Edge(
        "complaint-hidden",
        "Hidden after publication: the text goes, the row stays.",
        (complaint(AGE, visibility="hidden", posts=[reply(HOUR)], outcomes=[word(DAY, False)]),),
        {"n": 1, "V": 1, "R": 0},
    ),
    Edge(
        "complaint-hidden-with-its-posts",
        "Hidden with posts that say nothing of their own visibility: they were approved, so they count.",
        (
            complaint(
                AGE,
                visibility="hidden",
                posts=[{"at": HOUR, "by": "store", "substantive": True, "substantive_by": "moderator"}],
            ),
        ),
        {"n": 1, "V": 1},
        reading="a post without visibility in a hidden complaint was approved and then hidden with it",
    ),
    Edge(
        "post-without-visibility",
        "A post without visibility is published because its complaint is.",
        (complaint(AGE, posts=[{"at": HOUR, "by": "store", "substantive": True, "substantive_by": "moderator"}]),),
        {"V": 1},
    ),
    Edge(
        "counted-said-aloud",
        "Marked as counted: a case like any other.",
        (complaint(AGE, counted=True),),
        {"n": 1, "V": 0},
    ),
    Edge(
        "not-counted",
        "Marked not counted, with a reason: out.",
        (complaint(AGE, counted=False, not_counted_because="فروشگاه این سفارش را نگرفته بود"),),
        OUT,
    ),
]

REMOVAL = [
    Edge(
        "removed-as-fake",
        "Removed as fake: out.",
        (complaint(AGE, visibility="hidden", removed={"at": 9 * DAY, "reason": "fake"}),),
        OUT,
    ),
    Edge(
        "removed-as-duplicate",
        "Removed as a duplicate: out.",
        (complaint(AGE, visibility="hidden", removed={"at": 9 * DAY, "reason": "duplicate"}),),
        OUT,
    ),
    Edge(
        "removed-for-another-reason",
        "Removed for another reason: the text goes, the row stays.",
        (complaint(AGE, visibility="hidden", removed={"at": 9 * DAY, "reason": "personal-data"}),),
        {"n": 1, "V": 0, "R": 0},
    ),
    Edge(
        "removed-as-fake-exactly-as-of",
        "Removed as fake at T: out.",
        (complaint(AGE, visibility="hidden", removed={"at": AGE, "reason": "fake"}),),
        OUT,
    ),
    Edge(
        "removed-as-fake-after-as-of",
        "Removed as fake one microsecond after T: at T still a case.",
        (complaint(AGE, visibility="hidden", removed={"at": AGE + US, "reason": "fake"}),),
        {"n": 1, "V": 0},
    ),
]

WITHDRAWAL = [
    Edge(
        "withdrawn-early",
        "Withdrawn after a day, before any act of the store: out.",
        (complaint(AGE, withdrawn_at=DAY),),
        OUT,
    ),
    Edge(
        "withdrawn-after-exactly-48-hours",
        "Withdrawn after exactly 48 hours: still within them, out.",
        (complaint(AGE, withdrawn_at=48 * HOUR),),
        OUT,
    ),
    Edge(
        "withdrawn-just-after-48-hours",
        "Withdrawn one microsecond later: the row stays, unanswered.",
        (complaint(AGE, withdrawn_at=48 * HOUR + US),),
        {"n": 1, "V": 0, "R": 0},
    ),
    Edge(
        "withdrawn-early-answered-later",
        "Withdrawn early, the store's reply came after: out.",
        (complaint(AGE, withdrawn_at=DAY, posts=[reply(DAY + US)]),),
        OUT,
    ),
    Edge(
        "withdrawn-early-after-a-reply",
        "Withdrawn within 48 hours but after the store's reply: the row stays, silent.",
        (complaint(AGE, withdrawn_at=DAY, posts=[reply(DAY - US)]),),
        {"n": 1, "12h": 0, "24h": 1, "silent": 1},
    ),
    Edge(
        "withdrawn-with-the-reply",
        "Withdrawn at the very instant of the reply: not before it, the row stays.",
        (complaint(AGE, withdrawn_at=DAY, posts=[reply(DAY)]),),
        {"n": 1, "24h": 1, "silent": 1},
        reading="'before any act' is strict",
    ),
    Edge(
        "withdrawn-early-after-an-empty-reply",
        "Withdrawn early after a reply that is no answer: an act all the same, the row stays.",
        (complaint(AGE, withdrawn_at=DAY, posts=[reply(HOUR, substantive=False)]),),
        {"n": 1, "V": 0, "R": 0},
        reading="any act of the store, not only an answer",
    ),
    Edge(
        "withdrawn-early-after-a-pending-reply",
        "Withdrawn early after a reply that still waits: an act, the row stays.",
        (complaint(AGE, withdrawn_at=DAY, posts=[reply(HOUR, visibility="pending")]),),
        {"n": 1, "V": 1, "silent": 1},
    ),
    Edge(
        "withdrawn-early-after-a-rejected-reply",
        "Withdrawn early after a rejected reply, which never counted: out.",
        (complaint(AGE, withdrawn_at=DAY, posts=[reply(HOUR, visibility="rejected")]),),
        OUT,
        reading="a rejected reply is no act of the store",
    ),
    Edge(
        "withdrawn-early-after-a-promise",
        "Withdrawn early after the store made a promise: the row stays.",
        (complaint(AGE, withdrawn_at=DAY, promises=[promise(9 * DAY, "unknown", made=HOUR)]),),
        {"n": 1, "V": 0, "R": 0, "P": None},
        reading="a promise is an act of the store even without a reply",
    ),
    Edge(
        "withdrawn-early-after-a-post-of-the-shopper",
        "Withdrawn early after the shopper alone had added something: out.",
        (complaint(AGE, withdrawn_at=DAY, posts=[reply(HOUR, by="shopper")]),),
        OUT,
    ),
    Edge(
        "withdrawn-early-exactly-as-of",
        "Withdrawn early, at T: out.",
        (complaint(30 * HOUR, withdrawn_at=30 * HOUR),),
        OUT,
    ),
    Edge(
        "withdrawn-early-after-as-of",
        "Withdrawn one microsecond after T: at T still a case.",
        (complaint(30 * HOUR, withdrawn_at=30 * HOUR + US),),
        {"n": 1, "24h": 0},
    ),
    Edge(
        "withdrawn-late-after-not-solved",
        "Answered, 'not solved', then withdrawn: the word no longer counts, silent.",
        (complaint(AGE, posts=[reply(HOUR)], outcomes=[word(3 * DAY, False)], withdrawn_at=9 * DAY),),
        {"R": None, "silent": 1},
    ),
    Edge(
        "withdrawn-late-after-solved",
        "Answered, 'solved', then withdrawn: the word no longer counts, silent.",
        (complaint(AGE, posts=[reply(HOUR)], outcomes=[word(3 * DAY, True)], withdrawn_at=9 * DAY),),
        {"R": None, "silent": 1},
    ),
    Edge(
        "withdrawn-late-after-giving-up",
        "Given up, then withdrawn: giving up was a word, it no longer counts; unanswered, so 0.",
        (complaint(AGE, gave_up_at=5 * DAY, withdrawn_at=9 * DAY),),
        {"R": 0, "unsolved": 1},
    ),
    Edge(
        "withdrawn-young-after-not-solved",
        "Answered, 'not solved', withdrawn, three weeks old: the word is gone and nothing is due yet.",
        (complaint(21 * DAY, posts=[reply(HOUR)], outcomes=[word(3 * DAY, False)], withdrawn_at=9 * DAY),),
        {"R": None, "silent": None},
    ),
    Edge(
        "withdrawn-after-as-of-word-stands",
        "The withdrawal comes after T: at T the word stands.",
        (complaint(AGE, posts=[reply(HOUR)], outcomes=[word(3 * DAY, False)], withdrawn_at=AGE + US),),
        {"R": 0},
    ),
    Edge(
        "withdrawn-late-after-solved-unanswered",
        "'Solved' before any reply, then withdrawn: the word is gone, and with it the stopped clock.",
        (complaint(AGE, outcomes=[word(10 * HOUR, True)], withdrawn_at=9 * DAY),),
        {"V": 0, "R": 0},
        reading="a word that no longer counts does not stop the clock either",
    ),
    Edge(
        "withdrawn-late-with-marks",
        "The marks given before a withdrawal stay.",
        (
            complaint(
                AGE,
                posts=[reply(HOUR)],
                outcomes=[word(3 * DAY, False, marks(1, 1, 1, 1, 1, 1))],
                withdrawn_at=9 * DAY,
            ),
        ),
        {"R": None, "Q": 0},
        reading="the definition names words and marks apart; only words fall silent",
    ),
    Edge(
        "withdrawn-late-with-a-broken-promise",
        "A promise decided before a withdrawal stays decided.",
        (
            complaint(
                AGE,
                posts=[reply(HOUR)],
                promises=[promise(4 * DAY, "broken", 5 * DAY)],
                withdrawn_at=9 * DAY,
            ),
        ),
        {"P": 0, "silent": 1},
        reading="only words fall silent",
    ),
]

MINIMUM = [
    Edge("no-cases", "A store without a single complaint.", (), OUT, background=0),
    Edge(
        "nine-cases",
        "Nine cases: below the minimum.",
        (),
        OUT,
        background=9,
    ),
    Edge(
        "tenth-case-exactly-24-hours-old",
        "The tenth case is exactly 24 hours old: the score is shown.",
        (complaint(24 * HOUR),),
        {"n": 1, "score": None},
        background=9,
    ),
    Edge(
        "tenth-case-just-under-24-hours-old",
        "The tenth case is one microsecond younger: not shown, though it enters the 12-hour milestone.",
        (complaint(24 * HOUR - US),),
        {"n": 0, "12h": 0, "score": None},
        background=9,
    ),
]

MEMBERSHIP = WINDOW + VISIBILITY + REMOVAL + WITHDRAWAL + MINIMUM
