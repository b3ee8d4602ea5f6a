"""Decisions on posts: who may take them, on which version, and what is recorded with them."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import events, moderation
from portal.access import ForbiddenError, Permission, Role, allowed
from portal.complaints import Complaint
from portal.db import StaleStateError, db, transaction
from portal.events import RecordedEvent
from portal.moderation import (
    Decision,
    FindingRow,
    NotPossibleError,
    Post,
    PostView,
    Reason,
    ReasonMissingError,
    Revision,
    Severity,
    Verdict,
    Visibility,
)
from tests.kit.world import BODY, NOON, Person, World


def loaded(post_id: int) -> PostView:
    db.session.rollback()
    post = moderation.load_post(db.session(), post_id)
    assert post is not None
    return post


def recorded(kind: str) -> list[dict]:
    db.session.rollback()
    statement = select(RecordedEvent.payload).where(RecordedEvent.kind == kind).order_by(RecordedEvent.id)
    return list(db.session.scalars(statement))


def send_back(world: World, post_id: int) -> None:
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.INSULT)


def mend(world: World, person: Person, post_id: int, body: str = BODY) -> None:
    with transaction() as session:
        moderation.revise_post(session, person.actor, world.now, post_id, "عنوان", body)


def next_for(person: Person, post_id: int) -> int | None:
    after = loaded(post_id)
    return moderation.next_waiting_post(db.session(), person.actor, NOON, after)


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def test_a_post_waits_and_is_seen_by_nobody(world: World) -> None:
    post = loaded(world.complain().post_id)
    assert post.visibility is Visibility.PENDING
    assert not post.is_screened
    statement = select(Post.id).where(moderation.visible())
    assert db.session.scalars(statement).all() == []


@pytest.mark.parametrize(
    ("verdict", "reason", "reached", "event"),
    [
        pytest.param(Verdict.APPROVE, None, Visibility.PUBLISHED, "PostPublished", id="approving publishes"),
        pytest.param(
            Verdict.REQUEST_CHANGES,
            Reason.INSULT,
            Visibility.CHANGES_REQUESTED,
            "PostReturned",
            id="asking for changes sends it back",
        ),
        pytest.param(Verdict.REJECT, Reason.SPAM, Visibility.REJECTED, "PostReturned", id="rejecting ends its way"),
    ],
)
def test_a_decision_moves_the_post_and_says_so(
    world: World, verdict: Verdict, reason: Reason | None, reached: Visibility, event: str
) -> None:
    post_id = world.complain().post_id
    world.wait(hours=1)
    world.decide(post_id, verdict, reason, note="یادداشت")
    assert loaded(post_id).visibility is reached
    assert [payload["post_id"] for payload in recorded(event)] == [post_id]
    decision = moderation.decisions_on(db.session(), [post_id])[post_id]
    assert (decision.moderator_id, decision.at) == (world.nader.id, world.now)
    assert (decision.verdict, decision.reason, decision.note) == (verdict, reason, "یادداشت")


def test_events_hold_no_words(world: World) -> None:
    post_id = world.complain().post_id
    world.decide(post_id, Verdict.REJECT, Reason.SPAM, note="قناری")
    payloads = db.session.scalars(select(RecordedEvent.payload)).all()
    assert payloads
    assert not any("قناری" in str(payload) or "یخچال" in str(payload) for payload in payloads)


def test_a_block_that_fails_leaves_neither_decision_nor_event(world: World) -> None:
    post = loaded(world.complain().post_id)
    with suppress(LookupError), transaction() as session:
        moderation.decide(
            session,
            world.nader.actor,
            world.now,
            post_id=post.id,
            revision_number=1,
            verdict=Verdict.APPROVE,
        )
        session.flush()
        raise LookupError
    assert loaded(post.id).visibility is Visibility.PENDING
    assert recorded("PostPublished") == []
    assert db.session.scalars(select(Decision)).all() == []


@pytest.mark.parametrize(
    ("who", "may"),
    [
        pytest.param("nader", True, id="a moderator with no part in it may"),
        pytest.param("karim", False, id="a shopper may not"),
        pytest.param("layla", False, id="the store may not"),
        pytest.param("parisa", False, id="an administrator is no moderator"),
        pytest.param("maryam", False, id="the author may not"),
    ],
)
def test_who_decides(world: World, who: str, may: bool) -> None:
    post_id = world.complain().post_id
    if may:
        world.decide(post_id, by=getattr(world, who))
        return
    with pytest.raises(ForbiddenError):
        world.decide(post_id, by=getattr(world, who))
    assert loaded(post_id).visibility is Visibility.PENDING


def test_no_moderator_decides_on_a_store_they_work_for(world: World) -> None:
    samira = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    with pytest.raises(ForbiddenError):
        world.decide(world.complain().post_id, by=samira)
    world.decide(world.complain(store=world.nakhl).post_id, by=samira)


def test_no_moderator_decides_on_their_own_post(world: World) -> None:
    with pytest.raises(ForbiddenError):
        world.decide(world.complain(world.nader).post_id)


def test_no_moderator_says_whether_the_reply_to_their_own_complaint_is_an_answer(world: World) -> None:
    complaint = world.complain(world.nader)
    second = world.add_person("second", Role.MODERATOR)
    world.decide(complaint.post_id, by=second)
    world.deliver()
    reply = world.reply(complaint)
    with pytest.raises(ForbiddenError):
        world.decide(reply, answers=False)
    world.decide(reply, answers=True, by=second)


@pytest.mark.parametrize("verdict", [Verdict.REQUEST_CHANGES, Verdict.REJECT])
def test_a_refusal_needs_a_reason(world: World, verdict: Verdict) -> None:
    post_id = world.complain().post_id
    with pytest.raises(ReasonMissingError):
        world.decide(post_id, verdict)
    assert loaded(post_id).visibility is Visibility.PENDING


def test_taking_down_needs_a_reason_too(world: World, complaint: Complaint) -> None:
    post_id = complaint.post_id
    with pytest.raises(ReasonMissingError):
        world.decide(post_id, Verdict.HIDE)


def test_of_two_decisions_the_first_counts(world: World) -> None:
    post_id = world.complain().post_id
    world.decide(post_id)
    with pytest.raises(NotPossibleError):
        world.decide(post_id, Verdict.REJECT, Reason.SPAM)
    assert loaded(post_id).visibility is Visibility.PUBLISHED
    assert recorded("PostReturned") == []


def test_a_decision_on_an_older_version_is_refused(world: World) -> None:
    post_id = world.complain().post_id
    send_back(world, post_id)
    mend(world, world.maryam, post_id)
    with pytest.raises(StaleStateError), transaction() as session:
        moderation.decide(
            session,
            world.nader.actor,
            world.now,
            post_id=post_id,
            revision_number=1,
            verdict=Verdict.APPROVE,
        )
    assert loaded(post_id).visibility is Visibility.PENDING


def test_a_decision_on_no_post_is_refused(world: World) -> None:
    with pytest.raises(StaleStateError), transaction() as session:
        moderation.decide(session, world.nader.actor, world.now, post_id=99, revision_number=1, verdict=Verdict.APPROVE)


def test_only_the_author_mends_and_only_what_was_sent_back(world: World) -> None:
    post_id = world.complain().post_id
    with pytest.raises(StaleStateError):
        mend(world, world.maryam, post_id)
    send_back(world, post_id)
    with pytest.raises(ForbiddenError):
        mend(world, world.karim, post_id)
    mend(world, world.maryam, post_id, "متن تازه")
    post = loaded(post_id)
    assert (post.visibility, post.revision_number, post.body) == (Visibility.PENDING, 2, "متن تازه")
    assert db.session.scalars(select(Revision.body).order_by(Revision.number)).all() == [BODY, "متن تازه"]


def test_hiding_and_showing_again_keeps_the_instant_of_publication(world: World, complaint: Complaint) -> None:
    post_id = complaint.post_id
    published_at = db.session.get_one(Post, post_id).published_at
    world.wait(days=2)
    world.decide(post_id, Verdict.HIDE, Reason.PERSONAL_DATA)
    world.restore(post_id)
    db.session.rollback()
    assert db.session.get_one(Post, post_id).published_at == published_at


def test_only_a_reply_is_or_is_no_answer(world: World) -> None:
    post_id = world.complain().post_id
    world.decide(post_id, answers=True)
    assert moderation.decisions_on(db.session(), [post_id])[post_id].answers is None


def test_findings_are_kept_once_however_often_the_rules_run(world: World) -> None:
    post_id = world.complain(body=BODY + " شماره‌ام ۰۹۱۲۱۲۳۴۵۶۷ است.").post_id
    world.deliver()
    revision = loaded(post_id).revision_id
    found = moderation.findings_of(db.session(), [revision])[revision]
    assert [finding.rule for finding in found] == ["personal-data"]
    with transaction() as session:
        moderation.record_findings(session, revision, [*found, *found], world.now)
    assert len(db.session.scalars(select(FindingRow)).all()) == 1
    assert loaded(post_id).is_screened


def test_the_queue_is_longest_waiting_first_and_marks_what_is_not_yours(world: World) -> None:
    mended = world.complain().post_id
    send_back(world, mended)
    world.wait(hours=1)
    of_golestan = world.complain(body="Hello, where is my order? I paid for it three weeks ago.").post_id
    world.wait(hours=1)
    own = world.complain(world.nader, world.nakhl).post_id
    mend(world, world.maryam, mended)
    world.deliver()
    samira = world.add_person("samira", Role.MODERATOR, store=world.golestan)

    def queue(person: Person) -> list[tuple[int, bool]]:
        rows = moderation.waiting_posts(db.session(), person.actor, NOON, 20)
        return [(row.id, row.conflicts) for row in rows]

    assert queue(world.nader) == [(of_golestan, False), (mended, False), (own, True)]
    assert queue(samira) == [(of_golestan, True), (mended, True), (own, False)]
    first = moderation.waiting_posts(db.session(), world.nader.actor, NOON, 1)[0]
    assert (first.severity, first.waiting_since) == (Severity.BLOCK, world.now - timedelta(hours=1))
    second = moderation.waiting_posts(db.session(), world.nader.actor, NOON, 1, 1)[0]
    assert second.id == mended


def test_what_the_database_calls_a_conflict_the_policy_refuses(world: World) -> None:
    complaint = world.complain(world.nader)
    second = world.add_person("second", Role.MODERATOR, store=world.nakhl)
    world.decide(complaint.post_id, by=second)
    world.deliver()
    world.reply(complaint)
    world.complain(store=world.nakhl)
    world.complain(second)
    for person in (world.nader, second):
        for row in moderation.waiting_posts(db.session(), person.actor, NOON, 20):
            refused = not allowed(person.actor, Permission.DECIDE_POST, loaded(row.id))
            assert row.conflicts is refused


def test_the_next_post_is_the_one_after_then_the_first_and_never_ones_own(world: World) -> None:
    first = world.complain().post_id
    own = world.complain(world.nader).post_id
    world.wait(minutes=1)
    last = world.complain().post_id
    assert next_for(world.nader, first) == last
    assert next_for(world.nader, own) == last
    assert next_for(world.nader, last) == first
    world.decide(first)
    assert next_for(world.nader, last) is None


def test_decisions_of_a_moderator_are_counted_since_an_instant(world: World) -> None:
    world.decide(world.complain().post_id)
    since = world.wait(hours=1)
    world.decide(world.complain().post_id, Verdict.REJECT, Reason.SPAM)
    hidden = world.publish().post_id
    world.decide(hidden, Verdict.HIDE, Reason.THREAT)
    assert moderation.decided_count(db.session(), world.nader.id, since) == 3
    assert moderation.decided_count(db.session(), world.parisa.id, since) == 0


def test_events_of_decisions_can_be_read_again(world: World) -> None:
    world.decide(world.complain().post_id)
    kinds = set(db.session.scalars(select(RecordedEvent.kind)))
    assert {"PostSubmitted", "PostPublished"} <= kinds <= set(events.Event.kinds)
