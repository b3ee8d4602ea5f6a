"""Nothing unapproved is visible anywhere: every address, asked for by everybody, watched by canary words."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from secrets import token_hex
from urllib.parse import urlencode

import pytest
from flask import Flask

from portal import accounts, complaints, moderation
from portal.accounts import Purpose
from portal.complaints import Complaint
from portal.complaints.numbers import new_number
from portal.db import transaction
from portal.language import LANGUAGES
from portal.moderation import Reason, Verdict
from tests.kit.canaries import Aviary
from tests.kit.canary import shown_but_for, shown_text
from tests.kit.depth import WHOLE, share
from tests.kit.mailbox import html as mailed_html
from tests.kit.mailbox import mails, plain
from tests.kit.walking import Filling, Step, UnfilledArgumentError, narrowed_searches, paths
from tests.kit.world import BODY, World

pytestmark = pytest.mark.usefixtures("world_clock")
SLUGS = ("golestan", "nakhl", "nobody")
READERS = (
    "anonymous",
    "stranger",
    "author",
    "representative",
    "representative of another store",
    "moderator",
    "moderator of the store",
    "administrator",
)


@pytest.fixture
def aviary(world, once):
    return once(Aviary, world)


def filling_of(aviary: Aviary) -> Filling:
    secret = aviary.world.app.extensions["portal-config"].secret_key
    posts = aviary.posts
    elsewhere = aviary.numbers["public"]
    # The languages take turns: repeated, each token is tried in all of them.
    kept = {form: [{"kept": token} for token in tokens for _ in LANGUAGES] for form, tokens in aviary.kept.items()}
    words = [canary.words[0] for canary in aviary.canaries[::10]]
    return Filling(
        arguments={
            "number": [*aviary.numbers.values(), new_number(), "WRONG"],
            "slug": SLUGS,
            "post_id": [*(post_id for _, post_id in posts), 99_999],
            "token": [accounts.make_token(secret, Purpose.PASSWORD, aviary.world.maryam.account), "forged"],
            "hiding_id": [*aviary.hidings, 99_999],
            "appeal_id": [*aviary.appeals, 99_999],
            "reading_id": [*aviary.readings, 99_999],
            "report_id": [*aviary.reports, 99_999],
            "component": ["cards", "nothing"],
            "country": ["ir", "nowhere"],
            "filename": ["js/focus.js", "../portal.db"],
            "picture_name": ["favicon.svg", "branding.toml"],
        },
        pairs={("number", "post_id"): [*posts, *((elsewhere, post_id) for _, post_id in posts[-3:]), ("WRONG", 1)]},
        queries={
            "site.stores": [{"q": word} for word in words],
            "site.suggestions": [{"q": begun} for word in words for begun in (word, word[:4])],
            "site.store": [{"state": "open"}, {"state": "answered", "page": "2"}],
            **kept,
            "desk.inbox": [{"state": tab} for tab in ("answered", "finished")],
            "desk.moderation": [{"page": number} for number in (1, 2)],
            "notices.notices": [{"page": number} for number in (1, 2)],
        },
    )


def walk(app: Flask, aviary: Aviary, reader: str) -> Iterator[Step]:
    filling, client = filling_of(aviary), aviary.world.client(aviary.readers[reader])
    # What is looked for and what narrows and orders a search, the readers try in turn: the hits are those of everybody.
    turn = slice(list(aviary.readers).index(reader), None, len(aviary.readers))
    searches = [{"q": canary.words[0]} for canary in aviary.canaries]
    narrowed = {"site.search": [*searches[turn], *narrowed_searches(SLUGS)[turn]]}
    addresses = [
        *(("GET", *found) for found in paths(app, filling, "GET")),
        *(("GET", *found) for found in paths(app, replace(filling, queries=narrowed), "GET", only=narrowed)),
        *(("POST", *found) for found in paths(app, filling, "POST")),
    ]
    for method, endpoint, path in share(addresses, 12):
        with client._open(path, method=method) as answer:
            body = answer.get_data().decode(errors="replace")
            yield Step(reader, endpoint, method, path, answer.status_code, body)


@pytest.mark.parametrize("reader", READERS)
def test_no_canary_is_seen_where_it_must_not_be(app, aviary, reader):
    leaks, seen = [], set()
    for step in walk(app, aviary, reader):
        assert step.status != 500, step.path
        shown = shown_text(step.shown)
        for canary in aviary.canaries:
            if canary.is_in(shown):
                seen.add(canary.lies)
                if not canary.may_be_seen(reader, step.endpoint):
                    leaks.append(f"{canary.lies} on {step.method} {step.path}")
    assert not leaks, "\n".join(leaks)
    expected = {canary.lies for canary in aviary.canaries if canary.is_seen and reader in canary.seen_by}
    assert not WHOLE or expected - seen == set(), "what this reader may see is somewhere to be seen"


def test_everybody_of_the_aviary_walks(aviary):
    assert set(READERS) == set(aviary.readers)


def test_no_mail_carries_a_canary_to_the_wrong_reader(app, aviary):
    readers = {person.account.email: name for name, person in aviary.readers.items() if person}
    leaks, seen = [], set()
    for message in mails(app):
        reader = readers.get(message["To"], "somebody else")
        shown = shown_text(f"{message['Subject']}\n{plain(message)}\n{mailed_html(message)}")
        for canary in aviary.canaries:
            if canary.is_in(shown):
                seen.add(reader)
                if not canary.may_be_seen(reader, "mail"):
                    leaks.append(f"a mail to the {reader} carries {canary.lies}: {message['Subject']}")
    assert not leaks, "\n".join(leaks)
    assert seen == {"author", "representative", "stranger"}, "the moderator's notes are mailed to those who wrote"


def test_the_public_archive_holds_no_canary_and_the_whole_one_all_of_a_case(app, aviary):
    run = app.test_cli_runner().invoke
    public, whole = (shown_text(run(args=["export", *flag]).stdout) for flag in (["--public"], []))
    assert aviary.numbers["public"] in public
    assert aviary.numbers["hidden"] in public, "a removed case leaves a trace"
    assert not [canary.lies for canary in aviary.canaries if canary.is_in(public)]
    assert [canary.lies for canary in aviary.canaries if canary.lies.startswith("text of") and canary.is_in(whole)]


def test_searching_for_a_canary_finds_nothing_and_does_not_tell_it_from_any_other_word(app, aviary, client):
    run = app.test_cli_runner().invoke
    nothing = shown_but_for("unheardof", client.visit("/en/search?q=unheardof").body)
    for canary in share(aviary.canaries, 4):
        word = canary.words[0]
        found = json.loads(run(args=["search", word, "--json"]).stdout)
        assert (found["total"], found["hits"], found["did_you_mean"]) == (0, [], None), canary.lies
        assert shown_but_for(word, client.visit(f"/en/search?{urlencode({'q': word})}").body) == nothing, canary.lies


def test_what_is_not_public_changes_no_public_page(world, app):
    """No total, list, score or date tells that something waits, was sent back or rejected."""
    case = world.publish()
    world.answer(case)
    pages = ["", "stores/", "stores/golestan/", "stores/golestan/score", "search", f"complaints/{case.number}/"]
    before = {path: world.client().visit(f"/fa/{path}").body for path in pages}
    score = app.test_cli_runner().invoke(args=["score", "--as-of", world.now.isoformat(), "--json"]).stdout

    for verdict in (None, Verdict.REQUEST_CHANGES, Verdict.REJECT):
        posts = [world.complain().post_id, world.reply(case), _rebuttal(world, case)]
        for post_id in posts if verdict else []:
            world.decide(post_id, verdict, Reason.INSULT)
    world.deliver()

    after = {path: world.client().visit(f"/fa/{path}").body for path in pages}
    assert [path for path in pages if before[path] != after[path]] == []
    assert app.test_cli_runner().invoke(args=["score", "--as-of", world.now.isoformat(), "--json"]).stdout == score


@pytest.mark.parametrize("reader", ["anonymous", "stranger", "representative", "administrator"])
def test_a_case_that_is_not_public_is_not_told_from_a_number_nobody_has(aviary, app, reader):
    client, unknown = aviary.world.client(aviary.readers[reader]), new_number()
    numbers = [unknown, *(aviary.numbers[state] for state in ("pending", "sent back", "rejected", "mended"))]
    arguments = {**filling_of(aviary).arguments, "number": numbers, "slug": ["golestan"], "post_id": [1]}
    filling = Filling(arguments, {}, {})
    told = defaultdict(set)
    for method in ("GET", "POST"):
        for endpoint, path in paths(app, filling, method, languages=("ar",)):
            number = next((number for number in numbers if number in path), None)
            if number is not None:
                with client._open(path, method=method) as answer:
                    said = without_tokens(f"{answer.status_code} {answer.headers.get('Location')} {answer.text}")
                told[method, endpoint].add(said.replace(number, "NUMBER"))
    assert [page for page, answers in told.items() if len(answers) > 1] == []
    assert {answers.pop()[:3] for answers in told.values()} <= {"303", "403", "404"}


def test_a_route_the_walk_cannot_fill_fails_it():
    app = Flask("unknown")
    app.add_url_rule("/secrets/<secret>", "secret", str)
    with pytest.raises(UnfilledArgumentError, match="secret"):
        list(paths(app, Filling({"filename": ["x"]}, {}, {}), "GET"))


def without_tokens(body: str) -> str:
    return re.sub(r"kept=[\w-]+", "", body)


def _rebuttal(world: World, case: Complaint) -> int:
    with transaction() as session:
        key = f"rebuttal-{token_hex(4)}"
        complaints.answer_back(
            session, world.maryam.actor, world.now, case=world.case(case), language="fa", body=BODY, submission=key
        )
        return moderation.post_by_submission(session, key).id
