"""The thread of a case: everything that happened, in order, with what the portal says about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from portal.access import Actor, Permission, allowed
from portal.complaints import (
    EXPECTATION_LABELS,
    EXPECTATIONS,
    CaseView,
    Contact,
    EntryView,
    Outcome,
    Promise,
    PromiseState,
    Side,
    contacts_of,
    entries_of,
    outcomes_of,
    promises_of,
    public_contacts,
)
from portal.db import Session
from portal.language import N_, Language, date, duration, text
from portal.moderation import REASON_LABELS, Decision, HidingTrace, Visibility, decisions_on, hiding_traces
from portal.site.removal import by_whom, masked_remark
from portal.stores import CHANNEL_LABELS, name_in
from portal.web import path

RETURNED = frozenset({Visibility.CHANGES_REQUESTED, Visibility.REJECTED})
PROMISE_REMARKS: Mapping[PromiseState, str] = {
    PromiseState.PENDING: N_("Due on %(day)s; not decided yet."),
    PromiseState.KEPT: N_("Due on %(day)s; kept."),
    PromiseState.BROKEN: N_("Due on %(day)s; broken."),
    PromiseState.UNKNOWN: N_("Due on %(day)s; whether it was kept is not known."),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened. `visibility` is set on what only its own side sees; `facts` are label and value."""

    kind: str
    at: datetime
    who: str | None = None
    body: str | None = None
    language: str | None = None
    remark: str | None = None
    visibility: str | None = None
    mend_url: str | None = None
    post_id: int | None = None
    report_url: str | None = None
    facts: tuple[tuple[str, str | int], ...] = field(default=())


class Reading(NamedTuple):
    """Who reads a case: the side they are on, if any, and whether private facts are theirs to see."""

    side: Side | None
    sees_private: bool


def reading_of(actor: Actor, case: CaseView) -> Reading:
    if allowed(actor, Permission.FOLLOW_OWN_CASE, case):
        return Reading(Side.SHOPPER, sees_private=True)
    if allowed(actor, Permission.WORK_FOR_STORE, case):
        return Reading(Side.STORE, sees_private=False)
    return Reading(None, sees_private=allowed(actor, Permission.MODERATE))


def thread(session: Session, case: CaseView, reading: Reading, language: Language) -> list[Turn]:
    """What this reader may see of it, oldest first. Four statements, six where something was taken down."""
    entries = [entry for entry in entries_of(session, case.id) if _may_see(entry, reading)]
    withheld = [entry.post_id for entry in entries if not entry.is_public]
    decisions = decisions_on(session, withheld) if withheld else {}
    traces = hiding_traces(session, withheld) if withheld else {}
    turns = [
        *_contacts(contacts_of(session, case.id), case, language),
        *_own_milestones(case),
        *_entries(entries, case, reading, decisions, traces, language),
        *(_promise(promise, case, language) for promise in promises_of(session, case.id)),
        *(_outcome(outcome, case, language) for outcome in outcomes_of(session, case.id)),
    ]
    return sorted(turns, key=lambda turn: turn.at)


def _may_see(entry: EntryView, reading: Reading) -> bool:
    """What waits for a moderator, or was sent back, is its own side's alone; what was taken down leaves a trace."""
    was_public = entry.visibility is Visibility.HIDDEN and entry.published_at is not None
    return entry.is_public or was_public or entry.by is reading.side


def _contacts(contacts: Sequence[Contact], case: CaseView, language: Language) -> Iterator[Turn]:
    for contact, told in zip(contacts, public_contacts(contacts, language.code, case.language), strict=True):
        channel = text(language, CHANNEL_LABELS.get(contact.channel, CHANNEL_LABELS["other"]))
        who = f"{channel} · {told.agent}" if told.agent else channel
        yield Turn("contact", contact.at, who, told.note, case.language)


def _own_milestones(case: CaseView) -> Iterator[Turn]:
    yield Turn("complaint", case.opened_at, case.author_label)
    if case.gave_up_at is not None:
        yield Turn("given-up", case.gave_up_at, case.author_label)
    if case.withdrawn_at is not None:
        yield Turn("withdrawn", case.withdrawn_at, case.author_label)


