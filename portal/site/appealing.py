"""An author's appeal against a decision on their text: writing it, and what came of it."""

from datetime import datetime

from werkzeug.wrappers import Response

from portal import clock, moderation
from portal.access import Permission
from portal.complaints import CaseView
from portal.db import db
from portal.language import N_, moment, text
from portal.moderation import (
    KIND_LABELS,
    MAX_APPEAL,
    REASON_LABELS,
    RULING_LABELS,
    AppealedAlreadyError,
    NotPossibleError,
    PostView,
    Standing,
    TooLateError,
)
from portal.site.case_access import find_case, own_post
from portal.site.routes import routes
from portal.text import is_blank
from portal.web import (
    AtMost,
    Form,
    Required,
    TextField,
    current_actor,
    current_language,
    draft_sent,
    flash,
    forget_kept_form,
    kept_fields,
    page,
    see_other,
    writing,
)

SENT = N_("Your appeal was sent. Somebody who took no part in the decision reads it and answers you.")
TOO_LATE = N_("The time for an appeal ended on %(moment)s, so this was not sent. What you wrote is still here.")
APPEALED_ALREADY = N_(
    "You already appealed against this decision, on %(moment)s, and it can be done once. What you wrote is still here."
)
NOT_POSSIBLE = N_("There is no decision to appeal against now, so this was not sent. What you wrote is still here.")
NOTHING_TO_APPEAL = N_("There is nothing to appeal against.")


class AppealForm(Form):
    body = TextField(
        N_("Why do you think the decision is wrong?"),
        [Required(N_("Please say why the decision is wrong.")), AtMost(MAX_APPEAL)],
        description=N_("Say what was overlooked or misread. Only you and moderators read this."),
    )


@routes.page("/complaints/<number>/posts/<int:post_id>/appeal", Permission.USE_ACCOUNT, methods=("GET", "POST"))
def appeal(number: str, post_id: int) -> Response:
    case = find_case(number)
    post = own_post(case, post_id)
    standing = moderation.standing_of(db.session(), post)
    form = AppealForm(data=kept_fields())
    is_open = standing.appeal is not None or standing.until is not None or standing.returns_at is not None
    if not is_open and is_blank(form.body.data or ""):
        flash(NOTHING_TO_APPEAL, "hint")
        return see_other("site.case", number=number)
    if not form.is_submitted():
        return _page(case, post, standing, form)
    if not form.validate():
        return _page(case, post, standing, form, 422)
    return _sent(case, post, standing, form)


def _sent(case: CaseView, post: PostView, standing: Standing, form: AppealForm) -> Response:
    try:
        with writing() as session:
            moderation.appeal(session, current_actor(), clock.now(), post_id=post.id, body=form.body.data or "")
            forget_kept_form(session)
    except TooLateError as late:
        return _refused(case, post, standing, form, TOO_LATE, late.until)
    except AppealedAlreadyError as earlier:
        return _refused(case, post, standing, form, APPEALED_ALREADY, earlier.sent_at)
    except NotPossibleError:
        return _refused(case, post, standing, form, NOT_POSSIBLE)
    draft_sent()
    flash(SENT)
    return see_other("site.appeal", number=case.number, post_id=post.id)


def _refused(
    case: CaseView, post: PostView, standing: Standing, form: AppealForm, message: str, at: datetime | None = None
) -> Response:
    language = current_language()
    form.form_errors.append(text(language, message, moment=moment(language, at) if at else ""))
    return _page(case, post, standing, form, 409)


def _page(case: CaseView, post: PostView, standing: Standing, form: AppealForm, status: int = 200) -> Response:
    decision = standing.decision
    language = current_language()
    return page(
        "site/appeal.html",
        status=status,
        number=case.number,
        post=post,
        kind=text(language, KIND_LABELS[post.kind]),
        reason=text(language, REASON_LABELS[decision.reason]) if decision and decision.reason else None,
        decided=decision,
        standing=standing,
        rulings=RULING_LABELS,
        form=form if standing.is_open(clock.now()) or form.is_submitted() else None,
        max_appeal=MAX_APPEAL,
        indexed=False,
    )
