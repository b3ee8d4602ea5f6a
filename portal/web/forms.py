"""Forms in the reader's language, safe against forged requests, with nothing unstorable in them."""

from collections.abc import Mapping
from contextlib import suppress
from gettext import NullTranslations
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, StringField, TextAreaField
from wtforms.i18n import get_translations

from portal.language import N_, Language, plural, text
from portal.text import clean
from portal.web.loading import current_language

STALE_TOKEN = N_("This page had been open for too long to be sent safely. Nothing is lost: please send it again.")


class Form(FlaskForm):  # type: ignore[misc]
    """Base of all forms. Labels and hints are message ids in the class and translated in the instance.

    A missing or wrong token is an error of the form like any other: what was typed is shown again.
    """

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def get_translations(self, _form: FlaskForm) -> "Translations":
            return Translations(current_language())

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        language = current_language()
        for field in self:
            field.label.text = text(language, field.label.text)
            if field.description:
                field.description = text(language, field.description)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if "csrf_token" in self.errors:
            self.csrf_token.errors = []
            self.form_errors.append(text(current_language(), STALE_TOKEN))
        return valid

    def typed(self) -> dict[str, str]:
        """What was sent, as text, without the token; to be kept or shown again."""
        return {
            field.short_name: str(field.data)
            for field in self
            if field.data is not None and field.type not in {"CSRFTokenField", "PasswordField"}
        }


class Translations:
    """Validators' messages: the portal's catalogue first, then the one that comes with the form library."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._built_in: NullTranslations = NullTranslations()
        with suppress(FileNotFoundError):  # a language the form library does not know
            self._built_in = get_translations([language.code])

    def gettext(self, message: str) -> str:
        own = text(self._language, message)
        return own if own != message else str(self._built_in.gettext(message))

    def ngettext(self, singular: str, plural_form: str, count: int) -> str:
        own = plural(self._language, singular, plural_form, count)
        if own in {singular, plural_form}:
            return str(self._built_in.ngettext(singular, plural_form, count))
        return own


def clean_line(value: str | None) -> str | None:
    return clean(value) if value else value


def clean_text(value: str | None) -> str | None:
    return clean(value, multiline=True) if value else value


class Tick(BooleanField):
    """A box to tick, which also knows itself in a form that was kept as text."""

    def process_data(self, value: Any) -> None:
        self.data = value not in {None, False, "", "False"}


class LineField(StringField):
    """One line of text, cleaned of what cannot be stored or shown."""

    def __init__(self, label: str, validators: Any = None, **named: Any) -> None:
        super().__init__(label, validators, filters=[clean_line], **named)


class TextField(TextAreaField):
    """Several lines of text, cleaned likewise."""

    def __init__(self, label: str, validators: Any = None, **named: Any) -> None:
        super().__init__(label, validators, filters=[clean_text], **named)


def choices(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Choices of a select or radio field from a table of message ids, in the reader's language."""
    language = current_language()
    return [(str(value), text(language, label)) for value, label in labels.items()]


__all__ = ["Field", "Form", "LineField", "TextField", "Tick", "choices"]
