"""Checks of forms, which say in the reader's language what to do; and the key of a form that is sent once."""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from wtforms import Field, HiddenField
from wtforms.validators import StopValidation, ValidationError

from portal.language import N_, text
from portal.text import is_blank
from portal.web.loading import current_actor, current_language

TOO_LONG = N_("This is too long: %(length)s characters. Please shorten it to %(limit)s.")


class Required:
    """Something that can be seen must be written, or something chosen; the message says what."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: str) -> None:
        self._message = message

    def __call__(self, _form: Any, field: Field) -> None:
        if is_blank(field.data or ""):
            # A choice left open has already been called invalid by its field.
            field.errors = []
            raise StopValidation(text(current_language(), self._message))


class MayBeOpen:
    """A choice that may be left open; one outside its list is still wrong."""

    def __call__(self, _form: Any, field: Field) -> None:
        if not field.data:
            field.errors = []
            raise StopValidation


class WhereOffered(MayBeOpen):
    """A choice that is only shown where it has to be made: the field it belongs to says what is missing."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}


class AtMost:
    """A text may have so many characters; nothing beyond them is cut off."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def __call__(self, _form: Any, field: Field) -> None:
        length = len(field.data or "")
        if length > self._limit:
            raise ValidationError(text(current_language(), TOO_LONG, length=length, limit=self._limit))


class Submission(HiddenField):
    """A key that makes a form sent twice one post. Bound to the account, so that nobody meets another's post."""

    def __init__(self, **named: Any) -> None:
        super().__init__(default=lambda: str(uuid4()), **named)

    @property
    def key(self) -> str:
        return f"{current_actor().account_id}:{self._as_uuid()}"

    def _as_uuid(self) -> UUID:
        try:
            return UUID(str(self.data))
        except ValueError:
            return uuid4()
