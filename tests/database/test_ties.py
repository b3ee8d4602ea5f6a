"""What is tied to a store's people, or part of a burst, takes two moderators."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal import accounts, moderation
from portal.access import ForbiddenError, Role
from portal.complaints import Complaint
from portal.db import db
from portal.moderation import (
    UNDO_WITHIN,
    Decision,
    Lane,
    Origin,
    PostTie,
    Reason,
    Tie,
    Trace,
    Verdict,
    Visibility,
    carry_out_decisions,
    forget_traces,
)
from tests.kit.mailbox import mails
from tests.kit.world import Person, World

pytestmark = pytest.mark.usefixtures("world_clock")
HERE, THERE = Origin(device="device-1", network="network-1"), Origin(device="device-2", network="network-2")


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def post(post_id: int) -> moderation.PostView:
    db.session.rollback()
    return moderation.load_post(db.session(), post_id)


def tied(world: World) -> int:
    world.complain(world.karim, order_number="A-1")
    return world.complain(order_number="A-1").post_id


@pytest.mark.parametrize(
    ("origin", "ties"),
    [
        pytest.param(HERE, {Tie.DEVICE, Tie.NETWORK}, id="the same browser in the same place"),
        pytest.param(Origin("device-1", "elsewhere"), {Tie.DEVICE}, id="the same browser elsewhere"),
        pytest.param(Origin(None, "network-1"), {Tie.NETWORK}, id="another browser in the same place"),
        pytest.param(THERE, set(), id="neither"),
        pytest.param(Origin(), set(), id="where nothing is known"),
    ],
)
def test_who_writes_from_where_a_stores_people_do_is_tied_to_them(
    world: World, complaint: Complaint, origin: Origin, ties: set[Tie]
) -> None:
    rival = world.add_person("omar", Role.REPRESENTATIVE, store=world.nakhl)
    world.reply(world.publish(store=world.nakhl), by=rival, origin=HERE)
    world.complain(world.karim, origin=THERE)
    assert post(world.complain(origin=origin).post_id).ties == ties
    assert post(complaint.post_id).ties == set()


def test_a_representative_who_complains_is_tied_by_their_own_browser(world: World) -> None:
    assert post(world.complain(world.layla, world.nakhl, origin=HERE).post_id).ties == {Tie.DEVICE, Tie.NETWORK}


@pytest.mark.parametrize("days", [89, 90])
def test_after_ninety_days_a_print_ties_nobody_and_is_gone(world: World, complaint: Complaint, days: int) -> None:
    world.reply(complaint, origin=HERE)
    world.wait(days=days)
    forget_traces()
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Trace)) == (2 if days == 89 else 0)
    assert bool(post(world.complain(origin=HERE).post_id).ties) is (days == 89)


def test_an_account_is_known_by_each_print_once_and_as_long_as_it_is_met(world: World, complaint: Complaint) -> None:
    world.reply(complaint, origin=HERE)
    world.wait(days=60)
    world.reply(complaint, origin=HERE)
    world.wait(days=60)
    forget_traces()
    assert post(world.complain(origin=HERE).post_id).ties == {Tie.DEVICE, Tie.NETWORK}


def test_the_order_of_somebody_else_is_a_tie_and_ones_own_is_none(world: World) -> None:
    first = world.complain(order_number="A-1").post_id
    assert post(first).ties == post(world.complain(order_number="A-1").post_id).ties == set()
    assert post(world.complain(world.karim, world.nakhl, order_number="A-1").post_id).ties == set()
    assert post(world.complain(world.karim, order_number="A-1").post_id).ties == {Tie.ORDER}


def test_a_burst_takes_all_that_waits_of_it(world: World) -> None:
    early = world.complain()
    world.wait(hours=24)
    published = world.publish().post_id
    calm = world.complain(store=world.nakhl).post_id
    burst = [world.complain().post_id for _ in range(3)]
    assert [post(post_id).ties for post_id in burst] == [set()] * 3
    burst.append(world.complain().post_id)
    assert [post(post_id).ties for post_id in burst] == [{Tie.BURST}] * 4
    assert post(early.post_id).ties == post(published).ties == post(calm).ties == set()


def test_the_first_approval_publishes_nothing_and_the_second_does(world: World, sara: Person) -> None:
    post_id = tied(world)
    world.decide(post_id, by=world.nader)
    waiting = post(post_id)
    assert (waiting.visibility, waiting.lane) == (Visibility.PENDING, Lane.ESCALATED)
    assert waiting.approved_by == {world.nader.id}
    world.deliver()
    assert mails(world.app) == []
    with pytest.raises(ForbiddenError):
        world.decide(post_id, by=world.nader)
    mine, hers = (
        {row.id: row for row in moderation.waiting_posts(db.session(), person.actor, world.now, 20)}
        for person in (world.nader, sara)
    )
    assert (mine[post_id].conflicts, hers[post_id].conflicts, hers[post_id].takes_two) == (True, False, True)
    world.decide(post_id, by=sara)
    assert post(post_id).visibility is Visibility.PUBLISHED
    world.deliver()
    assert mails(world.app) != []


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.REQUEST_CHANGES])
def test_the_second_may_decide_otherwise(world: World, sara: Person, verdict: Verdict) -> None:
    post_id = tied(world)
    world.decide(post_id, by=world.nader)
    world.decide(post_id, verdict, Reason.FAKE, by=sara)
    assert post(post_id).visibility is not Visibility.PENDING
    (decision,) = moderation.decisions_on(db.session(), [post_id]).values()
    assert decision.verdict is verdict


def test_a_mended_version_takes_two_again(world: World, sara: Person) -> None:
    post_id = tied(world)
    world.decide(post_id, by=world.nader)
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.INSULT, by=sara)
    with db.session.begin_nested():
        moderation.revise_post(db.session(), world.maryam.actor, world.now, post_id, "یخچال", "متن تازه")
    db.session.commit()
    world.decide(post_id, by=sara)
    assert post(post_id).visibility is Visibility.PENDING
    world.decide(post_id, by=world.nader)
    assert post(post_id).visibility is Visibility.PUBLISHED


def test_where_there_is_no_second_moderator_an_administrator_is_one_but_not_twice(world: World) -> None:
    post_id = tied(world)
    with pytest.raises(ForbiddenError):
        world.decide(post_id, by=world.parisa)
    world.decide(post_id, by=world.nader)
    assert [row.id for row in moderation.escalated_posts(db.session(), world.parisa.actor, world.now)] == [post_id]
    world.decide(post_id, by=world.parisa)
    assert post(post_id).visibility is Visibility.PUBLISHED


def test_of_a_doubt_and_an_approval_only_the_approval_counts(world: World, sara: Person) -> None:
    post_id = tied(world)
    world.decide(post_id, Verdict.ESCALATE, by=sara, note="؟")
    world.decide(post_id, by=world.parisa)
    assert post(post_id).visibility is Visibility.PENDING
    with pytest.raises(ForbiddenError):
        world.decide(post_id, by=world.parisa)
    world.decide(post_id, by=world.nader)
    assert post(post_id).visibility is Visibility.PUBLISHED


def test_an_approval_undone_in_its_minute_is_no_first_one(world: World, sara: Person) -> None:
    post_id = tied(world)
    world.decide(post_id, by=world.nader, undo_within=UNDO_WITHIN)
    decision = db.session.scalars(select(Decision).where(Decision.post_id == post_id)).one()
    with db.session.begin_nested():
        moderation.undo(db.session(), world.nader.actor, world.now, decision.id)
    db.session.commit()
    world.wait(minutes=6)
    world.decide(post_id, by=sara, undo_within=timedelta(minutes=1))
    world.wait(minutes=1)
    carry_out_decisions()
    assert (post(post_id).visibility, post(post_id).approved_by) == (Visibility.PENDING, {sara.id})


def test_what_takes_two_is_not_among_what_nothing_speaks_against(world: World, complaint: Complaint) -> None:
    post_id = tied(world)
    world.deliver()
    assert post_id not in [row.id for row in moderation.clean_posts(db.session(), world.nader.actor, world.now, 20)]


def test_prints_go_with_their_account_and_marks_stay(world: World, complaint: Complaint) -> None:
    world.reply(complaint, origin=HERE)
    post_id = world.complain(origin=HERE).post_id
    db.session.delete(db.session.get(accounts.Account, world.layla.id))
    db.session.commit()
    assert set(db.session.scalars(select(Trace.account_id))) == {world.maryam.id}
    assert set(db.session.scalars(select(PostTie.post_id))) == {post_id}
