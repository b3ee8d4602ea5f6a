"""The forms of the desk."""

from typing import Any, ClassVar

from wtforms import Field, HiddenField, RadioField
from wtforms.validators import ValidationError

from portal.checking import TextInCase
from portal.complaints import NOT_COUNTED_LABELS
from portal.desk.words import MASK_WORDS, VERDICT_LABELS
from portal.language import N_, text
from portal.moderation import (
    MAX_APPEAL,
    MAX_BODY,
    MAX_NOTE,
    MAX_TITLE,
    READ_AGAIN,
    REASON_LABELS,
    REASON_NEEDED,
    Kind,
    Masked,
    PostView,
    Reason,
    Ruling,
    Severity,
    Verdict,
    gravest,
    is_masked_from,
)
from portal.text import MASK, is_blank
from portal.web import AtMost, Form, LineField, Required, Submission, TextField, choices, current_language

YES, NO = "yes", "no"
LONGEST_NUMBER = 18
ANSWERS = {YES: N_("Yes, it is an answer"), NO: N_("No, it says nothing new")}
NO_REASON = {"": N_("No reason")}
CONFIRM, DECLINE = "confirm", "decline"
RULING_CHOICES = {Ruling.UPHELD: N_("Let the decision stand"), Ruling.OVERTURNED: N_("Overturn it: publish the text")}
SECOND_VERDICTS = {verdict: VERDICT_LABELS[verdict] for verdict in READ_AGAIN}
SECOND_WORDS = {CONFIRM: N_("Take it down"), DECLINE: N_("Leave it public")}
NOTHING_MASKED = N_("Nothing is masked yet. Please put %(mask)s in the place of the words to be taken out.")
NOT_ONLY_MASKED = N_(
    "More was changed than masked. Please put %(mask)s in the place of words, and leave everything else as it was."
)


def refuse(message: str, **arguments: object) -> ValidationError:
    return ValidationError(text(current_language(), message, **arguments))


def whole_number(typed: str | None) -> int:
    """A number from a hidden field; 0 where it holds none."""
    plain = typed or ""
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < LONGEST_NUMBER else 0


def needs_note(post: PostView) -> bool:
    """Whether letting the post through takes a written reason."""
    return gravest(post.findings) is Severity.BLOCK


def check_masked(masked: Masked, post: PostView) -> None:
    """Raises ValidationError unless words of the post are taken out, and nothing else is changed."""
    pairs = ((masked.title, post.title), (masked.body, post.body))
    if all(new == old for new, old in pairs):
        raise refuse(NOTHING_MASKED, mask=MASK)
    if not all(new == old or is_masked_from(new, old) for new, old in pairs):
        raise refuse(NOT_ONLY_MASKED, mask=MASK)


def _offer_reasons(field: RadioField) -> None:
    """All reasons, and none: only a text that is not let through needs one."""
    field.choices = choices({**NO_REASON, **REASON_LABELS})
    if field.data in {None, "None"}:
        field.data = ""


class Needed:
    """Marks a choice that must be made; what is missing, the form's own check says."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, _form: Any, _field: Field) -> None:
        return


class OpenForm(Form):
    """A press without anything to fill in."""


class DecisionForm(Form):
    """A moderator's decision. `answers` is asked of a store's reply only, `then` says where to go on."""

    revision_number = HiddenField()
    then = HiddenField()
    answers = RadioField(N_("Is it an answer?"), validate_choice=False)
    verdict = RadioField(N_("Decision"), [Needed()], validate_choice=False)
    reason = RadioField(N_("Reason"), validate_choice=False)
    note = TextField(
        N_("Your note"),
        [AtMost(MAX_NOTE)],
        description=N_(
            "The author of what is sent back or rejected reads it beside the reason. Say what to change, and where."
        ),
    )
    masked_title = LineField(N_("Masked title"), [AtMost(MAX_TITLE)])
    masked_body = TextField(N_("Masked text"), [AtMost(MAX_BODY)])

    def __init__(self, post: PostView, **named: Any) -> None:
        super().__init__(**named)
        self._post = post
        self.verdict.choices = choices(VERDICT_LABELS)
        _offer_reasons(self.reason)
        if post.kind is Kind.REPLY:
            self.answers.choices = choices(ANSWERS)
        else:
            del self.answers
        if not post.title:
            del self.masked_title

    @property
    def masks(self) -> bool:
        return bool(self.verdict.data == MASK_WORDS)

    @property
    def chosen_verdict(self) -> Verdict:
        return Verdict.APPROVE if self.masks else Verdict(self.verdict.data)

    @property
    def chosen_reason(self) -> Reason | None:
        """What was chosen; words are masked for the sake of personal data where nothing is."""
        if self.reason.data:
            return Reason(self.reason.data)
        return Reason.PERSONAL_DATA if self.masks else None

    @property
    def masked(self) -> Masked | None:
        """The text to be public in place of the author's."""
        if not self.masks:
            return None
        title = self.masked_title.data if "masked_title" in self else ""
        return Masked(title or "", self.masked_body.data or "")

    @property
    def is_answer(self) -> bool | None:
        return self.answers.data == YES if "answers" in self and self.answers.data else None

    @property
    def version(self) -> int:
        """The version that was read; 0, which none has, where the form does not say."""
        return whole_number(self.revision_number.data)

    def validate_verdict(self, field: Field) -> None:
        if field.data not in set(VERDICT_LABELS):
            raise refuse(N_("Please choose a decision."))

    def validate_reason(self, field: Field) -> None:
        if field.data and field.data not in set(REASON_LABELS):
            raise refuse(N_("Please choose a reason from the list."))
        if not field.data and self.verdict.data in REASON_NEEDED & VERDICT_LABELS.keys():
            raise refuse(N_("Please choose a reason: the author has to know why."))

    def validate_answers(self, field: Field) -> None:
        if field.data not in ANSWERS and self.verdict.data in {Verdict.APPROVE, MASK_WORDS}:
            raise refuse(N_("Please say whether this reply is an answer."))

    def validate_note(self, field: Field) -> None:
        if not is_blank(field.data or ""):
            return
        if self.verdict.data == Verdict.ESCALATE:
            raise refuse(N_("Please say what you are not sure of."))
        if self.verdict.data in {Verdict.APPROVE, MASK_WORDS} and needs_note(self._post):
            raise refuse(N_("A rule objects to this text. Please write down why it is let through all the same."))

    def validate_masked_body(self, _field: Field) -> None:
        if self.masked is not None:
            check_masked(self.masked, self._post)


