"""Two moderators never work on one post, and an abandoned one frees itself."""

from datetime import timedelta

import pytest

from portal import moderation
from portal.access import ForbiddenError, Role
from portal.db import db, transaction
from portal.moderation import LEASE, ClaimedError, QueueFilter, Reason, Verdict
from tests.kit.world import Person, World


def claim(world: World, person: Person, *post_ids: int) -> frozenset[int]:
    with transaction() as session:
        return moderation.claim(session, person.actor, world.now, post_ids)


def held_until(world: World, person: Person, post_id: int):
    db.session.rollback()
    return moderation.held_until(db.session(), person.actor, world.now, post_id)


def test_who_opens_a_post_holds_it_against_others(world: World, sara: Person) -> None:
    post_id = world.complain().post_id
    assert claim(world, world.nader, post_id) == {post_id}
    assert claim(world, sara, post_id) == frozenset()
    assert held_until(world, sara, post_id) == world.now + LEASE
    assert held_until(world, world.nader, post_id) is None


def test_an_open_page_holds_on_and_an_abandoned_one_lets_go(world: World, sara: Person) -> None:
    post_id = world.complain().post_id
    claim(world, world.nader, post_id)
    world.wait(minutes=4)
    claim(world, world.nader, post_id)
    world.wait(minutes=4)
    assert claim(world, sara, post_id) == frozenset()
    world.wait(minutes=1)
    assert held_until(world, sara, post_id) is None
    assert claim(world, sara, post_id) == {post_id}
    assert held_until(world, world.nader, post_id) == world.now + LEASE


def test_nobody_decides_on_what_somebody_else_reads(world: World, sara: Person) -> None:
    post_id = world.complain().post_id
    claim(world, world.nader, post_id)
    with pytest.raises(ClaimedError) as refused:
        world.decide(post_id, Verdict.REJECT, Reason.SPAM, by=sara)
    assert refused.value.until == world.now + LEASE
    world.wait(minutes=5)
    world.decide(post_id, Verdict.REJECT, Reason.SPAM, by=sara)


def test_what_is_decided_is_held_by_nobody(world: World) -> None:
    post_id = world.complain().post_id
    claim(world, world.nader, post_id)
    world.decide(post_id, undo_within=timedelta(minutes=1))
    assert claim(world, world.nader, post_id) == frozenset()


def test_several_are_claimed_as_far_as_they_are_free(world: World, sara: Person) -> None:
    first, second, third = (world.complain().post_id for _ in range(3))
    world.decide(third)
    claim(world, sara, second)
    assert claim(world, world.nader, first, second, third, 99) == {first}


def test_only_the_desk_claims(world: World) -> None:
    with pytest.raises(ForbiddenError):
        claim(world, world.maryam, world.complain().post_id)


def test_what_one_may_not_decide_on_one_does_not_keep_from_others(world: World) -> None:
    samira = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    about_the_store, own, passed_on = (world.complain(person).post_id for person in (None, samira, None))
    world.decide(passed_on, Verdict.ESCALATE, note="مطمئن نیستم.")
    other = world.complain(samira, world.nakhl).post_id
    assert claim(world, samira, about_the_store, own, other, passed_on) == frozenset()
    assert claim(world, world.nader, passed_on) == frozenset()
    assert claim(world, world.parisa, about_the_store, passed_on) == {passed_on}
    assert claim(world, world.nader, about_the_store, own) == {about_the_store, own}


def test_the_next_post_is_one_that_nobody_reads(world: World, sara: Person) -> None:
    first, second, third = (world.complain().post_id for _ in range(3))
    claim(world, sara, second)
    after = moderation.load_post(db.session(), first)
    assert moderation.next_waiting_post(db.session(), world.nader.actor, world.now, after) == third
    assert moderation.next_waiting_post(db.session(), sara.actor, world.now, after) == second
    last = moderation.load_post(db.session(), third)
    assert moderation.waiting_post_before(db.session(), world.nader.actor, world.now, last) == first
    assert moderation.waiting_post_before(db.session(), world.nader.actor, world.now, after) is None


def test_the_queue_says_who_holds_what(world: World, sara: Person) -> None:
    first, second, third = (world.complain().post_id for _ in range(3))
    claim(world, sara, first)
    claim(world, world.nader, second)
    rows = moderation.waiting_posts(db.session(), world.nader.actor, world.now, 20)
    assert [(row.id, row.held_until, row.is_mine) for row in rows] == [
        (first, world.now + LEASE, False),
        (second, None, True),
        (third, None, False),
    ]
    mine = moderation.waiting_posts(db.session(), sara.actor, world.now, 20, narrowed=QueueFilter(mine=True))
    assert [row.id for row in mine] == [first]
