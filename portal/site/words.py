"""What the author of a case can say after it was published: answer back, say how it ended, reopen, give up."""

from collections.abc import Callable, Mapping

from werkzeug.wrappers import Response
from wtforms import RadioField

from portal import clock, complaints
from portal.access import Permission
from portal.complaints import EXPECTATION_LABELS, EXPECTATIONS, CaseView, NotPossibleError
from portal.language import N_
from portal.moderation import MAX_BODY
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
    flash,
    forget_kept_form,
    kept_fields,
    page,
    see_other,
    writing,
)

MARKS = {str(mark): str(mark) for mark in range(1, 6)}
YES_OR_NO = {"yes": N_("Yes"), "no": N_("No")}


class AnswerBackForm(Form):
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


class ConfirmForm(Form):
    """A page with one button."""


@routes.page("/complaints/<number>/answer-back", Permission.ANSWER_BACK, methods=("GET", "POST"))
def answer_back(number: str) -> Response:
    case = own_case(number, Permission.ANSWER_BACK)
    form = AnswerBackForm(data=kept_fields())
    if not form.validate_on_submit():
        return _form_page("site/answer_back.html", case, form)
    with writing() as session:
        complaints.answer_back(
            session,
            current_actor(),
            clock.now(),
            case=case,
            language=case.language,
            body=form.body.data or "",
            submission=form.submission.key,
        )
        forget_kept_form(session)
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
    except NotPossibleError:
        flash(N_("That is what you have already said; nothing was changed."), "hint")
    else:
        flash(N_("Thank you. What you said is public and counts in the score of the store."))
    return see_other("site.case", number=case.number)


@routes.page("/complaints/<number>/reopen", Permission.EVALUATE_CASE, methods=("GET", "POST"))
def reopen(number: str) -> Response:
    return _confirmed(
        number,
        "site/reopen.html",
        complaints.reopen,
        done=N_("The case is open again."),
        refused=N_("This case is open; nothing was changed."),
    )


@routes.page("/complaints/<number>/give-up", Permission.EVALUATE_CASE, methods=("GET", "POST"))
def give_up(number: str) -> Response:
    return _confirmed(
        number,
        "site/give_up.html",
        complaints.give_up,
        done=N_("You have given the case up. It stays public, and you can open it again."),
        refused=N_("This case has already ended; nothing was changed."),
    )


def _confirmed(number: str, template: str, act: Callable[..., None], *, done: str, refused: str) -> Response:
    """A page with one button, which does the act."""
    case = own_case(number, Permission.EVALUATE_CASE)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _form_page(template, case, form)
    try:
        with writing() as session:
            act(session, current_actor(), clock.now(), case=case)
    except NotPossibleError:
        flash(refused, "hint")
    else:
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
