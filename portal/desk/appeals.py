"""Appeals of authors at the desk: what waits for an answer, and the answer of somebody who took no part."""

from werkzeug.wrappers import Response

from portal import clock, complaints, moderation
from portal.access import Permission, allowed
from portal.db import Session, StaleStateError, db
from portal.desk.forms import AppealAnswerForm
from portal.desk.hidings import all_moderators
from portal.desk.routes import routes
from portal.desk.undoing import post_name
from portal.language import N_, text
from portal.moderation import (
    MAX_APPEAL,
    REASON_LABELS,
    RULING_LABELS,
    VISIBILITY_LABELS,
    AppealView,
    Ruling,
)
from portal.web import (
    authorise,
    current_actor,
    current_language,
    flash,
    forget_kept_form,
    kept_fields,
    optional,
    page,
    see_other,
    writing,
)

UPHELD = N_("The decision stands. Its author reads your answer.")
OVERTURNED = N_("The text is public. Its author reads your answer.")
ANSWERED_ALREADY = N_("Somebody else has answered this meanwhile, so nothing changed. What you wrote is still here.")


@routes.page("/desk/appeals/", Permission.READ_DESK)
def appeals() -> Response:
    session, language = db.session(), current_language()
    moderators = all_moderators(session)
    waiting = _readable(moderation.open_appeals(session, moderators))
    answered = _readable(moderation.answered_appeals(session, moderators))
    cases = complaints.cases_of_posts(session, [one.post.id for one in (*waiting, *answered)])
    names = {one.id: post_name(one.post.kind, cases.get(one.post.id), language) for one in (*waiting, *answered)}
    return page(
        "desk/appeals.html",
        waiting=[(one, names[one.id], _may_answer(one)) for one in waiting],
        answered=[(one, names[one.id]) for one in answered],
        reasons=REASON_LABELS,
        rulings=RULING_LABELS,
        is_moderator=allowed(current_actor(), Permission.MODERATE),
        indexed=False,
    )


@routes.page("/desk/appeals/<int:appeal_id>/", Permission.READ_DESK, methods=("GET", "POST"), name="appeal")
def answer_appeal(appeal_id: int) -> Response:
    session = db.session()
    found = optional(moderation.load_appeal(session, appeal_id, all_moderators(session)))
    authorise(Permission.READ_APPEAL, found)
    form = AppealAnswerForm(found.post, found.verdict, data=kept_fields())
    if not form.is_submitted():
        return _page(session, found, form)
    authorise(Permission.ANSWER_APPEAL, found)
    if not form.validate():
        return _page(session, found, form, 422)
    return _answered(found, form)


def _answered(found: AppealView, form: AppealAnswerForm) -> Response:
    ruling = Ruling(form.ruling.data)
    try:
        with writing() as session:
            moderation.answer_appeal(
                session,
                current_actor(),
                clock.now(),
                appeal_id=found.id,
                ruling=ruling,
                answer=form.answer.data or "",
                moderators=found.moderators,
                answers=form.is_answer,
            )
            forget_kept_form(session)
    except StaleStateError:
        session = db.session()
        form.form_errors.append(text(current_language(), ANSWERED_ALREADY))
        return _page(session, optional(moderation.load_appeal(session, found.id, found.moderators)), form, 409)
    flash(OVERTURNED if ruling is Ruling.OVERTURNED else UPHELD)
    return see_other("desk.appeals")


def _readable(found: list[AppealView]) -> list[AppealView]:
    return [one for one in found if allowed(current_actor(), Permission.READ_APPEAL, one)]


def _may_answer(found: AppealView) -> bool:
    return allowed(current_actor(), Permission.ANSWER_APPEAL, found)


def _page(session: Session, found: AppealView, form: AppealAnswerForm, status: int = 200) -> Response:
    case = complaints.case_of_post(session, found.post.id)
    may_answer = _may_answer(found)
    is_asked = may_answer and (found.ruling is None or form.is_submitted())
    return page(
        "desk/appeal.html",
        status=status,
        appeal=found,
        name=post_name(found.post.kind, case, current_language()),
        case=case,
        may_answer=may_answer,
        reasons=REASON_LABELS,
        rulings=RULING_LABELS,
        states=VISIBILITY_LABELS,
        form=form if is_asked else None,
        max_appeal=MAX_APPEAL,
        indexed=False,
    )
