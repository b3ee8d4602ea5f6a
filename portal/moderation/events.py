"""What happens to posts."""

from dataclasses import dataclass

from portal.events import Event


@dataclass(frozen=True, slots=True)
class PostSubmitted(Event):
    """A post, or a new version of one, was sent in. `kind` is a `Kind`."""

    post_id: int
    revision_number: int
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class PostApproved(Event):
    """The first of two moderators has approved a post; nobody else sees it yet."""

    post_id: int
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class PostPublished(Event):
    """A post became public. `answers`: the moderator's word on whether a reply is an answer."""

    post_id: int
    kind: str
    subject: str
    answers: bool | None


@dataclass(frozen=True, slots=True)
class PostReturned(Event):
    """A post was sent back for changes or rejected. `verdict` is a `Verdict`, `reason` a `Reason`."""

    post_id: int
    kind: str
    subject: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class AppealSent(Event):
    """The author of a post appealed against the decision on it."""

    appeal_id: int
    post_id: int
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class AppealAnswered(Event):
    """Somebody answered an appeal. `ruling` is a `Ruling`."""

    appeal_id: int
    post_id: int
    kind: str
    subject: str
    ruling: str


@dataclass(frozen=True, slots=True)
class PostReadAgain(Event):
    """A second reader said what they would have decided. `verdict` is a `Verdict`; nothing moved."""

    reading_id: int
    post_id: int
    kind: str
    subject: str
    verdict: str


@dataclass(frozen=True, slots=True)
class PostHidden(Event):
    """A public post was taken down."""

    post_id: int
    kind: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostMasked(Event):
    """Words of a public post were masked; the rest of it stays public. `reason` is a `Reason`."""

    post_id: int
    kind: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostUnmasked(Event):
    """The masked words are public again: nobody confirmed it, or a second person did not agree."""

    post_id: int
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class ReportFiled(Event):
    """Somebody has reported a public post. `reason` is a `Reason`; who it was stays with the report."""

    report_id: int
    post_id: int
    kind: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportDecided(Event):
    """A moderator has agreed with a report, or rejected it."""

    report_id: int
    post_id: int
    kind: str
    subject: str
    upheld: bool
