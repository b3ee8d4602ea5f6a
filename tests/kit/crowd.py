"""Processes that can be killed: people who write without pause, and workers.

A writer notes what it did only after the commit, one line at a time. Whatever stands in its notes must be found in
the database, whenever the process was killed.
"""

import json
import os
import random
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from portal import access, accounts, clock, complaints, moderation, stores
from portal.access import Actor
from portal.complaints import Complaint, Facts, Nature, Outcome, Progress
from portal.config import Config
from portal.db import BusyError, Session, StaleStateError, db, transaction
from portal.factory import create_app
from portal.moderation import Hiding, Kind, Post, Reason, Verdict, Visibility
from tests.kit.world import ANSWER, BODY

Note = Mapping[str, Any]
PAUSE_SECONDS = 0.03
THINGS = ("یخچال", "کتاب", "تلفن", "کفش", "مبل", "دوربین")
PASSED = (BusyError, StaleStateError, access.ForbiddenError, complaints.NotPossibleError, moderation.NotPossibleError)


def work(settings: Mapping[str, str], log: Path) -> None:
    """A worker, until it is killed."""
    _log_to(log)
    app = create_app(Config.from_environment(settings))
    app.extensions["portal-jobs"].work(threading.Event())


def write(settings: Mapping[str, str], log: Path, notes: Path, seed: int) -> None:
    """Somebody who does one thing after another, until they are killed."""
    _log_to(log)
    app = create_app(Config.from_environment(settings))
    writer = Writer(seed)
    with notes.open("ab", buffering=0) as file:
        while True:
            with app.app_context():
                note = writer.act()
            if note is not None:
                file.write(json.dumps(note).encode() + b"\n")
                app.extensions["portal-jobs"].nudge()
            time.sleep(writer.chance.uniform(0, PAUSE_SECONDS))


def _log_to(path: Path) -> None:
    with path.open("ab") as file:
        os.dup2(file.fileno(), 2)


