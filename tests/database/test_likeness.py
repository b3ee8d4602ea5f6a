"""Texts that say nearly the same are found among all others, and what became of earlier ones is counted."""

import pytest

from portal import moderation
from portal.access import Role
from portal.complaints import Complaint
from portal.db import db, transaction
from portal.moderation import Lane, Reason, Verdict, Visibility
from portal.stores import party
from tests.kit.world import ANSWER, BODY, World

OTHER = (
    "کفشی که فرستاده‌اید یک شماره کوچک‌تر از سفارش من است و پشتیبانی سایت می‌گوید هزینهٔ پس فرستادن با خودم است، "
    "در حالی که اشتباه از انبار شما بوده و در فاکتور هم همان شمارهٔ درست نوشته شده."
)


def rules_of(post_id: int) -> list[str]:
    db.session.rollback()
    return [finding.rule for finding in moderation.load_post(db.session(), post_id).findings]


def like(world: World, post_id: int, person=None):
    db.session.rollback()
    post = moderation.load_post(db.session(), post_id)
    return moderation.like_posts(db.session(), (person or world.nader).actor, post, 5)


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        pytest.param(BODY, True, id="the same text"),
        pytest.param(f"سلام. {BODY} ممنون می‌شوم پاسخ بدهید.", True, id="with a greeting and thanks"),
        pytest.param(BODY.replace("ی", "ي").replace("ک", "ك"), True, id="typed on an Arabic keyboard"),
        pytest.param(OTHER, False, id="another text"),
        pytest.param(BODY[:60] + OTHER, False, id="a few words in common"),
    ],
)
def test_nearly_the_same_text_is_found_whoever_wrote_it(world: World, body: str, is_found: bool) -> None:
    first = world.complain().post_id
    world.deliver()
    second = world.complain(world.karim, world.nakhl, body=body).post_id
    world.deliver()
    assert ("duplicate" in rules_of(second)) is is_found
    assert rules_of(first) == []
    assert (first in [row.id for row in like(world, second)]) is is_found


def test_a_short_text_is_like_nothing(world: World) -> None:
    for _ in range(2):
        post_id = world.complain(body="یخچالی که خریدم نرسید.").post_id
        world.deliver()
    assert "duplicate" not in rules_of(post_id)


def test_what_is_said_again_in_the_same_case_is_no_duplicate(world: World, complaint: Complaint) -> None:
    world.answer(complaint, ANSWER)
    world.wait(hours=1)
    again = world.reply(complaint, ANSWER)
    world.deliver()
    assert rules_of(again) == []


def test_a_store_copies_its_replies_before_another_rule(world: World, complaint: Complaint) -> None:
    world.answer(complaint)
    copied = world.reply(world.publish(body=OTHER))
    world.deliver()
    assert rules_of(copied) == []


def test_only_the_last_version_stands_for_a_post(world: World) -> None:
    post_id = world.complain().post_id
    world.deliver()
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.INSULT)
    with transaction() as session:
        moderation.revise_post(session, world.maryam.actor, world.now, post_id, "عنوان", OTHER)
    world.deliver()
    same = world.complain(world.karim, body=BODY).post_id
    world.deliver()
    assert "duplicate" not in rules_of(same)


def test_beside_a_post_stand_those_like_it_and_its_authors_latest(world: World, complaint: Complaint) -> None:
    first = complaint.post_id
    other = world.complain(body=OTHER).post_id
    world.complain(world.karim, body=OTHER + " پولم را هم ندادند.")
    world.deliver()
    rows = like(world, other)
    assert [(row.same_author, row.visibility) for row in rows] == [
        (False, Visibility.PENDING),
        (True, Visibility.PUBLISHED),
    ]
    assert rows[0].share > 0.9
    assert rows[1].id == first


def test_none_is_shown_that_the_moderator_has_a_part_in(world: World) -> None:
    world.complain()
    world.deliver()
    second = world.complain(world.karim, world.nakhl).post_id
    world.deliver()
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    assert len(like(world, second)) == 1
    assert like(world, second, of_the_store) == []


def test_the_history_of_an_author_counts_states_and_reasons(world: World, complaint: Complaint) -> None:
    world.decide(world.complain().post_id, Verdict.REJECT, Reason.SPAM)
    world.decide(world.complain().post_id, Verdict.REQUEST_CHANGES, Reason.INSULT)
    world.complain(world.karim)
    post_id = world.complain().post_id
    history = moderation.author_history(db.session(), world.maryam.id, post_id)
    assert history.states == {Visibility.PUBLISHED: 1, Visibility.REJECTED: 1, Visibility.CHANGES_REQUESTED: 1}
    assert history.reasons == {Reason.SPAM: 1, Reason.INSULT: 1}
    assert history.total == 3


def test_the_history_of_a_store_is_of_its_replies(world: World, complaint: Complaint) -> None:
    world.answer(complaint)
    world.decide(world.reply(complaint), Verdict.REJECT, Reason.ADVERTISING)
    waits = world.reply(complaint)
    history = moderation.reply_history(db.session(), party(world.golestan.id), waits)
    assert history.states == {Visibility.PUBLISHED: 1, Visibility.REJECTED: 1}
    assert history.reasons == {Reason.ADVERTISING: 1}


def test_once_something_of_an_author_was_public_the_next_is_no_first_complaint(world: World) -> None:
    first = world.complain()
    assert moderation.load_post(db.session(), first.post_id).lane is Lane.FIRST
    world.decide(first.post_id)
    assert moderation.load_post(db.session(), world.complain().post_id).lane is Lane.REST


def test_clean_posts_are_those_no_rule_and_no_newness_speaks_against(world: World) -> None:
    world.publish(store=world.nakhl)
    world.deliver()
    clean = world.complain(body=OTHER).post_id
    world.complain(body=OTHER.replace("کفشی", "کتابی") + " 09121234567")
    world.complain(world.karim)
    unread = world.complain(body="چمدانی که سفارش دادم رنگ دیگری دارد و آن را پس نمی‌گیرند، پولم را پس بدهید لطفاً.")
    rows = moderation.clean_posts(db.session(), world.nader.actor, world.now, 10)
    assert rows == []
    world.deliver()
    rows = moderation.clean_posts(db.session(), world.nader.actor, world.now, 10)
    assert [row.id for row in rows] == [clean, unread.post_id]
    assert moderation.clean_posts(db.session(), world.maryam.actor, world.now, 10) == []
