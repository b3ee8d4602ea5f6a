"""Whatever fails is told in the reader's language, without a word of the machine's, and loses nothing typed."""

import re
import sqlite3
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, text

from portal.complaints import Complaint
from portal.db import db
from portal.web.models import KeptForm
from tests.kit.world import BODY, TITLE, World

LANGUAGES = ("fa", "ar", "en")
COMPLAINT = {"store": "گلستان", "nature": "late", "category": "home-appliances", "title": TITLE, "body": BODY}
HEADINGS = {
    404: {"fa": "چنین صفحه", "ar": "الصفحة غير موجودة", "en": "There is no such page"},
    405: {"fa": "از این صفحه", "ar": "لا يمكن استخدام", "en": "This page cannot be used like that"},
    413: {"fa": "حجم آنچه", "ar": "حجم ما أُرسل", "en": "That is too much to send"},
    500: {"fa": "مشکلی در سامانه", "ar": "حدث خطأ", "en": "Something went wrong on our side"},
    503: {"fa": "سامانه خیلی شلوغ", "ar": "الضغط على البوابة", "en": "The portal is very busy"},
}

AWAY = {"fa": "سامانه اکنون به اطلاعاتش", "ar": "تعذّر على البوابة", "en": "The portal cannot reach its records"}


@pytest.fixture
def case(world, once):
    return once(World.publish, world)


