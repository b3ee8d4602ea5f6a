"""Whatever people write is text: markup in every field a person can fill runs nowhere, on no page and in no mail."""

import pytest

from portal import accounts, complaints
from portal.complaints import Contact, Facts, Nature, Promise, PromiseState, Wanted
from portal.db import db, transaction
from portal.language import LANGUAGES
from portal.moderation import Reason, Verdict, Visibility, load_post, post_by_submission
from portal.stores import Channel
from portal.web.models import KeptForm
from tests.kit.elements import parsed
from tests.kit.mailbox import html, mails
from tests.kit.walking import Filling, paths
from tests.kit.world import ANSWER, BODY

pytestmark = pytest.mark.usefixtures("world_clock")
MARKUP = "</bdi></title></textarea><script>x</script>'\"><img src=x onerror=x>"
ALLOWED = 80  # the shortest limit a name has
assert len(MARKUP) <= ALLOWED


@pytest.fixture
def case(world, once):
    return once(_case, world)


def _case(world):
    """A case in which everybody has put markup wherever they can, published and waiting."""
    with transaction() as session:
        for account in (world.maryam.account, world.layla.account):
            session.merge(account).name = MARKUP
        store = session.merge(world.golestan)
        store.names, store.website = {"fa": MARKUP, "ar": MARKUP}, f"javascript:{MARKUP}"
        session.add(Channel(store_id=store.id, kind="phone", address=MARKUP, hours=MARKUP, claimed_reply_minutes=5))
    made = told(world)
    world.decide(made.post_id)
    world.deliver()
    world.answer(made, f"{MARKUP} {ANSWER}")
    world.reply(made, f"{ANSWER} {MARKUP}")
    with transaction() as session:
        session.add(Contact(complaint_id=made.id, at=world.now, channel="phone", agent=MARKUP, note=MARKUP))
        session.add(
            Promise(
                complaint_id=made.id,
                made_at=world.now,
                due_at=world.now,
                what=MARKUP,
                state=PromiseState.BROKEN,
            )
        )
    answered_back(world, made)
    for verdict in (Verdict.REQUEST_CHANGES, Verdict.REJECT):
        other = told(world)
        world.decide(other.post_id, verdict, Reason.INSULT, note=MARKUP)
    hidden = told(world)
    world.decide(hidden.post_id)
    world.decide(hidden.post_id, Verdict.HIDE, Reason.COURT_ORDER, note=MARKUP)
    world.deliver()
    return made


def told(world):
    facts = Facts(Nature.LATE, "other", MARKUP, MARKUP, Wanted.REFUND, MARKUP)
    author = accounts.actor_of(world.maryam.account, frozenset(), frozenset())
    with transaction() as session:
        return complaints.submit(
            session,
            author,
            world.now,
            store_id=world.golestan.id,
            language="fa",
            title=MARKUP,
            body=f"{MARKUP}\n{BODY} 09123456789",
            facts=facts,
            submission=world.new_form(),
        )


def answered_back(world, made):
    with transaction() as session:
        complaints.answer_back(
            session,
            world.maryam.actor,
            world.now,
            case=world.case(made),
            language="fa",
            body=f"{MARKUP} {BODY}",
            submission="back",
        )
        post_id = post_by_submission(session, "back").id
    world.decide(post_id, Verdict.REQUEST_CHANGES, Reason.INSULT, note=MARKUP)