class Writer:
    """Does what shoppers, stores and moderators do, at random; each act is a transaction."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.number = 0

    def act(self) -> Note | None:
        """One act: the row that proves it, by table and columns; None where it was not possible."""
        acts: Mapping[Callable[[Session, datetime], Note | None], int] = {
            self.complain: 6,
            self.decide: 7,
            self.reply: 3,
            self.have_the_last_word: 3,
            self.hide_or_settle: 1,
            self.mend: 1,
        }
        (chosen,) = self.chance.choices(list(acts), list(acts.values()))
        self.number += 1
        try:
            with transaction() as session:
                return chosen(session, clock.now())
        except PASSED:
            return None

    def complain(self, session: Session, now: datetime) -> Note:
        submission = f"crowd-{self.seed}-{self.number}"
        shopper = _named(session, self.chance.choice(["maryam", "karim"]))
        thing = self.chance.choice(THINGS)
        complaint = complaints.submit(
            session,
            shopper,
            now,
            store_id=self.chance.choice(stores.all_stores(session)).id,
            language="fa",
            title=f"{thing} نرسید",
            body=f"{BODY} {thing} {submission}",
            facts=Facts(nature=Nature.LATE, category="home-appliances"),
            submission=submission,
        )
        return {"table": "complaint", "id": complaint.id, "number": complaint.number, "author_id": shopper.account_id}

    def decide(self, session: Session, now: datetime) -> Note | None:
        post_id = self.any_post(session, Visibility.PENDING)
        verdicts = {Verdict.APPROVE: 8, Verdict.REQUEST_CHANGES: 1, Verdict.REJECT: 1}
        (verdict,) = self.chance.choices(list(verdicts), list(verdicts.values()))
        return None if post_id is None else self.judge(session, now, post_id, verdict)

    def hide_or_settle(self, session: Session, now: datetime) -> Note | None:
        """Nader proposes a hiding, or Parisa, the administrator, has the second word on one."""
        waiting = session.scalars(select(Hiding.id).where(Hiding.settled_at.is_(None))).all()
        if waiting and self.chance.random() < 0.7:
            hiding_id, confirmed = self.chance.choice(waiting), self.chance.random() < 0.5
            moderation.settle_hiding(
                session, _named(session, "parisa"), now, hiding_id=hiding_id, confirmed=confirmed, moderators=[]
            )
            return {"table": "hiding", "id": hiding_id, "confirmed": confirmed}
        post_id = self.any_post(session, Visibility.PUBLISHED)
        if post_id is None:
            return None
        hiding = moderation.propose_hiding(
            session,
            _named(session, "nader"),
            now,
            post_id=post_id,
            reason=self.chance.choice([Reason.OFF_TOPIC, Reason.THREAT]),
            note="",
        )
        return {"table": "hiding", "id": hiding.id, "post_id": post_id}

    def judge(self, session: Session, now: datetime, post_id: int, verdict: Verdict) -> Note:
        post = moderation.load_post(session, post_id)
        assert post is not None
        decision = moderation.decide(
            session,
            _named(session, "parisa" if post.approved_by else "nader"),
            now,
            post_id=post_id,
            revision_number=post.revision_number,
            verdict=verdict,
            reason=Reason.OFF_TOPIC if verdict in moderation.REASON_NEEDED else None,
            answers=self.chance.choice([None, True, False]) if post.kind is Kind.REPLY else None,
            undo_within=timedelta(seconds=self.chance.choice([0, 1])),
        )
        session.flush()
        return {"table": "decision", "id": decision.id, "post_id": post_id, "verdict": verdict}

    def reply(self, session: Session, now: datetime) -> Note | None:
        case = self.any_case(session)
        if case is None:
            return None
        submission = f"crowd-{self.seed}-{self.number}"
        body = f"{self.chance.choice([ANSWER, 'با سلام، از صبوری شما سپاسگزاریم.'])} {submission}"
        complaints.reply(
            session, _named(session, "layla"), now, case=case, language="fa", body=body, submission=submission
        )
        return {"table": "post", "submission": submission, "kind": "reply"}

    def have_the_last_word(self, session: Session, now: datetime) -> Note | None:
        case = self.any_case(session)
        if case is None or case.author_id is None:
            return None
        shopper = _actor(session, case.author_id)
        if case.progress in {Progress.OPEN, Progress.ANSWERED}:
            marks = {"speed": self.chance.randint(1, 5)}
            resolved = self.chance.random() < 0.5
            complaints.evaluate(
                session, shopper, now, case=case, resolved=resolved, marks=marks, would_buy_again=resolved
            )
        else:
            complaints.reopen(session, shopper, now, case=case)
        session.flush()
        return {"table": "outcome", "id": session.scalar(select(func.max(Outcome.id))), "complaint_id": case.id}

    def mend(self, session: Session, now: datetime) -> Note | None:
        post_id = self.any_post(session, Visibility.CHANGES_REQUESTED)
        post = None if post_id is None else moderation.load_post(session, post_id)
        if post is None or post.author_id is None:
            return None
        moderation.revise_post(session, _actor(session, post.author_id), now, post.id, post.title, f"{post.body} +")
        return {"table": "revision", "post_id": post.id, "number": post.revision_number + 1}

    def any_post(self, session: Session, state: Visibility) -> int | None:
        found = session.scalars(select(Post.id).where(Post.visibility == state)).all()
        return self.chance.choice(found) if found else None

    def any_case(self, session: Session) -> complaints.CaseView | None:
        found = session.scalars(
            select(Complaint.id).join(Post, Post.id == Complaint.post_id).where(moderation.visible())
        ).all()
        return complaints.case_by_id(session, self.chance.choice(found)) if found else None


def _named(session: Session, name: str) -> Actor:
    account = accounts.account_by_email(session, f"{name}@example.org")
    assert account is not None
    return _actor(session, account.id)


def _actor(session: Session, account_id: int) -> Actor:
    found = accounts.account_with_roles(session, account_id)
    assert found is not None
    return accounts.actor_of(*found, stores.parties_of(session, account_id))


def is_there(note: Note) -> bool:
    """Whether the row that proves the act is in the database."""
    table = db.metadata.tables[note["table"]]
    statement = select(func.count()).select_from(table)
    for column, value in note.items():
        if column != "table":
            statement = statement.where(table.c[column] == value)
    return db.session.scalar(statement) == 1
