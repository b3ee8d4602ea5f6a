"""A store's desk: its cases, longest waiting first, and a reply to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import request
from werkzeug.wrappers import Response

from portal import clock, complaints, moderation, stores
from portal.access import Permission
from portal.checking import Heard, hear
from portal.complaints import NATURE_LABELS, CaseRow, CaseView, EntryView, Inbox, Side, UnpublishedReply
from portal.db import Session, db
from portal.desk.facts import public_facts
from portal.desk.forms import ReplyForm
from portal.desk.routes import routes
from portal.desk.sharing import offer
from portal.desk.threads import turns
from portal.language import N_, Language, text
from portal.moderation import MAX_BODY, REASON_LABELS, Kind, Origin
from portal.stores import Store, name_in
from portal.web import (
    NotFoundError,
    Pagination,
    authorise,
    current_actor,
    current_language,
    draft_sent,
    flash,
    forget_kept_form,
    kept_fields,
    optional,
    page,
    page_number,
    path,
    prints_of_request,
    see_other,
    writing,
)

PER_PAGE = 20
TABS: Mapping[Inbox, str] = {
    Inbox.OPEN: N_("Waiting for you"),
    Inbox.ASKED_AGAIN: N_("Asked again"),
    Inbox.ANSWERED: N_("Answered"),
    Inbox.FINISHED: N_("Finished"),
}
SENT = N_("Your reply waits for a moderator. Your answer time counts from now, not from when it becomes public.")


@dataclass(frozen=True, slots=True)
class OfStore:
    """What belongs to a store, to be asked leave for."""

    store_id: int


@dataclass(frozen=True, slots=True)
class StoreLine:
    name: str
    slug: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A case of the store. `days` without an answer; `reply`: ours that is not public."""

    case: CaseRow
    state: str
    nature: str
    days: int | None
    reply: UnpublishedReply | None


@routes.page("/desk/stores/", Permission.WORK_FOR_STORE, name="stores")
def own_stores() -> Response:
    session, language = db.session(), current_language()
    ids = {store_id for party in current_actor().parties if (store_id := stores.store_of(party)) is not None}
    own = stores.stores_by_id(session, ids)
    if len(own) == 1:
        return see_other("desk.inbox", slug=next(iter(own.values())).slug)
    waiting = complaints.open_counts(session, ids)
    lines = [
        StoreLine(name_in(store.names, language.code), store.slug, waiting.get(store.id, 0)) for store in own.values()
    ]
    return page("desk/stores.html", lines=sorted(lines, key=lambda line: (-line.waiting, line.name)), indexed=False)


@routes.page("/desk/stores/<slug>/", Permission.WORK_FOR_STORE)
def inbox(slug: str) -> Response:
    session, language, now = db.session(), current_language(), clock.now()
    store = optional(stores.store_by_slug(session, slug))
    authorise(Permission.WORK_FOR_STORE, OfStore(store.id))
    chosen = _chosen(request.args.get("state", ""))
    tabs = _tabs(session, store, chosen, language)
    pages = Pagination(
        page_number(request.args.get("page")),
        PER_PAGE,
        next(tab.count for tab in tabs if tab.is_current),
        lambda number: _address(slug, chosen, language, number),
    )
    return page(
        "desk/inbox.html",
        store=store,
        name=name_in(store.names, language.code),
        tabs=tabs,
        chosen=chosen.value,
        lines=_lines(session, store, chosen, pages.offset, language, now),
        pages=pages,
        indexed=False,
    )


@routes.page("/desk/stores/<slug>/cases/<number>/", Permission.WORK_FOR_STORE, methods=("GET", "POST"))
def reply(slug: str, number: str) -> Response:
    case = optional(complaints.case_by_number(db.session(), number))
    if case.store_slug != slug or not case.is_public:
        raise NotFoundError
    authorise(Permission.REPLY_FOR_STORE, case)
    now = clock.now()
    form = ReplyForm(case, Kind.REPLY, kept_fields())
    heard = hear(form, now)
    if not heard.is_ready:
        return _reply_page(case, form, heard, now)
    return _sent(form, case, now)


def _sent(form: ReplyForm, case: CaseView, now: datetime) -> Response:
    with writing() as session:
        complaints.reply(
            session,
            current_actor(),
            now,
            case=case,
            language=case.language,
            body=form.typed_body,
            submission=form.submission.key,
            origin=Origin(*prints_of_request()),
        )
        forget_kept_form(session)
    draft_sent()
    flash(SENT)
    return see_other("desk.inbox", slug=case.store_slug)


def _reply_page(case: CaseView, form: ReplyForm, heard: Heard, now: datetime) -> Response:
    session, actor, language = db.session(), current_actor(), current_language()
    entries = [entry for entry in complaints.entries_of(session, case.id) if _may_read(entry)]
    withheld = [entry.post_id for entry in entries if not entry.is_public]
    shown, days_to_wait = offer(session, case)
    return page(
        "desk/reply.html",
        status=heard.status,
        case=case,
        name=name_in(case.store_names, language.code),
        state=case.state(now).value,
        days=case.days_waiting(now),
        facts=public_facts(case, language),
        shown=shown,
        days_to_wait=days_to_wait,
        turns=turns(case, entries, [*complaints.outcomes_of(session, case.id)], language),
        decisions=moderation.decisions_on(session, withheld),
        reasons=REASON_LABELS,
        account_id=actor.account_id,
        form=form,
        heard=heard,
        max_body=MAX_BODY,
        indexed=False,
    )


def _may_read(entry: EntryView) -> bool:
    """What the shopper wrote and no moderator has let through is not the store's to read."""
    return entry.is_public or entry.by is Side.STORE


def _chosen(name: str) -> Inbox:
    return Inbox(name) if name in set(Inbox) else Inbox.OPEN


def _tabs(session: Session, store: Store, chosen: Inbox, language: Language) -> list[Tab]:
    counts = complaints.inbox_counts(session, store.id)
    return [
        Tab(
            text(language, label),
            _address(store.slug, part, language),
            counts.get(part, 0),
            is_current=part is chosen,
        )
        for part, label in TABS.items()
    ]


def _address(slug: str, part: Inbox, language: Language, number: int = 1) -> str:
    state = None if part is Inbox.OPEN else part.value
    return path("desk.inbox", language, slug=slug, state=state, page=number if number > 1 else None)


def _lines(
    session: Session, store: Store, part: Inbox, offset: int, language: Language, now: datetime
) -> list[InboxLine]:
    cases = complaints.cases_of_store(session, store.id, part, PER_PAGE, offset)
    replies = complaints.unpublished_replies(session, [case.id for case in cases])
    return [
        InboxLine(
            case,
            case.state(now).value,
            text(language, NATURE_LABELS[case.nature]),
            case.days_waiting(now),
            replies.get(case.id),
        )
        for case in cases
    ]
