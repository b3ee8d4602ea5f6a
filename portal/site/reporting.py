"""Reporting a public text to the moderators, and reading what they say of it."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response
from wtforms import RadioField

from portal import clock, moderation
from portal.access import Permission
from portal.complaints import CaseView, subject_of
from portal.db import StaleStateError, db
from portal.language import N_, text
from portal.moderation import (
    KIND_LABELS,
    MAX_REPORT_NOTE,
    ONCE_PUBLIC,
    REASON_LABELS,
    NotPossibleError,
    OneAtATimeError,
    PostView,
    Reason,
    Report,
    TooManyWaitError,
    Visibility,
    reporter,
)
from portal.site.case_access import readable_case
from portal.site.routes import routes
from portal.stores import name_in, party
from portal.web import (
    AtMost,
    Form,
    NotFoundError,
    Required,
    Submission,
    TextField,
    authorise,
    choices,
    current_actor,
    current_language,
    draft_sent,
    flash,
    forget_kept_form,
    keep_form,
    kept_fields,
    optional,
    page,
    see_other,
    writing,
)

THANKS = N_("Thank you. A moderator reads your report, and you hear what came of it.")
REPORTED_ALREADY = N_("You have reported this text already. A moderator reads that report.")
NOT_PUBLIC = N_("This text is no longer public, so there is nothing to report any more. Nothing was sent.")
ONE_AT_A_TIME = N_(
    "One of your reports still waits, and most of your earlier ones were rejected. Please wait for the word on it. "
    "What you wrote is kept here."
)
TOO_MANY = N_(
    "As many of your reports wait as can at a time. Please wait until one of them is decided. "
    "What you wrote is kept here."
)
CONFIRM_FIRST = N_("Please confirm your e-mail address first. Then you can report a text.")


class ReportForm(Form):
    """What is wrong with a public text."""

    submission = Submission()
    reason = RadioField(N_("What is wrong with it?"), [Required(N_("Please choose a reason from the list."))])
    note = TextField(
        N_("What the moderator should know"),
        [AtMost(MAX_REPORT_NOTE)],
        description=N_("Which words, and how you know. Only moderators read this."),
    )

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.reason.choices = choices(REASON_LABELS)


@routes.page("/complaints/<number>/posts/<int:post_id>/report", Permission.USE_ACCOUNT, methods=("GET", "POST"))
def report_post(number: str, post_id: int) -> Response:
    case = readable_case(number)
    post = _known_post(case, post_id)
    if not current_actor().confirmed:
        return _to_confirm()
    authorise(Permission.REPORT_POST, post)
    form = ReportForm(data=kept_fields())
    if not form.validate_on_submit():
        return _page(case, post, form, 422 if form.errors or form.form_errors else 200)
    if not _is_public(case, post):
        return _refused(case, post, form, NOT_PUBLIC)
    try:
        with writing() as session:
            moderation.file_report(
                session,
                current_actor(),
                clock.now(),
                post_id=post_id,
                reason=Reason(form.reason.data),
                note=form.note.data or "",
                submission=form.submission.key,
            )
            forget_kept_form(session)
    except NotPossibleError:
        return _refused(case, post, form, NOT_PUBLIC)
    except OneAtATimeError:
        return _refused(case, post, form, ONE_AT_A_TIME)
    except TooManyWaitError:
        return _refused(case, post, form, TOO_MANY)
    except StaleStateError:
        flash(REPORTED_ALREADY, kind="hint")
    else:
        draft_sent()
        flash(THANKS)
    return see_other("site.report_post", number=number, post_id=post_id)


def _known_post(case: CaseView, post_id: int) -> PostView:
    """A post of this case that is or was public. Everything else does not exist."""
    post = optional(moderation.load_post(db.session(), post_id))
    if post.subject != subject_of(case.id) or post.visibility not in ONCE_PUBLIC:
        raise NotFoundError
    return post


def _is_public(case: CaseView, post: PostView) -> bool:
    return case.is_public and post.visibility is Visibility.PUBLISHED


def _refused(case: CaseView, post: PostView, form: ReportForm, why: str) -> Response:
    form.form_errors.append(text(current_language(), why))
    return _page(case, post, form, 409)


def _to_confirm() -> Response:
    """Who must confirm their address first finds what they typed again afterwards."""
    token = None
    if request.method == "POST":
        with writing() as session:
            token = keep_form(session, request.path, ReportForm().typed(), clock.now())
    flash(CONFIRM_FIRST, kind="hint")
    return see_other("accounts.unconfirmed", next=request.path, kept=token)


def _page(case: CaseView, post: PostView, form: ReportForm, status: int) -> Response:
    language = current_language()
    made = _own_report(post)
    is_public = _is_public(case, post)
    waits = made is not None and made.settled_at is None
    return page(
        "site/report_post.html",
        status=status,
        case=case,
        post=post if is_public else None,
        kind=text(language, KIND_LABELS[post.kind]),
        store_name=name_in(case.store_names, language.code),
        for_store=party(case.store_id) in current_actor().parties,
        made=made,
        reasons=REASON_LABELS,
        form=form if form.is_submitted() or (is_public and not waits) else None,
        max_note=MAX_REPORT_NOTE,
        indexed=False,
    )


def _own_report(post: PostView) -> Report | None:
    """The latest report of the reader, or of the store they speak for."""
    actor = current_actor()
    return moderation.report_of(db.session(), post.id, reporter(actor.account_id or 0, actor.parties, post.parties))
