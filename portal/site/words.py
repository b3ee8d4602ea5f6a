"""What the author of a case can say after it was published: answer back, say how it ended, reopen, give up.

And take the last word back.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField

from portal import clock, complaints
from portal.access import Permission
from portal.checking import TextInCase, hear
from portal.complaints import EXPECTATION_LABELS, EXPECTATIONS, CaseView, NotPossibleError
from portal.db import StaleStateError, db
from portal.language import N_
from portal.moderation import MAX_BODY, Kind
from portal.site.case_access import own_case
from portal.site.routes import routes
from portal.stores import name_in
from portal.web import (
    AtMost,
    Form,
    MayBeOpen,
    Required,
    Submission,
    TextField,
    choices,
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

MARKS = {str(mark): str(mark) for mark in range(1, 6)}
YES_OR_NO = {"yes": N_("Yes"), "no": N_("No")}


class AnswerBackForm(TextInCase):
    submission = Submission()
    body = TextField(
        N_("What do you answer the store?"),
        [Required(N_("Please write something.")), AtMost(MAX_BODY)],
        description=N_("Everybody can read it once a moderator has let it through."),
    )


class EvaluationForm(Form):
    resolved = RadioField(N_("Is the problem solved?"), [Required(N_("Please choose yes or no."))])
    courtesy = RadioField(EXPECTATION_LABELS["courtesy"], [MayBeOpen()])
    understanding = RadioField(EXPECTATION_LABELS["understanding"], [MayBeOpen()])
    clarity = RadioField(EXPECTATION_LABELS["clarity"], [MayBeOpen()])
    expertise = RadioField(EXPECTATION_LABELS["expertise"], [MayBeOpen()])
    speed = RadioField(EXPECTATION_LABELS["speed"], [MayBeOpen()])
    honesty = RadioField(EXPECTATION_LABELS["honesty"], [MayBeOpen()])
    would_buy_again = RadioField(N_("Would you buy from this store again?"), [MayBeOpen()])

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__(data=data)
        for name in EXPECTATIONS:
            self[name].choices = list(MARKS.items())
        self.resolved.choices = self.would_buy_again.choices = choices(YES_OR_NO)

    @property
    def marks(self) -> dict[str, int]:
        return {name: int(self[name].data) for name in EXPECTATIONS if self[name].data in MARKS}

    @property
    def would(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.would_buy_again.data)


class OneButtonForm(Form):
    """Nothing to fill in."""


class TakeBackForm(Form):
    """Names the word that is taken back by its instant, so that no page left open takes back a later one."""

    said_at = HiddenField()

    @property
    def instant(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.said_at.data or "")
        except ValueError:
            return None


@routes.page("/complaints/<number>/answer-back", Permission.ANSWER_BACK, methods=("GET", "POST"))
def answer_back(number: str) -> Response:
    case = own_case(number, Permission.ANSWER_BACK)
    now = clock.now()
    form = AnswerBackForm(case, Kind.REBUTTAL, kept_fields())
    heard = hear(form, now)
    if not heard.is_ready:
        return page(
            "site/answer_back.html",
            case=case,
            form=form,
            heard=heard,
            max_body=MAX_BODY,
            indexed=False,
            status=heard.status,
        )
    with writing() as session:
        complaints.answer_back(
            session,
            current_actor(),
            now,
            case=case,
            language=case.language,
            body=form.typed_body,
            submission=form.submission.key,
        )
        forget_kept_form(session)
    draft_sent()
    flash(N_("Your answer was sent. A moderator reads it first."))
    return see_other("site.case", number=case.number)


@routes.page("/complaints/<number>/evaluate", Permission.EVALUATE_CASE, methods=("GET", "POST"))
def evaluate(number: str) -> Response:
    case = own_case(number, Permission.EVALUATE_CASE)
    form = EvaluationForm(kept_fields())
    if not form.validate_on_submit():
        return _form_page("site/evaluate.html", case, form)
    try:
        with writing() as session:
            complaints.evaluate(
                session,
                current_actor(),
                clock.now(),
                case=case,
                resolved=form.resolved.data == "yes",
                marks=form.marks,
                would_buy_again=form.would,
            )
            forget_kept_form(session)
    except (NotPossibleError, StaleStateError):
        flash(N_("That is what you have already said; nothing was changed."), "hint")
    else:
        draft_sent()
    return see_other("site.case", number=case.number)


@routes.page("/complaints/<number>/reopen", Permission.EVALUATE_CASE, methods=("GET", "POST"))
def reopen(number: str) -> Response:
    case = own_case(number, Permission.EVALUATE_CASE)
    refused = N_("This case is open; nothing was changed.")
    return _said(case, "site/reopen.html", OneButtonForm(), complaints.reopen, refused)


@routes.page("/complaints/<number>/give-up", Permission.EVALUATE_CASE, methods=("GET", "POST"))
def give_up(number: str) -> Response:
    case = own_case(number, Permission.EVALUATE_CASE)
    refused = N_("This case has already ended; nothing was changed.")
    return _said(case, "site/give_up.html", OneButtonForm(), complaints.give_up, refused)


@routes.page("/complaints/<number>/take-back", Permission.EVALUATE_CASE, methods=("GET", "POST"))
def take_back(number: str) -> Response:
    case = own_case(number, Permission.EVALUATE_CASE)
    last = complaints.word_to_take_back(db.session(), case.id, clock.now())
    form = TakeBackForm(data={"said_at": last.at.isoformat() if last else ""})
    act = partial(complaints.take_back, said_at=form.instant)
    refused = N_("There is nothing to take back any more; nothing was changed.")
    return _said(case, "site/take_back.html", form, act, refused, done=N_("What you said is taken back."))


def _said(
    case: CaseView, template: str, form: Form, act: Callable[..., None], refused: str, *, done: str | None = None
) -> Response:
    """One button, on a page of its own or on the case's, which then says what was done and offers the way back."""
    if not form.validate_on_submit():
        return _form_page(template, case, form)
    try:
        with writing() as session:
            act(session, current_actor(), clock.now(), case=case)
    except (NotPossibleError, StaleStateError):
        flash(refused, "hint")
    else:
        if done:
            flash(done)
    return see_other("site.case", number=case.number)


def _form_page(template: str, case: CaseView, form: Form) -> Response:
    return page(
        template,
        case=case,
        form=form,
        store_name=name_in(case.store_names, current_language().code),
        indexed=False,
        status=422 if form.errors or form.form_errors else 200,
    )
