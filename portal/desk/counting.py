"""Leaving a public case out of the score, and counting it again."""

from werkzeug.wrappers import Response

from portal import clock, complaints
from portal.access import ROLE_LABELS, Permission
from portal.complaints import CaseView, NotCounted, read_number, reason_words
from portal.db import StaleStateError, db
from portal.desk.forms import CountAgainForm, LeaveOutForm
from portal.desk.routes import routes
from portal.language import N_
from portal.moderation import MAX_NOTE
from portal.web import authorise, current_actor, current_language, flash, optional, page, see_other, writing

LEFT_OUT = N_("The case stays public, and the score no longer counts it. Why, everybody reads beside it.")
COUNTED_AGAIN = N_("The score counts this case again.")
SAID_ALREADY = N_("Another moderator has changed this meanwhile. Nothing was changed; what you wrote is kept.")


@routes.page("/desk/moderation/cases/<number>/counting", Permission.MODERATE, methods=("GET", "POST"))
def counting(number: str) -> Response:
    case = optional(complaints.case_by_number(db.session(), optional(read_number(number))))
    authorise(Permission.COUNT_CASE, case)
    form = LeaveOutForm() if case.counted else CountAgainForm()
    if not form.validate_on_submit():
        return _counting_page(case, form, 422 if form.errors or form.form_errors else 200)
    try:
        with writing() as session:
            now, note = clock.now(), form.note.data or ""
            if isinstance(form, LeaveOutForm):
                reason = NotCounted(form.reason.data)
                complaints.leave_out(session, current_actor(), now, case=case, reason=reason, note=note)
            else:
                complaints.count_again(session, current_actor(), now, case=case, note=note)
    except StaleStateError:
        flash(SAID_ALREADY, kind="hint")
        return _counting_page(case, form, 409)
    flash(LEFT_OUT if case.counted else COUNTED_AGAIN)
    return see_other("site.case", number=case.number)


def _counting_page(case: CaseView, form: LeaveOutForm | CountAgainForm, status: int) -> Response:
    language = current_language()
    return page(
        "desk/counting.html",
        status=status,
        case=case,
        form=form,
        why=None if case.counted else reason_words(case.not_counted_because, language),
        countings=[
            (one, None if one.reason is None else reason_words(one.reason, language))
            for one in complaints.countings_of(db.session(), case.id)
        ],
        roles=ROLE_LABELS,
        max_note=MAX_NOTE,
        indexed=False,
    )
