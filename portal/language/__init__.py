"""The languages of the interface: messages, digits and numbers, calendars, spans of time.

Everything takes the language first, as a `Language` or its code, and answers with text; nothing here knows
of a request. A language is a folder of data, ``catalogues/<code>/``: ``language.toml`` says how it is written, and
``messages.po`` holds its translations. A message is its English text.
"""

from portal.language.countries import country_name
from portal.language.dates import date, hour, iso, local_day, midnight, moment, month, short_date
from portal.language.definitions import Language
from portal.language.durations import ago, duration
from portal.language.figures import digits, latin_digits, money, number, percent
from portal.language.languages import DEFAULT, LANGUAGES, UnknownLanguageError, language, nearest, negotiate
from portal.language.messages import N_, plural, text
from portal.language.typed_dates import days_of_year, parse_date, typed_date, year_of, years_before

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "N_",
    "Language",
    "UnknownLanguageError",
    "ago",
    "country_name",
    "date",
    "days_of_year",
    "digits",
    "duration",
    "hour",
    "iso",
    "language",
    "latin_digits",
    "local_day",
    "midnight",
    "moment",
    "money",
    "month",
    "nearest",
    "negotiate",
    "number",
    "parse_date",
    "percent",
    "plural",
    "short_date",
    "text",
    "typed_date",
    "year_of",
    "years_before",
]
