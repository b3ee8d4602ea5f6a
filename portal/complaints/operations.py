"""What people do with cases. Only these functions write a case's progress."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from portal import access, events, moderation
from portal.access import Actor, Permission
from portal.complaints.cases import CaseView
from portal.complaints.events import (
    CaseMoved,
    CaseOpened,
    CaseRemoved,
    CaseRestored,
    CasesAnswered,
    OutcomeGiven,
    ReplyJudged,
)
from portal.complaints.models import Complaint, Entry, LastWord, Outcome
from portal.complaints.numbers import new_number
from portal.complaints.rules import (
    EXPECTATIONS,
    Judge,
    Nature,
    NotPossibleError,
    PrivateFact,
    Progress,
    Side,
    Wanted,
    Word,
    can_be_taken_back,
    moved,
    restored,
)
from portal.complaints.sharing import keep_shared
from portal.db import Session, compare_and_set, in_turn, next_ids
from portal.moderation import NOWHERE, Draft, Kind, Origin, Post, Tie, is_visible, person, post_by_submission
from portal.stores import party


@dataclass(frozen=True, slots=True)
class Facts:
    """What a shopper tells beside the text. Amounts are whole units of the currency."""

    nature: Nature
    category: str
    product: str | None = None
    seller: str | None = None
    wanted: Wanted | None = None
    order_number: str | None = None
    purchased_on: date | None = None
    amount: int | None = None
    currency: str | None = None


def subject_of(complaint_id: int) -> str:
    """The opaque id under which moderation knows a case."""
    return f"complaint:{complaint_id}"


def complaint_of(subject: str) -> int:
    """The case behind a subject; raises ValueError where the subject is none."""
    kind, _, number = subject.partition(":")
    if kind != "complaint":
        raise ValueError(f"{subject!r} is no case")
    return int(number)


def free_numbers(session: Session, count: int, beside: Collection[str] = ()) -> list[str]:
    """So many new numbers that no case has, nor any of those named *beside*; nor does a case go by one as its ref."""
    free: dict[str, None] = {}
    while len(free) < count:
        drawn = dict.fromkeys(new_number() for _ in range(count - len(free)))
        rows = session.execute(
            select(Complaint.number, Complaint.ref).where(Complaint.number.in_(drawn) | Complaint.ref.in_(drawn))
        )
        taken = {*beside, *(name for row in rows for name in row)}
        free.update((number, None) for number in drawn if number not in taken)
    return list(free)


def submit(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    store_id: int,
    language: str,
    title: str,
    body: str,
    facts: Facts,
    submission: str,
    shared: Collection[PrivateFact] = (),
    origin: Origin = NOWHERE,
) -> Complaint:
    """Files a complaint, of whose private facts the store sees what is `shared`.

    A form sent twice makes one complaint: the second call returns the first's.
    """
    access.require(actor, Permission.SUBMIT_COMPLAINT)
    in_turn(session, submission)
    existing = _complaint_by_submission(session, submission)
    if existing is not None:
        return existing
    complaint_id = next_ids(session, Complaint)[0]
    parties = frozenset({party(store_id)})
    draft = Draft(Kind.COMPLAINT, subject_of(complaint_id), parties, language, title, body, submission)
    ties = {Tie.ORDER} if _is_somebody_elses_order(session, actor, store_id, facts.order_number) else set()
    post = moderation.submit_post(session, actor.account_id, now, draft, origin, ties)
    number = free_numbers(session, 1)[0]
    complaint = Complaint(
        id=complaint_id,
        number=number,
        ref=number,
        post_id=post.id,
        store_id=store_id,
        author_id=actor.account_id,
        author_label=actor.name,
        submitted_at=now,
        progress=Progress.OPEN,
        counted=True,
        **{name: getattr(facts, name) for name in Facts.__dataclass_fields__},
    )
    session.add(complaint)
    session.flush()
    keep_shared(session, now, complaint_id, shared)
    return complaint


def reply(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    case: CaseView,
    language: str,
    body: str,
    submission: str,
    origin: Origin = NOWHERE,
) -> None:
    """The store answers. It becomes public when a moderator lets it through; its time counts from now."""
    access.require(actor, Permission.REPLY_FOR_STORE, case)
    _add_entry(session, actor, now, case, Side.STORE, Kind.REPLY, language, body, submission, origin)


def answer_back(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    case: CaseView,
    language: str,
    body: str,
    submission: str,
) -> None:
    """The shopper answers the store."""
    access.require(actor, Permission.ANSWER_BACK, case)
    _add_entry(session, actor, now, case, Side.SHOPPER, Kind.REBUTTAL, language, body, submission)


def evaluate(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    case: CaseView,
    resolved: bool,
    marks: Mapping[str, int],
    would_buy_again: bool | None,
) -> None:
    """The shopper says whether it is solved, and may give marks by expectation."""
    access.require(actor, Permission.EVALUATE_CASE, case)
    given = {name: marks.get(name) for name in EXPECTATIONS}
    outcome = Outcome(complaint_id=case.id, at=now, resolved=resolved, would_buy_again=would_buy_again, **given)
    _say(session, now, case.id, Word.SOLVED if resolved else Word.NOT_SOLVED, outcome)


def reopen(session: Session, actor: Actor, now: datetime, *, case: CaseView) -> None:
    """The shopper takes the last word back: the case goes on."""
    access.require(actor, Permission.EVALUATE_CASE, case)
    _say(session, now, case.id, Word.REOPEN, Outcome(complaint_id=case.id, at=now, resolved=None), reopened_at=now)


def give_up(session: Session, actor: Actor, now: datetime, *, case: CaseView) -> None:
    """The shopper stops pursuing the case; it stays public and counts as not solved."""
    access.require(actor, Permission.EVALUATE_CASE, case)
    _say(session, now, case.id, Word.GIVE_UP, gave_up_at=now)


def take_back(session: Session, actor: Actor, now: datetime, *, case: CaseView, said_at: datetime | None) -> None:
    """The shopper unsays the word said at that instant: it is gone, and the case stands as it would without it.

    Raises NotPossibleError where it is not the latest word any more, or was said too long ago.
    """
    access.require(actor, Permission.EVALUATE_CASE, case)
    last = session.get(LastWord, case.id)
    if last is None or last.at != said_at or not can_be_taken_back(last.word, last.at, now):
        raise NotPossibleError("this word cannot be taken back any more")
    complaint = session.get_one(Complaint, case.id)
    reached = restored(last.progress_before, has_answer=complaint.answered_at is not None)
    compare_and_set(
        session,
        Complaint,
        case.id,
        {"progress": complaint.progress},
        {"progress": reached, "reopened_at": last.reopened_before, "gave_up_at": last.gave_up_before},
    )
    session.execute(delete(LastWord).where(LastWord.complaint_id == case.id))
    session.execute(delete(Outcome).where(Outcome.id == last.outcome_id))
    events.append(session, CaseMoved(case.id, Word.TAKE_BACK, reached), now)


def reply_sent(session: Session, post_id: int, at: datetime) -> None:
    """A version of a reply was sent in: its time counts from then, and nobody has judged it yet.

    Nothing happens where this version, or a later one, is known already.
    """
    entry = session.scalar(select(Entry).where(Entry.post_id == post_id))
    if entry is not None and entry.at < at:
        entry.at, entry.substantive, entry.substantive_by, entry.rule_version = at, None, None, None
        session.flush()


def judge_reply(session: Session, now: datetime, post_id: int, substantive: bool, rule_version: int) -> None:
    """Keeps what the rule thinks of a reply, unless somebody has judged it before."""
    entry = session.scalar(select(Entry).where(Entry.post_id == post_id))
    if entry is None or entry.substantive is not None:
        return
    entry.substantive, entry.substantive_by, entry.rule_version = substantive, Judge.RULE, rule_version
    events.append(session, ReplyJudged(entry.complaint_id, post_id, substantive), now)
    session.flush()
    if substantive and is_visible(session.get_one(Post, post_id)):
        _mark_answered(session, entry.complaint_id, entry.at, now)


def complaint_published(session: Session, complaint_id: int, at: datetime) -> None:
    """The case's clock starts at its first publication; after that it was taken down, and is back."""
    complaint = session.get_one(Complaint, complaint_id)
    if complaint.published_at is None:
        complaint.published_at = at
        events.append(session, CaseOpened(complaint_id), at)
    elif complaint.removed_at is not None:
        complaint.removed_at = complaint.removed_because = None
        events.append(session, CaseRestored(complaint_id), at)
    session.flush()


