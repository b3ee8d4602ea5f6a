"""The form of a moderator's word on a report."""

from typing import Any

from wtforms import Field, RadioField, SelectField

from portal.desk.forms import Needed, check_masked, refuse
from portal.desk.words import MASK_WORDS
from portal.language import N_
from portal.moderation import MAX_BODY, MAX_NOTE, MAX_TITLE, REASON_LABELS, Masked, PostView, Reason
from portal.web import AtMost, Form, LineField, Required, TextField, choices

AGREE, REJECT = "agree", "reject"
AGREE_ALONE = {AGREE: N_("Agree with the report"), REJECT: N_("Reject the report")}
REPORT_VERDICTS = {
    AGREE: N_("Agree, and take the text down"),
    MASK_WORDS: N_("Agree, and mask words of it"),
    REJECT: N_("Reject the report"),
}


class ReportDecisionForm(Form):
    """A moderator's word on a report. What is to become of the text is asked where it can be taken down."""

    verdict = RadioField(N_("Decision"), [Needed()], validate_choice=False)
    hiding_reason = SelectField(N_("Reason for taking it down or masking"), [Needed()], validate_choice=False)
    hiding_note = TextField(
        N_("Note on taking it down or masking"),
        [AtMost(MAX_NOTE)],
        description=N_("The second person reads it, and the author if the text is taken down."),
    )
    masked_title = LineField(N_("Masked title"), [AtMost(MAX_TITLE)])
    masked_body = TextField(N_("Masked text"), [AtMost(MAX_BODY)])
    note = TextField(
        N_("Your word to who reported it"),
        [Required(N_("Please write down why: who reported it reads it.")), AtMost(MAX_NOTE)],
        description=N_("Who reported it reads this, and nobody else outside the portal."),
    )

    def __init__(self, post: PostView, reported_for: Reason, *, can_be_hidden: bool, **named: Any) -> None:
        super().__init__(**named)
        self._post = post
        self._verdicts = REPORT_VERDICTS if can_be_hidden else AGREE_ALONE
        self.verdict.choices = choices(self._verdicts)
        self.hiding_reason.choices = choices({"": N_("Please choose"), **REASON_LABELS})
        if self.hiding_reason.data in {None, "None"}:
            self.hiding_reason.data = str(reported_for)
        if not can_be_hidden:
            del self.hiding_reason, self.hiding_note, self.masked_title, self.masked_body
        elif not post.title:
            del self.masked_title

    @property
    def agrees(self) -> bool:
        return bool(self.verdict.data != REJECT)

    @property
    def masked(self) -> Masked | None:
        """The text to be public in place of the present one."""
        if self.verdict.data != MASK_WORDS:
            return None
        title = self.masked_title.data if "masked_title" in self else ""
        return Masked(title or "", self.masked_body.data or "")

    @property
    def chosen_reason(self) -> Reason | None:
        return Reason(self.hiding_reason.data) if "hiding_reason" in self else None

    @property
    def hiding_words(self) -> str:
        return (self.hiding_note.data or "") if "hiding_note" in self else ""

    def validate_verdict(self, field: Field) -> None:
        if field.data not in self._verdicts:
            raise refuse(N_("Please choose a decision."))

    def validate_hiding_reason(self, field: Field) -> None:
        if field.data not in set(REASON_LABELS):
            raise refuse(N_("Please choose a reason: the author has to know why."))

    def validate_masked_body(self, _field: Field) -> None:
        if self.masked is not None:
            check_masked(self.masked, self._post)
