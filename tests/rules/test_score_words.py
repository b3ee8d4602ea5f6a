"""What the shopper says of a case: words, silence, marks and promises, one sentence a row."""

from datetime import UTC, datetime

import pytest

from portal.clock import microseconds
from portal.scores.cases import DAY, HOUR, Case, Outcome, Promise, Reply, standing

NOW = microseconds(datetime(2026, 6, 1, 9, 30, tzinfo=UTC))
PUBLISHED = NOW - 60 * DAY


def case(*, age=60 * DAY, **facts):
    return Case(store="nabat", published_at=NOW - age, **facts)


def after(delay):
    return PUBLISHED + delay


def answered(delay, **changes):
    return Reply(after(delay), **{"substantive": True, **changes})


def said(delay, resolved, marks=None):
    return Outcome(after(delay), resolved, marks)


def row(sentence, facts, expected):
    return pytest.param(facts, expected, id=sentence)


SOLVED, UNSOLVED, SILENT, NOT_DUE = (True, False), (False, False), (None, True), (None, False)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        row("solved is due at once", {"age": HOUR, "outcomes": (Outcome(NOW, True),)}, SOLVED),
        row("not solved is due at once", {"age": HOUR, "outcomes": (Outcome(NOW, False),)}, UNSOLVED),
        row(
            "a word after this instant was not said yet",
            {"age": HOUR, "outcomes": (Outcome(NOW + 1, True),)},
            NOT_DUE,
        ),
        row(
            "the latest word holds, in any order",
            {"outcomes": (said(9 * DAY, True), said(DAY, False))},
            SOLVED,
        ),
        row(
            "a later not solved takes solved back",
            {"outcomes": (said(DAY, True), said(2 * DAY, False))},
            UNSOLVED,
        ),
        row("reopening is the word not solved", {"outcomes": (said(DAY, True), said(2 * DAY, None))}, UNSOLVED),
        row(
            "a reopened case solved again is solved",
            {"outcomes": (said(DAY, True), said(2 * DAY, None), said(3 * DAY, True))},
            SOLVED,
        ),
        row("giving up is the word not solved", {"age": HOUR, "gave_up_at": NOW}, UNSOLVED),
        row("giving up after this instant has not happened", {"age": HOUR, "gave_up_at": NOW + 1}, NOT_DUE),
        row(
            "giving up takes solved back",
            {"gave_up_at": after(2 * DAY), "outcomes": (said(DAY, True),)},
            UNSOLVED,
        ),
        row(
            "speaking again ends giving up",
            {"gave_up_at": after(DAY), "outcomes": (said(2 * DAY, True),)},
            SOLVED,
        ),
        row(
            "a word in the instant of giving up is not speaking again",
            {"gave_up_at": after(DAY), "outcomes": (said(DAY, True),)},
            UNSOLVED,
        ),
        row(
            "of two words in one instant the worse for the store is the later",
            {"outcomes": (said(DAY, False), said(DAY, True))},
            UNSOLVED,
        ),
        row("unanswered after exactly 30 days: due, and unsolved", {"age": 30 * DAY}, UNSOLVED),
        row("unanswered a microsecond earlier: not due yet", {"age": 30 * DAY - 1}, NOT_DUE),
        row(
            "answered after exactly 30 days is answered within them",
            {"replies": (answered(30 * DAY),)},
            SILENT,
        ),
        row("answered a microsecond later is too late", {"replies": (answered(30 * DAY + 1),)}, UNSOLVED),
        row(
            "answered too late, the shopper says solved",
            {"replies": (answered(40 * DAY),), "outcomes": (said(41 * DAY, True),)},
            SOLVED,
        ),
        row("only acknowledged: unsolved", {"replies": (answered(DAY, substantive=False),)}, UNSOLVED),
        row(
            "answered at once, exactly 30 days old: silent",
            {"age": 30 * DAY, "replies": (Reply(NOW - 30 * DAY, substantive=True),)},
            SILENT,
        ),
        row(
            "a microsecond earlier it is not due yet",
            {"age": 30 * DAY - 1, "replies": (Reply(NOW - 30 * DAY, substantive=True),)},
            NOT_DUE,
        ),
        row(
            "silent exactly 14 days after the answer",
            {"age": 40 * DAY, "replies": (Reply(NOW - 14 * DAY, substantive=True),)},
            SILENT,
        ),
        row(
            "a microsecond earlier the shopper still has time",
            {"age": 40 * DAY, "replies": (Reply(NOW - 14 * DAY + 1, substantive=True),)},
            NOT_DUE,
        ),
        row(
            "a withdrawal is silence: solved no longer counts",
            {
                "replies": (answered(DAY),),
                "outcomes": (said(2 * DAY, True),),
                "withdrawn_at": after(3 * DAY),
            },
            SILENT,
        ),
        row(
            "a withdrawal is silence: giving up no longer counts",
            {"replies": (answered(DAY),), "gave_up_at": after(2 * DAY), "withdrawn_at": after(3 * DAY)},
            SILENT,
        ),
        row("a withdrawn case left unanswered is unsolved", {"withdrawn_at": after(3 * DAY)}, UNSOLVED),
        row(
            "before its withdrawal a case says what was said",
            {"outcomes": (said(2 * DAY, True),), "withdrawn_at": NOW + 1},
            SOLVED,
        ),
    ],
)
def test_the_resolution(facts, expected):
    stands = standing(case(**facts), NOW)
    assert (stands.resolved, stands.silent) == expected


