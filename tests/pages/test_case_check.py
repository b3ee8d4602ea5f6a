"""The rules while somebody writes in a case: mending, answering back, replying. The same as in the complaint form."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from portal import complaints
from portal.complaints import Complaint, Contact, Facts, Nature
from portal.db import db, transaction
from portal.moderation import Kind, Reason, Revision, Verdict
from portal.web.models import KeptForm
from tests.kit.client import Client, Page
from tests.kit.world import ANSWER, BODY, TITLE, Person, World

pytestmark = pytest.mark.usefixtures("world_clock")
PRIVATE = f"{ANSWER} شماره ۰۹۱۲۱۲۳۴۵۶۷ است و آقای احمدی از پشتیبانی پیگیر است."
MASKED = PRIVATE.replace("۰۹۱۲۱۲۳۴۵۶۷", "[شمارهٔ تلفن]").replace("آقای احمدی", "کارشناس ۱")
ACCUSING = f"{ANSWER} این آدم کلاهبردار است."
OFF_TOPIC = "دل از دست دادم به زلف نگار / که جان بی رخ او ندارد سکون"


@dataclass(frozen=True)
class Place:
    """A form in a case, and who writes there."""

    writer: Person
    path: str
    check: str

    def client(self, world: World) -> Client:
        return world.client(self.writer)


def mending(world: World, case: Complaint) -> Place:
    """A reply that was sent back, for nothing the rules find."""
    post_id = world.reply(case)
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.OFF_TOPIC)
    return Place(world.layla, f"/fa/complaints/{case.number}/posts/{post_id}/mend", check_of(case, Kind.REPLY))


def answering_back(world: World, case: Complaint) -> Place:
    return Place(world.maryam, f"/fa/complaints/{case.number}/answer-back", check_of(case, Kind.REBUTTAL))


def replying(world: World, case: Complaint) -> Place:
    return Place(world.layla, f"/fa/desk/stores/golestan/cases/{case.number}/", check_of(case, Kind.REPLY))


def check_of(case: Complaint, kind: Kind) -> str:
    return f"/fa/complaints/{case.number}/check?kind={kind}"


@pytest.fixture
def case(world: World) -> Complaint:
    """A public complaint whose date of purchase is its author's own."""
    with transaction() as session:
        made = complaints.submit(
            session,
            world.maryam.actor,
            world.now,
            store_id=world.golestan.id,
            language="fa",
            title=TITLE,
            body=BODY,
            facts=Facts(nature=Nature.LATE, category="home-appliances", purchased_on=date(2026, 11, 3)),
            submission=world.new_form(),
        )
    world.decide(made.post_id)
    world.deliver()
    return made


@pytest.fixture(params=[mending, answering_back, replying], ids=lambda make: make.__name__)
def place(request: Any, world: World, case: Complaint) -> Place:
    make: Callable[[World, Complaint], Place] = request.param
    return make(world, case)


def remarks(page: Page) -> list[str]:
    return [item.get_text(" ", strip=True) for item in page.select(".remarks__item")]


def version_count() -> int:
    db.session.rollback()
    return int(db.session.scalar(select(func.count()).select_from(Revision)) or 0)


def asked(client: Client, place: Place, status: int = 200, **typed: str) -> Page:
    fields = client.visit("/fa/complaints/new").fields()
    return client.send(place.check, {"csrf_token": fields["csrf_token"], "body": PRIVATE, **typed}, status=status)


def test_what_the_rules_find_is_shown_once_and_then_sent_as_it_is(world: World, place: Place) -> None:
    client, before = place.client(world), version_count()
    page = client.fill(place.path, status=422, body=PRIVATE)
    assert len(remarks(page)) == 2
    assert "۰۹۱۲۱۲۳۴۵۶۷" in remarks(page)[0]
    assert "بررسی خودکار نکته‌ای پیدا کرده است" in page.text
    assert page.fields()["body"].strip() == PRIVATE
    assert version_count() == before
    client.send(place.path, page.fields())
    assert version_count() == before + 1


def test_one_press_masks_and_sends_nothing(world: World, place: Place) -> None:
    before = version_count()
    page = place.client(world).fill(place.path, status=200, body=PRIVATE, act="mask")
    assert page.fields()["body"].strip() == MASKED
    assert remarks(page) == []
    assert version_count() == before


