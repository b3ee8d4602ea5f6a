"""Who is told of what, once each; and mail that is neither lost nor different when it is sent again."""

import re
import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from flask import Flask
from flask_mailman import EmailMessage
from sqlalchemy import delete, select

from portal import accounts, clock, complaints, events, notices
from portal.access import Role
from portal.accounts import Account
from portal.complaints import CasesImported
from portal.config import Config
from portal.db import db, transaction
from portal.events import Cursor
from portal.language import text
from portal.moderation import REASON_ADVICE, REASON_LABELS, Reason, Verdict
from portal.notices import Notice
from portal.notices.mail import Pace
from portal.notices.rules import MAIL_ONLY, MOST_ATTEMPTS, NoticeKind
from tests.kit.mailbox import BreakingServer, DeadServer, PickyServer, html, links, mails, plain
from tests.kit.world import BODY, World

PHONE = "شمارهٔ من ۰۹۱۲۳۴۵۶۷۸۹ است و هنوز منتظر یخچالم هستم که از فروشگاه خریدم."


@pytest.fixture
def made(world, once):
    return once(World.publish, world)


def told(person):
    """What somebody was told, in order."""
    statement = select(Notice.kind).where(Notice.account_id == person.id).order_by(Notice.id)
    return list(db.session.scalars(statement))


def all_notices():
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Notice).order_by(Notice.id)))


@pytest.fixture
def mail_server(app):
    """Puts another mail server in place of the folder."""
    mailman, folder = app.extensions["mailman"], app.extensions["mailman"].backend

    def use(backend):
        mailman.backend = backend or folder

    yield use
    mailman.backend = folder
    app.extensions["portal-mail-pace"] = Pace()


def rebut(world, made):
    case, key = world.case(made), f"rebuttal-{world.now}"
    with transaction() as session:
        complaints.answer_back(
            session, world.maryam.actor, world.now, case=case, language="fa", body=BODY, submission=key
        )
    return max(entry.post_id for entry in complaints.entries_of(db.session(), made.id))


def evaluate(world, made, *, resolved):
    with transaction() as session:
        complaints.evaluate(
            session,
            world.maryam.actor,
            world.now,
            case=world.case(made),
            resolved=resolved,
            marks={},
            would_buy_again=None,
        )
    world.deliver()


def test_both_sides_are_told_of_a_case_as_it_goes(world, made):
    assert told(world.maryam) == ["own-complaint-published"]
    assert told(world.layla) == ["complaint-published"]
    world.wait(hours=1)
    world.answer(made)
    assert told(world.maryam)[1:] == ["reply-published"]
    assert told(world.layla)[1:] == ["own-post-published"]
    world.wait(hours=1)
    post_id = rebut(world, made)
    world.deliver()
    assert len(all_notices()) == 4
    world.decide(post_id)
    world.deliver()
    assert told(world.maryam)[2:] == ["own-post-published"]
    assert told(world.layla)[2:] == ["rebuttal-published"]


def test_the_store_is_told_what_the_shopper_says_and_the_shopper_is_not(world, made):
    world.answer(made)
    before = told(world.maryam)
    evaluate(world, made, resolved=False)
    with transaction() as session:
        complaints.reopen(session, world.maryam.actor, world.now, case=world.case(made))
    world.deliver()
    evaluate(world, made, resolved=True)
    assert told(world.layla)[2:] == ["case-not-solved", "case-reopened", "case-solved"]
    assert told(world.maryam) == before


def test_the_store_is_told_that_the_shopper_gave_up(world, made):
    with transaction() as session:
        complaints.give_up(session, world.maryam.actor, world.now, case=world.case(made))
    world.deliver()
    assert told(world.layla)[1:] == ["case-given-up"]


def test_every_representative_of_the_store_is_told_and_no_other(world):
    colleague = world.add_person("mina", Role.REPRESENTATIVE, store=world.golestan)
    elsewhere = world.add_person("omar", Role.REPRESENTATIVE, store=world.nakhl)
    world.publish()
    assert told(colleague) == ["complaint-published"]
    assert told(elsewhere) == []
    assert told(world.karim) == []
    assert told(world.nader) == []


def test_nobody_is_told_of_their_own_act(world):
    """A representative who complains about their own store hears of the decision, not of the complaint."""
    world.publish(person=world.layla)
    assert told(world.layla) == ["own-complaint-published"]


def test_nothing_is_told_of_what_waits_for_a_moderator(world):
    world.complain()
    world.deliver()
    assert all_notices() == []


