"""Edges of what shoppers say: words, silence, marks and promises."""

from tests.kit.archive_lines import DAY, HOUR, US, Edge, complaint, marks, reply, word

AGE = 60 * DAY
ANSWER = [reply(HOUR)]

WORDS = [
    Edge(
        "word-solved",
        "Solved, by the shopper.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, True)]),),
        {"R": 1, "solved": 1, "worst": 1, "best": 1},
    ),
    Edge(
        "word-not-solved",
        "Not solved, by the shopper.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, False)]),),
        {"R": 0, "unsolved": 1, "worst": 0, "best": 0},
    ),
    Edge(
        "word-on-a-young-case",
        "A word makes a case due at once, however young.",
        (complaint(2 * HOUR, posts=ANSWER, outcomes=[word(2 * HOUR, True)]),),
        {"R": 1, "n": 0},
    ),
    Edge(
        "word-not-solved-then-solved",
        "The latest word counts: solved.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, False), word(5 * DAY, True)]),),
        {"R": 1},
    ),
    Edge(
        "word-solved-then-not-solved",
        "The latest word counts: not solved.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, True), word(5 * DAY, False)]),),
        {"R": 0},
    ),
    Edge(
        "words-listed-newest-first",
        "The latest by its time, not by its place in the list.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(5 * DAY, True), word(DAY, False)]),),
        {"R": 1},
    ),
    Edge(
        "words-of-one-instant-solved-last",
        "Two words of one instant, 'solved' listed last: the worse for the store is the later.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, False), word(DAY, True)]),),
        {"R": 0},
        reading="the order of rows does not matter, so ties go against the store",
    ),
    Edge(
        "words-of-one-instant-not-solved-last",
        "Two words of one instant, 'not solved' listed last: it is the later, as listed first.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, True), word(DAY, False)]),),
        {"R": 0},
        reading="the order of rows does not matter, so ties go against the store",
    ),
    Edge(
        "reopened",
        "Solved, then reopened: not solved.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, True), word(5 * DAY, None)]),),
        {"R": 0, "unsolved": 1},
    ),
    Edge(
        "reopened-then-solved",
        "Reopened, then solved after all.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, True), word(5 * DAY, None), word(8 * DAY, True)]),),
        {"R": 1},
    ),
    Edge(
        "reopened-after-as-of",
        "Reopened one microsecond after T: at T solved.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, True), word(AGE + US, None)]),),
        {"R": 1},
    ),
    Edge(
        "word-exactly-as-of",
        "A word at T has been said.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, True), word(AGE, False)]),),
        {"R": 0},
    ),
    Edge(
        "gave-up-after-an-answer",
        "Answered, then given up: not solved.",
        (complaint(AGE, posts=ANSWER, gave_up_at=6 * DAY),),
        {"V": 1, "R": 0},
    ),
    Edge(
        "gave-up-then-solved",
        "Given up, later solved: solved.",
        (complaint(AGE, posts=[reply(9 * DAY)], gave_up_at=6 * DAY, outcomes=[word(11 * DAY, True)]),),
        {"R": 1},
    ),
    Edge(
        "solved-then-gave-up",
        "Solved, later given up: not solved.",
        (complaint(AGE, posts=ANSWER, gave_up_at=6 * DAY, outcomes=[word(DAY, True)]),),
        {"R": 0},
    ),
    Edge(
        "gave-up-exactly-as-of",
        "Giving up at T has happened.",
        (complaint(DAY, gave_up_at=DAY),),
        {"R": 0},
    ),
    Edge(
        "gave-up-after-as-of",
        "Giving up one microsecond after T has not.",
        (complaint(DAY, gave_up_at=DAY + US),),
        {"R": None},
    ),
    Edge(
        "gave-up-and-solved-at-one-instant",
        "Given up and solved at one instant: the worse for the store stands.",
        (complaint(AGE, posts=ANSWER, gave_up_at=6 * DAY, outcomes=[word(6 * DAY, True)]),),
        {"R": 0},
        reading="giving up lasts until the shopper speaks again, which is after it",
    ),
]

