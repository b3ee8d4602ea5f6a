"""What the people of the sample world have done before anybody looks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select, update

from portal import moderation
from portal.access import Actor
from portal.complaints import Complaint, Entry, Side
from portal.db import Session
from portal.moderation import (
    Hiding,
    Kind,
    Lane,
    Post,
    PostParty,
    PostTie,
    Reason,
    Report,
    Tie,
    Verdict,
    Visibility,
    person,
    visible,
)
from portal.reading import CaseViews, HelpfulMark
from portal.sample.reporting import REJECTED, answer, note

WHY_PASSED_ON = "مطمئن نیستم دربارهٔ یک خرید مشخص باشد؛ لطفاً شما هم بخوانید."
WHY_HIDDEN = {
    Reason.DUPLICATE: "به نظرم همین شکایت را پیش‌تر هم خوانده‌ام؛ لطفاً شما هم نگاه کنید.",
    Reason.THREAT: "خواننده‌ای آن را تهدید خوانده است؛ لطفاً شما هم بخوانید.",
}
REPORTED_IN_VAIN = 22
REPORTED_NOW = (Reason.PERSONAL_DATA, Reason.THREAT, Reason.FAKE, Reason.INSULT, Reason.DUPLICATE, Reason.ADVERTISING)


def give_cases(session: Session, account_id: int, refs: Sequence[str]) -> None:
    """Makes the account the author of the cases, and of what their shopper wrote later."""
    session.execute(update(Complaint).where(Complaint.ref.in_(refs)).values(author_id=account_id))
    cases = select(Complaint.id).where(Complaint.ref.in_(refs))
    openings = select(Complaint.post_id).where(Complaint.ref.in_(refs))
    turns = select(Entry.post_id).where(Entry.complaint_id.in_(cases), Entry.by == Side.SHOPPER)
    session.execute(
        update(Post)
        .where(Post.id.in_(openings) | Post.id.in_(turns))
        .values(author_id=account_id)
        .execution_options(synchronize_session=False)
    )


def send_back(session: Session, actor: Actor, now: datetime, ref: str, note: str) -> None:
    """A moderator asks for changes to a complaint with personal data in it, if it still waits."""
    waiting = session.execute(
        select(Post.id, Post.revision_number)
        .join(Complaint, Complaint.post_id == Post.id)
        .where(Complaint.ref == ref, Post.visibility == Visibility.PENDING)
    ).first()
    if waiting is None:
        return
    moderation.decide(
        session,
        actor,
        now,
        post_id=waiting.id,
        revision_number=waiting.revision_number,
        verdict=Verdict.REQUEST_CHANGES,
        reason=Reason.PERSONAL_DATA,
        note=note,
    )


def give_readers(session: Session, now: datetime) -> None:
    """Every public case was read, an old one more often; some helped somebody. The same case, the same figures."""
    read = set(session.scalars(select(CaseViews.complaint_id)))
    rows = session.execute(
        select(Complaint.id, Complaint.ref, Complaint.submitted_at)
        .join(Post, Post.id == Complaint.post_id)
        .where(visible(), Complaint.id.not_in(read))
    )
    for case_id, ref, since in rows:
        draw = Random(ref)  # noqa: S311 -- invented figures
        days = (now - since).days
        session.add(CaseViews(complaint_id=case_id, views=1 + int(draw.paretovariate(1.6) * (2 + days**0.6))))
        for number in range(draw.choices(range(6), (60, 15, 10, 7, 5, 3))[0]):
            key = f"{draw.getrandbits(120):030x}{number:02}"
            session.add(HelpfulMark(complaint_id=case_id, key=key, at=since))


def fill_desk(session: Session, moderator: Actor, now: datetime) -> None:
    """What a moderator has left for somebody else: a text passed on, and two that are to be taken down."""
    if session.scalar(select(Hiding.id).limit(1)) is not None:
        return
    waiting = select(Post.id, Post.revision_number).where(Post.visibility == Visibility.PENDING)
    passed_on = session.execute(waiting.where(Post.lane == Lane.REST).order_by(Post.id).limit(1)).one()
    moderation.decide(
        session,
        moderator,
        now,
        post_id=passed_on.id,
        revision_number=passed_on.revision_number,
        verdict=Verdict.ESCALATE,
        note=WHY_PASSED_ON,
    )
    for kind, reason in ((Kind.COMPLAINT, Reason.DUPLICATE), (Kind.REBUTTAL, Reason.THREAT)):
        latest = select(Post.id).where(visible(), Post.kind == kind).order_by(Post.id.desc()).limit(1)
        post_id = session.scalars(latest).one()
        moderation.propose_hiding(session, moderator, now, post_id=post_id, reason=reason, note=WHY_HIDDEN[reason])


def tie_posts(session: Session, moderator: Actor, now: datetime) -> None:
    """Two complaints take two moderators, and one of them has been approved by one."""
    if session.scalar(select(PostTie.post_id).limit(1)) is not None:
        return
    waiting = select(Post).where(Post.visibility == Visibility.PENDING, Post.kind == Kind.COMPLAINT)
    posts = session.scalars(waiting.where(Post.lane > Lane.DANGEROUS).order_by(Post.id.desc()).limit(2)).all()
    session.add_all(
        PostTie(post_id=post.id, tie=tie) for post, tie in zip(posts, (Tie.NETWORK, Tie.BURST), strict=True)
    )
    session.flush()
    moderation.decide(
        session,
        moderator,
        now,
        post_id=posts[0].id,
        revision_number=posts[0].revision_number,
        verdict=Verdict.APPROVE,
    )


def fill_reports(session: Session, moderator_id: int, now: datetime) -> None:
    """What was reported so far: all that had to be taken down, much that stayed, and a few that wait."""
    if session.scalar(select(Report.id).limit(1)) is not None:
        return
    draw = Random(1)  # noqa: S311 -- invented reports
    opening = select(Post, PostParty.party).join(PostParty, PostParty.post_id == Post.id)
    removed = opening.add_columns(Complaint.removed_because, Complaint.removed_at)
    removed = removed.join(Complaint, Complaint.post_id == Post.id).where(Complaint.removed_because.is_not(None))
    for post, party, because, at in session.execute(removed.order_by(Post.id)):
        report = _report(draw, post, party, Reason(because), at - timedelta(hours=draw.uniform(1, 30)))
        session.add(_settled(draw, report, post, moderator_id, at, upheld=True))
    latest = opening.where(visible(), Post.kind == Kind.COMPLAINT).order_by(Post.id.desc()).limit(200)
    chosen = draw.sample(session.execute(latest).all(), REPORTED_IN_VAIN + len(REPORTED_NOW))
    for (post, party), reason in zip(chosen, REPORTED_NOW, strict=False):
        session.add(_report(draw, post, party, reason, now - timedelta(hours=draw.uniform(1, 40))))
    for post, party in chosen[len(REPORTED_NOW) :]:
        report = _report(draw, post, party, draw.choice(REJECTED), post.published_at or now)
        at = min(now, report.filed_at + timedelta(hours=draw.uniform(1, 30)))
        session.add(_settled(draw, report, post, moderator_id, at, upheld=False))


def _report(draw: Random, post: Post, store: str, reason: Reason, at: datetime) -> Report:
    """Of the store, or of a reader whose account is gone: no account has such a number."""
    party = store if draw.random() < 0.6 else person(-draw.randrange(1, 15))
    return Report(
        post_id=post.id, party=party, reason=reason, note=note(draw, post.language, reason), filed_at=at, answer=""
    )


def _settled(draw: Random, report: Report, post: Post, moderator_id: int, at: datetime, *, upheld: bool) -> Report:
    report.settled_by, report.settled_at, report.upheld = moderator_id, at, upheld
    report.answer = answer(draw, post.language, upheld=upheld)
    return report
