"""The forms of signing up, signing in and choosing a password."""

from typing import Any

from wtforms import EmailField, Field, PasswordField
from wtforms.validators import Email, StopValidation, ValidationError

from portal.accounts.passwords import MAX_LENGTH, MIN_LENGTH
from portal.language import N_, text
from portal.text import clean, latin_digits
from portal.web import AtMost, Form, LineField, Required, current_language

NAME_NEEDED = N_("Please write a name. It may be a made-up one.")
ADDRESS_NEEDED = N_("Please write your e-mail address.")
ADDRESS_WRONG = N_("This is not a whole e-mail address. Please look at it once more.")
PASSWORD_NEEDED = N_("Please write a password.")
TOO_SHORT = N_("This is too short: please use at least %(limit)s characters.")
PASSWORD_HINT = N_("At least eight characters. A few words in a row are easy to remember and hard to guess.")
MAX_NAME = 80
MAX_ADDRESS = 254


class Address(Email):
    """An e-mail address in full; whether it exists, the link sent to it shows."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            super().__call__(form, field)
        except ValidationError as error:
            raise StopValidation(text(current_language(), ADDRESS_WRONG)) from error


class AtLeast:
    """So many characters there must be, told in digits of the reader's language."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def __call__(self, _form: Any, field: Field) -> None:
        if len(field.data or "") < self._limit:
            raise ValidationError(text(current_language(), TOO_SHORT, limit=self._limit))


def typed_address(value: str | None) -> str | None:
    """An address as meant: digits of a Persian or Arabic keyboard count as Latin ones."""
    return latin_digits(clean(value)).strip() if value else value


class SignUpForm(Form):
    name = LineField(
        N_("Name that others see"),
        [Required(NAME_NEEDED), AtMost(MAX_NAME)],
        description=N_("It stands beside what you publish. It need not be your real name."),
    )
    email = EmailField(
        N_("E-mail address"),
        [Required(ADDRESS_NEEDED), Address(), AtMost(MAX_ADDRESS)],
        filters=[typed_address],
        description=N_("Only for signing in and for news of your cases. Nobody sees it."),
    )
    password = PasswordField(
        N_("Password"),
        [Required(PASSWORD_NEEDED), AtLeast(MIN_LENGTH), AtMost(MAX_LENGTH)],
        description=PASSWORD_HINT,
    )


class SignInForm(Form):
    email = EmailField(N_("E-mail address"), [Required(ADDRESS_NEEDED), AtMost(MAX_ADDRESS)], filters=[typed_address])
    password = PasswordField(N_("Password"), [Required(PASSWORD_NEEDED), AtMost(MAX_LENGTH)])


class ForgottenForm(Form):
    email = EmailField(
        N_("E-mail address"),
        [Required(ADDRESS_NEEDED), Address(), AtMost(MAX_ADDRESS)],
        filters=[typed_address],
    )


class PasswordForm(Form):
    password = PasswordField(
        N_("New password"),
        [Required(PASSWORD_NEEDED), AtLeast(MIN_LENGTH), AtMost(MAX_LENGTH)],
        description=PASSWORD_HINT,
    )


class ConfirmForm(Form):
    """A button and nothing else."""