SILENCE = [
    Edge(
        "unanswered-exactly-30-days",
        "Unanswered at exactly 30 days: the 30 days have passed, 0.",
        (complaint(30 * DAY),),
        {"R": 0, "unsolved": 1},
        reading="'not answered within 30 days' is known at exactly 30 days, as 'at least m old' is",
    ),
    Edge(
        "unanswered-just-under-30-days",
        "Unanswered one microsecond before: not due yet.",
        (complaint(30 * DAY - US),),
        {"R": None, "unsolved": None},
    ),
    Edge(
        "answered-after-exactly-30-days",
        "Answered after exactly 30 days, no word: within them, silent.",
        (complaint(AGE, posts=[reply(30 * DAY)]),),
        {"R": None, "silent": 1, "worst": 0, "best": 1},
    ),
    Edge(
        "answered-just-after-30-days",
        "Answered one microsecond later, no word: 0, the answer came too late.",
        (complaint(AGE, posts=[reply(30 * DAY + US)]),),
        {"R": 0, "unsolved": 1},
    ),
    Edge(
        "answered-after-30-days-and-solved",
        "Answered too late, but the shopper says solved: 1.",
        (complaint(AGE, posts=[reply(35 * DAY)], outcomes=[word(40 * DAY, True)]),),
        {"R": 1},
    ),
    Edge(
        "answered-after-30-days-not-solved",
        "Answered too late and not solved: 0.",
        (complaint(AGE, posts=[reply(35 * DAY)], outcomes=[word(40 * DAY, False)]),),
        {"R": 0},
    ),
    Edge(
        "silent-at-exactly-30-days",
        "Answered early, no word, exactly 30 days after publication: silent.",
        (complaint(30 * DAY, posts=ANSWER),),
        {"R": None, "silent": 1},
    ),
    Edge(
        "silent-just-under-30-days",
        "One microsecond before: not due yet.",
        (complaint(30 * DAY - US, posts=ANSWER),),
        {"R": None, "silent": None, "worst": None},
    ),
    Edge(
        "silent-exactly-14-days-after-the-answer",
        "Answered on day 25, exactly 14 days ago, no word: silent.",
        (complaint(39 * DAY, posts=[reply(25 * DAY)]),),
        {"silent": 1},
    ),
    Edge(
        "silent-just-under-14-days-after-the-answer",
        "One microsecond before: not due yet, the shopper may still speak.",
        (complaint(39 * DAY - US, posts=[reply(25 * DAY)]),),
        {"R": None, "silent": None},
    ),
    Edge(
        "silent-counted-from-the-first-answer",
        "A second answer does not begin the 14 days anew.",
        (complaint(AGE, posts=[reply(20 * DAY), reply(55 * DAY)]),),
        {"silent": 1},
    ),
    Edge(
        "silent-then-spoken",
        "A silent shopper speaks on day 50: no longer silent.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(50 * DAY, False)]),),
        {"R": 0, "silent": 0},
    ),
    Edge(
        "silent-after-a-reply-before-publication",
        "Answered before publication, no word: silent 30 days after publication.",
        (complaint(30 * DAY, posts=[reply(-HOUR)]),),
        {"silent": 1},
    ),
    Edge(
        "empty-reply-and-no-word",
        "Only an empty reply in 30 days: not silent, 0.",
        (complaint(AGE, posts=[reply(HOUR, substantive=False)]),),
        {"R": 0, "silent": 0},
    ),
]


def marked(*values: int) -> tuple[dict[str, object], ...]:
    return (complaint(AGE, posts=ANSWER, outcomes=[word(DAY, True, marks(*values))]),)


MARKS = [
    Edge("six-marks", "All six marks: their mean.", marked(5, 4, 3, 2, 1, 3), {"Q": 0.5}),
    Edge("five-marks", "Five of six: the mean of the five.", marked(5, 5, 5, 5, 3), {"Q": 0.9}),
    Edge("four-marks", "Four of six: just enough.", marked(5, 4, 3, 2), {"Q": 0.625}),
    Edge("three-marks", "Three of six: left out.", marked(5, 5, 5), {"Q": None}),
    Edge("no-marks-in-the-set", "An empty set of marks is none.", marked(), {"Q": None}),
    Edge(
        "marks-given-anew",
        "The latest set of marks counts.",
        (
            complaint(
                AGE,
                posts=ANSWER,
                outcomes=[
                    word(DAY, False, marks(1, 1, 1, 1, 1, 1)),
                    word(9 * DAY, True, marks(5, 5, 5, 5, 5, 5)),
                ],
            ),
        ),
        {"Q": 1},
    ),
    Edge(
        "marks-given-anew-but-too-few",
        "The latest set has three marks: the case is left out, though an older set was full.",
        (
            complaint(
                AGE,
                posts=ANSWER,
                outcomes=[word(DAY, False, marks(1, 1, 1, 1, 1, 1)), word(9 * DAY, True, marks(5, 5, 5))],
            ),
        ),
        {"Q": None, "R": 1},
    ),
    Edge(
        "word-without-marks-after-marks",
        "A later word without marks leaves the marks as they were.",
        (
            complaint(
                AGE,
                posts=ANSWER,
                outcomes=[word(DAY, True, marks(5, 5, 5, 5, 5, 5)), word(9 * DAY, None)],
            ),
        ),
        {"Q": 1, "R": 0},
    ),
    Edge(
        "empty-set-after-marks",
        "A later empty set of marks leaves the marks as they were.",
        (
            complaint(
                AGE,
                posts=ANSWER,
                outcomes=[word(DAY, False, marks(2, 2, 2, 2)), word(9 * DAY, True, marks())],
            ),
        ),
        {"Q": 0.25, "R": 1},
        reading="an empty set is no set of marks",
    ),
    Edge(
        "marks-exactly-as-of",
        "Marks given at T count.",
        (complaint(AGE, posts=ANSWER, outcomes=[word(AGE, True, marks(5, 5, 5, 5, 5, 5))]),),
        {"Q": 1},
    ),
    Edge(
        "marks-after-as-of",
        "Marks given after T do not count at T.",
        (
            complaint(
                AGE,
                posts=ANSWER,
                outcomes=[word(DAY, True, marks(3, 3, 3, 3, 3, 3)), word(AGE + US, True, marks(5, 5, 5, 5))],
            ),
        ),
        {"Q": 0.5},
    ),
    Edge(
        "marks-on-an-unanswered-case",
        "Marks count on a case that never had an answer.",
        (complaint(AGE, outcomes=[word(20 * DAY, False, marks(1, 2, 1, 2))]),),
        {"Q": 0.125, "V": 0},
    ),
]

WORDS_AND_MARKS = WORDS + SILENCE + MARKS
