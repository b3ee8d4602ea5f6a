"""Where somebody goes on after signing in, with what, and in which language they are written to."""

import pytest

from portal.accounts import Account, hash_password
from portal.db import transaction
from tests.kit.mailbox import links, mails, plain
from tests.kit.world import BODY, PASSWORD, TITLE, Person, World

FORM = "/fa/complaints/new"
COMPLAINT = {"store": "گلستان", "nature": "late", "category": "home-appliances", "title": TITLE, "body": BODY}


@pytest.fixture(scope="module")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def maryam(world: World, password_hash: str) -> Person:
    return _with_password(world.maryam, password_hash)


def _with_password(person: Person, password_hash: str) -> Person:
    with transaction() as session:
        session.get_one(Account, person.id).password_hash = password_hash
    return person


@pytest.mark.parametrize(
    ("name", "desk"),
    [
        pytest.param("maryam", "account/cases", id="a shopper: their cases"),
        pytest.param("nader", "desk/moderation/", id="a moderator: the queue"),
        pytest.param("layla", "desk/stores/", id="a representative: the inbox"),
        pytest.param("parisa", "desk/admin/", id="an administrator: what waits"),
    ],
)
def test_everybody_begins_where_their_work_is(world: World, password_hash: str, name: str, desk: str) -> None:
    person = _with_password(getattr(world, name), password_hash)
    client = world.client()
    page = client.fill("/ar/account/sign-in", email=person.account.email, password=PASSWORD)
    assert page.location == f"/ar/{desk}"
    assert client.visit("/ar/account/sign-in", status=303).location == f"/ar/{desk}"


def test_who_signs_up_a_second_time_finds_what_they_typed(world: World, maryam: Person) -> None:
    client = world.client()
    door = client.follow(client.fill(FORM, **COMPLAINT))
    (sign_up,) = {link["href"] for link in door.select("main a[href*='sign-up']")}
    client.fill(sign_up, name="مریم", email=maryam.account.email, password=PASSWORD)
    world.deliver()
    sign_in = links(mails(world.app, maryam.account.email)[-1])[0]
    form = client.follow(client.fill(sign_in, email=maryam.account.email, password=PASSWORD))
    assert form.fields()["title"] == TITLE
    assert TITLE in client.visit("/fa/account/cases").text


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_mail_is_written_in_the_language_of_the_last_signing_in(world: World, maryam: Person, language: str) -> None:
    world.client().fill(f"/{language}/account/sign-in", email=maryam.account.email, password=PASSWORD)
    world.publish()
    mail = mails(world.app, maryam.account.email)[-1]
    assert mail["Content-Language"] == language
    assert f"/{language}/complaints/" in plain(mail)


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_a_form_that_was_brought_back_says_that_it_is_not_sent_yet(world: World, language: str) -> None:
    hint = {"fa": "هنوز فرستاده نشده است", "ar": "لم تُرسل بعد", "en": "Not sent yet"}[language]
    written_in = {"language": "fa"} if language == "en" else {}
    door = world.client().fill(f"/{language}/complaints/new", **COMPLAINT, **written_in)
    token = door.location.partition("kept=")[2]
    maryam = world.client(world.maryam)
    assert hint in maryam.visit(f"/{language}/complaints/new?kept={token}").text
    assert hint not in maryam.visit(f"/{language}/complaints/new").text
