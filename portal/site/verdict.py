"""The three questions a reader has of a store, beside its score: does it answer, how fast, does it solve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.language import Language, duration, percent, text
from portal.scores import Shown
from portal.site.figures import MEASURED_WITHIN, MILESTONE_SECONDS, usual_answer_seconds

MINUTE, HOUR, DAY = 60, 3_600, 86_400
FEWEST_UNITS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its figure, and what the figure says in words."""

    question: str
    figure: str
    words: str
    unit: str = ""


def answers(shown: Shown | None, language: Language) -> Sequence[Answer]:
    """Empty where nothing was ever computed for the store."""
    if shown is None or not shown.published or not shown.cases:
        return ()
    return _does_it_answer(shown.published, language), _how_fast(shown, language), _does_it_solve(shown, language)


def _does_it_answer(published: Mapping[str, Any], language: Language) -> Answer:
    question = text(language, "Does it answer?")
    share = published["milestones"][MEASURED_WITHIN]
    if share is None:
        return _too_early(question, language)
    within = duration(language, MILESTONE_SECONDS[MEASURED_WITHIN])
    return Answer(question, percent(language, share), text(language, "of complaints within %(time)s", time=within))


def _how_fast(shown: Shown, language: Language) -> Answer:
    question = text(language, "How fast?")
    usual = usual_answer_seconds(shown)
    if usual is None:
        words = text(language, "Fewer than half of its complaints have an answer.")
        return Answer(question, text(language, "not known"), words)
    words = text(language, "By then half of its complaints have an answer; those still open are counted.")
    return Answer(question, duration(language, usual - usual % _unit(usual)), words)


def _unit(seconds: float) -> int:
    """What a headline counts in, so that it is one figure and not two."""
    return next((unit for unit in (DAY, HOUR, MINUTE) if seconds >= FEWEST_UNITS * unit), 1)


def _does_it_solve(shown: Shown, language: Language) -> Answer:
    question = text(language, "Does it solve?")
    shares, bounds = shown.published["shares"], shown.published["resolution_bounds"]
    if shares["solved"] is None:
        return _too_early(question, language)
    if not shares["silent"]:
        return Answer(question, percent(language, shares["solved"]), text(language, "solved, as the shoppers say"))
    words = text(
        language,
        "solved, as the shoppers say; between %(worst)s and %(best)s, for some are silent",
        worst=percent(language, bounds["worst"]),
        best=percent(language, bounds["best"]),
    )
    return Answer(question, percent(language, shares["solved"]), words)


def _too_early(question: str, language: Language) -> Answer:
    return Answer(question, text(language, "too early"), text(language, "Its cases are too new to tell."))
