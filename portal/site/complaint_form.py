"""Writing a complaint: open to everybody, signing in is the last step."""

import unicodedata
from datetime import datetime

from flask import current_app, request
from werkzeug.wrappers import Response

from portal import clock, complaints
from portal.access import Permission, allowed
from portal.complaints import Complaint
from portal.db import Session, db
from portal.language import N_, typed_date
from portal.moderation import MAX_BODY, MAX_TITLE
from portal.site.complaint_fields import ComplaintForm, date_example
from portal.site.routes import routes
from portal.stores import all_stores, name_in, stores_named_like
from portal.web import (
    current_actor,
    current_language,
    draft_sent,
    flash,
    forget_kept_form,
    keep_form,
    kept_fields,
    page,
    see_other,
    writing,
)

MOST_NAMES = 500


@routes.page("/complaints/new", Permission.DRAFT_COMPLAINT, methods=("GET", "POST"))
def new_complaint() -> Response:
    now = clock.now()
    form = _form(db.session(), now)
    if not form.validate_on_submit():
        return _page(form, now)
    if not allowed(current_actor(), Permission.SUBMIT_COMPLAINT):
        return _kept(form, now)
    with writing() as session:
        complaint = _submit(session, form, now)
        forget_kept_form(session)
    draft_sent()
    if _had_invisible_signs(form):
        flash(N_("Invisible control characters were taken out of your text; nothing else was changed."), "hint")
    return see_other("site.case_sent", number=complaint.number)


def _form(session: Session, now: datetime) -> ComplaintForm:
    stores = all_stores(session)
    named = {store.slug: name_in(store.names, current_language().code) for store in stores}
    chosen = named.get(request.args.get("store", ""))
    return ComplaintForm(
        stores,
        lambda typed: stores_named_like(session, typed),
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


def _page(form: ComplaintForm, now: datetime) -> Response:
    language = current_language()
    stores = form.known_stores[:MOST_NAMES]
    return page(
        "site/new_complaint.html",
        form=form,
        store_names=[name_in(store.names, language.code) for store in stores],
        today=typed_date(language, date_example(language, now)),
        max_title=MAX_TITLE,
        max_body=MAX_BODY,
        asks_language="language" in form,
        brought_back=request.method == "GET" and bool(kept_fields()),
        can_send=allowed(current_actor(), Permission.SUBMIT_COMPLAINT),
        indexed=not request.args,
        status=422 if form.errors or form.form_errors else 200,
    )


def _had_invisible_signs(form: ComplaintForm) -> bool:
    """Whether what was typed held signs that are never stored, such as NUL or marks that turn the direction."""
    sent = "".join(request.form.get(name, "") for name in ("title", "body"))
    stored = f"{form.title.data}{form.body.data}"
    return any(
        unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and not sign.isspace() for sign in set(sent) - set(stored)
    )
