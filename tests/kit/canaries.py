"""Words that stand in every place nobody has let through, and who may see each of them where.

A canary is declared with the readers and the endpoints it may appear to them on; anything else is a leak.
"""

from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex

from portal import accounts, complaints, moderation
from portal.access import Role
from portal.complaints import Complaint, Facts, Nature, NotCounted, Side
from portal.db import transaction
from portal.language import LANGUAGES, money
from portal.language import date as day
from portal.moderation import UNDO_WITHIN, Masked, PostTie, Reason, Ruling, Tie, Verdict
from portal.text import MASK, fold
from portal.web.models import KeptForm
from tests.kit.canary import (
    AGAIN,
    AN_APPEAL,
    EARLIER_VERSION,
    MODERATION,
    MODERATORS,
    NOBODY,
    NOTE_TO_THE_AUTHOR,
    NOTE_TO_THE_STORE,
    ON_THE_POST,
    OWN_CASE,
    PRIVATE_FACT,
    REPORTING,
    THE_AUTHOR_AND_MODERATORS,
    THE_STORE_AND_MODERATORS,
    TO_THE_SECOND,
    Canary,
    Places,
    shown_text,
)
from tests.kit.world import ANSWER, BODY, Person, World

AMOUNT = 48_731_592
PURCHASED_ON = date(2025, 2, 3)


