"""Messages of the interface, looked up by their English text in gettext catalogues."""

import gettext
import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from portal.language.definitions import CATALOGUES, Language
from portal.language.figures import short_number
from portal.language.languages import language

_PLACEHOLDER = re.compile(r"%(?:%|\((\w+)\)[sd])")


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it
    """Marks a message that is translated later, where it is shown."""
    return message


def text(written_in: Language | str, message: str, /, **arguments: object) -> str:
    """The message in a language, its English itself where no translation is known.

    Numbers among the arguments are written as the language writes them. If any argument is Markup, so is the
    result, with all else escaped. A placeholder without an argument is left for a caller further out to fill.
    """
    tongue = language(written_in)
    translated = _translations(tongue.code).gettext(message) if message else message
    return _filled(tongue, translated, arguments) if arguments else translated


def plural(written_in: Language | str, singular: str, plural: str, count: int, /, **arguments: object) -> str:
    """The form of a message for ``count`` things, which also fills ``%(count)s``; otherwise like ``text``."""
    tongue = language(written_in)
    translated = _translations(tongue.code).ngettext(singular, plural, count)
    return _filled(tongue, translated, {"count": count} | arguments)


def catalogue_path(code: str) -> Path:
    return CATALOGUES / code / "messages.po"


def read_catalogue(code: str) -> Catalog:
    """The catalogue as its file has it; an empty one where there is no file."""
    path = catalogue_path(code)
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def untranslated(catalogue: Catalog) -> list[Message]:
    """The messages of which at least one form has no translation."""
    return [message for message in catalogue if message.id and not all(forms(message))]


def forms(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form of the language."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def compiled(catalogue: Catalog) -> gettext.NullTranslations:
    """What gettext looks messages up in; only those are known of which every form is translated."""
    # The writer would fill a missing plural with English by the other language's count of forms.
    for message in untranslated(catalogue):
        catalogue.delete(message.id, message.context)
    written = BytesIO()
    write_mo(written, catalogue)
    written.seek(0)
    return gettext.GNUTranslations(written)


@cache
def _translations(code: str) -> gettext.NullTranslations:
    return compiled(read_catalogue(code))


def _filled(tongue: Language, message: str, arguments: Mapping[str, object]) -> str:
    safe = any(isinstance(value, Markup) for value in arguments.values())
    written = {name: _written(tongue, value) for name, value in arguments.items()}

    def fill(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        value = written.get(match[1], match[0])
        return str(escape(value)) if safe else value

    if safe:
        return Markup(_PLACEHOLDER.sub(fill, str(escape(message))))  # noqa: S704 - escaped just here
    return _PLACEHOLDER.sub(fill, message)


def _written(tongue: Language, value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return short_number(tongue, value)
    return value if isinstance(value, str) else str(value)
