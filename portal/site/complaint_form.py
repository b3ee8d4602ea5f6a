"""Writing a complaint: open to everybody, signing in is the last step."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from flask import current_app, jsonify, request
from werkzeug.exceptions import UnprocessableEntity
from werkzeug.wrappers import Response

from portal import clock, complaints
from portal.access import Permission, allowed
from portal.complaints import Complaint
from portal.db import Session, db
from portal.language import N_, typed_date
from portal.moderation import MAX_BODY, MAX_TITLE, MaskedPost, Origin
from portal.site.checking import NOTHING_FOUND, Checked, Written, check, mask, respelt
from portal.site.complaint_fields import ComplaintForm, date_example
from portal.site.routes import routes
from portal.site.similar import SimilarCase, similar_to
from portal.stores import all_stores, name_in
from portal.web import (
    Pace,
    current_actor,
    current_language,
    draft_sent,
    flash,
    forget_kept_form,
    keep_form,
    kept_fields,
    page,
    prints_of_request,
    render,
    see_other,
    writing,
)

MOST_NAMES = 500
LAW_OF = {"fa": "ir", "ar": "sa"}
"""Whose law most who write in a language live under; the page leads on to the others."""
PACE = Pace(most=60, seconds=60)


@routes.page("/complaints/new", Permission.DRAFT_COMPLAINT, methods=("GET", "POST"))
def new_complaint() -> Response:
    now = clock.now()
    form = _form(db.session(), now)
    if form.is_submitted() and (act := ACTS.get(request.form.get("act", ""))):
        return act(form, now)
    if not form.is_submitted():
        return _page(form, now)
    is_valid, checked = form.validate(), _checked(form, now)
    has_something_new = checked.is_new_to(form.checked.data)
    if not is_valid or has_something_new:
        return _page(form, now, checked, stopped=has_something_new)
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
    PACE.keep(request.remote_addr or "", now.timestamp())
    form = _form(db.session(), now)
    form.validate()
    if form.form_errors:
        raise UnprocessableEntity
    return jsonify(html=render("site/remarks.html", checked=_checked(form, now), similar=_similar(form, now)).strip())


def _checked(form: ComplaintForm, now: datetime) -> Checked:
    if _is_too_long(form):
        return NOTHING_FOUND
    language = current_language()
    return check(form.written(), _accepted(), language, date_example(language, now))


def _similar(form: ComplaintForm, now: datetime) -> Sequence[SimilarCase]:
    """Cases like what is typed, once it is known which store it is about."""
    store = form.store_meant()
    if store is None or _is_too_long(form):
        return ()
    return similar_to(db.session(), store, f"{form.title.data or ''} {form.body.data or ''}", current_language(), now)


def _is_too_long(form: ComplaintForm) -> bool:
    return len(form.title.data or "") > MAX_TITLE or len(form.body.data or "") > MAX_BODY


def _accepted() -> Sequence[str]:
    languages: Sequence[str] = current_app.extensions["portal-config"].post_languages
    return languages


def _check_again(form: ComplaintForm, now: datetime) -> Response:
    return _page(form, now, _checked(form, now))


def _mask(form: ComplaintForm, now: datetime) -> Response:
    return _rewritten(form, now, mask, N_("The words are masked. Please read your text once more."))


def _respell(form: ComplaintForm, now: datetime) -> Response:
    said = N_("This is a proposal in Persian letters. Please read it once more and mend what is wrong.")
    return _rewritten(form, now, respelt, said)


def _rewritten(
    form: ComplaintForm, now: datetime, rewrite: Callable[[Written, Sequence[str]], Written | MaskedPost], said: str
) -> Response:
    """The form as it was sent, with its texts as they are proposed and with what is said of that."""
    if _is_too_long(form):
        return _page(form, now)
    proposed = rewrite(form.written(), _accepted())
    form.title.data, form.body.data = proposed.title, proposed.body
    flash(said, "hint")
    return _page(form, now, _checked(form, now))


ACTS: Mapping[str, Callable[[ComplaintForm, datetime], Response]] = {
    "check": _check_again,
    "mask": _mask,
    "respell": _respell,
}
"""What else than sending it the form can be asked for."""


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


def _page(form: ComplaintForm, now: datetime, checked: Checked = NOTHING_FOUND, *, stopped: bool = False) -> Response:
    """`stopped`: the rules have something to say that its author has not seen yet; it is said once, together with
    whatever else is to be put right.
    """
    if checked.keys:
        form.checked.data = checked.known
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
        checked=checked,
        similar=_similar(form, now) if request.method == "POST" else (),
        law_country=LAW_OF.get(language.code),
        stopped=stopped,
        status=422 if stopped or form.errors or form.form_errors else 200,
    )


def _had_invisible_signs(form: ComplaintForm) -> bool:
    """Whether what was typed held signs that are never stored, such as NUL or marks that turn the direction."""
    sent = "".join(request.form.get(name, "") for name in ("title", "body"))
    stored = f"{form.title.data}{form.body.data}"
    return any(
        unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and not sign.isspace() for sign in set(sent) - set(stored)
    )
