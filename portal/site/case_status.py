"""How a public case stands, said in one breath at its top."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.complaints import STATE_LABELS, CaseView, State
from portal.language import N_, Language, duration, plural, text

LONG_WITHOUT_AN_ANSWER = timedelta(days=90)

WORDS: Mapping[State, str] = {
    State.ANSWERED: N_("Whether that solves it, only the shopper can say."),
    State.SOLVED: N_("So says the shopper, who alone can say it."),
    State.NOT_SOLVED: N_("So says the shopper. The store can still answer and settle it."),
    State.SILENT: N_("The shopper has not said how it ended. Silence never counts as solved."),
    State.GIVEN_UP: N_("The shopper no longer pursues it. It counts as not solved."),
    State.WITHDRAWN: N_("Its author took it back."),
}


@dataclass(frozen=True, slots=True)
class Status:
    """`kind` colours it, `mark` names its icon; neither says anything the words do not."""

    kind: str
    mark: str
    title: str
    words: str


def case_status(case: CaseView, language: Language, now: datetime) -> Status:
    state = case.state(now)
    if state is State.OPEN:
        return _waiting(language, case, now)
    words = text(language, WORDS[state])
    if case.answer_seconds is not None and state is not State.WITHDRAWN:
        answered = text(language, "The store answered within %(time)s.", time=duration(language, case.answer_seconds))
        words = f"{answered} {words}"
    return Status(state.value, state.value, text(language, STATE_LABELS[state]), words)


def _waiting(language: Language, case: CaseView, now: datetime) -> Status:
    days = case.days_waiting(now)
    if case.opened_at <= now - LONG_WITHOUT_AN_ANSWER:
        title = text(language, "More than three months without an answer")
        return Status("overdue", "warning", title, _since(language, days))
    return Status("open", "waiting", text(language, STATE_LABELS[State.OPEN]), _since(language, days))


def _since(language: Language, days: int | None) -> str:
    if days is None:
        return text(language, "It became public less than a day ago.")
    return plural(
        language,
        "For %(count)s day the store has given no answer that settles anything.",
        "For %(count)s days the store has given no answer that settles anything.",
        days,
    )
