"""A moderator leaves a public case out of the score: it stays public, and counting it again restores every byte."""

import json

import pytest

from portal import clock, complaints
from portal.access import ForbiddenError, Role
from portal.complaints import Complaint, NotCounted
from portal.db import StaleStateError, db, transaction
from portal.scores import score_from_rows
from portal.scores.history import month_starts
from portal.scores.models import ScoreMonth
from portal.scores.operations import compute_month
from portal.scores.published import as_dict
from tests.kit.world import Person, World

pytestmark = pytest.mark.usefixtures("world_clock")
NOTE = "دو شکایت با همین شمارهٔ سفارش از یک حساب."


def leave_out(world: World, made: Complaint, by: Person | None = None) -> None:
    with transaction() as session:
        complaints.leave_out(
            session,
            (by or world.nader).actor,
            world.now,
            case=world.case(made),
            reason=NotCounted.SAME_ORDER,
            note=NOTE,
        )


def count_again(world: World, made: Complaint, by: Person | None = None) -> None:
    with transaction() as session:
        complaints.count_again(session, (by or world.nader).actor, world.now, case=world.case(made), note=NOTE)


def published(world: World) -> str:
    """Everything the command `score` prints, as it prints it."""
    db.session.rollback()
    scores = score_from_rows(db.session(), world.now)
    return "\n".join(json.dumps(as_dict(of)) for of in scores.values())


def lines(world: World) -> list[str]:
    return world.app.test_cli_runner().invoke(args=["export", "--public"]).stdout.splitlines()


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def test_counted_again_the_score_and_the_archive_are_what_they_were_to_the_byte(world: World) -> None:
    kept, other = world.publish(), world.publish()
    world.answer(kept)
    world.wait(days=2)
    before, archived = published(world), lines(world)
    leave_out(world, other)
    with clock.stopped_at(world.now):
        world.deliver()
    assert published(world) != before
    (line,) = [json.loads(line) for line in lines(world) if other.number in line]
    assert (line["counted"], line["not_counted_because"], line["visibility"]) == (False, "same-order", "published")
    count_again(world, other)
    assert (published(world), lines(world)) == (before, archived)


def test_what_pages_show_follows(world: World, complaint: Complaint) -> None:
    world.wait(days=2)
    seen = []
    for act in (leave_out, count_again):
        act(world, complaint)
        with clock.stopped_at(world.now):
            world.deliver()
        db.session.rollback()
        seen.append(world.case(complaint).counted)
        seen.append(sum(of.own.n for of in score_from_rows(db.session(), world.now).values()))
    assert seen == [False, 0, True, 1]


def test_the_months_it_was_counted_in_are_computed_once_more(world: World, complaint: Complaint) -> None:
    world.wait(days=40)
    month, *_, earliest = month_starts(world.now)
    with clock.stopped_at(world.now):
        for at in (month, earliest):
            compute_month(at, world.now)
        leave_out(world, complaint)
        world.deliver()
    db.session.rollback()
    assert [db.session.get_one(ScoreMonth, at).version > 0 for at in (month, earliest)] == [False, True]


def test_every_word_is_kept_with_role_instant_reason_and_note(world: World, complaint: Complaint) -> None:
    leave_out(world, complaint)
    count_again(world, complaint)
    words = [
        (one.account_id, one.role, one.at, one.counted, one.reason, one.note)
        for one in complaints.countings_of(db.session(), complaint.id)
    ]
    nader = (world.nader.id, Role.MODERATOR, world.now)
    assert words == [(*nader, True, None, NOTE), (*nader, False, NotCounted.SAME_ORDER, NOTE)]


def test_of_two_moderators_the_first_counts(world: World, complaint: Complaint) -> None:
    leave_out(world, complaint)
    with pytest.raises(StaleStateError):
        leave_out(world, complaint)
    count_again(world, complaint)
    with pytest.raises(StaleStateError):
        count_again(world, complaint)


def test_only_a_moderator_with_no_part_in_it_says_it_of_what_is_public(world: World, complaint: Complaint) -> None:
    public, waiting = complaint, world.complain()
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    own = world.complain(world.nader)
    world.decide(own.post_id, by=world.add_person("sara", Role.MODERATOR))
    refused = [(public, of_the_store), (public, world.parisa), (public, world.maryam), (public, world.layla)]
    for made, by in [*refused, (waiting, world.nader), (own, world.nader)]:
        with pytest.raises(ForbiddenError):
            leave_out(world, made, by)
