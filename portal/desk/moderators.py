"""The moderators' desk: what waits, and a decision on each."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask import request
from werkzeug.wrappers import Response

from portal import clock, complaints, moderation
from portal.access import Permission
from portal.complaints import CaseRow, CaseView
from portal.db import Session, StaleStateError, db
from portal.desk.facts import private_facts, public_facts
from portal.desk.findings import marked
from portal.desk.forms import NO, YES, DecisionForm
from portal.desk.routes import routes
from portal.desk.threads import turns
from portal.desk.words import DECIDED, SEVERITY_LABELS, SEVERITY_TAGS, VERDICT_HINTS
from portal.language import N_, Language, text
from portal.moderation import (
    KIND_LABELS,
    MAX_NOTE,
    REASON_LABELS,
    Kind,
    NotPossibleError,
    PostView,
    Visibility,
    WaitingPost,
)
from portal.stores import name_in
from portal.web import (
    Pagination,
    authorise,
    current_actor,
    current_language,
    flash,
    forget_kept_form,
    kept_fields,
    optional,
    page,
    page_number,
    path,
    see_other,
    writing,
)

PER_PAGE = 20
DECIDED_ALREADY = N_("Somebody has already decided on this text. Nothing was changed.")
ANOTHER_VERSION = N_("The author has sent another version meanwhile. Please read it before you decide.")


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A post that waits, the store its case is about where it has one, and the language it is written in."""

    post: WaitingPost
    store_name: str | None
    language_name: str


@routes.page("/desk/moderation/", Permission.MODERATE, name="moderation")
def queue() -> Response:
    session, actor, language = db.session(), current_actor(), current_language()
    waiting = moderation.waiting_count(session)
    pages = Pagination(
        page_number(request.args.get("page")),
        PER_PAGE,
        waiting,
        lambda number: path("desk.moderation", language, page=number if number > 1 else None),
    )
    posts = moderation.waiting_posts(session, actor, clock.now(), PER_PAGE, pages.offset)
    cases = complaints.cases_of_posts(session, [post.id for post in posts])
    since = midnight(clock.now(), language)
    return page(
        "desk/moderation.html",
        lines=[_line(post, cases.get(post.id), language) for post in posts],
        waiting=waiting,
        decided=moderation.decided_count(session, actor.account_id or 0, since),
        pages=pages,
        kinds=KIND_LABELS,
        severities=SEVERITY_LABELS,
        severity_tags=SEVERITY_TAGS,
        indexed=False,
    )


@routes.page("/desk/moderation/<int:post_id>/", Permission.MODERATE, methods=("GET", "POST"), name="post")
def judge(post_id: int) -> Response:
    session = db.session()
    post = optional(moderation.load_post(session, post_id))
    authorise(Permission.DECIDE_POST, post)
    case = complaints.case_of_post(session, post_id)
    if request.method != "POST":
        return _page(session, post, case, _fresh_form(session, post, case))
    form = DecisionForm(of_reply=post.kind is Kind.REPLY)
    if not form.validate():
        return _page(session, post, case, form, 422)
    return _decided(form, post, case)


def midnight(now: datetime, language: Language) -> datetime:
    """When today began where this language is at home."""
    zone = ZoneInfo(language.zone)
    return datetime.combine(now.astimezone(zone), time(), zone)


def _decided(form: DecisionForm, post: PostView, case: CaseView | None) -> Response:
    now, actor, language = clock.now(), current_actor(), current_language()
    try:
        with writing() as session:
            moderation.decide(
                session,
                actor,
                now,
                post_id=post.id,
                revision_number=form.version,
                verdict=form.chosen_verdict,
                reason=form.chosen_reason,
                note=form.note.data or "",
                answers=form.is_answer,
            )
            forget_kept_form(session)
    except (StaleStateError, NotPossibleError):
        return _overtaken(form, post.id, case)
    flash(DECIDED[form.chosen_verdict], post=_name(post, case, language))
    return _to_next(post)


def _overtaken(form: DecisionForm, post_id: int, case: CaseView | None) -> Response:
    """Somebody was faster: either it is decided, or there is another version to read, with the form as typed."""
    session = db.session()
    post = optional(moderation.load_post(session, post_id))
    if post.visibility is not Visibility.PENDING:
        flash(DECIDED_ALREADY, kind="hint")
        return _to_next(post)
    form.revision_number.data = str(post.revision_number)
    form.form_errors.append(text(current_language(), ANOTHER_VERSION))
    return _page(session, post, case, form, 409)


def _to_next(post: PostView) -> Response:
    following = moderation.next_waiting_post(db.session(), current_actor(), clock.now(), post)
    return see_other("desk.moderation") if following is None else see_other("desk.post", post_id=following)


def _fresh_form(session: Session, post: PostView, case: CaseView | None) -> DecisionForm:
    preset = {None: None, True: YES, False: NO}[_rule_says(session, post, case)]
    data = {"answers": preset, **kept_fields(), "revision_number": str(post.revision_number)}
    return DecisionForm(of_reply=post.kind is Kind.REPLY, data=data)


def _rule_says(session: Session, post: PostView, case: CaseView | None) -> bool | None:
    if post.kind is not Kind.REPLY or case is None:
        return None
    entries = complaints.entries_of(session, case.id)
    return next((entry.substantive for entry in entries if entry.post_id == post.id), None)


def _page(session: Session, post: PostView, case: CaseView | None, form: DecisionForm, status: int = 200) -> Response:
    language = current_language()
    return page(
        "desk/post.html",
        status=status,
        post=post,
        kind=text(language, KIND_LABELS[post.kind]),
        store_name=name_in(case.store_names, language.code) if case else None,
        author=_author(post, case, language),
        marked=marked(post, language),
        case=case,
        facts=public_facts(case, language) if case else [],
        private_facts=private_facts(case, language) if case else [],
        turns=_earlier(session, post, case, language),
        earlier=moderation.decisions_on(session, [post.id]).get(post.id),
        next_id=moderation.next_waiting_post(session, current_actor(), clock.now(), post),
        form=form,
        max_note=MAX_NOTE,
        reasons=REASON_LABELS,
        severities=SEVERITY_LABELS,
        severity_tags=SEVERITY_TAGS,
        verdict_hints={verdict.value: text(language, hint) for verdict, hint in VERDICT_HINTS.items()},
        indexed=False,
    )


def _earlier(session: Session, post: PostView, case: CaseView | None, language: Language) -> list[object]:
    """The thread around the post, without the post itself."""
    if case is None:
        return []
    thread = turns(case, complaints.entries_of(session, case.id), [*complaints.outcomes_of(session, case.id)], language)
    return [
        turn
        for turn in thread
        if turn.post_id != post.id and not (turn.kind == "complaint" and post.id == case.post_id)
    ]


def _name(post: PostView, case: CaseView | None, language: Language) -> str:
    kind = text(language, KIND_LABELS[post.kind])
    return f"{kind} · {name_in(case.store_names, language.code)}" if case else kind


def _author(post: PostView, case: CaseView | None, language: Language) -> str | None:
    if case is None:
        return None
    return name_in(case.store_names, language.code) if post.kind is Kind.REPLY else case.author_label


def _line(post: WaitingPost, case: CaseRow | None, language: Language) -> QueueLine:
    store_name = name_in(case.store_names, language.code) if case else None
    return QueueLine(post, store_name, moderation.language_name(post.language, language.code))