def _entries(
    entries: list[EntryView],
    case: CaseView,
    reading: Reading,
    decisions: Mapping[int, Decision],
    traces: Mapping[int, HidingTrace],
    language: Language,
) -> Iterator[Turn]:
    for entry in entries:
        decision = decisions.get(entry.post_id)
        if entry.visibility is Visibility.HIDDEN:
            hidden_by = by_whom(traces.get(entry.post_id), language)
            own_url = _mend_url(entry, case, language) if entry.by is reading.side else None
            yield _taken_down(entry, decision, hidden_by, own_url, language)
        else:
            yield _post(entry, case, reading, decision, language)


def _taken_down(
    entry: EntryView, decision: Decision | None, hidden_by: str | None, own_url: str | None, language: Language
) -> Turn:
    """What is left of a post that was public: when it was taken down, why, and by whom."""
    reason = text(language, REASON_LABELS[decision.reason]) if decision and decision.reason else None
    at = decision.at if decision else entry.at
    whose = (
        N_("A reply of the store stood here.") if entry.by is Side.STORE else N_("An answer of the shopper stood here.")
    )
    said = (text(language, whose), reason and f"{reason}.", hidden_by)
    return Turn("removed", at, remark=" ".join(part for part in said if part), mend_url=own_url)


def _post(entry: EntryView, case: CaseView, reading: Reading, decision: Decision | None, language: Language) -> Turn:
    by_store = entry.by is Side.STORE
    remarks = (_remark(entry, case, decision, language), masked_remark(entry.masked_at, language))
    can_be_reported = entry.is_public and case.is_public and entry.by is not reading.side
    return Turn(
        "reply" if by_store else "rebuttal",
        entry.at,
        name_in(case.store_names, language.code) if by_store else case.author_label,
        entry.body,
        entry.language,
        remark=" ".join(filter(None, remarks)) or None,
        visibility=None if entry.is_public else entry.visibility.value,
        mend_url=_mend_url(entry, case, language) if entry.visibility in RETURNED else None,
        post_id=entry.post_id,
        report_url=report_url(case, entry.post_id, language) if can_be_reported else None,
    )


def report_url(case: CaseView, post_id: int, language: Language) -> str:
    return path("site.report_post", language, number=case.number, post_id=post_id)


def _mend_url(entry: EntryView, case: CaseView, language: Language) -> str:
    return path("site.mend", language, number=case.number, post_id=entry.post_id)


def _remark(entry: EntryView, case: CaseView, decision: Decision | None, language: Language) -> str | None:
    if entry.visibility in RETURNED and decision and decision.reason:
        return text(language, REASON_LABELS[decision.reason])
    if not entry.is_public or entry.by is Side.SHOPPER or entry.substantive is None:
        return None
    if not entry.substantive:
        return text(language, "Acknowledgement only: it does not count as an answer.")
    if case.answer_seconds is None or entry.at != case.answered_at:
        return text(language, "Counts as an answer.")
    return text(language, "Counts as the first answer, after %(time)s.", time=duration(language, case.answer_seconds))


def _promise(promise: Promise, case: CaseView, language: Language) -> Turn:
    remark = text(language, PROMISE_REMARKS[promise.state], day=date(language, promise.due_at))
    who = name_in(case.store_names, language.code)
    return Turn("promise", promise.made_at, who, promise.what, case.language, remark)


def _outcome(outcome: Outcome, case: CaseView, language: Language) -> Turn:
    kinds = {True: "solved", False: "not-solved", None: "reopened"}
    marks = [(EXPECTATION_LABELS[name], getattr(outcome, name)) for name in EXPECTATIONS]
    facts = tuple((text(language, label), mark) for label, mark in marks if mark is not None)
    return Turn(
        kinds[outcome.resolved],
        outcome.at,
        case.author_label,
        remark=_would_buy_again(outcome.would_buy_again, language),
        facts=facts,
    )


def _would_buy_again(would: bool | None, language: Language) -> str | None:
    if would is None:
        return None
    return text(language, "Would buy there again." if would else "Would not buy there again.")
