"""Rows of the database made from lines of an archive, in bulk.

Everything a batch needs is gathered first, as plain dictionaries; ids are drawn for the whole batch at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.archive.lines import ComplaintLine, PostLine
from portal.complaints import (
    EXPECTATIONS,
    Complaint,
    Contact,
    Entry,
    Judge,
    Outcome,
    Progress,
    Promise,
    Side,
    subject_of,
)
from portal.db import Base
from portal.moderation import (
    ONCE_PUBLIC,
    FindingRow,
    Kind,
    Learned,
    Post,
    PostParty,
    Revision,
    Screening,
    Visibility,
    lane_of,
    screen,
)
from portal.stores import party

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with the ids and the number it gets."""

    line: ComplaintLine
    id: int
    number: str
    store_id: int
    post_ids: Sequence[int]
    revision_ids: Sequence[int]


@dataclass(slots=True)
class Batch:
    """Rows by table, in the order in which they may be inserted."""

    screen_published: bool
    accepted: Sequence[str]
    learned: Learned
    now: datetime
    rows: dict[type[Base], list[Row]] = field(
        default_factory=lambda: {
            model: [] for model in (Post, PostParty, Revision, FindingRow, Complaint, Entry, Contact, Promise, Outcome)
        }
    )

    def add(self, case: Numbered) -> None:
        """Takes in a complaint with its thread."""
        line = case.line
        post_ids, revision_ids = iter(case.post_ids), iter(case.revision_ids)
        opening = next(post_ids)
        self._post(
            case,
            opening,
            next(revision_ids),
            Kind.COMPLAINT,
            line.title,
            line.body,
            line.submitted_at,
            case_visibility(line),
            line.published_at,
        )
        self.rows[Complaint].append(_complaint(case, opening))
        for post in line.posts:
            self._entry(case, post, next(post_ids), next(revision_ids))
        self.rows[Contact] += _parts(case, line.contacts)
        self.rows[Promise] += _parts(case, line.promises)
        self.rows[Outcome] += [
            {
                "complaint_id": case.id,
                "at": outcome.at,
                "resolved": outcome.resolved,
                "would_buy_again": outcome.would_buy_again,
                **{name: outcome.ratings.get(name) for name in EXPECTATIONS},
            }
            for outcome in line.outcomes
        ]

    def _entry(self, case: Numbered, post: PostLine, post_id: int, revision_id: int) -> None:
        visibility = visibility_of(case.line, post)
        kind = Kind.REPLY if post.by is Side.STORE else Kind.REBUTTAL
        published_at = post.published_at or (first_shown(case.line, post) if visibility in ONCE_PUBLIC else None)
        self._post(case, post_id, revision_id, kind, "", post.body, post.at, visibility, published_at)
        self.rows[Entry].append(
            {
                "complaint_id": case.id,
                "post_id": post_id,
                "by": post.by,
                "at": post.at,
                "substantive": post.substantive,
                "substantive_by": None if post.substantive is None else post.substantive_by or Judge.RULE,
                "rule_version": None,
            }
        )

    def _post(
        self,
        case: Numbered,
        post_id: int,
        revision_id: int,
        kind: Kind,
        title: str,
        body: str,
        at: datetime,
        visibility: Visibility,
        published_at: datetime | None,
    ) -> None:
        is_screened = visibility is Visibility.PENDING or self.screen_published
        screening = self._screened(case, kind, title, body) if is_screened else None
        self.rows[Post].append(
            {
                "id": post_id,
                "kind": kind,
                "author_id": None,
                "subject": subject_of(case.id),
                "language": case.line.language,
                "submitted_at": at,
                "visibility": visibility,
                "published_at": published_at,
                "revision_number": 1,
                "submission": None,
                "lane": lane_of(kind, screening.findings if screening else ()),
                "waiting_since": at if visibility is Visibility.PENDING else None,
            }
        )
        self.rows[PostParty].append({"post_id": post_id, "party": party(case.store_id)})
        self.rows[Revision].append(
            {
                "id": revision_id,
                "post_id": post_id,
                "number": 1,
                "title": title,
                "body": body,
                "submitted_at": at,
                "screened_at": self.now if screening else None,
            }
        )
        if screening:
            self.rows[FindingRow] += _findings(revision_id, screening)

    def _screened(self, case: Numbered, kind: Kind, title: str, body: str) -> Screening:
        opening = f"{case.line.title}\n{case.line.body}"
        return screen(body, kind=kind, title=title, accepted=self.accepted, case=opening, learned=self.learned)