def filling(world, made):
    kept = [{"kept": keep(world, f"/{code}/complaints/new")} for code in LANGUAGES]
    own = complaints.cases_of_author(db.session(), world.maryam.id, 10)
    posts = [(case.number, world.case(case).post_id) for case in own]
    (rejected,) = (
        post_id for _, post_id in posts if load_post(db.session(), post_id).visibility is Visibility.REJECTED
    )
    return Filling(
        arguments={
            "number": [case.number for case in own],
            "slug": ["golestan"],
            "post_id": [post_id for _, post_id in posts],
            "token": ["x"],
            "filename": ["js/focus.js"],
            "picture_name": ["favicon.svg"],
            "component": ["cards"],
            "appeal_id": [world.appeal(rejected, MARKUP).id],
            "reading_id": [world.draw(rejected).id],
            "report_id": [world.file_report(made.post_id, note=MARKUP).id],
            "hiding_id": [world.propose_hiding(made.post_id, Reason.SPAM, note=MARKUP).id],
            "country": ["ir"],
        },
        pairs={("number", "post_id"): [*posts, *((made.number, post_id) for _, post_id in posts)]},
        queries={
            "site.search": [{"q": MARKUP}, {"q": "script"}, {"store": MARKUP, "sort": MARKUP, "page": MARKUP}],
            "site.stores": [{"q": MARKUP, "country": MARKUP}],
            "site.store": [{"state": MARKUP}],
            "accounts.sign_in": [{"next": f"/fa/{MARKUP}", "kept": MARKUP}, {"next": f"javascript:{MARKUP}"}],
            "site.new_complaint": [*kept, {"store": MARKUP}],
            "desk.inbox": [{"state": "answered"}],
        },
    )


def keep(world, path):
    token = f"kept-{path.count('a')}-{path[1:3]}"
    with transaction() as session:
        fields = {"title": MARKUP, "body": MARKUP, "store": MARKUP, "product": MARKUP, "purchased_on": MARKUP}
        session.add(KeptForm(token=token, account_id=world.maryam.id, path=path, fields=fields, kept_at=world.now))
    return token


SHOWN = {
    "nobody": {"site.case", "site.store", "site.search", "site.home"},
    "maryam": {"site.mend", "site.cases", "site.new_complaint", "notices.notices"},
    "karim": {"site.case"},
    "layla": {"desk.reply", "desk.inbox"},
    "nader": {"desk.post"},
    "parisa": {"site.case"},
}
"""Where the markup must be met with, so that the walk is known to have looked at it."""


@pytest.mark.thorough
@pytest.mark.parametrize("name", SHOWN)
def test_markup_that_people_write_runs_nowhere(world, case, name):
    shown, client = set(), world.client(getattr(world, name, None))
    # One language: what a page said last, the next one shows in the words of then.
    for endpoint, path in paths(world.app, filling(world, case), "GET", languages=("fa",)):
        # The client itself looks for scripts, handlers and styles within every page.
        with client._open(path) as answer:
            page = client._page(answer, path)
        assert page.status < 500, path
        if "onerror" in page.body:
            shown.add(endpoint)
            assert not page.select("img[src=x], a[href^='javascript:'], [onerror]"), path
    assert shown >= SHOWN[name]


def test_markup_in_a_form_that_is_shown_again_runs_nowhere(world, case):
    client = world.client(world.maryam)
    for language in LANGUAGES:
        path = f"/{language}/complaints/new"
        typed = dict.fromkeys(("store", "title", "body", "product", "seller", "amount", "purchased_on"), MARKUP)
        page = client.fill(path, status=422, **typed, nature=MARKUP, category=MARKUP, wanted=MARKUP, csrf_token=MARKUP)
        assert page.fields()["title"] == MARKUP
        forged = client.send(f"/{language}/complaints/{case.number}/evaluate", {MARKUP: MARKUP}, status=422)
        assert not forged.select("img[src=x]")
    karim = world.client(world.karim)
    refused = karim.send(f"/fa/complaints/{case.number}/answer-back", {MARKUP: MARKUP, "body": MARKUP}, status=403)
    assert not refused.select("img[src=x]")
    assert MARKUP in refused.text


def test_markup_and_line_ends_reach_no_mail_but_as_words(world, case):
    sent = mails(world.app)
    assert len(sent) > 4
    for message in sent:
        page = parsed(html(message))
        assert not page.select("script, img, [onerror], [href^='javascript:']")
        assert "\n" not in message["Subject"]
        assert message.keys().count("To") == 1
        assert message["Bcc"] is None
