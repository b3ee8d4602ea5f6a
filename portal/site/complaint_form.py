"""Writing a complaint: open to everybody, signing in is the last step."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from flask import current_app, request
from werkzeug.wrappers import Response

from portal import clock, complaints
from portal.access import Permission, allowed
from portal.checking import Heard, hear, say
from portal.complaints import Complaint
from portal.db import Session, db
from portal.language import N_, typed_date
from portal.moderation import MAX_BODY, MAX_TITLE, Origin, has_complained
from portal.site.complaint_fields import ComplaintForm, date_example
from portal.site.laws import law_of
from portal.site.routes import routes
from portal.site.similar import SimilarCase, similar_to
from portal.stores import all_stores, name_in
from portal.web import (
    current_actor,
    current_language,
    draft_sent,
    flash,
    forget_kept_form,
    keep_form,
    kept_fields,
    page,
    prints_of_request,
    see_other,
    writing,
)

MOST_NAMES = 500


@routes.page("/complaints/new", Permission.DRAFT_COMPLAINT, methods=("GET", "POST"))
def new_complaint() -> Response:
    now = clock.now()
    form = _form(db.session(), now)
    heard = hear(form, now)
    if not heard.is_ready:
        return _page(form, heard, now)
    if not allowed(current_actor(), Permission.SUBMIT_COMPLAINT):
        return _kept(form, now)
    with writing() as session:
        complaint = _submit(session, form, now)
        forget_kept_form(session)
    draft_sent()
    if _had_invisible_signs(form):
        flash(N_("Invisible control characters were taken out of your text; nothing else was changed."), "hint")
    return see_other("site.case_sent", number=complaint.number)


@routes.page("/complaints/new/check", Permission.DRAFT_COMPLAINT, methods=("POST",))
def check_complaint() -> Response:
    """What the rules say of what is typed so far, and which cases are like it; nothing of it is kept."""
    now = clock.now()
    form = _form(db.session(), now)
    return say(form, now, similar=lambda: _similar(form, now))


def _similar(form: ComplaintForm, now: datetime) -> Sequence[SimilarCase]:
    """Cases like what is typed, once it is known which store it is about."""
    store = form.store_meant()
    if store is None or form.is_too_long:
        return ()
    return similar_to(db.session(), store, f"{form.typed_title} {form.typed_body}", current_language(), now)


def _form(session: Session, now: datetime) -> ComplaintForm:
    stores = all_stores(session)
    named = {store.slug: name_in(store.names, current_language().code) for store in stores}
    chosen = named.get(request.args.get("store", ""))
    return ComplaintForm(
        stores,
        current_app.extensions["portal-config"].post_languages,
        now,
        kept_fields() or ({"store": chosen} if chosen else {}),
    )


def _submit(session: Session, form: ComplaintForm, now: datetime) -> Complaint:
    store = form.found_store
    assert store is not None  # noqa: S101 -- a valid form has found one
    return complaints.submit(
        session,
        current_actor(),
        now,
        store_id=store.id,
        language=form.post_language,
        title=form.title.data or "",
        body=form.body.data or "",
        facts=form.facts(store),
        submission=form.submission.key,
        shared=form.shared(),
        origin=Origin(*prints_of_request()),
    )


def _kept(form: ComplaintForm, now: datetime) -> Response:
    """Keeps a complaint whose author must sign in first, or confirm an address."""
    with writing() as session:
        forget_kept_form(session)
        token = keep_form(session, request.path, form.typed(), now)
    if current_actor().is_signed_in:
        flash(N_("Your complaint is kept. Please confirm your e-mail address first, then send it."), "hint")
        return see_other("accounts.unconfirmed", next=request.path, kept=token)
    flash(N_("Your complaint is kept. Please sign in, or sign up; then you can send it."), "hint")
    return see_other("accounts.sign_in", next=request.path, kept=token)


def _page(form: ComplaintForm, heard: Heard, now: datetime) -> Response:
    language = current_language()
    stores = form.known_stores[:MOST_NAMES]
    brought_back = request.method == "GET" and bool(kept_fields())
    return page(
        "site/new_complaint.html",
        form=form,
        store_names=[name_in(store.names, language.code) for store in stores],
        today=typed_date(language, date_example(language, now)),
        max_title=MAX_TITLE,
        max_body=MAX_BODY,
        asks_language="language" in form,
        brought_back=brought_back,
        can_send=allowed(current_actor(), Permission.SUBMIT_COMPLAINT),
        indexed=not request.args,
        heard=heard,
        similar=_similar(form, now) if request.method == "POST" else (),
        law=law_of(form.store_meant()),
        is_first=request.method == "GET" and not brought_back and _is_first(),
        status=heard.status,
    )


def _is_first() -> bool:
    """Whether who asks has never sent a complaint, as far as anybody can know."""
    account_id = current_actor().account_id
    return account_id is None or not has_complained(db.session(), account_id)


def _had_invisible_signs(form: ComplaintForm) -> bool:
    """Whether what was typed held signs that are never stored, such as NUL or marks that turn the direction."""
    sent = "".join(request.form.get(name, "") for name in ("title", "body"))
    stored = f"{form.title.data}{form.body.data}"
    return any(
        unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and not sign.isspace() for sign in set(sent) - set(stored)
    )
