"""Forms whose text is checked before it is sent. What is found is said once; then it may be sent as it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, jsonify, request
from werkzeug.exceptions import UnprocessableEntity
from werkzeug.wrappers import Response
from wtforms import HiddenField

from portal.checking.remarks import NOTHING_FOUND, Checked, Written, check, mask, respelt
from portal.complaints import CaseView, contacts_of, staff_of
from portal.db import db
from portal.language import N_, local_day
from portal.moderation import MAX_BODY, MAX_TITLE, Kind, MaskedPost
from portal.web import Form, Pace, current_language, flash, render

PACE = Pace(most=60, seconds=60)
MASKED = N_("The words are masked. Please read your text once more.")
RESPELT = N_("This is a proposal in Persian letters. Please read it once more and mend what is wrong.")


class CheckedForm(Form):
    """A form with a `body`, and a `title` where such a post has one. `checked` carries what its author was shown."""

    checked = HiddenField()

    def written(self) -> Written:
        """What is typed so far, as the rules read it."""
        raise NotImplementedError

    def staff(self) -> Sequence[str]:
        """The names of staff that have a number already."""
        return ()

    @property
    def typed_title(self) -> str:
        return self.title.data or "" if "title" in self else ""

    @property
    def typed_body(self) -> str:
        return self.body.data or ""

    @property
    def is_too_long(self) -> bool:
        return len(self.typed_title) > MAX_TITLE or len(self.typed_body) > MAX_BODY


class TextInCase(CheckedForm):
    """A text within a case, held against what the case is about; the facts behind it are its author's alone."""

    def __init__(self, case: CaseView, kind: Kind, data: Mapping[str, str]) -> None:
        super().__init__(data=data)
        self._case, self._kind = case, kind

    def written(self) -> Written:
        case, is_shopper = self._case, self._kind is not Kind.REPLY
        return Written(
            self.typed_title,
            self.typed_body,
            case.language,
            case.nature if is_shopper else None,
            case.purchased_on if is_shopper else None,
            self._kind,
            f"{case.title}\n{case.body}",
        )

    def staff(self) -> Sequence[str]:
        return staff_of(contacts_of(db.session(), self._case.id))


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a press. `is_stopped`: the rules have something to say that the author has not seen yet."""

    checked: Checked = NOTHING_FOUND
    is_stopped: bool = False
    is_ready: bool = False
    status: int = 200


def hear(form: CheckedForm, now: datetime) -> Heard:
    """What was asked of the form; ready to be sent, where that was it and nothing stands against it.

    What else is to be put right is said together with what is found: each way there and back is a long one on a slow
    line.
    """
    if not form.is_submitted():
        return Heard()
    if act := ACTS.get(request.form.get("act", "")):
        return act(form, now)
    shown, is_valid = form.checked.data, form.validate()
    checked = _checked(form, now)
    is_stopped = checked.is_new_to(shown)
    is_ready = is_valid and not is_stopped
    return Heard(checked, is_stopped, is_ready, 200 if is_ready else 422)


def look(form: CheckedForm, now: datetime) -> Heard:
    """What the rules say of the form as it is."""
    return Heard(_checked(form, now))


def say(form: CheckedForm, now: datetime, similar: Callable[[], Sequence[Any]] = tuple) -> Response:
    """The remarks as the script shows them while somebody types, with the cases like it; nothing of it is kept."""
    PACE.keep(request.remote_addr or "", now.timestamp())
    form.validate()
    if form.form_errors:
        raise UnprocessableEntity
    return jsonify(html=render("site/remarks.html", heard=look(form, now), similar=similar()).strip())


def _checked(form: CheckedForm, now: datetime) -> Checked:
    """What is found, which the form then knows to have been shown."""
    if form.is_too_long:
        return NOTHING_FOUND
    language = current_language()
    checked = check(form.written(), _accepted(), language, local_day(language, now))
    if checked.keys:
        form.checked.data = checked.known
    return checked


def _accepted() -> Sequence[str]:
    languages: Sequence[str] = current_app.extensions["portal-config"].post_languages
    return languages


def _mask(form: CheckedForm, now: datetime) -> Heard:
    return _rewritten(form, now, lambda written: mask(written, _accepted(), form.staff()), MASKED)


def _respell(form: CheckedForm, now: datetime) -> Heard:
    return _rewritten(form, now, lambda written: respelt(written, _accepted()), RESPELT)


def _rewritten(
    form: CheckedForm, now: datetime, rewrite: Callable[[Written], Written | MaskedPost], said: str
) -> Heard:
    """The form as it was sent, with its texts as they are proposed and with what is said of that."""
    if form.is_too_long:
        return Heard()
    proposed = rewrite(form.written())
    form.body.data = proposed.body
    if "title" in form:
        form.title.data = proposed.title
    flash(said, "hint")
    return look(form, now)


ACTS: Mapping[str, Callable[[CheckedForm, datetime], Heard]] = {"check": look, "mask": _mask, "respell": _respell}
"""What else than sending it a form can be asked for."""