@contextmanager
def locked(config, monkeypatch):
    """Another program holds the write lock of the database for longer than anybody waits."""
    monkeypatch.setattr("portal.db.LOCK_WAIT_SECONDS", 0.05)
    db.session.remove()
    db.engine.dispose()
    other = sqlite3.connect(config.instance / "portal.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def complaint(language):
    return {**COMPLAINT, **({"language": "fa"} if language == "en" else {})}


@pytest.mark.parametrize(
    ("path", "accepts", "language"),
    [
        pytest.param("/fa/nowhere", "ar", "fa", id="Persian address"),
        pytest.param("/ar/nowhere/at/all", "fa", "ar", id="Arabic address"),
        pytest.param("/en", "fa", "en", id="address without its last stroke"),
        pytest.param("/nowhere", "ar-EG,en;q=0.5", "ar", id="no language: the browser's"),
        pytest.param("/nowhere", "", "fa", id="no language at all: the portal's first"),
        pytest.param("/static/nothing.css", "en", "en", id="missing file"),
    ],
)
def test_an_address_that_leads_nowhere_answers_in_the_readers_language(client, path, accepts, language):
    headers = {"Accept-Language": accepts}
    if path == "/en":
        assert client.visit(path, status=308, **headers).location == "/en/"
        return
    page = client.visit(path, status=404, **headers)
    assert page.select_one("html")["lang"] == language
    assert page.heading.startswith(HEADINGS[404][language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_method_no_page_knows_is_refused_in_the_language_of_the_page(client, language):
    page = client._page(client._open(f"/{language}/complaints/new", method="DELETE"), f"/{language}/complaints/new")
    assert (page.status, page.select_one("html")["lang"]) == (405, language)
    assert page.heading.startswith(HEADINGS[405][language])
    assert {"GET", "POST"} <= set(page.headers["Allow"].split(", "))


@pytest.mark.parametrize("host", ["evil.example", "EVIL.example:8080"])
def test_no_redirect_leaves_for_the_host_a_visitor_names(client, host):
    for path, there in (("/ar", "/ar/"), ("/ar//stores/", "/ar/stores/"), ("/fa/stores?q=a", "/fa/stores/?q=a")):
        assert client.visit(path, status=308, Host=host).location == there
    assert "evil" not in client.visit("/ar", status=308, Host=host).body


@pytest.mark.parametrize("number", [2**63, 10**30])
def test_a_number_beyond_every_table_is_no_page(world, case, number):
    world.client(world.maryam).visit(f"/fa/complaints/{case.number}/posts/{number}/mend", status=404)
    world.client(world.nader).visit(f"/ar/desk/moderation/{number}/", status=404)


@pytest.mark.parametrize("path", ["/fa/stores/%00/", "/ar/stores/a%00b/score", "/en/account/confirm/%00"])
def test_nul_in_an_address_is_no_page(client, path):
    client.visit(path, status=404)


@pytest.mark.parametrize("kept", ["%00", "%ED%A0%80", "x" * 500, "../..", "ک"])
def test_what_is_no_token_of_a_kept_form_finds_none(client, kept):
    assert client.visit(f"/fa/complaints/new?kept={kept}").fields()["title"] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_locked_database_keeps_what_was_typed_to_be_sent_again(world, config, monkeypatch, language):
    maryam, path = world.client(world.maryam), f"/{language}/complaints/new"
    fields = {**maryam.visit(path).fields(), **complaint(language)}
    with locked(config, monkeypatch):
        busy = maryam.send(path, fields, status=503)
    assert busy.heading.startswith(HEADINGS[503][language])
    assert busy.headers["Retry-After"]
    assert {name: value.strip() for name, value in busy.fields().items() if name in COMPLAINT} == COMPLAINT
    assert count(Complaint) == 0
    assert re.search(r"/complaints/\w+/sent", maryam.send(path, busy.fields()).location)
    assert count(Complaint) == 1


@pytest.mark.parametrize("page", ["sign-in", "sign-up"])
def test_a_password_is_never_written_into_a_page(world, config, monkeypatch, page):
    client, path = world.client(), f"/ar/account/{page}"
    fields = {**client.visit(path).fields(), "email": "sara@example.org", "name": "سارا", "password": "a long secret"}
    with locked(config, monkeypatch):
        busy = client.send(path, fields, status=503)
    assert "a long secret" not in busy.body
    assert busy.fields()["email"] == "sara@example.org"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_lost_while_the_database_is_locked_loses_nothing(world, config, monkeypatch, language):
    path = f"/{language}/complaints/{world.publish().number}/answer-back"
    with locked(config, monkeypatch):
        busy = world.client().send(path, {"body": BODY}, status=503)
    assert busy.fields()["body"] == BODY


def test_a_page_that_only_reads_does_not_speak_of_what_was_typed(world, client):
    db.session.execute(text("ALTER TABLE store RENAME TO elsewhere"))
    db.session.commit()
    busy = client.visit("/en/stores/", status=503)
    assert "typed" not in busy.text
    assert not busy.select("main form")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_signed_in_reads_of_a_failing_database_too(world, language):
    """Not even who is asking can be read then."""
    maryam = world.client(world.maryam)
    db.session.execute(text("PRAGMA foreign_keys = OFF"))
    db.session.execute(text("ALTER TABLE account RENAME TO elsewhere"))
    db.session.commit()
    assert maryam.visit(f"/{language}/", status=503).heading.startswith(AWAY[language])
    sent = maryam.send(f"/{language}/complaints/new", COMPLAINT, status=503)
    assert sent.fields()["body"] == BODY


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_of_ours_loses_nothing_and_shows_nothing(world, case, monkeypatch, language):
    maryam, path = world.client(world.maryam), f"/{language}/complaints/{case.number}/answer-back"
    fields = {**maryam.visit(path).fields(), "body": BODY}

    def fail(*_arguments, **_named):
        raise RuntimeError("secret detail of the machine")

    monkeypatch.setattr("portal.complaints.answer_back", fail)
    monkeypatch.setattr(world.app, "testing", False)
    page = maryam.send(path, fields, status=500)
    assert page.heading.startswith(HEADINGS[500][language])
    assert "secret detail" not in page.body
    assert page.fields()["body"] == BODY
    monkeypatch.undo()
    assert maryam.send(path, page.fields()).location == f"/{language}/complaints/{case.number}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_where_one_may_not_write_can_still_be_copied(world, case, language):
    page = world.client(world.karim).send(
        f"/{language}/complaints/{case.number}/answer-back", {"body": BODY}, status=403
    )
    assert BODY in page.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [160_000, 12_000_000], ids=["more than any form takes", "more than is read"])
def test_a_stranger_cannot_leave_more_than_a_form_takes(world, case, language, size):
    page = world.client().send(f"/{language}/complaints/{case.number}/answer-back", {"body": "x" * size}, status=413)
    assert page.heading.startswith(HEADINGS[413][language])
    assert count(KeptForm) == 0


def test_nothing_is_kept_for_an_address_no_form_has(world):
    world.client().send(f"/fa/complaints/{'a' * 400}/answer-back", {"body": BODY}, status=413)
    assert count(KeptForm) == 0
