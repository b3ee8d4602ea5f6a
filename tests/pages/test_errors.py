"""Errors are pages in the reader's language, whatever failed."""

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import ImATeapot, TooManyRequests

from portal.db import BusyError, db
from portal.web.errors import EXPLANATIONS, error_page
from tests.kit.checks import complaints_about
from tests.kit.client import Page


def answered(app, error, path="/fa/", **request):
    """How the portal answers where a view raises the error."""
    with app.test_request_context(path, **request):
        app.preprocess_request()
        return app.process_response(app.ensure_sync(app.handle_user_exception)(error))


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize("status", EXPLANATIONS)
def test_every_error_is_a_page_in_the_readers_language(client, language, status):
    with client.app.test_request_context(f"/{language}/"):
        client.app.preprocess_request()
        answer = error_page(status)
    page = Page(answer.status_code, answer.headers, answer.get_data(as_text=True), f"/{language}/")
    assert page.status == status
    assert not list(complaints_about(page))


def test_too_many_requests_say_when_to_come_back(app):
    assert answered(app, TooManyRequests(retry_after=30)).headers["Retry-After"] == "30"
    assert answered(app, TooManyRequests()).headers["Retry-After"] == "60"


@pytest.mark.parametrize("error", [TooManyRequests(), BusyError()])
def test_what_was_typed_is_there_to_be_sent_again(app, error):
    answer = answered(app, error, "/fa/complaints/new", method="POST", data={"title": "یخچال نرسید"})
    page = answer.get_data(as_text=True)
    assert 'name="title" value="یخچال نرسید"' in page
    assert 'type="hidden" name="csrf_token"' in page


def test_an_error_without_words_of_its_own_is_no_fault_of_ours(app):
    answer = answered(app, ImATeapot())
    assert answer.status_code == 418
    assert "خواند" in answer.get_data(as_text=True)


@pytest.fixture
def offline(app, tmp_path, monkeypatch):
    """The database does not answer."""
    engine = create_engine(f"sqlite:///{tmp_path}/nowhere/portal.db")
    monkeypatch.setitem(db.engines, None, engine)
    monkeypatch.setattr(app, "testing", False)
    db.session.remove()


@pytest.mark.parametrize("path", ["/fa/", "/ar/stores/", "/en/account/cases", "/fa/desk/moderation/"])
def test_an_absent_database_is_told_to_everybody(world, offline, path):
    for person in (None, world.nader):
        client = world.client(person)
        page = client.visit(path, status=503 if person or ("account" not in path and "desk" not in path) else 303)
        if page.status == 503:
            assert page.headers["Retry-After"] == "5"
            assert page.heading in {
                "سامانه اکنون به اطلاعاتش دسترسی ندارد",
                "تعذّر على البوابة الوصول إلى بياناتها",
                "The portal cannot reach its records",
            }


def test_without_a_database_other_errors_and_files_come_all_the_same(world, offline):
    client = world.client(world.maryam)
    client.visit("/fa/nowhere", status=404)
    assert client._client.get("/styles.css").status_code == 200
    with pytest.raises(OperationalError):
        db.session.connection()