@pytest.mark.parametrize(
    ("verdict", "kind"), [(Verdict.REQUEST_CHANGES, "changes-requested"), (Verdict.REJECT, "post-rejected")]
)
def test_only_the_author_is_told_of_a_refusal_with_rule_words_reason_and_what_to_do(world, verdict, kind):
    made = world.complain(body=PHONE)
    world.deliver()
    world.decide(made.post_id, verdict, Reason.PERSONAL_DATA, note="شماره را بردارید.")
    world.deliver()
    assert told(world.maryam) == [kind]
    assert told(world.layla) == []
    (mail,) = mails(world.app)
    written = plain(mail)
    assert "شماره را بردارید." in written
    assert "- اطلاعات شخصی: این شبیه شمارهٔ تلفن است" in written
    assert "۰۹۱۲۳۴۵۶۷۸۹" in written
    assert text("fa", REASON_LABELS[Reason.PERSONAL_DATA]) in written
    assert text("fa", REASON_ADVICE[Reason.PERSONAL_DATA]) in written or kind == "post-rejected"
    assert links(mail) == [f"/fa/complaints/{made.number}/posts/{made.post_id}/mend"]
    assert "۰۹۱۲۳۴۵۶۷۸۹" not in mail["Subject"]


def test_a_post_taken_down_and_put_back_is_news_to_its_author_alone(world, made):
    world.wait(days=1)
    world.decide(made.post_id, Verdict.HIDE, Reason.THREAT)
    world.deliver()
    world.wait(days=1)
    world.restore(made.post_id)
    world.deliver()
    assert told(world.maryam) == ["own-complaint-published", "post-hidden", "appeal-overturned"]
    assert told(world.layla) == ["complaint-published"]


def test_cases_loaded_in_bulk_tell_nobody(world):
    made = world.complain()
    with transaction() as session:
        events.append(session, CasesImported(made.id, made.id), world.now)
    world.deliver()
    assert all_notices() == []


def test_delivering_everything_again_tells_nobody_twice(world, made):
    world.answer(made)
    evaluate(world, made, resolved=True)
    before = [(notice.event_id, notice.account_id, notice.kind) for notice in all_notices()]
    sent = len(mails(world.app))
    with transaction() as session:
        session.execute(delete(Cursor).where(Cursor.subscriber == "notices"))
    world.deliver()
    assert [(notice.event_id, notice.account_id, notice.kind) for notice in all_notices()] == before
    assert len(mails(world.app)) == sent


def test_a_notice_holds_nothing_that_people_wrote(world):
    made = world.publish(title="عنوان قناری", body=f"{BODY} قناری")
    world.answer(made)
    for notice in all_notices():
        assert set(notice.arguments) <= {"complaint_id", "post_id", "reason"}
    for mail in mails(world.app):
        assert "قناری" not in mail["Subject"] + plain(mail) + html(mail)


def test_mail_is_in_the_language_and_direction_of_each_reader(world):
    arab = world.add_person("huda", Role.REPRESENTATIVE, store=world.nakhl)
    with transaction() as session:
        session.get_one(Account, arab.id).language = "ar"
    made = world.publish(store=world.nakhl)
    (to_shopper,) = mails(world.app, "maryam@example.org")
    (to_store,) = mails(world.app, "huda@example.org")
    assert '<html lang="fa" dir="rtl">' in html(to_shopper)
    assert '<html lang="ar" dir="rtl">' in html(to_store)
    assert "نخل" in to_shopper["Subject"]
    assert "النخل" in to_store["Subject"]
    assert made.number in to_store["Subject"]
    assert links(to_shopper) == [f"/fa/complaints/{made.number}/"]
    assert links(to_store) == [f"/ar/desk/stores/nakhl/cases/{made.number}/"]


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_of_mail_can_be_written_in_every_language(world, made, kind, language):
    report = world.file_report(made.post_id, by=world.nader)
    world.settle_report(report, world.add_person("sara", Role.MODERATOR), answer="۱")
    arguments = {"complaint_id": made.id, "post_id": made.post_id, "reason": "spam", "report_id": report.id}
    with transaction() as session:
        account = session.get_one(Account, world.karim.id)
        account.language = language
        session.add(
            Notice(
                event_id=1_000_000,
                account_id=account.id,
                kind=kind,
                arguments={} if kind in MAIL_ONLY else arguments,
                created_at=world.now,
                attempts=0,
            )
        )
    world.deliver()
    (mail,) = mails(world.app, "karim@example.org")
    assert all(link.startswith(f"/{language}/") for link in links(mail))
    assert html(mail).count("<a href=") == len(links(mail)) > 0
    has_english = re.search(r"\b(?!Shakwa)[A-Za-z][a-z]+ [a-z]+\b", mail["Subject"] + plain(mail))
    assert bool(has_english) is (language == "en")


def test_a_mail_sent_twice_is_the_same_mail(world, made):
    files = {file.name: file.read_bytes() for file in mail_files(world.app)}
    assert sorted(files) == ["notice-1@127.0.0.1.eml", "notice-2@127.0.0.1.eml"]
    with transaction() as session:
        for notice in session.scalars(select(Notice)):
            notice.mailed_at = None
    world.deliver()
    again = {file.name: file.read_bytes() for file in mail_files(world.app)}
    assert {name: boundary_free(text) for name, text in again.items()} == {
        name: boundary_free(text) for name, text in files.items()
    }
    assert [mail["Message-ID"] for mail in mails(world.app)] == [
        "<notice-1@127.0.0.1>",
        "<notice-2@127.0.0.1>",
    ]


def mail_files(app):
    return sorted((app.extensions["portal-config"].instance / "mail").iterdir())


