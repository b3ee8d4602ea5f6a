"""A word taken back within ten minutes leaves everything as if it had not been said."""

import json

import pytest
from sqlalchemy import select, update

from portal import clock, complaints
from portal.access import ForbiddenError
from portal.archive import export_lines
from portal.complaints import NotPossibleError, Progress, outcomes_of, word_to_take_back
from portal.complaints.models import Complaint, LastWord
from portal.db import StaleStateError, db, transaction
from portal.events import RecordedEvent
from portal.notices import Notice
from portal.scores import as_dict, refresh_scores, score_from_rows, shown_scores


def evaluate(resolved, **marks):
    return lambda session, actor, now, case: complaints.evaluate(
        session, actor, now, case=case, resolved=resolved, marks=marks, would_buy_again=True
    )


def reopen(session, actor, now, case):
    complaints.reopen(session, actor, now, case=case)


def give_up(session, actor, now, case):
    complaints.give_up(session, actor, now, case=case)


pytestmark = pytest.mark.usefixtures("world_clock")
WORDS = {
    "solved": evaluate(True, courtesy=5, clarity=4, speed=5, honesty=5),
    "not solved": evaluate(False, courtesy=1),
    "given up": give_up,
}


@pytest.fixture(autouse=True)
def world_clock(world, monkeypatch):
    """Scores, too, are computed at the time of the world, and so to the last digit alike."""
    monkeypatch.setattr("portal.clock.now", lambda: world.now)


def say(world, complaint, word):
    """Says it; returns the instant by which it can be named."""
    with transaction() as session:
        word(session, world.maryam.actor, world.now, world.case(complaint))
    return world.now


def take_back(world, complaint, said_at, by=None):
    with transaction() as session:
        complaints.take_back(
            session, (by or world.maryam).actor, world.now, case=world.case(complaint), said_at=said_at
        )


def state(world, complaint):
    """Everything the word could have changed, as the public reads and recomputes it."""
    with clock.stopped_at(world.now):
        world.deliver()
    db.session.rollback()
    session = db.session()
    case = world.case(complaint)
    shown = shown_scores(session)[world.golestan.id].published
    return {
        "progress": case.progress,
        "instants": (case.answered_at, case.reopened_at, case.gave_up_at),
        "outcomes": [(row.at, row.resolved, row.courtesy) for row in outcomes_of(session, case.id)],
        "archive": [json.loads(line) for line in export_lines(session, public=True)],
        "rows": {slug: as_dict(score) for slug, score in score_from_rows(session, world.now).items()},
        "shown": {name: value for name, value in shown.items() if name != "as_of"},
    }


def settled(world, complaint):
    """The same, once the day's scores have been computed."""
    refresh_scores(None, world.now)
    return state(world, complaint)


@pytest.fixture
def answered(world, once):
    return once(_answered, world)


def _answered(world):
    complaint = world.publish()
    world.wait(hours=5)
    world.answer(complaint)
    world.wait(hours=1)
    return complaint


@pytest.fixture
def waiting(world, once):
    return once(_waiting, world)


def _waiting(world):
    complaint = world.publish()
    world.wait(days=40)
    return complaint


@pytest.mark.parametrize("start", ["waiting", "answered"])
@pytest.mark.parametrize("word", WORDS)
def test_everything_is_as_before_the_word(world, request, start, word):
    complaint = request.getfixturevalue(start)
    instant = world.now
    before = settled(world, complaint)
    said_at = say(world, complaint, WORDS[word])
    assert state(world, complaint) != before
    world.wait(minutes=10)
    take_back(world, complaint, said_at)
    world.now = instant
    assert state(world, complaint) == before


@pytest.mark.parametrize("word", WORDS)
def test_a_reopening_is_a_word_like_any_other(world, answered, word):
    say(world, answered, WORDS[word])
    world.wait(days=2)
    before = settled(world, answered)
    instant = world.now
    said_at = say(world, answered, reopen)
    assert world.case(answered).progress is Progress.ANSWERED
    take_back(world, answered, said_at)
    world.now = instant
    assert state(world, answered) == before