class SecondReadingForm(Form):
    """What a second reader would have decided."""

    verdict = RadioField(N_("What would you decide?"), [Needed()], validate_choice=False)
    reason = RadioField(N_("Reason"), validate_choice=False)
    note = TextField(
        N_("Your note"),
        [AtMost(MAX_NOTE)],
        description=N_("An administrator reads it where the two of you differ. The author does not."),
    )

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.verdict.choices = choices(SECOND_VERDICTS)
        _offer_reasons(self.reason)

    @property
    def chosen_reason(self) -> Reason | None:
        return Reason(self.reason.data) if self.reason.data else None

    def validate_verdict(self, field: Field) -> None:
        if field.data not in SECOND_VERDICTS:
            raise refuse(N_("Please choose a decision."))

    def validate_reason(self, field: Field) -> None:
        if field.data and field.data not in set(REASON_LABELS):
            raise refuse(N_("Please choose a reason from the list."))
        if not field.data and self.verdict.data in REASON_NEEDED & SECOND_VERDICTS.keys():
            raise refuse(N_("Please choose the reason the author would read."))


class HidingForm(Form):
    """A moderator wants a public text taken down."""

    reason = RadioField(N_("Reason"), [Needed()], validate_choice=False)
    note = TextField(
        N_("Your note"),
        [AtMost(MAX_NOTE)],
        description=N_("The second person reads it, and the author if the text is taken down."),
    )

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.reason.choices = choices(REASON_LABELS)

    def validate_reason(self, field: Field) -> None:
        if field.data not in set(REASON_LABELS):
            raise refuse(N_("Please choose a reason: the author has to know why."))


class LeaveOutForm(Form):
    """A moderator leaves a public case out of the score."""

    reason = RadioField(N_("Reason"), [Needed()], validate_choice=False)
    note = TextField(
        N_("Your note"),
        [Required(N_("Please write down what this rests on.")), AtMost(MAX_NOTE)],
        description=N_("What you saw that shows it: another moderator must be able to check it."),
    )

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.reason.choices = choices(NOT_COUNTED_LABELS)

    def validate_reason(self, field: Field) -> None:
        if field.data not in set(NOT_COUNTED_LABELS):
            raise refuse(N_("Please choose a reason from the list."))


class CountAgainForm(Form):
    """A moderator takes that back."""

    note = TextField(N_("Your note"), [Required(N_("Please write down what this rests on.")), AtMost(MAX_NOTE)])


class SecondForm(Form):
    """The second person's word on it, given by one of two buttons."""

    word = RadioField(N_("Decision"), [Needed()], validate_choice=False)

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.word.choices = choices(SECOND_WORDS)

    def validate_word(self, field: Field) -> None:
        if field.data not in SECOND_WORDS:
            raise refuse(N_("Please choose a decision."))


class AppealAnswerForm(Form):
    """The answer to an appeal. `answers` is asked only where a store's rejected reply may become public."""

    ruling = RadioField(N_("Decision"), [Needed()], validate_choice=False)
    answers = RadioField(N_("Is it an answer?"), validate_choice=False)
    answer = TextField(
        N_("Your answer to the author"),
        [Required(N_("Please give the author the reason.")), AtMost(MAX_APPEAL)],
        description=N_("The author reads it. Say what you looked at, and why it stands or does not."),
    )

    def __init__(self, post: PostView, verdict: Verdict, **named: Any) -> None:
        super().__init__(**named)
        self.ruling.choices = choices(RULING_CHOICES)
        if post.kind is Kind.REPLY and verdict is Verdict.REJECT:
            self.answers.choices = choices(ANSWERS)
        else:
            del self.answers

    @property
    def is_answer(self) -> bool | None:
        return self.answers.data == YES if "answers" in self and self.answers.data else None

    def validate_ruling(self, field: Field) -> None:
        if field.data not in RULING_CHOICES:
            raise refuse(N_("Please choose a decision."))

    def validate_answers(self, field: Field) -> None:
        if field.data not in ANSWERS and self.ruling.data == Ruling.OVERTURNED:
            raise refuse(N_("Please say whether this reply is an answer."))


class ClaimForm(Form):
    """Which posts the open page goes on holding."""


class UndoForm(Form):
    decision = HiddenField()


class ReplyForm(TextInCase):
    submission = Submission()
    body = TextField(N_("Your reply"), [Required(N_("Please write a reply.")), AtMost(MAX_BODY)])