@pytest.mark.parametrize(
    ("facts", "spoken"),
    [
        row("no word", {"replies": (answered(DAY),)}, False),
        row("a word", {"outcomes": (said(DAY, False),)}, True),
        row("giving up is a word", {"gave_up_at": after(DAY)}, True),
        row(
            "a withdrawal takes the word back",
            {"gave_up_at": after(DAY), "withdrawn_at": after(9 * DAY)},
            False,
        ),
    ],
)
def test_whether_the_shopper_has_spoken(facts, spoken):
    assert standing(case(**facts), NOW).spoken is spoken


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        row("no marks", (said(DAY, True),), None),
        row("an empty set of marks is none", (said(DAY, True, ()),), None),
        row("six full marks", (said(DAY, True, (5,) * 6),), 1.0),
        row("six lowest marks", (said(DAY, False, (1,) * 6),), 0.0),
        row("four of six are enough", (said(DAY, True, (5, 4, 3, 2)),), 0.625),
        row("three of six are not", (said(DAY, True, (5, 5, 5)),), None),
        row(
            "the latest set holds, in any order",
            (said(9 * DAY, True, (3,) * 6), said(DAY, True, (5,) * 6)),
            0.5,
        ),
        row("a later word without marks leaves them", (said(DAY, True, (5,) * 6), said(9 * DAY, None)), 1.0),
        row(
            "a later set that is too small hides the one before",
            (said(DAY, True, (5,) * 6), said(9 * DAY, True, (5,))),
            None,
        ),
        row("marks given at this instant count", (said(60 * DAY, True, (5,) * 6),), 1.0),
        row("marks after this instant were not given yet", (said(60 * DAY + 1, True, (5,) * 6),), None),
        row(
            "of two sets in one instant the lower holds",
            (said(DAY, True, (5,) * 6), said(DAY, True, (1,) * 6)),
            0.0,
        ),
    ],
)
def test_the_marks(outcomes, expected):
    assert standing(case(outcomes=outcomes), NOW).quality == expected


def test_marks_given_before_a_withdrawal_stay():
    withdrawn = case(outcomes=(said(DAY, True, (5,) * 6),), withdrawn_at=after(9 * DAY))
    assert standing(withdrawn, NOW).quality == 1.0


def promised(state, *, due=NOW, made=PUBLISHED, settled=None):
    return Promise(due_at=due, made_at=made, settled_at=settled, state=state)


@pytest.mark.parametrize(
    ("promises", "expected", "unknown"),
    [
        pytest.param((), None, 0, id="no promise"),
        pytest.param((promised("kept"),), 1.0, 0, id="kept, and due at this instant"),
        pytest.param((promised("broken"),), 0.0, 0, id="broken"),
        pytest.param((promised("kept", due=NOW + 1),), None, 0, id="due after this instant"),
        pytest.param((promised("kept", due=NOW + 1, settled=NOW),), None, 0, id="kept before it is due, not due yet"),
        pytest.param((promised("kept", due=NOW - DAY, settled=NOW),), 1.0, 0, id="decided at this instant"),
        pytest.param((promised("broken", due=NOW - DAY, settled=NOW + 1),), None, 0, id="decided after this instant"),
        pytest.param((promised("kept", made=NOW),), 1.0, 0, id="made at this instant"),
        pytest.param((promised("kept", made=NOW + 1),), None, 0, id="made after this instant"),
        pytest.param((promised("pending"),), None, 0, id="due and not decided"),
        pytest.param((promised("unknown"),), None, 1, id="only the store says that it was kept"),
        pytest.param((promised("unknown", due=NOW + 1),), None, 0, id="unknown and not due yet"),
        pytest.param((promised("kept"), promised("unknown")), 1.0, 1, id="an unknown one is left out"),
        pytest.param((promised("kept"), promised("broken")), 0.0, 0, id="one broken promise breaks the case"),
        pytest.param((promised("kept"), promised("pending")), 1.0, 0, id="an undecided one does not"),
        pytest.param((promised("kept"), promised("broken", due=NOW + 1)), 1.0, 0, id="nor one not due yet"),
    ],
)
def test_the_promises(promises, expected, unknown):
    stands = standing(case(promises=promises), NOW)
    assert (stands.promises, stands.unknown) == (expected, unknown)


def test_a_withdrawal_leaves_the_promises():
    withdrawn = case(promises=(promised("broken"),), withdrawn_at=after(9 * DAY))
    assert standing(withdrawn, NOW).promises == 0.0
