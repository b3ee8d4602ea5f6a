"""A reply that was sent back and mended: its time counts from the mending, and it is judged anew."""

import pytest

from portal import complaints, events, moderation
from portal.complaints import Complaint, EntryView, Judge, Progress
from portal.db import db, transaction
from portal.moderation import Reason, Verdict
from tests.kit.world import ANSWER, World

EMPTY_WORDS = "با سلام، پیام شما دریافت شد. در حال بررسی است. با تشکر"


@pytest.fixture
def complaint(world: World, once) -> Complaint:
    return once(World.publish, world)


def reply_of(complaint: Complaint) -> EntryView:
    db.session.rollback()
    return complaints.entries_of(db.session(), complaint.id)[-1]


def deliver_to(world: World, *names: str) -> None:
    """Lets only these subscribers work, in this order."""
    followers = {follower.name: follower for follower in world.app.extensions["portal-subscribers"]}
    for name in names:
        while events.deliver(followers[name]):
            pass


def send_back_and_mend(world: World, post_id: int, body: str) -> None:
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.OFF_TOPIC)
    world.deliver()
    world.wait(days=2)
    with transaction() as session:
        moderation.revise_post(session, world.layla.actor, world.now, post_id, "", body)


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(["complaints", "reply-judging"], id="the case follows first"),
        pytest.param(["reply-judging", "complaints"], id="the rule judges first"),
        pytest.param(["reply-judging", "complaints", "reply-judging"], id="and again"),
    ],
)
def test_time_and_judgement_are_those_of_the_mended_version(
    world: World, complaint: Complaint, order: list[str]
) -> None:
    world.wait(hours=3)
    post_id = world.reply(complaint, EMPTY_WORDS)
    world.deliver()
    assert (reply_of(complaint).substantive, reply_of(complaint).at) == (False, world.now)
    send_back_and_mend(world, post_id, ANSWER)
    deliver_to(world, *order)
    mended = reply_of(complaint)
    assert (mended.at, mended.substantive, mended.substantive_by) == (world.now, True, Judge.RULE)


def test_a_case_is_answered_from_the_mending(world: World, complaint: Complaint) -> None:
    post_id = world.reply(complaint, EMPTY_WORDS)
    world.deliver()
    send_back_and_mend(world, post_id, ANSWER)
    mended_at = world.now
    world.wait(hours=5)
    world.decide(post_id, answers=True)
    world.deliver()
    case = world.case(complaint)
    assert (case.progress, case.answered_at) == (Progress.ANSWERED, mended_at)


def test_a_version_overtaken_before_the_rule_came_is_not_judged_in_its_place(
    world: World, complaint: Complaint
) -> None:
    post_id = world.reply(complaint, ANSWER)
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.OFF_TOPIC)
    world.wait(days=1)
    with transaction() as session:
        moderation.revise_post(session, world.layla.actor, world.now, post_id, "", EMPTY_WORDS)
    deliver_to(world, "reply-judging", "complaints")
    assert (reply_of(complaint).substantive, reply_of(complaint).at) == (False, world.now)


def test_the_moderators_word_outlives_a_late_rule(world: World, complaint: Complaint) -> None:
    post_id = world.reply(complaint, ANSWER)
    world.decide(post_id, answers=False)
    deliver_to(world, "complaints", "reply-judging")
    judged = reply_of(complaint)
    assert (judged.substantive, judged.substantive_by) == (False, Judge.MODERATOR)
    assert world.case(complaint).progress is Progress.OPEN


def test_a_reply_sent_once_keeps_its_time(world: World, complaint: Complaint) -> None:
    sent_at = world.wait(hours=3)
    post_id = world.reply(complaint, ANSWER)
    world.wait(days=1)
    world.deliver()
    world.decide(post_id, answers=True)
    world.deliver()
    assert reply_of(complaint).at == sent_at
    assert world.case(complaint).answered_at == sent_at
