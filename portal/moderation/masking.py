"""A post as it may be published: what the rules say must not be public replaced by marks. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.moderation.screening import Finding
from portal.moderation.screening.rules import PERSONAL_DATA, STAFF_NAME
from portal.text import STAFF, PersonalDatum, masked

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
