"""Every page has a permission, a language and a name that stays; nothing is written without a token."""

import re
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal import access
from portal.access import Permission, Role
from portal.db import db
from portal.events import RecordedEvent
from portal.language import LANGUAGES
from portal.moderation import Reason, Verdict
from portal.web.routes import LANGUAGE_PREFIX, permissions
from tests.kit.world import ANSWER, TITLE

URLS = Path(__file__).with_name("urls.txt")
UNDER_A_LANGUAGE = "/<any(fa, ar, en):language_code>"
"""As the file writes it. A language more adds addresses and takes none away."""
WITHOUT_LANGUAGE = {
    "static",
    "styles.sheet",
    "brand.picture",
    "brand.favicon",
    "bare.entrance",
    "bare.healthz",
    "bare.readyz",
    "bare.robots",
    "bare.service_worker",
}
ONLY_READS = {"site.check_complaint", "site.check_in_case"}
"""What is sent by POST because it is long, and changes nothing."""
REPORTING = {"site.report_post"}
"""What everybody with an account may send, but for who wrote the text."""
KEBAB = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")
WITHOUT_A_PAGE = {Permission.DECIDE_POST, Permission.REPLY_FOR_STORE, Permission.SUBMIT_COMPLAINT, Permission.SIGN_IN}


@pytest.fixture
def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_page_asks_for_a_permission(rules):
    assert not {rule.endpoint for rule in rules} - set(permissions)


def test_every_permission_is_somebodys(app):
    assert set(access.registered()) == set(Permission)


def test_every_page_is_under_a_language(rules):
    bare = {rule.endpoint for rule in rules if not rule.rule.startswith(LANGUAGE_PREFIX)}
    assert bare <= WITHOUT_LANGUAGE


def test_addresses_are_kebab_case(rules):
    wrong = [
        rule.rule
        for rule in rules
        for part in rule.rule.split("/")
        if part and not part.startswith("<") and not KEBAB.fullmatch(part)
    ]
    assert not wrong


def test_an_address_once_public_never_dies(rules):
    """New addresses are added to the file by hand; a line that is there stays."""
    known = set(URLS.read_text(encoding="ascii").splitlines())
    assert known == {rule.rule.replace(LANGUAGE_PREFIX, UNDER_A_LANGUAGE) for rule in rules}
    assert list(LANGUAGES)[:3] == ["fa", "ar", "en"]


def test_asking_for_the_head_of_a_page_is_asking_for_the_page(world, rules):
    case = world.publish()
    hiding = world.propose_hiding(world.publish().post_id, Reason.SPAM)
    values = {"number": case.number, "slug": "golestan", "post_id": case.post_id, "token": "x", "language_code": "ar"}
    values |= {"picture_name": "favicon.svg", "component": "actions", "country": "ir"}
    values |= {"hiding_id": hiding.id, "appeal_id": appealed(world), "reading_id": drawn(world)}
    values |= {"report_id": world.file_report(world.publish().post_id).id}
    adapter = world.app.url_map.bind("127.0.0.1")
    for person in (None, world.maryam, world.layla, world.nader, world.parisa):
        client = world.client(person)._client
        for rule in rules:
            path = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
            page, head = client.get(path), client.head(path)
            assert (head.status_code, head.get_data()) == (page.status_code, b""), rule.rule


def test_nothing_is_written_without_a_token(world, rules):
    """Whoever asks, a form without its token changes nothing."""
    case = world.publish()
    hiding = world.propose_hiding(world.publish().post_id, Reason.SPAM)
    values = {"number": case.number, "slug": "golestan", "post_id": case.post_id, "token": "x", "language_code": "fa"}
    values |= {"hiding_id": hiding.id, "appeal_id": appealed(world), "reading_id": drawn(world)}
    values |= {"report_id": world.file_report(world.publish().post_id).id}
    before = recorded_events()
    adapter = world.app.url_map.bind("127.0.0.1")
    for person in (None, world.maryam, world.karim, world.layla, world.nader, world.parisa):
        client = world.client(person)
        for rule in rules:
            if "POST" in rule.methods:
                arguments = {name: values[name] for name in rule.arguments}
                answer = client._client.post(adapter.build(rule.endpoint, arguments), data={"resolved": "yes"})
                assert answer.status_code in {303, 400, 403, 404, 409, 410, 422}, (rule.rule, answer.status_code)
    assert recorded_events() == before


def test_a_token_of_ones_own_opens_nothing_of_anybody_elses(world, rules):
    """Every form that writes, whole and well signed, by everybody it is not meant for."""
    case = world.publish()
    waiting = world.reply(case)
    returned = world.complain()
    world.decide(returned.post_id, Verdict.REQUEST_CHANGES, Reason.INSULT)
    rival = world.add_person("rival", Role.REPRESENTATIVE, store=world.nakhl)
    hiding = world.propose_hiding(world.publish().post_id, Reason.SPAM)
    values = {"number": case.number, "slug": "golestan", "post_id": waiting, "token": "x", "language_code": "fa"}
    values |= {"hiding_id": hiding.id, "appeal_id": appealed(world), "reading_id": drawn(world)}
    values |= {"report_id": world.file_report(world.publish().post_id, by=world.nader).id}
    mending = {**values, "number": returned.number, "post_id": returned.post_id}
    sent = {"resolved": "yes", "body": ANSWER, "title": TITLE, "verdict": "approve", "answers": "yes"}
    sent |= {"word": "confirm", "reason": "spam", "ruling": "overturned", "answer": ANSWER}
    before = recorded_events()
    adapter = world.app.url_map.bind("127.0.0.1")
    for person, may in (
        (None, set()),
        (world.karim, REPORTING),
        (rival, REPORTING),
        (world.parisa, REPORTING | {"desk.appeal", "desk.second_reading"}),
        (world.layla, REPORTING | {"desk.reply"}),
        (world.nader, REPORTING | {"desk.post"}),
    ):
        client = world.client(person)
        door = "/fa/account/sign-out" if person else "/fa/account/sign-in"
        token = client.visit(door).fields()["csrf_token"]
        for rule in rules:
            if "POST" in rule.methods and rule.endpoint not in may | {"accounts.sign_out"} | ONLY_READS:
                known = mending if rule.endpoint == "site.mend" else values
                path = adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments})
                answer = client._client.post(path, data={**sent, "revision_number": "1", "csrf_token": token})
                assert answer.status_code in {303, 204, 403, 404, 410, 422}, (rule.rule, answer.status_code)
                assert recorded_events() == before, (person, rule.rule)


def appealed(world):
    """An appeal that waits for an answer."""
    rejected = world.complain()
    world.decide(rejected.post_id, Verdict.REJECT, Reason.INSULT)
    return world.appeal(rejected.post_id).id


def drawn(world):
    """A decision that waits for its second reader."""
    return world.draw(world.publish().post_id).id


def recorded_events():
    db.session.rollback()
    return db.session.scalar(select(func.count(RecordedEvent.id)))
