"""What happens to cases, beside their posts."""

from dataclasses import dataclass

from portal.events import Event


@dataclass(frozen=True, slots=True)
class CaseOpened(Event):
    """A case became public for the first time: its clock has started."""

    complaint_id: int


@dataclass(frozen=True, slots=True)
class CaseRemoved(Event):
    """A public case was taken down. `reason` is a `Reason`."""

    complaint_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class CaseRestored(Event):
    """A case that was taken down is public again."""

    complaint_id: int


@dataclass(frozen=True, slots=True)
class CaseCounted(Event):
    """A moderator has left a public case out of the score, or counted it again."""

    complaint_id: int
    counted: bool


@dataclass(frozen=True, slots=True)
class ReplyJudged(Event):
    """The rule, or a moderator, has judged whether a reply is an answer."""

    complaint_id: int
    post_id: int
    substantive: bool


@dataclass(frozen=True, slots=True)
class CasesAnswered(Event):
    """Since when these cases are answered is known, or was found to be earlier: the state of each may be another."""

    complaint_ids: list[int]


@dataclass(frozen=True, slots=True)
class CaseMoved(Event):
    """A case has reached another state. `word` is the `Word` that moved it, `progress` what it reached."""

    complaint_id: int
    word: str
    progress: str


@dataclass(frozen=True, slots=True)
class OutcomeGiven(Event):
    """The shopper has said whether the case is solved; empty for a reopening."""

    complaint_id: int
    resolved: bool | None


@dataclass(frozen=True, slots=True)
class CasesImported(Event):
    """A run of cases was loaded in bulk, ids inclusive. Nobody is told of them."""

    first_id: int
    last_id: int
