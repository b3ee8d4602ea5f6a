"""A sample of decisions is read blind by somebody else; what they say is counted and moves nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import events, moderation
from portal.access import ForbiddenError, Role
from portal.db import StaleStateError, db, transaction
from portal.moderation import (
    UNDO_WITHIN,
    Reason,
    ReasonMissingError,
    SecondReading,
    Verdict,
    Visibility,
    carry_out_decisions,
    is_sampled,
    sampling_of_decisions,
)
from tests.kit.world import BODY, TITLE, Person, World

pytestmark = pytest.mark.usefixtures("world_clock")
REJECTED = {"verdict": Verdict.REJECT, "reason": Reason.INSULT}


def rejected(world: World) -> int:
    post_id = world.complain().post_id
    world.decide(post_id, Verdict.REJECT, Reason.INSULT)
    return post_id


def view(drawn: SecondReading) -> moderation.SecondReadingView:
    db.session.rollback()
    return moderation.load_second_reading(db.session(), drawn.id, [])


def test_what_takes_effect_is_drawn_once_by_its_version(world: World) -> None:
    post_id = world.complain().post_id
    world.decide(post_id, undo_within=UNDO_WITHIN)
    world.wait(minutes=2)
    carry_out_decisions()
    version = moderation.load_post(db.session(), post_id).revision_id
    world.decide(post_id, Verdict.HIDE, Reason.SPAM)
    keys = {is_sampled(str(key), version): str(key) for key in range(2_000)}
    for key in (keys[False], keys[True], keys[True]):
        events.deliver_all([sampling_of_decisions(key)])
        db.session.rollback()
        session = db.session()
        sampling_of_decisions(key).handle(session, list(events.history(session, sampling_of_decisions(key).follows)))
        session.commit()
    assert [row.post_id for row in db.session.scalars(select(SecondReading))] == [post_id]


def test_what_was_decided_before_the_portal_sampled_is_left_alone(world: World) -> None:
    post_id = rejected(world)
    version = moderation.load_post(db.session(), post_id).revision_id
    world.wait(days=8)
    events.deliver_all([sampling_of_decisions(next(str(key) for key in range(2_000) if is_sampled(str(key), version)))])
    assert db.session.scalar(select(SecondReading.id)) is None


def test_its_reader_does_not_know_what_was_decided(world: World) -> None:
    drawn = world.draw(rejected(world))
    assert (view(drawn).first, view(drawn).second) == (None, None)
    world.read_again(drawn, Verdict.APPROVE)
    assert (view(drawn).first.verdict, view(drawn).second.verdict) == (Verdict.REJECT, Verdict.APPROVE)


def test_it_is_the_version_decided_on_that_is_read(world: World) -> None:
    complaint = world.complain()
    world.decide(complaint.post_id, Verdict.REQUEST_CHANGES, Reason.INSULT)
    drawn = world.draw(complaint.post_id)
    with transaction() as session:
        moderation.revise_post(session, world.maryam.actor, world.now, complaint.post_id, TITLE, f"{BODY} تمام.")
    assert view(drawn).body == BODY


def test_what_the_second_reader_says_moves_nothing_and_is_shown_where_it_differs(world: World, sara: Person) -> None:
    same, other = world.draw(rejected(world)), world.draw(rejected(world))
    world.read_again(same, by=sara, **REJECTED)
    world.read_again(other, Verdict.APPROVE, by=sara, reason=Reason.SPAM)
    session = db.session()
    assert {moderation.load_post(session, one.post_id).visibility for one in (same, other)} == {Visibility.REJECTED}
    assert [one.id for one in moderation.differing_readings(session, [])] == [other.id]
    assert view(other).second.reason is None, "what is let through has no reason"
    pairs = {(Verdict.REJECT, Verdict.REJECT): 1, (Verdict.REJECT, Verdict.APPROVE): 1}
    assert moderation.verdict_pairs(session, world.now) == pairs
    assert moderation.verdict_pairs(session, world.now + timedelta(seconds=1)) == {}


def test_who_took_part_or_has_a_part_in_it_does_not_read_it(world: World, sara: Person) -> None:
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    drawn = world.draw(rejected(world))
    for person in (world.nader, of_the_store, world.maryam, world.karim, world.layla):
        with pytest.raises(ForbiddenError):
            world.read_again(drawn, by=person, **REJECTED)
    for person in (world.nader, of_the_store):
        assert moderation.second_reading_count(db.session(), person.actor) == 0
    assert [one.id for one in moderation.waiting_second_readings(db.session(), sara.actor, [])] == [drawn.id]


def test_it_is_read_once_with_a_reason_for_what_is_refused(world: World, sara: Person) -> None:
    drawn = world.draw(rejected(world))
    with pytest.raises(ReasonMissingError):
        world.read_again(drawn, Verdict.REJECT, by=sara)
    with pytest.raises(moderation.NotPossibleError):
        world.read_again(drawn, Verdict.ESCALATE, by=sara)
    world.read_again(drawn, Verdict.APPROVE, by=sara)
    with pytest.raises(StaleStateError):
        world.read_again(drawn, Verdict.APPROVE, by=sara)
    assert moderation.second_reading_count(db.session(), sara.actor) == 0
