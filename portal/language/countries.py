"""Names of countries, from CLDR."""

from babel import Locale, UnknownLocaleError

from portal.language.definitions import Language
from portal.language.languages import language


def country_name(written_in: Language | str, code: str) -> str:
    """The country of an ISO 3166 code; the code itself where CLDR knows no name in the language."""
    tongue = language(written_in)
    try:
        return str(Locale.parse(tongue.code).territories.get(code, code))
    except UnknownLocaleError:
        return code