def complaint_removed(session: Session, complaint_id: int, at: datetime, reason: str) -> None:
    """A trace of what was taken down stays: when, and why."""
    complaint = session.get_one(Complaint, complaint_id)
    complaint.removed_at, complaint.removed_because = at, reason
    events.append(session, CaseRemoved(complaint_id, reason), at)
    session.flush()


def reply_published(session: Session, post_id: int, at: datetime, answers: bool | None) -> None:
    """A reply became public: the moderator's word on it, where given, replaces the rule's."""
    entry = session.scalar(select(Entry).where(Entry.post_id == post_id))
    if entry is None:
        return
    if answers is not None:
        entry.substantive, entry.substantive_by = answers, Judge.MODERATOR
        events.append(session, ReplyJudged(entry.complaint_id, post_id, answers), at)
    session.flush()
    if entry.substantive:
        _mark_answered(session, entry.complaint_id, entry.at, at)


def _mark_answered(session: Session, complaint_id: int, sent_at: datetime, now: datetime) -> None:
    complaint = session.get_one(Complaint, complaint_id)
    if complaint.answered_at is None or sent_at < complaint.answered_at:
        complaint.answered_at = sent_at
        events.append(session, CasesAnswered([complaint_id]), now)
        session.flush()
    if complaint.progress is Progress.OPEN:
        _move(session, now, complaint_id, Word.ANSWER)


