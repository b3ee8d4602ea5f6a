"""The forms of signing up, signing in and choosing a password."""

from typing import Any, ClassVar

from wtforms import EmailField, Field, PasswordField
from wtforms.validators import Email, StopValidation, ValidationError

from portal.accounts.passwords import MAX_LENGTH, MIN_LENGTH
from portal.language import N_, text
from portal.text import clean, latin_digits
from portal.web import Form, LineField, current_language

NAME_NEEDED = N_("Please write a name. It may be a made-up one.")
ADDRESS_NEEDED = N_("Please write your e-mail address.")
ADDRESS_WRONG = N_("This is not a whole e-mail address. Please look at it once more.")
PASSWORD_NEEDED = N_("Please write a password.")
TOO_SHORT = N_("This is too short: please use at least %(limit)s characters.")
TOO_LONG = N_("This is too long: please use at most %(limit)s characters.")
PASSWORD_HINT = N_("At least eight characters. A few words in a row are easy to remember and hard to guess.")
MAX_NAME = 80
MAX_ADDRESS = 254


class Needed:
    """Something that can be seen must be there; the message says what."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Field) -> None:
        if not any(sign.isprintable() and not sign.isspace() for sign in field.data or ""):
            raise StopValidation(text(current_language(), self.message))


class Address(Email):
    """An e-mail address in full; whether it exists, the link sent to it shows."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            super().__call__(form, field)
        except ValidationError as error:
            raise ValidationError(text(current_language(), ADDRESS_WRONG)) from error
        if len(field.data) > MAX_ADDRESS:
            raise ValidationError(text(current_language(), TOO_LONG, limit=MAX_ADDRESS))


class Size:
    """How many characters there may be, told in digits of the reader's language."""

    def __init__(self, least: int = 0, most: int = MAX_LENGTH) -> None:
        self.least = least
        self.most = most

    def __call__(self, _form: Any, field: Field) -> None:
        size = len(field.data or "")
        if size < self.least:
            raise ValidationError(text(current_language(), TOO_SHORT, limit=self.least))
        if size > self.most:
            raise ValidationError(text(current_language(), TOO_LONG, limit=self.most))


def typed_address(value: str | None) -> str | None:
    """An address as meant: digits of a Persian or Arabic keyboard count as Latin ones."""
    return latin_digits(clean(value)).strip() if value else value


class SignUpForm(Form):
    name = LineField(
        N_("Name that others see"),
        [Needed(NAME_NEEDED), Size(most=MAX_NAME)],
        description=N_("It stands beside what you publish. It need not be your real name."),
    )
    email = EmailField(
        N_("E-mail address"),
        [Needed(ADDRESS_NEEDED), Address()],
        filters=[typed_address],
        description=N_("Only for signing in and for news of your cases. Nobody sees it."),
    )
    password = PasswordField(
        N_("Password"),
        [Needed(PASSWORD_NEEDED), Size(MIN_LENGTH)],
        description=PASSWORD_HINT,
    )


class SignInForm(Form):
    email = EmailField(N_("E-mail address"), [Needed(ADDRESS_NEEDED)], filters=[typed_address])
    password = PasswordField(N_("Password"), [Needed(PASSWORD_NEEDED), Size()])


class ForgottenForm(Form):
    email = EmailField(N_("E-mail address"), [Needed(ADDRESS_NEEDED), Address()], filters=[typed_address])


class PasswordForm(Form):
    password = PasswordField(N_("New password"), [Needed(PASSWORD_NEEDED), Size(MIN_LENGTH)], description=PASSWORD_HINT)


class ConfirmForm(Form):
    """A button and nothing else."""
