"""What people can do with a case, and what it does to the case."""

import dataclasses

import pytest
from sqlalchemy import func, select

from portal import complaints
from portal.access import ForbiddenError
from portal.complaints import CaseFilter, Complaint, Facts, Nature, NotPossibleError, Outcome, Progress
from portal.db import db, transaction
from portal.events import RecordedEvent
from portal.moderation import Post
from tests.kit.world import ANSWER, BODY, TITLE, World

ACKNOWLEDGEMENT = "همراه گرامی، درخواست شما ثبت شد و در حال پیگیری است. از صبوری شما سپاسگزاریم."


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def progress_of(world, complaint):
    db.session.rollback()
    return world.case(complaint).progress


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def submit(world, actor, submission):
    with transaction() as session:
        return complaints.submit(
            session,
            actor,
            world.now,
            store_id=world.golestan.id,
            language="fa",
            title=TITLE,
            body=BODY,
            facts=Facts(nature=Nature.LATE, category="other"),
            submission=submission,
        )


def test_a_form_sent_twice_makes_one_complaint(world):
    first = submit(world, world.maryam.actor, "the same form")
    second = submit(world, world.maryam.actor, "the same form")
    assert first.number == second.number
    assert (count(Complaint), count(Post)) == (1, 1)


def test_an_address_that_is_not_proved_publishes_nothing(world):
    with pytest.raises(ForbiddenError):
        submit(world, dataclasses.replace(world.maryam.actor, confirmed=False), "form")
    assert (count(Complaint), count(RecordedEvent)) == (0, 0)


def test_the_clock_starts_with_publication_and_stops_with_the_sending_of_an_answer(world):
    complaint = world.complain()
    published = world.wait(hours=3)
    world.decide(complaint.post_id)
    sent = world.wait(hours=5)
    reply = world.reply(complaint)
    world.wait(hours=9)
    world.decide(reply, answers=True)
    world.deliver()
    case = world.case(complaint)
    assert (case.published_at, case.answered_at, case.progress) == (published, sent, Progress.ANSWERED)


def test_an_acknowledgement_leaves_the_case_open(world, complaint):
    reply = world.reply(complaint, ACKNOWLEDGEMENT)
    world.deliver()
    world.decide(reply)
    world.deliver()
    assert progress_of(world, complaint) is Progress.OPEN


def test_the_moderators_word_outweighs_the_rule(world, complaint):
    reply = world.reply(complaint, ACKNOWLEDGEMENT)
    world.deliver()
    world.decide(reply, answers=True)
    world.deliver()
    assert progress_of(world, complaint) is Progress.ANSWERED


def test_a_reply_published_before_the_rule_has_judged_it_answers_once_it_has(world, complaint):
    reply = world.reply(complaint, ANSWER)
    world.decide(reply)
    world.deliver()
    assert progress_of(world, complaint) is Progress.ANSWERED


def test_a_copied_answer_is_flagged_in_the_second_case_only(world):
    first, second = world.publish(), world.publish()
    for complaint in (first, second):
        world.wait(hours=1)
        reply = world.reply(complaint, ANSWER)
        world.deliver()
        world.decide(reply)
        world.deliver()
    assert [progress_of(world, one) for one in (first, second)] == [Progress.ANSWERED, Progress.OPEN]


def test_solved_is_said_by_the_shopper_alone(world, complaint):
    for other in (world.karim, world.layla, world.nader, world.parisa):
        with pytest.raises(ForbiddenError), transaction() as session:
            complaints.evaluate(
                session,
                other.actor,
                world.now,
                case=world.case(complaint),
                resolved=True,
                marks={},
                would_buy_again=None,
            )
    assert count(Outcome) == 0
    world.evaluate(complaint, marks={"courtesy": 5})
    assert progress_of(world, complaint) is Progress.SOLVED


def test_saying_the_same_twice_is_refused_and_changes_nothing(world, complaint):
    world.evaluate(complaint)
    with pytest.raises(NotPossibleError):
        world.evaluate(complaint)
    assert count(Outcome) == 1


@pytest.mark.parametrize(("answered", "reached"), [(False, Progress.OPEN), (True, Progress.ANSWERED)])
def test_a_reopened_case_goes_on_where_it_was(world, complaint, answered, reached):
    if answered:
        world.answer(complaint)
    world.evaluate(complaint)
    with transaction() as session:
        complaints.reopen(session, world.maryam.actor, world.wait(days=1), case=world.case(complaint))
    assert progress_of(world, complaint) is reached
    assert world.case(complaint).reopened_at == world.now


def test_who_gives_up_is_counted_and_may_come_back(world, complaint):
    with transaction() as session:
        complaints.give_up(session, world.maryam.actor, world.now, case=world.case(complaint))
    assert progress_of(world, complaint) is Progress.GIVEN_UP
    world.evaluate(complaint)
    assert progress_of(world, complaint) is Progress.SOLVED


def test_only_the_stores_own_people_reply_and_only_to_what_is_public(world):
    waiting, public = world.complain(), world.publish(store=world.nakhl)
    with pytest.raises(ForbiddenError):
        world.reply(waiting)
    with pytest.raises(ForbiddenError):
        world.reply(public)
    with pytest.raises(ForbiddenError):
        world.reply(world.publish(), by=world.karim)


def test_cases_are_asked_for_by_however_many_ids(world, complaint):
    world.complain()
    named = CaseFilter(ids=range(complaint.id, complaint.id + 40_000))
    assert complaints.public_ids(db.session(), named, world.now) == {complaint.id}
    assert complaints.count_marks(db.session(), named, world.now).total == 1
    assert complaints.count_marks(db.session(), CaseFilter(ids=()), world.now).total == 0
