"""Digits, numbers, shares and amounts of money as each language writes them."""

from decimal import ROUND_HALF_UP, Context, Decimal

from babel.core import UnknownLocaleError
from babel.numbers import get_currency_name, get_currency_precision

from portal.language.definitions import Language
from portal.language.languages import LANGUAGES, language

_EXACT = Context(prec=60)
_CENT = Decimal("0.01")

Number = int | float | Decimal

LATIN = "0123456789"
_TO_LATIN = {ord(digit): LATIN[place] for each in LANGUAGES.values() for place, digit in enumerate(each.digits)}
_PRECISION = {"IRT": 0}


def latin_digits(text: str) -> str:
    """The text with the digits of every language made ASCII."""
    return text.translate(_TO_LATIN)


def digits(written_in: Language | str, text: str | int) -> str:
    """The text with every digit, of whichever set, in the digits of the language; nothing is grouped."""
    own = language(written_in).digits
    return latin_digits(str(text)).translate(str.maketrans(LATIN, own))


def number(written_in: Language | str, value: Number, places: int = 0) -> str:
    """A number with exactly ``places`` decimals, halves rounded away from zero, thousands grouped."""
    tongue = language(written_in)
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    written = f"{rounded.copy_abs():,f}".translate(str.maketrans(",.", tongue.group + tongue.decimal))
    return (tongue.minus if rounded < 0 else "") + digits(tongue, written)


def short_number(written_in: Language | str, value: Number) -> str:
    """A number with at most two decimals and no closing zeros: 3, 3.5, 3.14."""
    rounded = Decimal(str(value)).quantize(_CENT, ROUND_HALF_UP, _EXACT).normalize(_EXACT)
    exponent = rounded.as_tuple().exponent
    return number(written_in, rounded, max(0, -exponent) if isinstance(exponent, int) else 0)


def percent(written_in: Language | str, share: Number, places: int = 0) -> str:
    """A share in 0..1 as a percentage."""
    tongue = language(written_in)
    return number(tongue, Decimal(str(share)) * 100, places) + tongue.percent


def money(written_in: Language | str, amount: Number, currency: str) -> str:
    """An amount in the unit of its currency (ISO 4217, or IRT for toman); whole ones have no decimals."""
    tongue = language(written_in)
    exact = Decimal(str(amount))
    whole = exact == exact.to_integral_value()
    places = 0 if whole else _PRECISION.get(currency, get_currency_precision(currency))
    return f"{number(tongue, exact, places)}\u00a0{_currency_name(currency, tongue)}"


def _currency_name(currency: str, tongue: Language) -> str:
    if own := tongue.currencies.get(currency):
        return own
    if tongue.currency_codes:
        return currency
    try:
        return get_currency_name(currency, locale=tongue.code)
    except UnknownLocaleError:
        return currency
