"""The public text: what must not be public replaced by a mark that says what stood there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from portal.language import LANGUAGES, N_
from portal.language import text as message_in
from portal.text.personal import PersonalDatum
from portal.text.staff import untitled

MASK = "•••••"
"""What a person puts in the place of words; the marks of the rules say what stood there."""

STAFF = "staff-name"
"""The kind of a span that holds the name of somebody of the store."""

_ROLE = N_("agent %(n)s")
_MARKS: Mapping[str, str] = {
    "phone": N_("[telephone number]"),
    "email": N_("[e-mail address]"),
    "national-id": N_("[identity number]"),
    "card": N_("[card number]"),
    "iban": N_("[account number]"),
    "address": N_("[address]"),
    "plate": N_("[plate]"),
}
_OTHER = N_("[taken out]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its marks, and the staff of the case named so far, folded, in the order of their numbers."""

    text: str
    staff: Sequence[str]


def masked(text: str, spans: Iterable[PersonalDatum], language: str, *, staff: Sequence[str] = ()) -> Masked:
    """Return `text` with every span replaced by a mark in `language`; spans that overlap share the first one's.

    Names of staff become roles, «کارشناس ۳»: the same name has the same number within a case, if `staff` is what the
    texts before returned. Other kinds than those of personal data and `STAFF` are marked as taken out.
    """
    known = list(staff)
    pieces, shown = [], 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= shown:
            pieces += [text[shown : span.start], _mark(text, span, language, known)]
        shown = max(shown, span.end)
    return Masked("".join([*pieces, text[shown:]]), tuple(known))


def unmarked(text: str) -> list[str]:
    """The pieces of a text that lie before, between and after its marks, in whichever language these are."""
    return _any_mark().split(text)


@cache
def _any_mark() -> re.Pattern[str]:
    said = [re.escape(message_in(code, mark)) for code in LANGUAGES for mark in (*_MARKS.values(), _OTHER)]
    roles = [re.sub(r"\d+", r"\\d+", re.escape(role_name(1, code))) for code in LANGUAGES]
    return re.compile("|".join([re.escape(MASK), *said, *roles]))


def role_name(number: int, language: str) -> str:
    """What somebody of the store is called in public."""
    return message_in(language, _ROLE, n=number)


def _mark(text: str, span: PersonalDatum, language: str, known: list[str]) -> str:
    if span.kind != STAFF:
        return message_in(language, _MARKS.get(span.kind, _OTHER))
    return role_name(staff_number(untitled(text[span.start : span.end]), known), language)


def staff_number(name: str, known: list[str]) -> int:
    """The number of a folded name among those `known` in the case, to which a new one is added.

    «آقای احمدی» is who was «علی احمدی» before, and the other way round.
    """
    words = set(name.split())
    for number, one in enumerate(known, 1):
        if words <= set(one.split()) or words > set(one.split()):
            return number
    known.append(name)
    return len(known)