def _say(
    session: Session, now: datetime, complaint_id: int, word: Word, outcome: Outcome | None = None, **instants: datetime
) -> None:
    """The author's word moves the case; how it stood before is kept, so that the word can be taken back."""
    complaint = session.get_one(Complaint, complaint_id)
    before = LastWord(
        complaint_id=complaint_id,
        word=word,
        at=now,
        outcome_id=None,
        progress_before=complaint.progress,
        reopened_before=complaint.reopened_at,
        gave_up_before=complaint.gave_up_at,
    )
    _move(session, now, complaint_id, word, **instants)
    if outcome is not None:
        session.add(outcome)
        session.flush()
        before.outcome_id = outcome.id
        events.append(session, OutcomeGiven(complaint_id, outcome.resolved), now)
    session.merge(before)


def _move(session: Session, now: datetime, complaint_id: int, word: Word, **instants: datetime) -> None:
    complaint = session.get_one(Complaint, complaint_id)
    reached = moved(complaint.progress, word, has_answer=complaint.answered_at is not None)
    compare_and_set(
        session, Complaint, complaint_id, {"progress": complaint.progress}, {"progress": reached, **instants}
    )
    events.append(session, CaseMoved(complaint_id, word, reached), now)


def _add_entry(
    session: Session,
    actor: Actor,
    now: datetime,
    case: CaseView,
    side: Side,
    kind: Kind,
    language: str,
    body: str,
    submission: str,
    origin: Origin = NOWHERE,
) -> None:
    in_turn(session, submission)
    if post_by_submission(session, submission) is not None:
        return
    parties = {party(case.store_id)} | ({person(case.author_id)} if case.author_id is not None else set())
    draft = Draft(kind, subject_of(case.id), frozenset(parties), language, "", body, submission)
    post = moderation.submit_post(session, actor.account_id, now, draft, origin)
    session.add(Entry(complaint_id=case.id, post_id=post.id, by=side, at=now))


def _is_somebody_elses_order(session: Session, actor: Actor, store_id: int, order_number: str | None) -> bool:
    """Whether somebody else has complained about this order of the store."""
    if not order_number:
        return False
    same = (Complaint.store_id == store_id, Complaint.order_number == order_number)
    others = Complaint.author_id.is_distinct_from(actor.account_id)
    return session.scalar(select(Complaint.id).where(*same, others).limit(1)) is not None


def _complaint_by_submission(session: Session, submission: str) -> Complaint | None:
    post = post_by_submission(session, submission)
    if post is None:
        return None
    return session.scalar(select(Complaint).where(Complaint.post_id == post.id))
