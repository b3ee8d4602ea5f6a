"""Numbers that name a person or an account, known by their check digits: national ids, card, IBAN.

Everything here reads text whose digits are ASCII already, and returns spans `(start, end)`.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

COUNTING = "0123456789"
"""What people type to show where digits stand."""
GAP = "[ \u00a0\u200c\u200e\u200f_.\u2010-\u2013\u2212-]"

# Length of the whole IBAN by country: IBAN registry of SWIFT, the countries a shopper here may bank in.
_IBAN_LENGTHS = {
    **dict.fromkeys(["NO"], 15),
    **dict.fromkeys(["BE"], 16),
    **dict.fromkeys(["DK", "FI", "NL", "SD"], 18),
    **dict.fromkeys(["AT"], 20),
    **dict.fromkeys(["BG", "BH", "CH", "DE", "GB", "GE", "IE"], 22),
    **dict.fromkeys(["AE", "IQ", "OM"], 23),
    **dict.fromkeys(["CZ", "ES", "PK", "RO", "SA", "SE", "TN"], 24),
    **dict.fromkeys(["LY", "PT"], 25),
    **dict.fromkeys(["IR", "TR"], 26),
    **dict.fromkeys(["FR", "GR", "IT"], 27),
    **dict.fromkeys(["AZ", "CY", "HU", "LB", "PL"], 28),
    **dict.fromkeys(["EG", "PS", "QA"], 29),
    **dict.fromkeys(["JO", "KW"], 30),
}
_IBAN_START = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]{{2}}{GAP}?[0-9]{{2}}")
_IBAN_CHARACTER = re.compile(rf"{GAP}{{0,2}}[A-Za-z0-9]")
_SHEBA = re.compile(
    rf"(?<![A-Za-z0-9])(?:[0-9]{{24}}|[0-9]{{2}}(?:{GAP}[0-9]{{4}}){{5}}{GAP}[0-9]{{2}}|[0-9]{{4}}(?:{GAP}[0-9]{{4}}){{5}})(?![A-Za-z0-9])"
)
_CARD = re.compile(
    rf"(?<![A-Za-z0-9])(?<![0-9]{GAP})[2-6][0-9]{{3}}(?:[0-9]{{12}}|(?:{GAP}{{1,3}}[0-9]{{4}}){{3}})(?!{GAP}?[0-9]|[A-Za-z])"
)
_NATIONAL_ID = re.compile(
    r"(?<![A-Za-z0-9])(?<![0-9][-./])(?:[0-9]{10}|[0-9]{3}-[0-9]{6}-[0-9])(?![-./]?[0-9]|[A-Za-z])"
)
_SAUDI_ID = re.compile(r"(?<![A-Za-z0-9])[12][0-9]{9}(?![A-Za-z0-9])")
_NOT_DIGIT = re.compile("[^0-9]")


def digits_of(text: str) -> str:
    """Return the ASCII digits of `text` alone."""
    return _NOT_DIGIT.sub("", text)


def is_card(digits: str) -> bool:
    """Luhn over 16 digits, all-same refused."""
    return len(digits) == 16 and len(set(digits)) > 1 and _passes_luhn(digits)


def _passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, for an even number of digits."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(n - 9 * (n > 9) for n in doubled) % 10 == 0


def is_iban(compact: str) -> bool:
    """ISO 13616: country and two check digits to the end, letters as 10–35, modulo 97 is 1."""
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def is_national_id(digits: str) -> bool:
    """Iranian national id: weights 10…2, modulo 11; the tenth digit is r, or 11 - r from r = 2 on."""
    if len(digits) != 10 or len(set(digits)) == 1 or digits.startswith("000") or digits == COUNTING:
        return False
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def cards(latin: str) -> Iterator[Span]:
    return (match.span() for match in _CARD.finditer(latin) if is_card(digits_of(match[0])))


def national_ids(latin: str) -> Iterator[Span]:
    return (match.span() for match in _NATIONAL_ID.finditer(latin) if is_national_id(digits_of(match[0])))


def saudi_ids(latin: str) -> Iterator[Span]:
    """Ten digits of a citizen (from 1) or a resident (from 2); by their Luhn digit one in ten others passes too."""
    return (match.span() for match in _SAUDI_ID.finditer(latin) if _passes_luhn(match[0]))


def ibans(latin: str) -> Iterator[Span]:
    """IBANs of known countries, and Iranian ones written without their IR («شبا»)."""
    for start in _IBAN_START.finditer(latin):
        end = _iban_end(latin, start.start())
        if end:
            yield start.start(), end
    for match in _SHEBA.finditer(latin):
        # Bank codes begin with 0: of the tracking codes of 24 digits one in a thousand is left.
        digits = digits_of(match[0])
        if digits[2] == "0" and is_iban("IR" + digits):
            yield match.span()


def _iban_end(latin: str, start: int) -> int | None:
    length = _IBAN_LENGTHS.get(latin[start : start + 2].upper(), 0)
    end = start + 2
    compact = latin[start:end]
    while len(compact) < length:
        following = _IBAN_CHARACTER.match(latin, end)
        if following is None:
            return None
        compact, end = compact + following[0][-1], following.end()
    whole = length > 0 and not latin[end : end + 1].isalnum()
    return end if whole and is_iban(compact) else None
