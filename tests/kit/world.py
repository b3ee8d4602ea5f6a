"""The named cast, and verbs for what they do, on a real database.

Maryam complains, Karim is a stranger, Layla works for the store Golestan, Nader moderates, Parisa administers.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask

from portal import accounts, complaints, events, moderation, notices, stores
from portal.access import Actor, Role
from portal.accounts import Account
from portal.complaints import CaseView, Complaint, Facts, Nature
from portal.db import db, transaction
from portal.moderation import (
    NOWHERE,
    Appeal,
    Hiding,
    Origin,
    Reason,
    Report,
    Ruling,
    SecondReading,
    Severity,
    Verdict,
)
from portal.stores import Store
from tests.kit.client import Client

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PASSWORD = "شب‌های روشن ۱۲۳"

TITLE = "یخچال پس از سه هفته نرسید"
BODY = (
    "سه هفته پیش از این فروشگاه یک یخچال خریدم و پولش را کامل پرداخت کردم. قرار بود چهارروزه برسد، ولی هنوز "
    "نه یخچال رسیده و نه کسی جواب تلفن پشتیبانی را می‌دهد. سفارش را یا بفرستید یا پول مرا پس بدهید."
)
ANSWER = (
    "سفارش شما امروز صبح از انبار کرج با باربری ارسال شد و راننده فردا بین ساعت ده تا دوازده با شما تماس می‌گیرد؛ "
    "هزینهٔ حمل را هم به کیف پولتان برگرداندیم."
)
APPEAL = "در این نوشته به کسی توهین نشده است؛ فقط گفته‌ام سفارش نرسیده و کسی جواب نمی‌دهد."
RULED = "نوشته و دلیل را دوباره خواندیم و نتیجه همین است."


@dataclass(frozen=True)
class Person:
    account: Account
    actor: Actor

    @property
    def id(self) -> int:
        return self.account.id


class World:
    """Everything happens at `now`, which tests move on with `wait`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.now = NOON
        self._forms = 0
        self.golestan = self.add_store("golestan", "گلستان", "غولستان")
        self.nakhl = self.add_store("nakhl", "نخل", "النخل", country="SA")
        self.maryam = self.add_person("maryam")
        self.karim = self.add_person("karim")
        self.layla = self.add_person("layla", Role.REPRESENTATIVE, store=self.golestan)
        self.nader = self.add_person("nader", Role.MODERATOR)
        self.parisa = self.add_person("parisa", Role.ADMINISTRATOR)

    def wait(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now

    def client(self, person: Person | None = None) -> Client:
        return Client(self.app, person.id if person else None)

    def add_store(self, slug: str, fa: str, ar: str, country: str = "IR") -> Store:
        store = Store(
            ref=slug,
            slug=slug,
            names={"fa": fa, "ar": ar},
            country=country,
            category="home-appliances",
            created_at=self.now,
        )
        with transaction() as session:
            session.add(store)
        return store

    def add_person(self, name: str, role: Role = Role.SHOPPER, store: Store | None = None) -> Person:
        with transaction() as session:
            account = accounts.create_account(
                session,
                self.now,
                email=f"{name}@example.org",
                name=name.title(),
                password_hash=None,
                language="fa",
                role=role,
            )
            if store is not None:
                stores.add_representative(session, store.id, account.id, self.now)
            session.flush()
            parties = stores.parties_of(session, account.id)
        return Person(account, accounts.actor_of(account, frozenset({role}), parties))

    def complain(
        self,
        person: Person | None = None,
        store: Store | None = None,
        title: str = TITLE,
        body: str = BODY,
        origin: Origin = NOWHERE,
        order_number: str | None = None,
    ) -> Complaint:
        """A complaint waiting for a moderator."""
        with transaction() as session:
            return complaints.submit(
                session,
                (person or self.maryam).actor,
                self.now,
                store_id=(store or self.golestan).id,
                language="fa",
                title=title,
                body=body,
                facts=Facts(nature=Nature.LATE, category="home-appliances", order_number=order_number),
                submission=self.new_form(),
                origin=origin,
            )

    def decide(
        self,
        post_id: int,
        verdict: Verdict = Verdict.APPROVE,
        reason: Reason | None = None,
        answers: bool | None = None,
        by: Person | None = None,
        note: str = "",
        **more: Any,
    ) -> None:
        """A decision in effect at once; hiding, and an approval that takes two, are confirmed by Parisa."""
        if verdict is Verdict.HIDE:
            self.settle(self.propose_hiding(post_id, reason, by, note))
            return
        with transaction() as session:
            post = moderation.load_post(session, post_id)
            assert post is not None
            if verdict is Verdict.APPROVE and moderation.gravest(post.findings) is Severity.BLOCK:
                note = note or "خوانده شد؛ دربارهٔ خرید است."
            moderation.decide(
                session,
                (by or self.nader).actor,
                self.now,
                post_id=post_id,
                revision_number=post.revision_number,
                verdict=verdict,
                reason=reason,
                answers=answers,
                note=note,
                **more,
            )
        if verdict is Verdict.APPROVE and by is None and post.ties and "undo_within" not in more:
            self.decide(post_id, verdict, reason, answers, self.parisa, note, **more)

    def propose_hiding(self, post_id: int, reason: Reason | None, by: Person | None = None, note: str = "") -> Hiding:
        """A moderator wants a public post hidden."""
        with transaction() as session:
            return moderation.propose_hiding(
                session, (by or self.nader).actor, self.now, post_id=post_id, reason=reason, note=note
            )

    def settle(self, hiding: Hiding, by: Person | None = None, *, confirmed: bool = True) -> None:
        """The second person's word on a hiding: an administrator's, unless somebody else is named."""
        with transaction() as session:
            moderation.settle_hiding(
                session,
                (by or self.parisa).actor,
                self.now,
                hiding_id=hiding.id,
                confirmed=confirmed,
                moderators=[] if by is None else [self.nader.actor, by.actor],
            )

    def appeal(self, post_id: int, body: str = APPEAL, by: Person | None = None) -> Appeal:
        """The author, Maryam unless somebody else is named, appeals against the decision on their post."""
        with transaction() as session:
            return moderation.appeal(session, (by or self.maryam).actor, self.now, post_id=post_id, body=body)

    def answer_appeal(
        self, appeal: Appeal, ruling: Ruling, by: Person | None = None, answer: str = RULED, **more: Any
    ) -> None:
        """The answer to it: an administrator's, unless another moderator is named."""
        with transaction() as session:
            moderation.answer_appeal(
                session,
                (by or self.parisa).actor,
                self.now,
                appeal_id=appeal.id,
                ruling=ruling,
                answer=answer,
                moderators=self._moderators(by),
                **more,
            )

    def restore(self, post_id: int) -> None:
        """What two have taken down is public again: a third, Simin, grants its author's appeal."""
        self.answer_appeal(self.appeal(post_id), Ruling.OVERTURNED, self.add_person("simin", Role.MODERATOR))

    def _moderators(self, by: Person | None) -> list[Actor]:
        return [self.nader.actor, *([] if by is None else [by.actor])]

    def draw(self, post_id: int) -> SecondReading:
        """The latest decision on the post is put before a second reader."""
        with transaction() as session:
            decision = moderation.decisions_on(session, [post_id])[post_id]
            drawn = SecondReading(post_id=post_id, decision_id=decision.id, drawn_at=self.now)
            session.add(drawn)
        return drawn

    def read_again(self, drawn: SecondReading, verdict: Verdict, by: Person | None = None, **more: Any) -> None:
        """What the second reader says: an administrator, unless another moderator is named."""
        with transaction() as session:
            moderation.read_again(
                session,
                (by or self.parisa).actor,
                self.now,
                reading_id=drawn.id,
                verdict=verdict,
                moderators=self._moderators(by),
                **{"reason": None, "note": "", **more},
            )

    def file_report(self, post_id: int, reason: Reason = Reason.SPAM, by: Person | None = None, **more: Any) -> Report:
        """Karim, or somebody else, reports a public post."""
        with transaction() as session:
            return moderation.file_report(
                session,
                (by or self.karim).actor,
                self.now,
                post_id=post_id,
                reason=reason,
                **{"note": "", "submission": self.new_form(), **more},
            )

    def settle_report(
        self, report: Report, by: Person | None = None, *, upheld: bool = True, answer: str = "خوانده شد.", **more: Any
    ) -> None:
        """A moderator's word on a report."""
        with transaction() as session:
            moderation.settle_report(
                session, (by or self.nader).actor, self.now, report_id=report.id, upheld=upheld, answer=answer, **more
            )

    def publish(self, **complaint: object) -> Complaint:
        """A complaint that is public."""
        return self.publish_many(1, **complaint)[0]

    def publish_many(self, count: int, **complaint: Any) -> list[Complaint]:
        """As many, which everybody hears of at once: of each by itself takes twice the time."""
        made = []
        for _ in range(count):
            made.append(self.complain(**complaint))
            self.decide(made[-1].post_id)
        self.deliver()
        return made

    def reply(
        self, complaint: Complaint, body: str = ANSWER, by: Person | None = None, origin: Origin = NOWHERE
    ) -> int:
        """A reply waiting for a moderator; its post's id."""
        submission = self.new_form()
        with transaction() as session:
            complaints.reply(
                session,
                (by or self.layla).actor,
                self.now,
                case=self.case(complaint),
                language="fa",
                body=body,
                submission=submission,
                origin=origin,
            )
            post = moderation.post_by_submission(session, submission)
            assert post is not None
            return post.id

    def answer(self, complaint: Complaint, body: str = ANSWER) -> int:
        """A reply that is public and counts as an answer."""
        post_id = self.reply(complaint, body)
        self.deliver()
        self.decide(post_id, answers=True)
        self.deliver()
        return post_id

    def evaluate(self, complaint: Complaint, *, resolved: bool = True, marks: dict[str, int] | None = None) -> None:
        """The shopper's word on a case."""
        with transaction() as session:
            complaints.evaluate(
                session,
                self.maryam.actor,
                self.now,
                case=self.case(complaint),
                resolved=resolved,
                marks=marks or {},
                would_buy_again=None,
            )

    def give_up(self, complaint: Complaint) -> None:
        """The author stops pursuing it."""
        with transaction() as session:
            complaints.give_up(session, self.maryam.actor, self.now, case=self.case(complaint))

    def case(self, complaint: Complaint) -> CaseView:
        found = complaints.case_by_id(db.session(), complaint.id)
        assert found is not None
        return found

    def deliver(self) -> None:
        """Everything a worker would do now."""
        events.deliver_all(self.app.extensions["portal-subscribers"])
        notices.send_waiting_mail()

    def new_form(self) -> str:
        """The key of a form nobody has sent before."""
        self._forms += 1
        return f"form-{self._forms}"
