"""The sample world in a database, with the people who sign in to it."""

import json
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal import accounts, archive, clock, complaints, moderation, reading, stores
from portal.access import Role
from portal.branding import built_in
from portal.complaints import State
from portal.db import db
from portal.moderation import Decision, Reason, Visibility
from portal.reading import CaseViews
from portal.sample import SAMPLE_ACCOUNTS, add_people, sample_world

AS_OF = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def peopled(app: Flask, once) -> Flask:
    once(_people)
    return app


def _people() -> None:
    lines = (json.dumps(line, ensure_ascii=False) for line in sample_world(AS_OF))
    with clock.stopped_at(AS_OF):
        result = archive.import_archive(lines, accepted=("fa", "ar"), categories=built_in().categories)
        add_people(AS_OF)
    assert result.bad == 0


def account(role: Role):
    person = next(person for person in SAMPLE_ACCOUNTS if person.role is role)
    found = accounts.account_by_email(db.session(), person.email)
    assert found is not None
    return person, found


def own_cases():
    _, shopper = account(Role.SHOPPER)
    return {row.ref: row for row in complaints.cases_of_author(db.session(), shopper.id)}


def test_everybody_can_sign_in_with_the_password_that_is_printed(peopled):
    for person in SAMPLE_ACCOUNTS:
        found = accounts.account_by_email(db.session(), person.email)
        assert accounts.verify_password(found.password_hash, person.password)
        assert found.confirmed_at is not None
        assert found.language == person.language


def test_there_is_an_account_for_each_role(peopled):
    assert {person.role for person in SAMPLE_ACCOUNTS} == set(Role)
    for person in SAMPLE_ACCOUNTS:
        found = accounts.account_by_email(db.session(), person.email)
        _, roles = accounts.account_with_roles(db.session(), found.id)
        assert roles == {person.role}


def test_representatives_speak_for_their_store_alone(peopled):
    for person in (person for person in SAMPLE_ACCOUNTS if person.store_slug):
        found = accounts.account_by_email(db.session(), person.email)
        store = stores.store_by_slug(db.session(), person.store_slug)
        assert stores.parties_of(db.session(), found.id) == {stores.party(store.id)}


def test_the_shopper_has_a_case_for_each_thing_to_do_next(peopled):
    cases = own_cases()
    assert {ref: row.state(AS_OF) for ref, row in cases.items() if row.is_public} == {
        "sample-shopper-answered": State.ANSWERED,
        "sample-shopper-open": State.OPEN,
        "sample-shopper-solved": State.SOLVED,
    }
    assert cases["sample-shopper-returned"].visibility is Visibility.CHANGES_REQUESTED


def test_the_author_of_what_was_sent_back_reads_rule_words_and_reason(peopled):
    row = own_cases()["sample-shopper-returned"]
    case = complaints.case_by_id(db.session(), row.id)
    decision = db.session.scalars(select(Decision).where(Decision.post_id == case.post_id)).one()
    assert decision.reason is Reason.PERSONAL_DATA
    assert decision.note
    post = moderation.load_post(db.session(), case.post_id)
    findings = moderation.findings_of(db.session(), [post.revision_id])[post.revision_id]
    words = [case.body[each.start : each.end] for each in findings if each.rule == "personal-data"]
    assert words == ["۰۹۱۲۰۰۰۰۰۰۰"]


def test_the_shopper_is_the_author_of_the_posts_too(peopled):
    _, shopper = account(Role.SHOPPER)
    answered = own_cases()["sample-shopper-answered"]
    case = complaints.case_by_id(db.session(), answered.id)
    entries = complaints.entries_of(db.session(), answered.id)
    by_side = {entry.by.value: moderation.load_post(db.session(), entry.post_id).author_id for entry in entries}
    assert moderation.load_post(db.session(), case.post_id).author_id == shopper.id
    assert by_side == {"shopper": shopper.id, "store": None}


def test_doing_it_again_changes_nothing(peopled):
    def picture():
        tables = (accounts.Account, Decision, complaints.Complaint, stores.Store)
        return [db.session.scalar(select(func.count()).select_from(table)) for table in tables]

    before = picture()
    with clock.stopped_at(AS_OF):
        add_people(AS_OF)
    assert picture() == before


def test_public_cases_have_readers_and_the_same_ones_each_time(peopled):
    def figures():
        db.session.rollback()
        views = dict(db.session.execute(select(CaseViews.complaint_id, CaseViews.views)).all())
        return views, reading.helpful_counts(db.session(), views)

    before = figures()
    assert len(before[0]) == db.session.scalar(
        select(func.count())
        .select_from(moderation.Post)
        .where(moderation.Post.kind == moderation.Kind.COMPLAINT, moderation.visible())
    )
    assert 0 < len(before[1]) < len(before[0])
    add_people(AS_OF)
    assert figures() == before