def boundary_free(text):
    """Without the lines between the parts of a mail, which are drawn at random."""
    return [line for line in text.splitlines() if b"===============" not in line]


def test_a_dead_server_costs_nobody_an_attempt_and_is_left_alone_for_a_while(world, mail_server):
    mail_server(DeadServer)
    with clock.stopped_at(world.now):
        world.publish()
    assert [(notice.attempts, notice.mailed_at) for notice in all_notices()] == [(0, None), (0, None)]
    mail_server(None)
    with clock.stopped_at(world.now + timedelta(seconds=4)):
        world.deliver()
        assert not mails(world.app)
    with clock.stopped_at(world.now + timedelta(seconds=5)):
        world.deliver()
    assert len(mails(world.app)) == 2
    assert all(notice.mailed_at for notice in all_notices())


def test_a_server_that_breaks_off_loses_nothing(world, mail_server):
    mail_server(BreakingServer)
    with clock.stopped_at(world.now):
        world.publish()
        world.deliver()
    first, second = all_notices()
    assert (first.attempts, second.attempts) == (1, 0)
    mail_server(None)
    with clock.stopped_at(world.now + timedelta(minutes=2)):
        world.deliver()
    assert len(mails(world.app)) == 2


def test_one_refused_recipient_holds_nobody_up_and_is_tried_ever_more_rarely(world, mail_server):
    PickyServer.taken = []
    mail_server(PickyServer)
    with clock.stopped_at(world.now):
        world.publish()
        world.deliver()
    refused, taken = all_notices()
    assert PickyServer.taken == ["<notice-2@127.0.0.1>"]
    assert (refused.attempts, refused.mailed_at) == (1, None)
    assert taken.mailed_at
    for minutes, attempts in [(0.5, 1), (1, 2), (3, 2), (6, 3)]:
        with clock.stopped_at(world.now + timedelta(minutes=minutes)):
            world.deliver()
        assert all_notices()[0].attempts == attempts


def test_what_cannot_be_delivered_is_given_up_and_stays_on_the_site(world, mail_server):
    PickyServer.taken = []
    mail_server(PickyServer)
    world.publish()
    for day in range(1, 40):
        with clock.stopped_at(clock.now() + timedelta(days=3 * day)):
            world.deliver()
    refused = all_notices()[0]
    assert refused.attempts == MOST_ATTEMPTS
    assert refused.given_up_at
    assert refused.mailed_at is None
    assert notices.unread_count(db.session(), world.maryam.id) == 1


def test_a_batch_that_is_interrupted_goes_on_where_it_stopped(world, made, mail_server):
    """A message whose sending was not noted is sent again under the same Message-ID."""
    with transaction() as session:
        session.get_one(Notice, 2).mailed_at = None
    world.deliver()
    assert len(mails(world.app)) == 2
    assert all(notice.mailed_at for notice in all_notices())


def test_links_are_signed_when_the_mail_is_written_and_kept_nowhere(world):
    with transaction() as session:
        account = accounts.open_account(
            session, world.now, email="sara@example.org", name="Sara", password_hash="-", language="fa"
        )
    world.deliver()
    (mail,) = mails(world.app, "sara@example.org")
    token = links(mail)[0].rsplit("/", 1)[1]
    assert token not in str([row.payload for row in db.session.scalars(select(events.RecordedEvent))])
    assert token not in str([notice.arguments for notice in all_notices()])
    assert notices.unread_count(db.session(), account.id) == 0


@pytest.fixture
def post_office():
    """A real SMTP server on this machine, and what it was given."""

    class Keeping(Message):
        def handle_message(self, message):
            given.append(message)

    given = []
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(Keeping(), hostname="127.0.0.1", port=port)
    controller.start()
    yield port, given
    controller.stop()


def test_mail_goes_to_the_server_that_is_named(post_office, tmp_path):
    port, given = post_office
    app = Flask("probe")
    variables = {"PORTAL_INSTANCE": str(tmp_path), "PORTAL_MAIL_URL": f"smtp://127.0.0.1:{port}"}
    notices.mail.configure(app, Config.from_environment(variables))
    with app.app_context():
        EmailMessage("سلام", "متن", "a@example.org", ["b@example.org"]).send()
    assert given[0]["X-RcptTo"] == "b@example.org"


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtps://mail.example.org", 465, True, False),
        ("smtp://mail.example.org:587", 587, False, True),
        ("smtp://mail.example.org", 25, False, False),
    ],
)
def test_the_mail_url_says_how_the_server_is_spoken_to(tmp_path, url, port, ssl, tls):
    app = Flask("probe")
    url = url.replace("//", "//us%40er:pa%3Ass@")
    variables = {"PORTAL_INSTANCE": str(tmp_path), "PORTAL_MAIL_URL": url}
    notices.mail.configure(app, Config.from_environment(variables))
    server = app.extensions["mailman"]
    assert (server.server, server.port, server.use_ssl, server.use_tls) == ("mail.example.org", port, ssl, tls)
    assert (server.username, server.password) == ("us@er", "pa:ss")