def case_visibility(line: ComplaintLine) -> Visibility:
    """A complaint its author has withdrawn is no longer shown; its row stays."""
    is_shown = line.visibility is Visibility.PUBLISHED
    return Visibility.HIDDEN if is_shown and line.withdrawn_at is not None else line.visibility


def visibility_of(line: ComplaintLine, post: PostLine) -> Visibility:
    """A post without one is published only where its complaint is; else it goes as the complaint goes."""
    return post.visibility or line.visibility


def first_shown(line: ComplaintLine, post: PostLine) -> datetime:
    """When a post became public of which the archive only says that it is: with its complaint at the earliest."""
    return max(post.at, line.published_at or post.at)


def _complaint(case: Numbered, post_id: int) -> Row:
    line = case.line
    answered_at = answered(line)
    progress, reopened_at = progress_of(line, has_answer=answered_at is not None)
    copied = (
        "nature", "category", "product", "seller", "submitted_at", "published_at", "withdrawn_at", "gave_up_at",
        "removed_at", "removed_because", "counted", "not_counted_because",
    )  # fmt: skip
    return {
        "id": case.id,
        "number": case.number,
        "ref": line.own_ref or case.number,
        "post_id": post_id,
        "store_id": case.store_id,
        "author_id": None,
        "author_label": line.author,
        "progress": progress,
        "answered_at": answered_at,
        "reopened_at": reopened_at,
        **{name: getattr(line, name) for name in copied},
    }


def answered(line: ComplaintLine) -> datetime | None:
    """When the first public reply that counts as an answer was sent."""
    return min(
        (
            post.at
            for post in line.posts
            if post.by is Side.STORE and post.substantive and visibility_of(line, post) is Visibility.PUBLISHED
        ),
        default=None,
    )


def progress_of(line: ComplaintLine, *, has_answer: bool) -> tuple[Progress, datetime | None]:
    """Where the case stands by its latest word, and when it was last reopened."""
    words = sorted(_words(line), key=lambda word: word[0])
    reopened_at = max((at for at, word in words if word is Progress.OPEN), default=None)
    latest = words[-1][1] if words else Progress.OPEN
    if latest is Progress.OPEN and has_answer:
        latest = Progress.ANSWERED
    return latest, reopened_at


def _words(line: ComplaintLine) -> Iterator[tuple[datetime, Progress]]:
    """What the shopper said and when; a reopening reads as *open*."""
    said = {True: Progress.SOLVED, False: Progress.NOT_SOLVED, None: Progress.OPEN}
    yield from ((outcome.at, said[outcome.resolved]) for outcome in line.outcomes)
    if line.gave_up_at is not None:
        yield line.gave_up_at, Progress.GIVEN_UP
    if line.withdrawn_at is not None:
        yield line.withdrawn_at, Progress.WITHDRAWN


def _parts(case: Numbered, parts: Iterable[Any]) -> list[Row]:
    return [
        {"complaint_id": case.id, **{name: getattr(part, name) for name in part.__dataclass_fields__}} for part in parts
    ]


def _findings(revision_id: int, screening: Screening) -> list[Row]:
    return [
        {
            "revision_id": revision_id,
            "rule": finding.rule,
            "version": finding.version,
            "severity": finding.severity,
            "field": finding.field,
            "start": finding.start,
            "end": finding.end,
            "arguments": dict(finding.arguments),
        }
        for finding in screening.findings
    ]
