"""Where somebody lives or drives: postal addresses with a house number, post codes named as such, Iranian car plates.

Everything here reads text whose digits are ASCII already, and returns spans `(start, end)`. A street alone is no
address: shops are found by their streets, homes by their numbers.
"""

import re
from collections.abc import Iterator

from portal.text.identifiers import Span

_STREET = re.compile("(?<!\\w)(?:خیابان|خيابان|خیابون|کوچه|كوچه|بلوار|بزرگراه|شهرک|مجتمع|بن‌بست|حي|شارع)(?!\\w)")
_HOUSE = re.compile(
    "(?<!\\w)(?:پلاک|پلاك|عمار[ةه]|بناي[ةه]|مبنى|منزل|فيلا|بيت)(?: رقم)?[ :]{0,2}[0-9]{1,4}(?![0-9])"
    "(?:[،, ]{0,3}(?:و )?(?:واحد|طبقه[یي]?|زنگ|شق[ةه]|الدور|الطابق|دور)(?: رقم)? ?[0-9]{1,4}(?![0-9])){0,3}"
)
_REACH = 80
_POSTCODE = re.compile("(?:کد|كد)[ \u200c]?(?:پستی|پستي)[ :]{0,3}(?P<code>[0-9]{5}-?[0-9]{5})(?![0-9])")
_PLATE = re.compile(
    "(?<![0-9])[0-9]{2} ?(?:الف|[بجدسصطعقلمنوهیيتپژث]) ?[0-9]{3} ?[-–]? ?(?:ایران|ايران) ?[0-9]{2}(?![0-9])"
)


def addresses(latin: str) -> Iterator[Span]:
    """From the first street named at most 80 characters before a house number to the last part of the house."""
    end = 0
    for house in _HOUSE.finditer(latin):
        street = _STREET.search(latin, max(end, house.start() - _REACH), house.start())
        if street:
            end = house.end()
            yield street.start(), end
    yield from (match.span("code") for match in _POSTCODE.finditer(latin))


def plates(latin: str) -> Iterator[Span]:
    return (match.span() for match in _PLATE.finditer(latin))
