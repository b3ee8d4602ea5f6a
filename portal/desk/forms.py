"""The forms of the desk."""

from typing import Any, ClassVar

from wtforms import Field, HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from portal.desk.words import VERDICT_LABELS
from portal.language import N_, text
from portal.moderation import MAX_BODY, MAX_NOTE, REASON_LABELS, REASON_NEEDED, Reason, Verdict
from portal.web import AtMost, Form, Required, Submission, TextField, choices, current_language

YES, NO = "yes", "no"
LONGEST_KEY = 64
ANSWERS = {YES: N_("Yes, it is an answer"), NO: N_("No, it says nothing new")}
CHOOSE_REASON = {"": N_("Choose a reason")}


def refuse(message: str, **arguments: object) -> ValidationError:
    return ValidationError(text(current_language(), message, **arguments))


class Needed:
    """Marks a choice that must be made; what is missing, the form's own check says."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, _form: Any, _field: Field) -> None:
        return


class OpenForm(Form):
    """A press without anything to fill in."""


class DecisionForm(Form):
    """A moderator's decision. `answers` is asked of a store's reply only."""

    revision_number = HiddenField()
    answers = RadioField(N_("Is it an answer?"), validate_choice=False)
    verdict = RadioField(N_("Decision"), [Needed()], validate_choice=False)
    reason = SelectField(N_("Reason"), validate_choice=False)
    note = TextField(
        N_("Note to the author"),
        [AtMost(MAX_NOTE)],
        description=N_("The author reads it beside the reason. Say what to change, and where."),
    )

    def __init__(self, *, of_reply: bool, **named: Any) -> None:
        super().__init__(**named)
        self.verdict.choices = choices(VERDICT_LABELS)
        self.reason.choices = choices({**CHOOSE_REASON, **REASON_LABELS})
        if of_reply:
            self.answers.choices = choices(ANSWERS)
        else:
            del self.answers

    @property
    def chosen_verdict(self) -> Verdict:
        return Verdict(self.verdict.data)

    @property
    def chosen_reason(self) -> Reason | None:
        return Reason(self.reason.data) if self.reason.data else None

    @property
    def is_answer(self) -> bool | None:
        return self.answers.data == YES if "answers" in self and self.answers.data else None

    @property
    def version(self) -> int:
        """The version that was read; 0, which none has, where the form does not say."""
        typed = self.revision_number.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < LONGEST_KEY else 0

    def validate_verdict(self, field: Field) -> None:
        if field.data not in set(VERDICT_LABELS):
            raise refuse(N_("Please choose a decision."))

    def validate_reason(self, field: Field) -> None:
        if field.data and field.data not in set(REASON_LABELS):
            raise refuse(N_("Please choose a reason from the list."))
        if not field.data and self.verdict.data in REASON_NEEDED & VERDICT_LABELS.keys():
            raise refuse(N_("Please choose a reason: the author has to know why."))

    def validate_answers(self, field: Field) -> None:
        if field.data not in ANSWERS and self.verdict.data == Verdict.APPROVE:
            raise refuse(N_("Please say whether this reply is an answer."))


class ReplyForm(Form):
    submission = Submission()
    body = TextField(N_("Your reply"), [Required(N_("Please write a reply.")), AtMost(MAX_BODY)])
