"""Appeals: once, in time, answered in writing by somebody who took no part; then the decision stands or is turned."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import moderation
from portal.access import ForbiddenError, Role
from portal.complaints import Complaint
from portal.db import StaleStateError, db, transaction
from portal.events import RecordedEvent
from portal.language import moment
from portal.moderation import (
    AnswerMissingError,
    Appeal,
    AppealedAlreadyError,
    NotPossibleError,
    Reason,
    Ruling,
    TooLateError,
    Verdict,
    Visibility,
    end_hidings,
)
from tests.kit.mailbox import mails, plain
from tests.kit.world import APPEAL, RULED, Person, World

pytestmark = pytest.mark.usefixtures("world_clock")


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def rejected(world: World, reason: Reason = Reason.INSULT) -> int:
    post_id = world.complain().post_id
    world.decide(post_id, Verdict.REJECT, reason)
    return post_id


def visibility(post_id: int) -> Visibility:
    db.session.rollback()
    return moderation.load_post(db.session(), post_id).visibility


def standing(post_id: int) -> moderation.Standing:
    db.session.rollback()
    return moderation.standing_of(db.session(), moderation.load_post(db.session(), post_id))


def test_overturned_a_rejected_complaint_is_published_and_the_store_told(world: World, sara: Person) -> None:
    complaint = world.complain()
    world.decide(complaint.post_id, Verdict.REJECT, Reason.INSULT)
    world.answer_appeal(world.appeal(complaint.post_id), Ruling.OVERTURNED, by=sara)
    world.deliver()
    assert visibility(complaint.post_id) is Visibility.PUBLISHED
    assert world.case(complaint).published_at == world.now
    assert len(mails(world.app, world.layla.account.email)) == 1


def test_the_author_is_told_once_with_the_answer(world: World) -> None:
    post_id = rejected(world)
    world.answer_appeal(world.appeal(post_id), Ruling.OVERTURNED)
    world.deliver()
    told = mails(world.app, world.maryam.account.email)
    assert [RULED in plain(mail) for mail in told] == [False, True]


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_the_mail_says_in_the_authors_language_until_when_an_appeal_is_taken(world: World, language: str) -> None:
    world.maryam.account.language = language
    db.session.merge(world.maryam.account)
    db.session.commit()
    hidden = world.publish().post_id
    rejected(world)
    said = moment(language, world.now + timedelta(days=20))
    world.wait(minutes=1)
    hiding = world.propose_hiding(hidden, Reason.THREAT)
    world.deliver()
    told = [plain(mail) for mail in mails(world.app, world.maryam.account.email)]
    assert [said in mail for mail in told] == [False, True, False]
    assert moment(language, hiding.until) in told[-1], "of what one person has hidden, when it is public again"


def test_upheld_it_stays_as_it_was(world: World) -> None:
    post_id = rejected(world)
    world.answer_appeal(world.appeal(post_id), Ruling.UPHELD)
    assert visibility(post_id) is Visibility.REJECTED
    assert (standing(post_id).appeal.ruling, standing(post_id).appeal.answer) == (Ruling.UPHELD, RULED)


def test_overturned_a_hidden_post_is_public_again_since_it_first_was(
    world: World, complaint: Complaint, sara: Person
) -> None:
    published_at = world.case(complaint).published_at
    world.decide(complaint.post_id, Verdict.HIDE, Reason.SPAM)
    world.deliver()
    world.wait(days=3)
    world.answer_appeal(world.appeal(complaint.post_id), Ruling.OVERTURNED, by=sara)
    world.deliver()
    assert visibility(complaint.post_id) is Visibility.PUBLISHED
    assert (world.case(complaint).published_at, world.case(complaint).removed_at) == (published_at, None)


@pytest.mark.parametrize(
    ("days", "taken"),
    [pytest.param({"days": 20}, True, id="to the last instant"), pytest.param({"days": 20, "seconds": 1}, False)],
)
def test_it_is_taken_within_twenty_days(world: World, days: dict[str, float], taken: bool) -> None:
    post_id = rejected(world)
    until = world.now + timedelta(days=20)
    world.wait(**days)
    if taken:
        assert world.appeal(post_id).sent_at == until
        return
    with pytest.raises(TooLateError) as late:
        world.appeal(post_id)
    assert late.value.until == until


def test_of_a_hiding_the_days_count_from_the_second_word(world: World, complaint: Complaint) -> None:
    post_id = complaint.post_id
    hiding = world.propose_hiding(post_id, Reason.THREAT)
    with pytest.raises(NotPossibleError):
        world.appeal(post_id)
    assert standing(post_id).returns_at == hiding.until
    confirmed_at = world.wait(hours=20)
    world.settle(hiding)
    assert standing(post_id).until == confirmed_at + timedelta(days=20)


def test_what_came_back_by_itself_needs_no_appeal(world: World, complaint: Complaint) -> None:
    post_id = complaint.post_id
    world.propose_hiding(post_id, Reason.THREAT)
    world.wait(hours=24)
    end_hidings()
    with pytest.raises(NotPossibleError):
        world.appeal(post_id)


def test_against_one_decision_there_is_one_appeal(world: World) -> None:
    post_id = rejected(world)
    first = world.appeal(post_id)
    assert world.appeal(post_id).id == first.id, "the same form sent twice"
    with pytest.raises(AppealedAlreadyError):
        world.appeal(post_id, "باز هم می‌گویم")
    world.answer_appeal(first, Ruling.UPHELD)
    with pytest.raises(AppealedAlreadyError):
        world.appeal(post_id)


def test_a_later_decision_may_be_appealed_against_too(world: World, sara: Person) -> None:
    post_id = rejected(world)
    world.answer_appeal(world.appeal(post_id), Ruling.OVERTURNED, by=sara)
    world.deliver()
    world.wait(days=1)
    world.decide(post_id, Verdict.HIDE, Reason.FAKE)
    assert standing(post_id).is_open(world.now)
    world.appeal(post_id)


@pytest.mark.parametrize("verdict", [Verdict.REQUEST_CHANGES, Verdict.APPROVE, None])
def test_only_what_was_rejected_or_taken_down_is_appealed_against(world: World, verdict: Verdict | None) -> None:
    post_id = world.complain().post_id
    if verdict is not None:
        world.decide(post_id, verdict, Reason.INSULT if verdict is Verdict.REQUEST_CHANGES else None)
    with pytest.raises(NotPossibleError):
        world.appeal(post_id)


def test_nobody_else_appeals(world: World) -> None:
    post_id = rejected(world)
    for person in (world.karim, world.layla, world.nader, world.parisa):
        with pytest.raises(ForbiddenError):
            world.appeal(post_id, by=person)


def test_who_took_part_in_it_does_not_answer(world: World, sara: Person) -> None:
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    appeal = world.appeal(rejected(world))
    for person in (world.nader, of_the_store, world.maryam, world.karim, world.layla):
        with pytest.raises(ForbiddenError):
            world.answer_appeal(appeal, Ruling.UPHELD, by=person)
    taken_down = world.publish().post_id
    world.settle(world.propose_hiding(taken_down, Reason.SPAM), by=sara)
    appeal = world.appeal(taken_down)
    for person in (world.nader, sara):
        with pytest.raises(ForbiddenError):
            world.answer_appeal(appeal, Ruling.UPHELD, by=person)
    world.answer_appeal(appeal, Ruling.UPHELD)


def test_it_is_answered_in_writing_and_once(world: World) -> None:
    appeal = world.appeal(rejected(world))
    with pytest.raises(AnswerMissingError):
        world.answer_appeal(appeal, Ruling.UPHELD, answer=" \n")
    world.answer_appeal(appeal, Ruling.UPHELD)
    with pytest.raises(StaleStateError):
        world.answer_appeal(appeal, Ruling.OVERTURNED)
    assert visibility(appeal.post_id) is Visibility.REJECTED


def test_a_granted_reply_counts_as_who_answered_said(world: World, complaint: Complaint) -> None:
    post_id = world.reply(complaint)
    world.decide(post_id, Verdict.REJECT, Reason.ADVERTISING)
    world.answer_appeal(world.appeal(post_id, by=world.layla), Ruling.OVERTURNED, answers=True)
    world.deliver()
    assert world.case(complaint).answered_at is not None


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.HIDE])
def test_what_was_refused_is_published_on_appeal_alone(world: World, sara: Person, verdict: Verdict) -> None:
    post_id = rejected(world) if verdict is Verdict.REJECT else world.publish().post_id
    if verdict is Verdict.HIDE:
        world.decide(post_id, verdict, Reason.SPAM)
    for person in (world.nader, sara):
        with pytest.raises(NotPossibleError):
            world.decide(post_id, Verdict.RESTORE, by=person)
    assert visibility(post_id) is not Visibility.PUBLISHED


def test_a_granted_appeal_teaches_that_the_text_is_on_the_subject(world: World, sara: Person) -> None:
    post_id = rejected(world, Reason.OFF_TOPIC)
    world.deliver()
    world.wait(minutes=5)
    world.answer_appeal(world.appeal(post_id), Ruling.OVERTURNED, by=sara)
    world.deliver()
    assert list(db.session.scalars(select(moderation.Lesson.on_subject).order_by(moderation.Lesson.decision_id))) == [
        False,
        True,
    ]


def test_what_is_recorded_holds_no_words(world: World) -> None:
    world.answer_appeal(world.appeal(rejected(world)), Ruling.UPHELD)
    recorded = db.session.scalars(select(RecordedEvent).where(RecordedEvent.kind.like("Appeal%"))).all()
    assert [row.kind for row in recorded] == ["AppealSent", "AppealAnswered"]
    assert not any(words in str(row.payload) for row in recorded for words in (APPEAL, RULED))


def test_the_database_takes_no_text_that_is_empty_or_too_long(world: World) -> None:
    post_id = rejected(world)
    for body in ("", "ب" * 2001):
        with pytest.raises(Exception, match="body_length"), transaction() as session:
            moderation.appeal(session, world.maryam.actor, world.now, post_id=post_id, body=body)
    assert db.session.scalar(select(Appeal.id)) is None
