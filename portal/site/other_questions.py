"""What else could be asked, beside a question that finds little: other words, fewer words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.complaints import CaseRow
from portal.language import Language
from portal.search import Answer, Question, Word, narrower
from portal.site.asked import Asked

MOST = 4
"""Questions of fewer words that are proposed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another question, and where it is answered."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class FewerWords:
    """That most of the words were enough: how many cases hold all, which words of all that are shown some lack, and
    questions of fewer words, each of which finds something.

    `are_apart`: nothing holds the words between quotation marks in a row; `are_enough`: not all words were required.
    """

    are_apart: bool
    are_enough: bool
    complete: int
    not_required: Sequence[str]
    narrower: Sequence[Proposal]


def fewer_words(
    answered: Answer, question: Question, bodies: Mapping[int, str], asked: Asked, language: Language
) -> FewerWords | None:
    """None where all words were required."""
    loosened = answered.loosened
    if loosened is None:
        return None
    choices = narrower(loosened.words, [_text(row, bodies) for row in answered.found.rows])
    everywhere = set(loosened.words).intersection(*choices)
    rest = (question.wording.apart if loosened.are_apart else question.wording).rest
    return FewerWords(
        loosened.are_apart,
        bool(loosened.words),
        loosened.complete,
        [word.text for word in loosened.words if word not in everywhere] if everywhere else [],
        [Proposal(text, asked.address(f"{text} {rest}".strip(), language)) for text in map(_told, choices[:MOST])],
    )


def meant(answered: Answer, asked: Asked, language: Language) -> list[Proposal]:
    """What may have been meant, the likeliest first."""
    return [Proposal(text, asked.address(text, language)) for text in answered.meant]


def _told(words: Sequence[Word]) -> str:
    return " ".join(dict.fromkeys(word.text for word in words))


def _text(row: CaseRow, bodies: Mapping[int, str]) -> str:
    return "\n".join([row.title, bodies.get(row.id, row.excerpt), row.product or "", *row.store_names.values()])