@dataclass
class Aviary:
    """A world with a canary in every place that is not public, and what a walk through it has to fill in."""

    world: World
    canaries: list[Canary] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    posts: list[tuple[str, int]] = field(default_factory=list)
    kept: dict[str, list[str]] = field(default_factory=dict)
    hidings: list[int] = field(default_factory=list)
    appeals: list[int] = field(default_factory=list)
    readings: list[int] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.readers: dict[str, Person | None] = self._readers()
        self._public_case()
        self._unpublished_cases()
        self._half_hidden_cases()
        self._reported_case()
        self._kept_forms()
        self._addresses()
        self.world.deliver()

    def canary(self, lies: str, seen_by: Places, *words: str, is_seen: bool = True) -> str:
        """Declares a canary; returns the word to be put there."""
        words = words or (_made_up_word(len(self.canaries)),)
        self.canaries.append(Canary(lies, tuple(shown_text(word) for word in words), seen_by, is_seen))
        return words[0]

    def _readers(self) -> dict[str, Person | None]:
        world = self.world
        mina = world.add_person("mina", Role.MODERATOR, store=world.golestan)
        with transaction() as session:
            accounts.grant_role(session, mina.id, Role.REPRESENTATIVE)
        return {
            "anonymous": None,
            "stranger": world.karim,
            "author": world.maryam,
            "representative": world.layla,
            "representative of another store": world.add_person("omar", Role.REPRESENTATIVE, store=world.nakhl),
            "moderator": world.nader,
            "moderator of the store": mina,
            "administrator": world.parisa,
        }

    def _complain(self, name: str, seen_by: Places, person: Person | None = None, *, is_seen: bool = True) -> Complaint:
        """A complaint with a canary in everything its author writes."""
        person = person or self.world.maryam

        def canary(where: str) -> str:
            return self.canary(f"{where} of a complaint that is {name}", seen_by, is_seen=is_seen)

        with transaction() as session:
            made = complaints.submit(
                session,
                person.actor,
                self.world.now,
                store_id=self.world.golestan.id,
                language="fa",
                title=f"یخچال {canary('title')} نرسید",
                body=f"{canary('text')} {BODY}",
                facts=Facts(
                    nature=Nature.LATE,
                    category="home-appliances",
                    product=canary("product"),
                    seller=canary("seller"),
                    order_number=canary("order number"),
                ),
                submission=f"canary-{name}",
            )
        self._remember(name, made.number, made.post_id)
        return made

    def _remember(self, name: str, number: str, post_id: int) -> None:
        self.numbers[name] = number
        self.posts.append((number, post_id))

    def _decide(self, post_id: int, verdict: Verdict, note: str = "", *, answers: bool | None = None) -> None:
        reason = None if verdict is Verdict.APPROVE else Reason.INSULT
        self.world.decide(post_id, verdict, reason, answers=answers, note=note)
        self.world.deliver()
        self.world.wait(minutes=1)

    def _public_case(self) -> None:
        """A case everybody reads, with private facts, and every kind of turn that is not public."""
        world = self.world
        purchased = [day(language, PURCHASED_ON) for language in LANGUAGES.values()]
        paid = [money(language, AMOUNT, "IRR").split("\N{NO-BREAK SPACE}")[0] for language in LANGUAGES.values()]
        self.canary("purchase date of a public complaint", PRIVATE_FACT, *purchased, PURCHASED_ON.isoformat())
        self.canary("amount of a public complaint", PRIVATE_FACT, *paid, str(AMOUNT))
        order = self.canary("order number of a public complaint", PRIVATE_FACT, "ZQ-ORDER-7731")
        facts = Facts(
            Nature.LATE, "home-appliances", order_number=order, purchased_on=PURCHASED_ON, amount=AMOUNT, currency="IRR"
        )
        with transaction() as session:
            case = complaints.submit(
                session, world.maryam.actor, world.now, store_id=world.golestan.id, language="fa",
                title="یخچال ماه‌ها در راه است", body=BODY, facts=facts, submission="canary-public",
            )  # fmt: skip
        self._remember("public", case.number, case.post_id)
        self._decide(case.post_id, Verdict.APPROVE, self.canary("note on an approval", ON_THE_POST))
        note = self.canary("the note of who left a case out of the score", {"moderator": {"desk.counting"}})
        with transaction() as session:
            complaints.leave_out(
                session, world.nader.actor, world.now, case=world.case(case), reason=NotCounted.TIED, note=note
            )
        for side in Side:
            self._turns(case, side)
        self._appeals(case)
        self._second_readings(case)

    def _turns(self, case: Complaint, side: Side) -> None:
        by_store = side is Side.STORE
        what = "reply" if by_store else "rebuttal"
        readers = THE_STORE_AND_MODERATORS if by_store else THE_AUTHOR_AND_MODERATORS
        note_readers = NOTE_TO_THE_STORE if by_store else NOTE_TO_THE_AUTHOR
        self._turn(case, side, self.canary(f"a {what} that waits", readers))
        for verdict in (Verdict.REQUEST_CHANGES, Verdict.REJECT):
            post_id = self._turn(case, side, self.canary(f"a {what} after {verdict}", readers))
            self._decide(post_id, verdict, self.canary(f"the note on a {what} after {verdict}", note_readers))
        mended = self._turn(case, side, self.canary(f"the first version of a mended {what}", EARLIER_VERSION))
        self._decide(mended, Verdict.REQUEST_CHANGES)
        self._mend(mended, side, self.canary(f"the second version of a mended {what}", readers))
        hidden = self._turn(case, side, self.canary(f"a {what} that was taken down", readers))
        self._decide(hidden, Verdict.APPROVE, answers=True if by_store else None)
        self._decide(hidden, Verdict.HIDE, self.canary(f"the note on a {what} that was taken down", note_readers))

    def _appeals(self, case: Complaint) -> None:
        """One that waits, and one that was answered; an administrator answers, as there is one moderator."""
        for what in ("waits", "was answered"):
            rejected = self.canary(f"a rebuttal whose appeal {what}", {**THE_AUTHOR_AND_MODERATORS, **TO_THE_SECOND})
            post_id = self._turn(case, Side.SHOPPER, rejected)
            note = self.canary(f"the note appealed against, which {what}", {**NOTE_TO_THE_AUTHOR, **TO_THE_SECOND})
            self._decide(post_id, Verdict.REJECT, note)
            appeal = self.world.appeal(post_id, self.canary(f"an appeal that {what}", AN_APPEAL))
            self.appeals.append(appeal.id)
        answer = self.canary("the answer to an appeal", {**AN_APPEAL, "author": {"site.appeal", "mail"}})
        self.world.answer_appeal(appeal, Ruling.UPHELD, answer=answer)

    def _second_readings(self, case: Complaint) -> None:
        """One that waits, whose reader must not know the note, and one of two who differ, which tells it."""
        for what, first in (("waits", {}), ("differs", AGAIN)):
            rejected = self.canary(f"a rebuttal whose reading {what}", {**THE_AUTHOR_AND_MODERATORS, **AGAIN})
            post_id = self._turn(case, Side.SHOPPER, rejected)
            self._decide(
                post_id, Verdict.REJECT, self.canary(f"the note before it {what}", {**NOTE_TO_THE_AUTHOR, **first})
            )
            drawn = self.world.draw(post_id)
            self.readings.append(drawn.id)
        note = self.canary("the note of the second reader", AGAIN)
        self.world.read_again(drawn, Verdict.APPROVE, note=note)

    def _turn(self, case: Complaint, side: Side, word: str) -> int:
        world, key = self.world, f"canary-{word}"
        person, write = (
            (world.layla, complaints.reply) if side is Side.STORE else (world.maryam, complaints.answer_back)
        )
        with transaction() as session:
            write(
                session, person.actor, world.now, case=world.case(case), language="fa", body=f"{word} {ANSWER}",
                submission=key,
            )  # fmt: skip
            post = moderation.post_by_submission(session, key)
            assert post is not None
        self.posts.append((case.number, post.id))
        return post.id

    def _mend(self, post_id: int, side: Side, word: str, title: str = "") -> None:
        person = self.world.layla if side is Side.STORE else self.world.maryam
        with transaction() as session:
            moderation.revise_post(session, person.actor, self.world.now, post_id, title, f"{word} {ANSWER}")

    def _unpublished_cases(self) -> None:
        label = self.canary("name of somebody whose only complaint waits", MODERATORS, "Zqsamira")
        samira = self.world.add_person(label.lower())
        self._complain("pending", MODERATORS, samira)
        for name, verdict in (("sent back", Verdict.REQUEST_CHANGES), ("rejected", Verdict.REJECT)):
            case = self._complain(name, THE_AUTHOR_AND_MODERATORS)
            self._decide(case.post_id, verdict, self.canary(f"the note on a complaint {name}", NOTE_TO_THE_AUTHOR))
        self._mended_case()
        hidden = self._complain("hidden", THE_AUTHOR_AND_MODERATORS)
        self._decide(hidden.post_id, Verdict.APPROVE)
        below: Places = {"author": OWN_CASE, "moderator": MODERATION}
        reply = self._turn(hidden, Side.STORE, self.canary("a public reply below a complaint that was hidden", below))
        self._decide(reply, Verdict.APPROVE, answers=True)
        self._decide(hidden.post_id, Verdict.HIDE, self.canary("the note on a hidden complaint", NOTE_TO_THE_AUTHOR))

    def _first_text(self) -> str:
        return self.canary("text of the first version", {**EARLIER_VERSION, "author": {"mail"}}, is_seen=False)

    def _half_hidden_cases(self) -> None:
        """Hidden on the word of one, with words masked, and about to be published."""
        world = self.world
        of_two: Places = {**THE_AUTHOR_AND_MODERATORS, "administrator": {"desk.hiding"}}
        case = self._complain("hidden for a day", of_two, is_seen=False)
        self._decide(case.post_id, Verdict.APPROVE)
        note = self.canary("the note on a hiding", {**NOTE_TO_THE_AUTHOR, "administrator": {"desk.hiding"}})
        self.hidings.append(world.propose_hiding(case.post_id, Reason.THREAT, note=note).id)
        word = self.canary(
            "a word that was masked", {"author": {"site.case", "mail"}, "moderator": {"desk.post", "desk.hide"}}
        )
        masked = world.complain(title="یخچال پوشیده", body=f"{BODY} {word} تلفن پیک است.")
        shown = Masked("یخچال پوشیده", f"{BODY} {MASK} تلفن پیک است.")
        world.decide(masked.post_id, masked=shown)
        self._remember("masked", masked.number, masked.post_id)
        held = self._complain("about to be published", THE_AUTHOR_AND_MODERATORS)
        note = self.canary("the note on a held decision", NOBODY)
        world.decide(held.post_id, note=note, undo_within=UNDO_WITHIN)
        passed_on = self._complain("passed on", {**THE_AUTHOR_AND_MODERATORS, "administrator": {"desk.post"}})
        note = self.canary("the note of who passed it on", {"administrator": {"desk.post"}})
        world.decide(passed_on.post_id, Verdict.ESCALATE, note=note)
        approved = self._complain(
            "approved by one of two", {**THE_AUTHOR_AND_MODERATORS, "administrator": {"desk.post"}}
        )
        with transaction() as session:
            session.add(PostTie(post_id=approved.post_id, tie=Tie.ORDER))
        note = self.canary("the note of the first of two", {"administrator": {"desk.post"}})
        world.decide(approved.post_id, by=world.nader, note=note)

    def _reported_case(self) -> None:
        """Reported by a reader and by the store, each of whom reads the moderator's word on it."""
        world = self.world
        case = world.publish(title="یخچال گزارش‌شده")
        self._remember("reported", case.number, case.post_id)
        of_the_store = {"representative": REPORTING, "moderator of the store": REPORTING}
        readers: dict[str, Places] = {"stranger": {"stranger": REPORTING}, "representative": of_the_store}
        for name, own in readers.items():
            note = self.canary(f"the note of a {name} on a report", {**own, "moderator": {"desk.report"}})
            report = world.file_report(case.post_id, by=self.readers[name], note=note)
            told: Places = {**own, name: REPORTING | {"mail"}, "moderator": {"desk.report"}}
            answer = self.canary(f"the word on the report of a {name}", told)
            world.settle_report(report, upheld=False, answer=answer)
            self.reports.append(report.id)

    def _mended_case(self) -> None:
        world = self.world
        titles = [
            self.canary("title of the first version of a mended complaint", EARLIER_VERSION),
            self.canary("title of the second version of a mended complaint", THE_AUTHOR_AND_MODERATORS),
        ]
        case = world.complain(
            title=titles[0],
            body=self._first_text() + BODY,
        )
        self._remember("mended", case.number, case.post_id)
        self._decide(case.post_id, Verdict.REQUEST_CHANGES)
        second = self.canary("text of the second version of a mended complaint", THE_AUTHOR_AND_MODERATORS)
        self._mend(case.post_id, Side.SHOPPER, second, titles[1])

    def _kept_forms(self) -> None:
        pages = {
            "site.new_complaint": "/complaints/new",
            "site.answer_back": f"/complaints/{self.numbers['public']}/answer-back",
        }
        for form, path in pages.items():
            fields = {
                "title": self.canary(f"title kept for {form}", {"author": {form, "site.cases"}}),
                "body": self.canary(f"text kept for {form}", {"author": {form}}),
            }
            self.kept[form] = [self._keep(f"/{code}{path}", fields) for code in LANGUAGES]

    def _keep(self, path: str, fields: dict[str, str]) -> str:
        """Keeps a form of the author's; returns the token that finds it."""
        token, author = token_hex(8), self.world.maryam.id
        with transaction() as session:
            session.add(KeptForm(token=token, account_id=author, path=path, fields=fields, kept_at=self.world.now))
        return token

    def _addresses(self) -> None:
        for name, person in self.readers.items():
            if person is not None:
                own = {reader: {"accounts.choose_password"} for reader in self.readers}
                own[name] = {"accounts.choose_password", "mail address"}
                self.canary(f"e-mail address of the {name}", own, person.account.email, is_seen=False)
        self.canary("e-mail address of somebody whose only complaint waits", NOBODY, "zqsamira@example.org")


def _made_up_word(place: int) -> str:
    """A Persian, Arabic or Latin word nobody has written, as long as every other, that folding leaves alone."""
    alphabets = ("ژدپطنشخقزل", "دظضطنشخقزل", "bcdfghjkmp")
    number = place + 100
    letters = [alphabets[number % 3][int(figure)] for figure in str(number)]
    word = "zqwo".join(letters) if number % 3 == 2 else "غث".join(letters)
    assert fold(word) == word
    return word
