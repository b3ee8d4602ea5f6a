"""Reports on public posts: who may file and decide on them, and what follows."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal import moderation
from portal.access import ForbiddenError, Role
from portal.complaints import Complaint
from portal.db import StaleStateError, db, transaction
from portal.moderation import (
    Lane,
    NoteMissingError,
    NotPossibleError,
    OneAtATimeError,
    Reason,
    Report,
    Verdict,
    Visibility,
)
from portal.stores import party
from tests.kit.at_once import at_once
from tests.kit.mailbox import mails, plain
from tests.kit.world import Person, World

pytestmark = pytest.mark.usefixtures("world_clock")


@pytest.fixture
def complaint(world, once):
    return once(World.publish, world)


def visibility(post_id: int) -> Visibility:
    db.session.rollback()
    return moderation.load_post(db.session(), post_id).visibility


def report_count() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(Report.id)))


def keep_reports(post_id: int, who: str, *, settled: list[tuple[bool, timedelta]], world: World) -> None:
    """Decided reports of a party: whether upheld, and how long ago."""
    with transaction() as session:
        session.add_all(
            Report(
                post_id=post_id, party=who, reason=Reason.SPAM, filed_at=world.now - ago, settled_at=world.now - ago,
                upheld=upheld, answer="x",
            )
            for upheld, ago in settled
        )  # fmt: skip


@pytest.mark.parametrize("reason", [Reason.SPAM, Reason.THREAT])
def test_the_text_stays_public_until_a_moderator_agrees(world: World, complaint: Complaint, reason: Reason) -> None:
    post_id = complaint.post_id
    report = world.file_report(post_id, reason)
    assert visibility(post_id) is Visibility.PUBLISHED
    world.settle_report(report, note="برای نویسنده")
    hiding = moderation.open_hiding_of(db.session(), post_id)
    assert (hiding.reason, hiding.note, hiding.proposed_by) == (reason, "برای نویسنده", world.nader.id)
    assert visibility(post_id) is (Visibility.HIDDEN if reason is Reason.THREAT else Visibility.PUBLISHED)


def test_it_may_be_taken_down_for_another_reason_than_was_reported(world: World, complaint: Complaint) -> None:
    report = world.file_report(complaint.post_id)
    world.settle_report(report, reason=Reason.PERSONAL_DATA)
    assert moderation.open_hiding_of(db.session(), report.post_id).reason is Reason.PERSONAL_DATA


def test_who_filed_it_hears_the_moderators_word_and_nobody_else_does(world: World) -> None:
    agreed, rejected = (world.file_report(made.post_id) for made in world.publish_many(2))
    world.settle_report(agreed, answer="درست گفتید.")
    world.settle_report(rejected, upheld=False, answer="سخت است، ولی توهین نیست.")
    world.deliver()
    letters = [mail for mail in mails(world.app) if "گزارش" in mail["Subject"]]
    assert {mail["To"] for mail in letters} == {world.karim.account.email}
    assert ["درست گفتید." in plain(mail) for mail in letters] == [True, False]
    assert ["سخت است، ولی توهین نیست." in plain(mail) for mail in letters] == [False, True]


def test_a_rejected_report_changes_nothing_and_the_post_can_be_reported_again(
    world: World, complaint: Complaint
) -> None:
    post_id = complaint.post_id
    world.settle_report(world.file_report(post_id), upheld=False)
    assert visibility(post_id) is Visibility.PUBLISHED
    assert moderation.open_hiding_of(db.session(), post_id) is None
    world.file_report(post_id, Reason.INSULT)


def test_one_open_report_of_one_party_on_one_post(world: World) -> None:
    first, second = (made.post_id for made in world.publish_many(2))
    colleague = world.add_person("omid", Role.REPRESENTATIVE, store=world.golestan)
    made = world.file_report(first, by=world.layla)
    assert made.party == party(world.golestan.id)
    for person in (world.layla, colleague):
        with pytest.raises(StaleStateError):
            world.file_report(first, Reason.INSULT, by=person)
    world.file_report(second, by=world.layla)
    world.file_report(first)
    assert report_count() == 3


def test_a_form_sent_twice_at_once_is_one_report(world: World, complaint: Complaint) -> None:
    post_id = complaint.post_id
    ids = at_once(world.app, lambda: world.file_report(post_id, submission="one form").id)
    assert (len(set(ids)), report_count()) == (1, 1)


def test_nobody_reports_what_is_theirs_or_not_public(world: World, complaint: Complaint) -> None:
    reply = world.answer(complaint)
    unconfirmed = Person(world.karim.account, world.karim.actor)
    object.__setattr__(unconfirmed, "actor", type(world.karim.actor)(account_id=world.karim.id))
    colleague = world.add_person("omid", Role.REPRESENTATIVE, store=world.golestan)
    for post_id, person in ((complaint.post_id, world.maryam), (complaint.post_id, unconfirmed), (reply, colleague)):
        with pytest.raises(ForbiddenError):
            world.file_report(post_id, by=person)
    world.file_report(reply, by=world.maryam)
    world.decide(complaint.post_id, Verdict.HIDE, Reason.SPAM)
    for post_id in (complaint.post_id, world.complain().post_id):
        with pytest.raises(NotPossibleError):
            world.file_report(post_id)


def test_who_is_mostly_wrong_waits_for_the_word_on_the_one_that_waits(world: World) -> None:
    first, second, third = (made.post_id for made in world.publish_many(3))
    karim, store = moderation.person(world.karim.id), party(world.golestan.id)
    wrong = [(False, timedelta(days=1))] * 10
    keep_reports(first, karim, settled=[*wrong, (False, timedelta(days=90))], world=world)
    keep_reports(first, store, settled=[*wrong, (False, timedelta(days=90, microseconds=1))], world=world)
    for person in (world.karim, world.layla):
        world.file_report(first, by=person)
    with pytest.raises(OneAtATimeError):
        world.file_report(second)
    world.file_report(second, by=world.layla)
    world.wait(microseconds=1)
    world.file_report(third)


def test_a_moderator_decides_on_none_of_their_own(world: World, complaint: Complaint, sara: Person) -> None:
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    own = world.publish(person=sara)
    reported_by = {world.nader: complaint.post_id, world.karim: own.post_id, world.layla: complaint.post_id}
    nader, about_sara, of_golestan = (world.file_report(post_id, by=who) for who, post_id in reported_by.items())
    for report, forbidden in (
        (nader, (world.nader, of_the_store, world.karim, world.maryam, world.layla, world.parisa)),
        (about_sara, (sara, of_the_store)),
        (of_golestan, (of_the_store,)),
    ):
        for person in forbidden:
            with pytest.raises(ForbiddenError):
                world.settle_report(report, by=person)
    for person in (world.nader, sara, of_the_store):
        listed = {line.id for line in moderation.open_reports(db.session(), person.actor, 20)}
        views = (moderation.load_report(db.session(), report.id) for report in (nader, about_sara, of_golestan))
        assert listed == {view.id for view in views if may_decide(person, view)}, person.account.name
        assert sum(moderation.open_report_counts(db.session(), person.actor).values()) == len(listed)
    world.settle_report(nader, by=sara)


def may_decide(person: Person, report: moderation.ReportView) -> bool:
    return moderation.policy.has_no_part_in_it(person.actor, report) and moderation.policy.did_not_report_it(
        person.actor, report
    )


def test_of_two_words_on_a_report_one_counts(world: World, complaint: Complaint, sara: Person) -> None:
    report = world.file_report(complaint.post_id)

    def settle() -> bool:
        try:
            world.settle_report(report, upheld=False)
        except StaleStateError:
            return False
        return True

    assert sorted(at_once(world.app, settle, 3)) == [False, False, True]
    with pytest.raises(StaleStateError):
        world.settle_report(report, by=sara)
    assert moderation.open_hiding_of(db.session(), report.post_id) is None


def test_a_word_needs_words(world: World, complaint: Complaint) -> None:
    report = world.file_report(complaint.post_id)
    with pytest.raises(NoteMissingError):
        world.settle_report(report, answer="  ")


@pytest.mark.parametrize("confirmed", [True, False])
def test_of_what_was_hidden_meanwhile_the_report_is_only_answered(
    world: World, complaint: Complaint, confirmed: bool
) -> None:
    post_id = complaint.post_id
    report = world.file_report(post_id)
    hiding = world.propose_hiding(post_id, Reason.THREAT)
    if confirmed:
        world.settle(hiding)
    world.settle_report(report)
    assert visibility(post_id) is Visibility.HIDDEN
    assert moderation.open_hiding_count(db.session()) == (not confirmed)


def test_what_hurts_is_read_first_and_then_what_has_waited_longest(world: World) -> None:
    posts = [made.post_id for made in world.publish_many(4)]
    reasons = (Reason.SPAM, Reason.THREAT, Reason.FAKE, Reason.PERSONAL_DATA)
    made = [world.file_report(post_id, reason) for post_id, reason in zip(posts, reasons, strict=True)]
    session, actor = db.session(), world.nader.actor
    ids = [made[place].id for place in (1, 3, 0, 2)]
    assert [line.id for line in moderation.open_reports(session, actor, 9)] == ids
    assert [line.id for line in moderation.open_reports(session, actor, 9, lane=Lane.DANGEROUS)] == ids[:2]
    assert moderation.open_report_counts(session, actor) == {Lane.DANGEROUS: 2, Lane.REST: 2}
    assert moderation.next_report(session, actor) == ids[0]


def test_a_stores_record_counts_its_own_reports_alone(world: World) -> None:
    first, second, third = (made.post_id for made in world.publish_many(3))
    world.settle_report(world.file_report(first, by=world.layla))
    world.settle_report(world.file_report(second, by=world.layla), upheld=False)
    world.file_report(third, by=world.layla)
    world.settle_report(world.file_report(third))
    record = moderation.record_of(db.session(), party(world.golestan.id))
    assert (record.filed, record.decided, record.upheld) == (3, 2, 1)
