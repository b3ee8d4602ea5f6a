"""What moderators of the sample world have decided, what was appealed against, and what a second reader said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import exists, insert, select

from portal import complaints, moderation
from portal.access import Actor, Role
from portal.complaints import CaseView, Complaint
from portal.db import Session
from portal.moderation import (
    MEASURED,
    Appeal,
    Decision,
    Kind,
    Post,
    Reason,
    Revision,
    Ruling,
    SecondReading,
    Verdict,
    Visibility,
    current_revision,
)
from portal.sample.files import load

SENT_BACK = 0.07
"""The share of what is public now that was sent back first."""
SENT_BACK_FOR = (Reason.PERSONAL_DATA, Reason.PERSONAL_DATA, Reason.INSULT, Reason.ACCUSATION)
REJECTED_FOR = (Reason.OFF_TOPIC, Reason.DUPLICATE, Reason.ADVERTISING)
EVERY, EVERY_REFUSAL = 40, 8
"""Every so many decisions one is read again, all but the latest of them."""
UNREAD = 2


@dataclass(frozen=True, slots=True)
class Appealed:
    """A rejected text in a case, its author's appeal, and what was answered, if anything was."""

    by: Role
    ref: str
    days_ago: int
    text: str
    reason: Reason
    appeal: str
    ruling: Ruling | None = None
    answer: str = ""


def appealed() -> Sequence[Appealed]:
    """As they stand in the file, longest ago first."""
    return [
        Appealed(
            **{
                **row,
                "by": Role(row["by"]),
                "reason": Reason(row["reason"]),
                "ruling": Ruling(row["ruling"]) if "ruling" in row else None,
            }
        )
        for row in load("appeals")["appeal"]
    ]


def give_decisions(session: Session, moderator: Actor, now: datetime) -> None:
    """What the archive brought along within the time that is measured was decided on, when it became public."""
    statement = (
        select(Post, Revision)
        .join(Revision, current_revision())
        .where(
            Post.submitted_at >= now - MEASURED,
            Post.visibility.in_((Visibility.PUBLISHED, Visibility.REJECTED)),
            ~exists().where(Decision.post_id == Post.id),
        )
        .order_by(Post.id)
    )
    rows: list[Mapping[str, object]] = []
    for post, revision in session.execute(statement).all():
        revision.dialect = moderation.dialect_of(f"{revision.title}\n{revision.body}", post.language)
        rows += _decisions(post, revision.id, moderator)
    if rows:
        session.execute(insert(Decision), rows)


def _decisions(post: Post, revision_id: int, moderator: Actor) -> Sequence[Mapping[str, object]]:
    draw = Random(post.submission or f"{post.subject} {post.submitted_at}")  # noqa: S311 -- invented figures

    def decided(verdict: Verdict, at: datetime, reason: Reason | None = None) -> Mapping[str, object]:
        return {
            "post_id": post.id, "revision_id": revision_id, "moderator_id": moderator.account_id, "at": at,
            "verdict": verdict, "reason": reason, "note": "", "answers": None, "due_at": at, "took_effect_at": at,
        }  # fmt: skip

    if post.published_at is None:
        waited = timedelta(hours=draw.uniform(1, 30))
        return [decided(Verdict.REJECT, post.submitted_at + waited, draw.choice(REJECTED_FOR))]
    public = decided(Verdict.APPROVE, post.published_at)
    if draw.random() >= SENT_BACK:
        return [public]
    half = (post.published_at - post.submitted_at) / 2
    return [decided(Verdict.REQUEST_CHANGES, post.submitted_at + half, draw.choice(SENT_BACK_FOR)), public]


def give_appeals(
    session: Session, authors: Mapping[Role, Actor], moderator: Actor, second: Actor, now: datetime
) -> None:
    """Texts a moderator rejected and their authors appealed for, spread over two months; some wait for an answer."""
    if session.scalar(select(Appeal.id).limit(1)) is not None:
        return
    for place, one in enumerate(appealed()):
        sent_at = now - timedelta(days=one.days_ago)
        author, key = authors[one.by], f"sample-appealed-{place}"
        write = complaints.reply if one.by is Role.REPRESENTATIVE else complaints.answer_back
        case = _case(session, one.ref)
        write(session, author, sent_at, case=case, language=case.language, body=one.text, submission=key)
        post = session.scalars(select(Post).where(Post.submission == key)).one()
        decided_at = sent_at + timedelta(hours=3)
        moderation.decide(
            session, moderator, decided_at, post_id=post.id, revision_number=1, verdict=Verdict.REJECT,
            reason=one.reason,
        )  # fmt: skip
        appeal = moderation.appeal(session, author, decided_at + timedelta(hours=8), post_id=post.id, body=one.appeal)
        if one.ruling is not None:
            moderation.answer_appeal(
                session, second, decided_at + timedelta(hours=31), appeal_id=appeal.id, ruling=one.ruling,
                answer=one.answer, moderators=[moderator], answers=post.kind is Kind.REPLY or None,
            )  # fmt: skip


def give_second_readings(session: Session, second: Actor, now: datetime) -> None:
    """Some decisions were put before a second reader, who differed once; the latest wait."""
    if session.scalar(select(SecondReading.id).limit(1)) is not None:
        return
    decided = select(Decision).where(Decision.verdict.in_(moderation.READ_AGAIN)).order_by(Decision.at, Decision.id)
    drawn = [
        decision
        for place, decision in enumerate(session.scalars(decided))
        if place % (EVERY if decision.verdict is Verdict.APPROVE else EVERY_REFUSAL) == 0
    ]
    differs = next(decision for decision in drawn if decision.verdict is Verdict.APPROVE)
    for decision in drawn[:-UNREAD]:
        read_at = min(now, decision.at + timedelta(hours=20))
        reading = SecondReading(
            post_id=decision.post_id, decision_id=decision.id, drawn_at=decision.at, verdict=decision.verdict,
            reason=decision.reason, read_by=second.account_id, read_at=read_at,
        )  # fmt: skip
        if decision is differs:
            reading.verdict, reading.reason = Verdict.REQUEST_CHANGES, Reason.OFF_TOPIC
            reading.note = "از متن معلوم نیست دربارهٔ چیست؛ من از نویسنده می‌خواستم روشن‌تر بنویسد."
        session.add(reading)
    for decision in drawn[-UNREAD:]:
        session.add(SecondReading(post_id=decision.post_id, decision_id=decision.id, drawn_at=decision.at))


def _case(session: Session, ref: str) -> CaseView:
    case = complaints.case_by_id(session, session.scalars(select(Complaint.id).where(Complaint.ref == ref)).one())
    if case is None:
        raise LookupError(ref)
    return case
