"""Which cases the score counts and when they were answered: every edge, one sentence a row."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from portal.clock import microseconds
from portal.scores.cases import (
    DAY,
    HOUR,
    Case,
    Outcome,
    Promise,
    Reply,
    moment,
    standing,
)

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


@pytest.mark.parametrize(
    ("facts", "enters"),
    [
        row("a case published at this instant is in", {"age": 0}, True),
        row("a case published a microsecond from now is not yet", {"age": -1}, False),
        row("a case a microsecond short of 365 days old is in", {"age": 365 * DAY - 1}, True),
        row("a case of exactly 365 days is out", {"age": 365 * DAY}, False),
        row("a case marked as not counted is out", {"counted": False}, False),
        row("removed as fake: out", {"removed_at": NOW, "removed_reason": "fake"}, False),
        row("removed as duplicate: out", {"removed_at": NOW - 1, "removed_reason": "duplicate"}, False),
        row(
            "removed as fake after the instant: still in",
            {"removed_at": NOW + 1, "removed_reason": "fake"},
            True,
        ),
        row(
            "removed for another reason: the row stays",
            {"removed_at": NOW, "removed_reason": "unlawful"},
            True,
        ),
        row("withdrawn after exactly 48 hours: out", {"withdrawn_at": after(48 * HOUR)}, False),
        row("withdrawn a microsecond later: in", {"withdrawn_at": after(48 * HOUR) + 1}, True),
        row(
            "an early withdrawal after the instant has not happened",
            {"age": 0, "withdrawn_at": NOW + 1},
            True,
        ),
        row(
            "withdrawn early, after a reply: in",
            {"withdrawn_at": after(40 * HOUR), "replies": (answered(30 * HOUR),)},
            True,
        ),
        row(
            "withdrawn early, after an acknowledgement: in, for that was an act of the store",
            {"withdrawn_at": after(40 * HOUR), "replies": (answered(30 * HOUR, substantive=False),)},
            True,
        ),
        row(
            "withdrawn early, after a rejected reply: out, for it never counted",
            {"withdrawn_at": after(40 * HOUR), "replies": (answered(30 * HOUR, counts=False),)},
            False,
        ),
        row(
            "withdrawn in the instant of a reply: not before it, so in",
            {"withdrawn_at": after(30 * HOUR), "replies": (answered(30 * HOUR),)},
            True,
        ),
        row(
            "withdrawn early, a reply after it: out",
            {"withdrawn_at": after(30 * HOUR), "replies": (answered(30 * HOUR + 1),)},
            False,
        ),
        row(
            "withdrawn early, after a promise was made: in",
            {"withdrawn_at": after(30 * HOUR), "promises": (Promise(NOW, after(HOUR), None, "pending"),)},
            True,
        ),
        row(
            "withdrawn early, a promise made after it: out",
            {
                "withdrawn_at": after(30 * HOUR),
                "promises": (Promise(NOW, after(31 * HOUR), None, "pending"),),
            },
            False,
        ),
    ],
)
def test_which_cases_are_in(facts, enters):
    assert (standing(case(**facts), NOW) is not None) is enters


@pytest.mark.parametrize(
    ("age", "weight"),
    [(0, 1.0), (180 * DAY, 0.5), (360 * DAY, 0.25), (90 * DAY, 2**-0.5)],
)
def test_a_case_loses_half_its_weight_in_180_days(age, weight):
    assert standing(case(age=age), NOW).weight == pytest.approx(weight, rel=1e-15)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        row("no reply: no answer", {}, None),
        row("the first substantive reply answers", {"replies": (answered(9 * DAY), answered(DAY))}, DAY),
        row(
            "an acknowledgement does not stop the clock",
            {"replies": (answered(HOUR, substantive=False), answered(DAY))},
            DAY,
        ),
        row("a rejected reply never counted", {"replies": (answered(HOUR, counts=False),)}, None),
        row("a reply at this instant counts", {"replies": (answered(60 * DAY),)}, 60 * DAY),
        row("a reply after this instant does not", {"replies": (answered(60 * DAY + 1),)}, None),
        row("a reply before publication took no time", {"replies": (answered(-DAY),)}, 0),
        row(
            "the shopper's own solved stops the clock",
            {"replies": (answered(DAY),), "outcomes": (said(HOUR, True),)},
            HOUR,
        ),
        row(
            "a later solved does not replace the reply",
            {"replies": (answered(HOUR),), "outcomes": (said(DAY, True),)},
            HOUR,
        ),
        row(
            "the first solved stops the clock, though the case was reopened",
            {"outcomes": (said(3 * DAY, True), said(HOUR, True), said(2 * HOUR, None))},
            HOUR,
        ),
        row("not solved does not stop the clock", {"outcomes": (said(HOUR, False),)}, None),
        row("giving up does not stop the clock", {"gave_up_at": after(HOUR)}, None),
        row("a solved after this instant was not said yet", {"outcomes": (said(60 * DAY + 1, True),)}, None),
        row(
            "a solved before a withdrawal no longer counts, the reply does",
            {
                "replies": (answered(3 * DAY),),
                "outcomes": (said(DAY, True),),
                "withdrawn_at": after(5 * DAY),
            },
            3 * DAY,
        ),
    ],
)
def test_the_answer_time(facts, expected):
    assert standing(case(**facts), NOW).answer == expected


@pytest.mark.parametrize(
    "written",
    [
        datetime(2026, 3, 21, 0, 0, 0, 1, tzinfo=timezone(timedelta(hours=3, minutes=30))),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_an_instant_survives_the_way_there_and_back(written):
    assert moment(microseconds(written)) == written


def test_a_naive_instant_is_refused():
    with pytest.raises(TypeError):
        microseconds(datetime(2026, 3, 21))  # noqa: DTZ001