def test_giving_up_a_second_time_keeps_the_first(world, waiting):
    first = say(world, waiting, give_up)
    world.wait(days=1)
    reopened = say(world, waiting, reopen)
    world.wait(days=1)
    second = say(world, waiting, give_up)
    assert world.case(waiting).gave_up_at == second
    take_back(world, waiting, second)
    assert (world.case(waiting).gave_up_at, world.case(waiting).reopened_at) == (first, reopened)
    assert len(outcomes_of(db.session(), waiting.id)) == 1, "the reopening was not taken back"


def test_an_answer_that_came_meanwhile_stays(world, waiting):
    said_at = say(world, waiting, give_up)
    world.wait(minutes=5)
    world.answer(waiting)
    assert world.case(waiting).progress is Progress.GIVEN_UP
    take_back(world, waiting, said_at)
    case = world.case(waiting)
    assert (case.progress, case.answered_at, case.gave_up_at) == (Progress.ANSWERED, world.now, None)


def test_an_answer_that_moved_a_reopened_case_does_not_bar_the_way_back(world, waiting):
    say(world, waiting, evaluate(False))
    world.wait(days=1)
    said_at = say(world, waiting, reopen)
    world.answer(waiting)
    assert world.case(waiting).progress is Progress.ANSWERED
    take_back(world, waiting, said_at)
    assert world.case(waiting).progress is Progress.NOT_SOLVED


def test_after_ten_minutes_a_word_stands(world, answered):
    said_at = say(world, answered, give_up)
    world.wait(minutes=10)
    assert word_to_take_back(db.session(), answered.id, world.now) is not None
    world.wait(seconds=1)
    assert word_to_take_back(db.session(), answered.id, world.now) is None
    with pytest.raises(NotPossibleError):
        take_back(world, answered, said_at)
    assert world.case(answered).progress is Progress.GIVEN_UP


def test_two_tabs_take_back_one_word(world, answered):
    said_at = say(world, answered, give_up)
    take_back(world, answered, said_at)
    with pytest.raises(NotPossibleError):
        take_back(world, answered, said_at)
    assert world.case(answered).progress is Progress.ANSWERED


def test_a_tab_left_open_takes_back_no_later_word(world, answered):
    first = say(world, answered, give_up)
    world.wait(minutes=1)
    second = say(world, answered, evaluate(True))
    with pytest.raises(NotPossibleError):
        take_back(world, answered, first)
    take_back(world, answered, second)
    assert world.case(answered).progress is Progress.GIVEN_UP
    with pytest.raises(NotPossibleError):
        take_back(world, answered, first)


def test_a_case_that_moves_under_the_hand_is_left_alone(world, answered):
    """Another process changes it between the look and the change: nothing is half done."""
    said_at = say(world, answered, give_up)

    def race():
        with transaction() as session:
            session.get_one(Complaint, answered.id)
            moved = update(Complaint).where(Complaint.id == answered.id).values(progress=Progress.SOLVED)
            session.execute(moved, execution_options={"synchronize_session": False})
            complaints.take_back(session, world.maryam.actor, world.now, case=world.case(answered), said_at=said_at)

    with pytest.raises(StaleStateError):
        race()
    assert world.case(answered).progress is Progress.GIVEN_UP
    assert db.session.get(LastWord, answered.id) is not None


def test_nobody_else_takes_it_back(world, answered):
    said_at = say(world, answered, give_up)
    for person in (world.karim, world.layla, world.nader):
        with pytest.raises(ForbiddenError):
            take_back(world, answered, said_at, by=person)


def test_taking_back_is_an_event_and_the_store_hears_of_it(world, answered):
    said_at = say(world, answered, give_up)
    world.deliver()
    take_back(world, answered, said_at)
    world.deliver()
    db.session.rollback()
    last = db.session.scalars(select(RecordedEvent).order_by(RecordedEvent.id.desc())).first()
    assert (last.kind, last.payload["word"], last.payload["progress"]) == ("CaseMoved", "take-back", "answered")
    told = db.session.scalars(select(Notice.kind).where(Notice.account_id == world.layla.id).order_by(Notice.id)).all()
    assert told[-2:] == ["case-given-up", "word-taken-back"]
