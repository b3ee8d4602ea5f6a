"""Personal data in what people write: where it stands, and of which kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.text.addresses import addresses, plates
from portal.text.emails import emails
from portal.text.folding import fold
from portal.text.identifiers import Span, cards, ibans, national_ids, saudi_ids
from portal.text.letters import latin_digits
from portal.text.phones import phones

_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile("[0-9](?:[^0-9A-Za-z\u0620-\u06ff]{0,4}[0-9]){7}")
_PERSIAN_LETTER = re.compile("[پچژگکی]")

# What the words just before, and the currency just after, say of ten bare digits that pass a check by chance.
_BEFORE = 40
_NAMED = re.compile(
    "(?P<order>سفارش|رهگیری|پیگیری|فاکتور|مرسوله|بارنامه|پستی|سریال|طلب|تتبع|فاتوره|شحنه|بولیصه|تسلسل"
    "|order|track|invoice|serial|imei|sku)"
    "|(?P<id>ملی|هوی[هت]|اقام[هت]|سجل مدنی|السجل المدنی|national)"
    "|(?P<phone>تلفن|تماس|موبایل|همراه|گوشی|جوال|هاتف|واتس|phone|mobile|tel|call)"
)
_CURRENCY = re.compile(" ?(?:تومان|تومن|[رﺭ][یي]ال|ر\\.س|درهم|جنيه|دينار|دلار|rial|toman|sar|usd)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """Where personal data stands in a text, `text[start:end]`.

    Kinds: `phone`, `email`, `national-id` (Iran, Saudi Arabia), `card`, `iban`, `address`, `plate` (Iran).
    """

    kind: str
    start: int
    end: int


def personal_data(text: str) -> list[PersonalDatum]:
    """Return the personal data in `text`, in order and without overlap; spans point into `text` as given.

    Digits may be ASCII, Persian or Arabic. Where readings overlap the more specific wins: what has check
    digits before an address, an address before a phone number. Ten digits are no national id where an order
    number is named before them or a currency after; a Saudi one is known only where it is named as such.
    """
    taken = bytearray(len(text))
    found: list[PersonalDatum] = []
    for kind, (start, end) in _candidates(latin_digits(text)):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(PersonalDatum(kind, start, end))
    return sorted(found, key=lambda datum: datum.start)


def _candidates(latin: str) -> Iterator[tuple[str, Span]]:
    numbers = _NUMBER.search(latin) is not None
    if numbers:
        yield from (("iban", span) for span in ibans(latin))
        yield from (("card", span) for span in cards(latin))
    yield from (("email", span) for span in emails(latin))
    if numbers:
        yield from _ids_and_phones(latin)
    if _DIGIT.search(latin):
        yield from (("address", span) for span in addresses(latin))
        yield from (("plate", span) for span in plates(latin))


def _ids_and_phones(latin: str) -> Iterator[tuple[str, Span]]:
    called = [("phone", span) for span in phones(latin) if not _is_bare_order_number(latin, span)]
    names = [(span, _named(latin, span)) for span in national_ids(latin)]
    # Ten digits from 05 may be both: unless named, Persian writers mean the id, Arabic ones a Saudi mobile.
    persian = _PERSIAN_LETTER.search(latin) is not None
    yield from (("national-id", span) for span, name in names if name == "id" or (persian and name is None))
    yield from (("national-id", span) for span in saudi_ids(latin) if _named(latin, span) == "id")
    yield from called
    yield from (("phone" if name == "phone" else "national-id", span) for span, name in names if name != "order")


def _named(latin: str, span: Span) -> str | None:
    if _CURRENCY.match(latin, span[1]):
        return "order"
    since_number = _DIGIT.split(latin[max(0, span[0] - _BEFORE) : span[0]])[-1]
    names = list(_NAMED.finditer(fold(since_number)))
    return names[-1].lastgroup if names else None


def _is_bare_order_number(latin: str, span: Span) -> bool:
    bare = span[1] - span[0] == 10 and latin[span[0]] == "9"
    return bare and (latin[span[0] - 1 : span[0]] in {"/", "="} or _named(latin, span) == "order")
