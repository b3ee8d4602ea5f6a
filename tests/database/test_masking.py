"""Masking words of what is public: at once, on the word of one for a day, and for good when a second confirms."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import moderation, search
from portal.access import ForbiddenError, Role
from portal.complaints import CaseFilter, Complaint
from portal.db import StaleStateError, db, transaction
from portal.language import LANGUAGES
from portal.moderation import (
    Hiding,
    Masked,
    NotMaskedError,
    NotPossibleError,
    Reason,
    Reversals,
    Visibility,
    end_hidings,
)
from portal.notices.models import Notice
from portal.search import Sort
from portal.text import MASK
from tests.kit.world import BODY, TITLE, Person, World

pytestmark = pytest.mark.usefixtures("world_clock")
PHONE = "۰۹۱۲۳۴۵۶۷۸۹"
WITH_PHONE = f"{BODY} شمارهٔ پیک {PHONE} است."
MASKED = Masked(TITLE, WITH_PHONE.replace(PHONE, MASK))


@pytest.fixture
def complaint(world, once):
    return once(_published, world)


def _published(world: World) -> Complaint:
    return world.publish(body=WITH_PHONE)


def body(complaint: Complaint) -> str:
    db.session.rollback()
    return moderation.load_post(db.session(), complaint.post_id).body


def mask(world: World, post_id: int, masked: Masked = MASKED, by: Person | None = None) -> Hiding:
    with transaction() as session:
        return moderation.propose_masking(
            session,
            (by or world.nader).actor,
            world.now,
            post_id=post_id,
            masked=masked,
            reason=Reason.PERSONAL_DATA,
            note="",
        )


def told(person: Person) -> list[str]:
    """What somebody was told, the latest first."""
    statement = select(Notice.kind).where(Notice.account_id == person.id).order_by(Notice.id.desc())
    return list(db.session.scalars(statement))


def test_the_words_are_gone_at_once_and_the_rest_stays_public(world: World, complaint: Complaint) -> None:
    hiding = mask(world, complaint.post_id)
    assert body(complaint) == MASKED.body
    assert hiding.until == world.now + timedelta(hours=24)
    assert moderation.load_post(db.session(), complaint.post_id).visibility is Visibility.PUBLISHED
    assert moderation.hiding_traces(db.session(), [complaint.post_id]) == {}
    kept = moderation.masked_version(db.session(), complaint.post_id)
    assert (kept.own_body, kept.body) == (WITH_PHONE, MASKED.body)


def test_confirmed_they_stay_masked(world: World, complaint: Complaint) -> None:
    world.settle(mask(world, complaint.post_id))
    world.wait(days=3)
    assert end_hidings() == 0
    assert body(complaint) == MASKED.body


@pytest.mark.parametrize("is_declined", [True, False])
def test_unconfirmed_they_return_and_the_author_hears_of_both(
    world: World, complaint: Complaint, *, is_declined: bool
) -> None:
    hiding = mask(world, complaint.post_id)
    world.deliver()
    world.wait(hours=24)
    if is_declined:
        world.settle(hiding, confirmed=False)
    assert end_hidings() == (0 if is_declined else 1)
    world.deliver()
    assert body(complaint) == WITH_PHONE
    assert told(world.maryam)[:2] == ["post-unmasked", "post-masked"]
    assert told(world.layla) == ["complaint-published"]
    assert moderation.reversals(db.session(), world.now) == Reversals(0, 0), "nothing was taken down"


def test_masked_again_the_author_still_reads_their_own(world: World, complaint: Complaint) -> None:
    world.settle(mask(world, complaint.post_id), confirmed=False)
    again = mask(world, complaint.post_id)
    kept = moderation.masked_version(db.session(), complaint.post_id)
    assert (kept.own_body, kept.body) == (WITH_PHONE, MASKED.body)
    world.settle(again, confirmed=False)
    assert body(complaint) == WITH_PHONE


def test_more_words_are_masked_of_what_is_masked(world: World, complaint: Complaint) -> None:
    world.settle(mask(world, complaint.post_id))
    more = Masked(TITLE, MASKED.body.replace("پیک", MASK))
    hiding = mask(world, complaint.post_id, more)
    assert body(complaint) == more.body
    world.settle(hiding, confirmed=False)
    assert body(complaint) == MASKED.body
    assert moderation.masked_version(db.session(), complaint.post_id).own_body == WITH_PHONE


def test_the_index_forgets_the_words_and_finds_them_when_they_return(world: World, complaint: Complaint) -> None:
    def found() -> int:
        question = search.question(PHONE, LANGUAGES["fa"], [], {}, CaseFilter(), Sort.RELEVANCE)
        db.session.rollback()
        engine = world.app.extensions["portal-search"]
        return search.search_cases(db.session(), engine, question, world.now, limit=10, offset=0).total

    assert found() == 1
    hiding = mask(world, complaint.post_id)
    world.deliver()
    assert found() == 0
    world.settle(hiding, confirmed=False)
    world.deliver()
    assert found() == 1


def test_only_words_of_what_is_public_are_masked_by_who_may_hide_it(
    world: World, complaint: Complaint, sara: Person
) -> None:
    for wrong in (Masked(TITLE, WITH_PHONE), Masked(TITLE, BODY), Masked("دیگر", MASKED.body)):
        with pytest.raises(NotMaskedError):
            mask(world, complaint.post_id, wrong)
    of_the_store = world.add_person("samira", Role.MODERATOR, store=world.golestan)
    for person in (of_the_store, world.maryam, world.layla, world.parisa):
        with pytest.raises(ForbiddenError):
            mask(world, complaint.post_id, by=person)
    with pytest.raises(NotPossibleError):
        mask(world, world.complain(body=WITH_PHONE).post_id)
    mask(world, complaint.post_id)
    with pytest.raises(StaleStateError):
        mask(world, complaint.post_id, Masked(TITLE, MASKED.body.replace("پیک", MASK)), by=sara)
    with pytest.raises(StaleStateError):
        world.propose_hiding(complaint.post_id, Reason.THREAT, by=sara)


def test_whoever_masked_it_is_not_the_second(world: World, complaint: Complaint, sara: Person) -> None:
    hiding = mask(world, complaint.post_id)
    with pytest.raises(ForbiddenError):
        world.settle(hiding, by=world.nader)
    world.settle(hiding, by=sara)
    with pytest.raises(StaleStateError):
        world.settle(hiding, by=sara, confirmed=False)
    assert body(complaint) == MASKED.body
