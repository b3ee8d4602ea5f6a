"""Scores follow what happens, whoever of those who follow it hears of it first."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete

from portal import clock, events, moderation, scores
from portal.db import db, transaction
from portal.moderation import Reason, Verdict
from portal.scores import StoreScore
from tests.kit.world import ANSWER, World


def a_case_is_published(world: World) -> None:
    world.decide(world.complain().post_id)


def a_moderator_calls_an_answer_none(world: World) -> None:
    post_id = world.reply(world.publish())
    world.deliver()
    world.decide(post_id, answers=False)


def a_reply_that_was_sent_back_is_mended(world: World) -> None:
    post_id = world.reply(world.publish(), "سپاس از صبوری شما.")
    world.deliver()
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.INSULT)
    world.deliver()
    world.wait(hours=20)
    with transaction() as session:
        moderation.revise_post(session, world.layla.actor, world.now, post_id, "", ANSWER)


def a_case_is_taken_down_as_a_fake(world: World) -> None:
    made = world.publish()
    world.decide(made.post_id, Verdict.HIDE, Reason.FAKE)


@pytest.mark.parametrize(
    "happens",
    [
        a_case_is_published,
        a_moderator_calls_an_answer_none,
        a_reply_that_was_sent_back_is_mended,
        a_case_is_taken_down_as_a_fake,
    ],
)
def test_scores_that_heard_of_it_first_are_right_in_the_end(world: World, happens: Callable[[World], None]) -> None:
    """An act may be committed in the midst of a sweep: the cases had their turn then, the scores have it yet."""
    happens(world)
    with clock.stopped_at(world.now):
        events.deliver_all([scores.scoring()])
        world.deliver()
        kept = _figures(world)
        with transaction() as session:
            session.execute(delete(StoreScore))
        scores.refresh_scores(None, world.now)
    assert kept == _figures(world)


def _figures(world: World) -> dict[str, object]:
    db.session.rollback()
    row = db.session.get_one(StoreScore, world.golestan.id)
    return {"figures": row.figures, "midnight": row.midnight_figures, "published": row.published, "curve": row.curve}


def test_a_case_taken_down_as_a_fake_is_out_of_the_score_until_it_is_restored(world: World) -> None:
    made = world.publish()
    counted = []
    for reason in (Reason.FAKE, None, Reason.COURT_ORDER):
        world.wait(days=1)
        if reason is None:
            world.restore(made.post_id)
        else:
            world.decide(made.post_id, Verdict.HIDE, reason)
        with clock.stopped_at(world.now):
            world.deliver()
        db.session.rollback()
        counted.append(db.session.get_one(StoreScore, world.golestan.id).cases)
    assert counted == [0, 1, 1]
    removed = world.case(made)
    assert (removed.removed_at, removed.removed_because) == (world.now, "court-order")