def test_staff_the_case_knows_keep_their_numbers(world: World, case: Complaint, place: Place) -> None:
    with transaction() as session:
        session.add(Contact(complaint_id=case.id, at=world.now, channel="phone", agent="خانم رضایی"))
    page = place.client(world).fill(place.path, status=200, body=PRIVATE, act="mask")
    assert "کارشناس ۲ از پشتیبانی" in page.fields()["body"]


def test_the_script_is_told_what_sending_would_tell(world: World, place: Place) -> None:
    client, before = place.client(world), version_count()
    told = json.loads(asked(client, place).body)["html"]
    assert told.count("remarks__item--warn") == 2
    assert json.loads(asked(client, place, body=ANSWER).body)["html"] == ""
    assert version_count() == before
    (region,) = client.visit(place.path).select("form [data-check]")
    assert region["data-check"] == place.check


def test_nobody_else_is_told_anything_and_nothing_is_kept(world: World, place: Place) -> None:
    """Who lost their session in mid-sentence must not leave a copy of each pause, nor learn of another's purchase."""
    others = {None, world.maryam, world.karim, world.layla, world.nader} - {place.writer}
    for person in others:
        asked(world.client(person), place, status=404)
    asked(place.client(world), Place(place.writer, place.path, f"{place.check}-unknown"), status=404)
    place.client(world).send(place.check, {"csrf_token": "forged", "body": PRIVATE}, status=422)
    assert db.session.scalar(select(func.count()).select_from(KeptForm)) == 0


def test_a_shopper_is_proposed_the_facts_of_the_case(world: World, case: Complaint) -> None:
    place = answering_back(world, case)
    (remark,) = remarks(place.client(world).fill(place.path, status=422, body=ACCUSING))
    assert "در تاریخ ۱۲ آبان ۱۴۰۵ پول را پرداختم" in remark


def test_a_store_is_proposed_its_records_and_told_nothing_private(world: World, case: Complaint) -> None:
    for place in (replying(world, case), mending(world, case)):
        page = place.client(world).fill(place.path, status=422, body=ACCUSING)
        (remark,) = remarks(page)
        assert "در سوابق ما آمده است" in remark
        assert "پرداختم" not in remark
        assert "۱۲ آبان" not in page.text


@pytest.mark.parametrize(
    ("make", "advised"), [(replying, "به موضوع همین شکایت پاسخ دهید"), (answering_back, "از موضوع همین شکایت بنویسید")]
)
def test_what_is_far_from_the_case_is_said_in_words_for_its_author(
    world: World, case: Complaint, make: Callable[[World, Complaint], Place], advised: str
) -> None:
    place = make(world, case)
    (remark,) = remarks(place.client(world).fill(place.path, status=422, body=OFF_TOPIC))
    assert advised in remark
    assert "چه خریده‌اید" not in remark


def test_who_mends_sees_what_was_found_can_mask_it_and_is_not_stopped_by_it(world: World) -> None:
    returned = world.complain(body=f"{BODY} شمارهٔ من ۰۹۱۲۱۲۳۴۵۶۷ است.")
    world.deliver()
    world.decide(returned.post_id, Verdict.REQUEST_CHANGES, Reason.PERSONAL_DATA)
    maryam, path = world.client(world.maryam), f"/fa/complaints/{returned.number}/posts/{returned.post_id}/mend"
    page = maryam.visit(path)
    assert len(remarks(page)) == 1
    assert not page.select("#findings")
    masked = maryam.send(path, {**page.fields(), "act": "mask"}, status=200)
    assert masked.fields()["body"].strip() == f"{BODY} شمارهٔ من [شمارهٔ تلفن] است."
    assert masked.fields()["title"] == TITLE
    before = version_count()
    maryam.send(path, {**page.fields(), "title": f"{TITLE} هنوز"})
    assert version_count() == before + 1


def test_a_text_too_long_comes_back_whole(world: World, place: Place) -> None:
    page = place.client(world).fill(place.path, status=200, body=PRIVATE * 100, act="mask")
    assert page.fields()["body"].strip() == PRIVATE * 100
