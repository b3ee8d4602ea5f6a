"""Decisions that wait a minute, can be undone, mask words, or leave it to somebody else."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal import moderation
from portal.access import ForbiddenError
from portal.complaints import Complaint
from portal.db import StaleStateError, db, transaction
from portal.events import RecordedEvent
from portal.moderation import (
    UNDO_WITHIN,
    Decision,
    Lane,
    Masked,
    NoteMissingError,
    NotMaskedError,
    NotPossibleError,
    Reason,
    Revision,
    Verdict,
    Visibility,
    carry_out_decisions,
)
from portal.text import MASK
from tests.kit.mailbox import mails
from tests.kit.world import ANSWER, BODY, TITLE, Person, World

pytestmark = pytest.mark.usefixtures("world_clock")
PHONE = "09121234567"
WITH_PHONE = f"{BODY} شمارهٔ پیک {PHONE} است."


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def hold(world: World, post_id: int, verdict: Verdict = Verdict.APPROVE, *arguments, **more) -> int:
    world.decide(post_id, verdict, *arguments, undo_within=UNDO_WITHIN, **more)
    return db.session.scalars(select(func.max(Decision.id))).one()


def undo(world: World, decision_id: int, by: Person | None = None) -> int:
    with transaction() as session:
        return moderation.undo(session, (by or world.nader).actor, world.now, decision_id)


def loaded(post_id: int):
    db.session.rollback()
    return moderation.load_post(db.session(), post_id)


def events_of(post_id: int) -> list[str]:
    db.session.rollback()
    rows = db.session.execute(select(RecordedEvent.kind, RecordedEvent.payload).order_by(RecordedEvent.id))
    return [kind for kind, payload in rows if payload.get("post_id") == post_id and kind != "PostSubmitted"]


def waiting(world: World) -> list[int]:
    return [row.id for row in moderation.waiting_posts(db.session(), world.nader.actor, world.now, 20)]


def test_a_held_decision_shows_nothing_and_tells_nobody(world: World) -> None:
    post_id = world.complain().post_id
    hold(world, post_id)
    world.deliver()
    assert carry_out_decisions() == 0
    assert loaded(post_id).visibility is Visibility.PENDING
    assert events_of(post_id) == []
    assert moderation.decisions_on(db.session(), [post_id]) == {}
    assert moderation.returned_posts(db.session(), world.maryam.id) == []


def test_it_leaves_the_queue_at_once(world: World) -> None:
    post_id, other = world.complain().post_id, world.complain().post_id
    hold(world, post_id)
    assert waiting(world) == [other]
    assert moderation.waiting_count(db.session()) == 1
    assert moderation.waiting_counts(db.session()).total == 1
    assert moderation.decided_count(db.session(), world.nader.id, world.now) == 1


def test_after_its_minute_it_takes_effect_once(world: World) -> None:
    post_id = world.complain().post_id
    hold(world, post_id)
    world.wait(seconds=61)
    assert carry_out_decisions() == 1
    assert carry_out_decisions() == 0
    assert loaded(post_id).visibility is Visibility.PUBLISHED
    assert events_of(post_id) == ["PostPublished"]
    assert loaded(post_id).published_at == world.now


def test_a_refusal_takes_effect_with_its_reason(world: World) -> None:
    post_id = world.complain().post_id
    hold(world, post_id, Verdict.REJECT, Reason.SPAM, note="یادداشت")
    world.wait(minutes=5)
    carry_out_decisions()
    world.deliver()
    assert moderation.decisions_on(db.session(), [post_id])[post_id].reason is Reason.SPAM
    (letter,) = [mail for mail in mails(world.app) if mail["To"] == world.maryam.account.email]
    assert "یادداشت" in str(letter.get_body(("plain",)).get_content())


def test_undone_within_the_minute_nothing_has_happened(world: World) -> None:
    post_id = world.complain().post_id
    decision_id = hold(world, post_id)
    world.wait(seconds=59)
    assert undo(world, decision_id) == post_id
    world.wait(minutes=5)
    assert carry_out_decisions() == 0
    assert loaded(post_id).visibility is Visibility.PENDING
    assert waiting(world) == [post_id]
    assert events_of(post_id) == []
    assert moderation.decided_count(db.session(), world.nader.id, world.now - timedelta(hours=1)) == 0
    hold(world, post_id)


def test_who_undoes_holds_the_post_again(world: World, sara: Person) -> None:
    post_id = world.complain().post_id
    undo(world, hold(world, post_id))
    assert moderation.held_until(db.session(), sara.actor, world.now, post_id) is not None


@pytest.mark.parametrize("seconds", [60, 61, 600])
def test_too_late_it_cannot_be_undone(world: World, seconds: int) -> None:
    decision_id = hold(world, world.complain().post_id)
    world.wait(seconds=seconds)
    with pytest.raises(StaleStateError):
        undo(world, decision_id)


def test_one_undoes_ones_own_decision_once(world: World, sara: Person) -> None:
    decision_id = hold(world, world.complain().post_id)
    with pytest.raises(StaleStateError):
        undo(world, decision_id, by=sara)
    with pytest.raises(ForbiddenError):
        undo(world, decision_id, by=world.maryam)
    undo(world, decision_id)
    with pytest.raises(StaleStateError):
        undo(world, decision_id)
    with pytest.raises(StaleStateError):
        undo(world, 99)


def test_of_two_held_decisions_the_first_counts(world: World, sara: Person) -> None:
    post_id = world.complain().post_id
    hold(world, post_id)
    with pytest.raises(StaleStateError):
        hold(world, post_id, Verdict.REJECT, Reason.SPAM, by=sara)
    world.wait(minutes=2)
    carry_out_decisions()
    assert loaded(post_id).visibility is Visibility.PUBLISHED


def test_a_decision_that_can_take_no_effect_gives_way(world: World) -> None:
    """A post whose version changed under a held decision, which only a restored backup can bring about, waits on."""
    post_id = world.complain().post_id
    hold(world, post_id)
    with transaction() as session:
        session.get_one(moderation.Post, post_id).revision_number = 2
        session.add(Revision(post_id=post_id, number=2, title=TITLE, body=BODY, submitted_at=world.now))
    world.wait(minutes=2)
    assert carry_out_decisions() == 1
    assert carry_out_decisions() == 0
    assert waiting(world) == [post_id]


def test_words_are_masked_in_public_and_the_author_keeps_them(world: World) -> None:
    post_id = world.complain(body=WITH_PHONE).post_id
    world.deliver()
    masked = Masked(TITLE, WITH_PHONE.replace(PHONE, MASK))
    hold(world, post_id, reason=Reason.PERSONAL_DATA, masked=masked)
    assert loaded(post_id).body == WITH_PHONE
    world.wait(minutes=2)
    carry_out_decisions()
    world.deliver()
    post = loaded(post_id)
    assert (post.visibility, post.body, post.revision_number) == (Visibility.PUBLISHED, masked.body, 2)
    kept = moderation.masked_version(db.session(), post_id)
    assert (kept.body, kept.own_body) == (masked.body, WITH_PHONE)
    bodies = db.session.scalars(select(Revision.body).order_by(Revision.number)).all()
    assert bodies == [WITH_PHONE, masked.body]


def test_what_was_not_masked_has_no_words_of_its_own(world: World) -> None:
    assert moderation.masked_version(db.session(), world.publish().post_id) is None
    assert moderation.masked_version(db.session(), world.complain().post_id) is None


@pytest.mark.parametrize(
    ("masked", "verdict"),
    [
        pytest.param(Masked(TITLE, WITH_PHONE), Verdict.APPROVE, id="nothing is masked"),
        pytest.param(Masked(TITLE, WITH_PHONE + " دزد"), Verdict.APPROVE, id="a word is put in"),
        pytest.param(Masked("", WITH_PHONE.replace(PHONE, MASK)), Verdict.APPROVE, id="the title vanishes"),
        pytest.param(
            Masked(TITLE, WITH_PHONE.replace(PHONE, MASK)), Verdict.REJECT, id="what is rejected is not masked"
        ),
    ],
)
def test_a_moderator_puts_no_words_into_the_authors_mouth(world: World, masked: Masked, verdict: Verdict) -> None:
    post_id = world.complain(body=WITH_PHONE).post_id
    with pytest.raises(NotMaskedError):
        world.decide(post_id, verdict, Reason.PERSONAL_DATA, masked=masked)
    assert loaded(post_id).visibility is Visibility.PENDING


def test_a_mended_version_after_masking_has_a_number_of_its_own(world: World) -> None:
    """Taken down and restored, the masked version stays the public one."""
    post_id = world.complain(body=WITH_PHONE).post_id
    world.decide(post_id, masked=Masked(TITLE, WITH_PHONE.replace(PHONE, MASK)))
    world.decide(post_id, Verdict.HIDE, Reason.THREAT)
    world.restore(post_id)
    assert loaded(post_id).body.endswith(f"{MASK} است.")


def test_what_a_rule_objects_to_is_let_through_with_a_written_reason_only(world: World) -> None:
    post_id = world.complain(body="Hello, where is my order? I paid for it three weeks ago.").post_id
    world.deliver()
    with transaction() as session, pytest.raises(NoteMissingError):
        moderation.decide(
            session, world.nader.actor, world.now, post_id=post_id, revision_number=1, verdict=Verdict.APPROVE, note=" "
        )
    world.decide(post_id, note="نویسنده فارسی نمی‌داند.")
    assert moderation.decisions_on(db.session(), [post_id])[post_id].note == "نویسنده فارسی نمی‌داند."


def test_a_post_is_passed_on_with_words_and_lands_before_others(world: World, sara: Person) -> None:
    other, post_id = world.complain().post_id, world.complain().post_id
    with pytest.raises(NoteMissingError):
        world.decide(post_id, Verdict.ESCALATE)
    world.decide(post_id, Verdict.ESCALATE, note="شاید تهدید باشد؛ مطمئن نیستم.")
    assert events_of(post_id) == []
    rows = moderation.waiting_posts(db.session(), sara.actor, world.now, 20)
    assert [(row.id, row.lane, row.conflicts) for row in rows] == [
        (post_id, Lane.ESCALATED, False),
        (other, Lane.FIRST, False),
    ]
    assert moderation.escalation_of(db.session(), post_id).note == "شاید تهدید باشد؛ مطمئن نیستم."
    assert moderation.decisions_on(db.session(), [post_id]) == {}


def test_who_passed_it_on_leaves_it_to_somebody_else(world: World, sara: Person) -> None:
    post_id = world.complain().post_id
    world.decide(post_id, Verdict.ESCALATE, note="نمی‌دانم.")
    with pytest.raises(ForbiddenError):
        world.decide(post_id)
    assert [row.conflicts for row in moderation.waiting_posts(db.session(), world.nader.actor, world.now, 20)] == [True]
    world.decide(post_id, by=sara)


def test_an_administrator_decides_on_what_was_passed_on_and_on_nothing_else(world: World) -> None:
    passed_on, other = world.complain().post_id, world.complain().post_id
    world.decide(passed_on, Verdict.ESCALATE, note="نمی‌دانم.")
    world.decide(passed_on, by=world.parisa)
    with pytest.raises(ForbiddenError):
        world.decide(other, by=world.parisa)


def test_a_new_version_is_anybodys_again(world: World, sara: Person) -> None:
    post_id = world.complain().post_id
    world.decide(post_id, Verdict.ESCALATE, note="نمی‌دانم.")
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.INSULT, by=sara)
    with transaction() as session:
        moderation.revise_post(session, world.maryam.actor, world.now, post_id, TITLE, BODY)
    assert loaded(post_id).lane is Lane.FIRST
    world.decide(post_id)


def test_a_reply_judged_no_answer_is_judged_when_it_takes_effect(world: World, complaint: Complaint) -> None:
    post_id = world.reply(complaint, ANSWER)
    world.deliver()
    hold(world, post_id, answers=False)
    world.wait(minutes=2)
    carry_out_decisions()
    world.deliver()
    assert world.case(complaint).answered_at is None


def test_hiding_is_no_decision_of_one(world: World, complaint: Complaint) -> None:
    post_id = complaint.post_id
    with transaction() as session, pytest.raises(NotPossibleError):
        moderation.decide(
            session, world.nader.actor, world.now, post_id=post_id, revision_number=1, verdict=Verdict.HIDE,
            reason=Reason.SPAM,
        )  # fmt: skip
