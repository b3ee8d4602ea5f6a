"""Hiding what was public takes two people; what cannot wait is hidden for a day on the word of one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import moderation
from portal.access import ForbiddenError, Role
from portal.complaints import Complaint
from portal.db import StaleStateError, db, transaction
from portal.events import RecordedEvent
from portal.moderation import Hiding, NotPossibleError, Reason, ReasonMissingError, Verdict, Visibility, end_hidings
from tests.kit.mailbox import mails
from tests.kit.world import Person, World

pytestmark = pytest.mark.usefixtures("world_clock")


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def visibility(post_id: int) -> Visibility:
    db.session.rollback()
    return moderation.load_post(db.session(), post_id).visibility


def settle(world: World, hiding: Hiding, by: Person, *moderators: Person, confirmed: bool = True) -> None:
    with transaction() as session:
        moderation.settle_hiding(
            session,
            by.actor,
            world.now,
            hiding_id=hiding.id,
            confirmed=confirmed,
            moderators=[person.actor for person in moderators],
        )


@pytest.mark.parametrize("reason", [Reason.PERSONAL_DATA, Reason.THREAT, Reason.COURT_ORDER])
def test_what_cannot_wait_is_hidden_at_once_for_a_day(world: World, complaint: Complaint, reason: Reason) -> None:
    post_id = complaint.post_id
    hiding = world.propose_hiding(post_id, reason)
    assert visibility(post_id) is Visibility.HIDDEN
    assert hiding.until == world.now + timedelta(hours=24)


@pytest.mark.parametrize("reason", sorted(set(Reason) - {Reason.PERSONAL_DATA, Reason.THREAT, Reason.COURT_ORDER}))
def test_for_any_other_reason_it_stays_until_a_second_agrees(
    world: World, complaint: Complaint, sara: Person, reason: Reason
) -> None:
    post_id = complaint.post_id
    hiding = world.propose_hiding(post_id, reason)
    assert visibility(post_id) is Visibility.PUBLISHED
    assert moderation.hiding_traces(db.session(), [post_id]) == {}
    settle(world, hiding, sara, world.nader, sara)
    assert visibility(post_id) is Visibility.HIDDEN


def test_unconfirmed_it_returns_by_itself_and_the_author_is_told(world: World, complaint: Complaint) -> None:
    published_at = world.case(complaint).published_at
    world.propose_hiding(complaint.post_id, Reason.THREAT)
    world.wait(hours=23, minutes=59)
    assert end_hidings() == 0
    world.wait(minutes=1)
    assert end_hidings() == 1
    assert end_hidings() == 0
    assert visibility(complaint.post_id) is Visibility.PUBLISHED
    world.deliver()
    case = world.case(complaint)
    assert (case.published_at, case.removed_at) == (published_at, None)
    assert [mail["To"] for mail in mails(world.app)].count(world.maryam.account.email) == 3
    kinds = [row for row in db.session.scalars(select(RecordedEvent.kind)) if row.startswith("Case")]
    assert kinds == ["CaseOpened", "CaseRemoved", "CaseRestored"]


def test_confirmed_it_stays_hidden(world: World, complaint: Complaint, sara: Person) -> None:
    post_id = complaint.post_id
    hiding = world.propose_hiding(post_id, Reason.THREAT)
    world.wait(hours=2)
    settle(world, hiding, sara, world.nader, sara)
    world.wait(days=3)
    assert end_hidings() == 0
    assert visibility(post_id) is Visibility.HIDDEN
    trace = moderation.hiding_traces(db.session(), [post_id])[post_id]
    assert (trace.reason, trace.confirmed_as, trace.until) == (Reason.THREAT, Role.MODERATOR, None)


def test_a_second_who_does_not_agree_shows_it_again(world: World, complaint: Complaint, sara: Person) -> None:
    post_id = complaint.post_id
    settle(world, world.propose_hiding(post_id, Reason.THREAT), sara, world.nader, sara, confirmed=False)
    assert visibility(post_id) is Visibility.PUBLISHED
    assert moderation.hiding_traces(db.session(), [post_id]) == {}
    settle(world, world.propose_hiding(post_id, Reason.SPAM), sara, world.nader, sara, confirmed=False)
    assert visibility(post_id) is Visibility.PUBLISHED


def test_the_second_is_somebody_else_with_no_part_in_it(world: World, sara: Person) -> None:
    hiding = world.propose_hiding(world.publish().post_id, Reason.THREAT)
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    everybody = (world.nader, sara, of_the_store)
    for person in (world.nader, of_the_store, world.maryam, world.karim, world.layla):
        with pytest.raises(ForbiddenError):
            settle(world, hiding, person, *everybody)


def test_an_administrator_is_the_second_where_no_moderator_is(world: World, sara: Person) -> None:
    first, second = (world.propose_hiding(made.post_id, Reason.THREAT) for made in world.publish_many(2))
    with pytest.raises(ForbiddenError):
        settle(world, first, world.parisa, world.nader, sara)
    settle(world, first, world.parisa, world.nader)
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    settle(world, second, world.parisa, world.nader, of_the_store)
    assert moderation.hiding_traces(db.session(), [second.post_id])[second.post_id].confirmed_as is Role.ADMINISTRATOR


def test_of_two_second_words_the_first_counts(world: World, complaint: Complaint, sara: Person) -> None:
    post_id = complaint.post_id
    hiding = world.propose_hiding(post_id, Reason.THREAT)
    settle(world, hiding, sara, world.nader, sara)
    with pytest.raises(StaleStateError):
        settle(world, hiding, sara, world.nader, sara, confirmed=False)
    assert visibility(post_id) is Visibility.HIDDEN


def test_what_is_proposed_is_not_proposed_twice(world: World, complaint: Complaint, sara: Person) -> None:
    post_id = complaint.post_id
    world.propose_hiding(post_id, Reason.SPAM)
    with pytest.raises(StaleStateError):
        world.propose_hiding(post_id, Reason.FAKE, by=sara)


def test_only_what_is_public_can_be_hidden_by_whoever_may_decide(world: World) -> None:
    with pytest.raises(NotPossibleError):
        world.propose_hiding(world.complain().post_id, Reason.SPAM)
    post_id = world.publish().post_id
    with pytest.raises(ReasonMissingError):
        world.propose_hiding(post_id, None)
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    for person in (of_the_store, world.maryam, world.layla, world.parisa):
        with pytest.raises(ForbiddenError):
            world.propose_hiding(post_id, Reason.SPAM, by=person)


def test_a_hidden_case_stays_in_the_counts_of_the_queue_of_hidings(world: World) -> None:
    hiding = world.propose_hiding(world.publish().post_id, Reason.THREAT)
    world.propose_hiding(world.publish().post_id, Reason.SPAM)
    waiting = moderation.open_hidings(db.session(), [])
    assert waiting[0].id == hiding.id
    assert (len(waiting), moderation.open_hiding_count(db.session())) == (2, 2)
    world.settle(hiding)
    assert moderation.open_hiding_count(db.session()) == 1


def test_after_it_was_confirmed_it_can_be_restored_and_hidden_again(world: World, complaint: Complaint) -> None:
    post_id = complaint.post_id
    world.decide(post_id, Verdict.HIDE, Reason.SPAM)
    world.restore(post_id)
    world.decide(post_id, Verdict.HIDE, Reason.FAKE)
    assert visibility(post_id) is Visibility.HIDDEN
