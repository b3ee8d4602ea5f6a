"""What happens next in a case, and what its author can do now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.complaints import CaseView, Progress
from portal.language import N_, Language, duration, text
from portal.moderation import Visibility
from portal.scores import Shown
from portal.site.figures import usual_answer_seconds
from portal.web import path

STAGES = (
    N_("You have sent it"),
    N_("A moderator reads it"),
    N_("The store answers"),
    N_("You say how it ended"),
)
CONCLUDED = frozenset({Progress.SOLVED, Progress.NOT_SOLVED, Progress.GIVEN_UP, Progress.WITHDRAWN})

AT_ONCE: Mapping[str, str] = {
    "site.reopen": N_(
        "Your last word is taken back, and the store is asked once more. "
        "Until you speak again the case counts as not solved."
    ),
    "site.give_up": N_(
        "Those who give up are counted, not lost: the complaint stays public and counts as not solved. "
        "You can open it again at any time."
    ),
}
"""Acts of one press, and what they mean: they can be undone, so nobody is asked whether they are sure."""

ACTS: Mapping[str, tuple[str, frozenset[Progress]]] = {
    "site.answer_back": (N_("Write to the store"), frozenset(Progress) - {Progress.WITHDRAWN}),
    "site.evaluate": (N_("Say how it ended"), frozenset(Progress) - {Progress.WITHDRAWN}),
    "site.reopen": (N_("Open it again"), CONCLUDED - {Progress.WITHDRAWN}),
    "site.give_up": (N_("Give it up"), frozenset({Progress.OPEN, Progress.ANSWERED})),
}
"""What an author can do with a public case, and in which states."""


@dataclass(frozen=True, slots=True)
class Act:
    """A page to go to or, where something is explained, what one press does."""

    label: str
    url: str
    explained: str | None


@dataclass(frozen=True, slots=True)
class NextSteps:
    """`items` are title and text; `current` is the index of the step the case is at, past the end once done.

    `asked`: what waits for the author alone, which is to say how it ended once there is an answer.
    """

    items: Sequence[tuple[str, str]]
    current: int
    acts: Sequence[Act]
    asked: Act | None


def next_steps(case: CaseView, language: Language, *, store: Shown | None, waiting: int | None) -> NextSteps:
    """`store`: how the store has answered so far, where that is measured; `waiting`: posts before moderators."""
    explained = (
        text(language, "It has a number of its own, by which you and the store find it again."),
        _moderation(language, waiting),
        answering(store, language),
        text(language, "Solved is what you call solved; the store cannot say it for you."),
    )
    titles = [text(language, stage) for stage in STAGES]
    acts = _acts(case, language)
    asked = acts.get("site.evaluate") if case.progress is Progress.ANSWERED else None
    return NextSteps(list(zip(titles, explained, strict=True)), _stage(case), list(acts.values()), asked)


def acts_possible(endpoint: str, case: CaseView) -> bool:
    """Whether the state of the case lets its author do this."""
    return case.is_public and case.progress in ACTS[endpoint][1]


def _acts(case: CaseView, language: Language) -> Mapping[str, Act]:
    return {
        endpoint: Act(
            text(language, label), path(endpoint, language, number=case.number), _explained(endpoint, language)
        )
        for endpoint, (label, _) in ACTS.items()
        if acts_possible(endpoint, case)
    }


def _explained(endpoint: str, language: Language) -> str | None:
    return text(language, AT_ONCE[endpoint]) if endpoint in AT_ONCE else None


def _stage(case: CaseView) -> int:
    if case.visibility is not Visibility.PUBLISHED:
        return 1
    if case.progress in CONCLUDED:
        return len(STAGES)
    return 2 if case.progress is Progress.OPEN else 3


def _moderation(language: Language, waiting: int | None) -> str:
    rule = text(language, "Nothing is public before that. If something has to change, you learn which words and why.")
    if waiting is None:
        return rule
    return f"{rule} {text(language, 'Posts waiting at present: %(count)s.', count=waiting)}"


def answering(store: Shown | None, language: Language) -> str:
    """What may be expected, and no more than is known: of a store that answers few, that."""
    usual_seconds = usual_answer_seconds(store)
    if usual_seconds is not None:
        return text(
            language,
            "It is told as soon as the complaint is public. Half of its complaints are answered within %(time)s.",
            time=duration(language, usual_seconds),
        )
    if store is None or store.score is None:
        return text(language, "It is told as soon as the complaint is public. How fast it answers is not known yet.")
    return text(
        language,
        "It is told as soon as the complaint is public. So far it has answered fewer than half of its complaints.",
    )
