"""A post as it may be published: what must not be public replaced by marks, of the rules or by hand. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.moderation.screening import Finding
from portal.moderation.screening.rules import PERSONAL_DATA, STAFF_NAME
from portal.text import STAFF, PersonalDatum, masked, unmarked

_BODY, _TITLE = "body", "title"


@dataclass(frozen=True, slots=True)
class MaskedPost:
    """Title and body with marks; `staff` are the names met so far in the case, for its next post."""

    title: str
    body: str
    staff: Sequence[str]


def can_be_masked(finding: Finding) -> bool:
    return finding.rule in {PERSONAL_DATA.name, STAFF_NAME.name}


def masked_post(
    title: str, body: str, findings: Iterable[Finding], language: str, *, staff: Sequence[str] = ()
) -> MaskedPost:
    """The post with everything masked that `findings`, made on this very text, say can be; marks are in `language`.

    A mark may be longer than what it stands for: the limits of a post are checked again where it is kept.
    """
    chosen = [finding for finding in findings if can_be_masked(finding)]
    of_title = masked(title, _spans(chosen, _TITLE), language, staff=staff)
    of_body = masked(body, _spans(chosen, _BODY), language, staff=of_title.staff)
    return MaskedPost(of_title.text, of_body.text, of_body.staff)


def _spans(findings: Iterable[Finding], field: str) -> list[PersonalDatum]:
    return [
        PersonalDatum(finding.arguments.get("kind", STAFF), finding.start, finding.end)
        for finding in findings
        if finding.field == field
    ]


def is_masked_from(shown: str, original: str) -> bool:
    """Whether *shown* is the original with some of its words replaced by marks, and with nothing else changed.

    A moderator may take words out of a text, and put none in: what lies between the marks must stand in the original
    in the same order, and each mark covers at least one character.
    """
    pieces = unmarked(shown)
    if len(pieces) == 1 or shown == original or not original.startswith(pieces[0]):
        return False
    place = len(pieces[0])
    for piece in pieces[1:-1]:
        found = original.find(piece, place + 1)
        if found < 0:
            return False
        place = found + len(piece)
    end = len(original) - len(pieces[-1])
    return original.endswith(pieces[-1]) and end > place


def masked_words(shown: str, original: str) -> list[str]:
    """The words of the original that each mark stands for, in their order."""
    pieces = unmarked(shown)
    words, place = [], len(pieces[0])
    for number, piece in enumerate(pieces[1:], start=1):
        is_last = number == len(pieces) - 1
        start = len(original) - len(piece) if is_last else original.find(piece, place + 1)
        words.append(original[place:start])
        place = start + len(piece)
    return words
