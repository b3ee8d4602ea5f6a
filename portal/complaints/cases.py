"""Cases as they are read: lines of lists, whole cases, turns of the thread, and what narrows a list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portal.complaints.rules import Judge, Nature, Progress, Side, State, Wanted, state_of
from portal.moderation import Visibility

NOT_WAITING = frozenset({Progress.SOLVED, Progress.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What everything that shows a case needs to know of it."""

    id: int
    number: str
    ref: str
    store_id: int
    store_slug: str
    store_names: Mapping[str, str]
    author_id: int | None
    author_label: str
    language: str
    title: str
    nature: Nature
    category: str
    product: str | None
    progress: Progress
    visibility: Visibility
    submitted_at: datetime
    published_at: datetime | None
    answered_at: datetime | None
    reopened_at: datetime | None
    counted: bool
    not_counted_because: str | None

    @property
    def is_public(self) -> bool:
        return self.visibility is Visibility.PUBLISHED

    @property
    def opened_at(self) -> datetime:
        """When it became public; until a worker has noted that, when it was sent."""
        return self.published_at or self.submitted_at

    @property
    def answer_seconds(self) -> float | None:
        """How long the first answer took; empty until there is one."""
        return None if self.answered_at is None else max(0.0, (self.answered_at - self.opened_at).total_seconds())

    def days_waiting(self, now: datetime) -> int | None:
        """Whole days without an answer, empty on the first; giving up does not end the wait."""
        if self.answered_at is not None or self.progress in NOT_WAITING:
            return None
        return max(0, (now - self.opened_at).days) or None

    def state(self, now: datetime) -> State:
        return state_of(self.progress, self.published_at, self.answered_at, self.reopened_at, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow(CaseHead):
    """A case as lists show it. `excerpt` is the beginning of the text."""

    excerpt: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """A turn of the thread with its text. `masked_at`: when a moderator masked words in it."""

    post_id: int
    author_id: int | None
    by: Side
    at: datetime
    published_at: datetime | None
    language: str
    body: str
    visibility: Visibility
    substantive: bool | None
    substantive_by: Judge | None
    masked_at: datetime | None

    @property
    def is_public(self) -> bool:
        return self.visibility is Visibility.PUBLISHED


@dataclass(frozen=True, slots=True)
class UnpublishedReply:
    """A reply of the store that readers do not see: waiting, sent back, rejected or hidden."""

    post_id: int
    author_id: int | None
    visibility: Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView(CaseHead):
    """A case with its whole text and facts, private ones included: what is shown of it, the page decides.

    `masked_at`: when a moderator masked words in the text.
    """

    post_id: int
    store_country: str
    body: str
    masked_at: datetime | None
    seller: str | None
    wanted: Wanted | None
    order_number: str | None
    purchased_on: date | None
    amount: int | None
    currency: str | None
    withdrawn_at: datetime | None
    gave_up_at: datetime | None
    removed_at: datetime | None
    removed_because: str | None


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many cases of a list are of each store, category, language and state."""

    stores: Mapping[int, int]
    categories: Mapping[str, int]
    languages: Mapping[str, int]
    states: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.stores.values())


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases is narrowed to; empty fields do not narrow. Published since, and before, an instant."""

    store_id: int | None = None
    category: str | None = None
    nature: Nature | None = None
    state: State | None = None
    language: str | None = None
    since: datetime | None = None
    before: datetime | None = None
    ids: Collection[int] | None = None
