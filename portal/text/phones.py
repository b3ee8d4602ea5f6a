"""Phone numbers as people write them: local in Iran and Saudi Arabia, international from anywhere.

Everything here reads text whose digits are ASCII already, and returns spans `(start, end)`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from portal.text.identifiers import COUNTING, GAP, Span

_PART = re.compile("[0-9]+")
# A slash parts an area code from its number («021/88776655»), in dates from less; a dot after 0 is a decimal.
_JOINT = re.compile(rf"(?:{GAP}|[()]){{0,4}}|[+/]")
_DECIMAL = re.compile(r"0\.[0-9]")
_PLUS = "+\uff0b"
_GLUED = re.compile(r"[A-Za-z_]$|[0-9][-./_+]$")
_MOST_DIGITS = 15
_MOST_PARTS = 12

# National numbering plans: mobiles and the area codes of the provinces, without the leading zero.
_MOBILE = "9[0-49][0-9]{8}"
_AREA = "11|13|17|2[1345678]|31|3[458]|41|4[45]|51|5[4-8]|61|66|7[1467]|8[134678]"
_IRAN = f"(?:{_MOBILE}|(?:{_AREA})[1-9][0-9]{{7}})"
_SAUDI = "(?:5[013-9][0-9]{7}|1[1-467][0-9]{7})"
_KNOWN = re.compile(f"0(?:{_IRAN}|{_SAUDI})|{_MOBILE}|(?:00)?(?:980?{_IRAN}|9660?{_SAUDI})")

_LOCAL_START = re.compile("0[1-9]|00[1-9]|9[0-4689]")


def phones(latin: str) -> Iterator[Span]:
    """Yield the numbers from left to right, the longest reading of each, from opening sign to last digit."""
    parts = [match.span() for match in _PART.finditer(latin)]
    number = end = 0
    while number < len(parts):
        opening = _opening(latin, parts[number][0])
        if (last := _last_part(latin, parts, number, opening, end)) is None:
            number += 1
        else:
            end = parts[last][1]
            # «(09121234567)» stands in parentheses, «(021) 88776655» has them.
            bare = latin[opening] == "(" and latin.find(")", opening, end) < 0
            yield opening + bare, end
            number = last + 1


def _opening(latin: str, start: int) -> int:
    before = latin[max(0, start - 3) : start]
    sign = before[len(before.rstrip(f"{_PLUS}( ")) :].lstrip()
    return start - len(sign)


def _last_part(latin: str, parts: list[Span], first: int, opening: int, previous_end: int) -> int | None:
    start = parts[first][0]
    international = any(sign in latin[opening:start] for sign in _PLUS)
    if _DECIMAL.match(latin, start) or not (international or latin[start] in "09"):
        return None
    # After another phone number a dash only parts the two; after other digits it belongs to a longer code.
    if opening > previous_end + 1 and _GLUED.search(latin[max(0, opening - 2) : opening]):
        return None
    last = None
    for place, digits in _readings(latin, parts, first):
        if not international and len(digits) > 2 and not _LOCAL_START.match(digits):
            break
        end = parts[place][1]
        if _is_phone(digits, international=international) and not _latin_letter(latin[end : end + 1]):
            last = place
    return last


def _readings(latin: str, parts: list[Span], first: int) -> Iterator[tuple[int, str]]:
    digits = ""
    for place in range(first, min(first + _MOST_PARTS, len(parts))):
        start, end = parts[place]
        if place > first and not _joined(latin[parts[place - 1][1] : start], end - start):
            return
        digits += latin[start : min(end, start + _MOST_DIGITS + 1)]
        if len(digits) > _MOST_DIGITS:
            return
        yield place, digits


def _joined(joint: str, following: int) -> bool:
    return len(joint) <= 4 and _JOINT.fullmatch(joint) is not None and (joint != "/" or following > 4)


def _latin_letter(character: str) -> bool:
    return character.isascii() and (character.isalpha() or character == "_")


def _is_phone(digits: str, *, international: bool) -> bool:
    if len(digits) < 8 or digits == COUNTING:
        return False
    if _KNOWN.fullmatch(digits):
        return True
    if international:
        return _is_international(digits)
    return digits.startswith("00") and len(digits) > 10 and _is_international(digits[2:])


@lru_cache(maxsize=4096)
def _is_international(digits: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False
