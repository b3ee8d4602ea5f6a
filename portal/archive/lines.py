"""The lines of an archive: read, checked and told apart. Pure.

An archive is JSON Lines: stores and complaints, one object a line. A line that cannot be taken raises LineError
with the reason; nothing of it is used.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.archive.fields import Fields, LineError, read_object
from portal.complaints import EXPECTATIONS, Judge, Nature, PromiseState, Side, read_number
from portal.language import LANGUAGES
from portal.moderation import MAX_BODY, MAX_TITLE, Visibility

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MAX_MINUTES = 10 * 365 * 24 * 60


@dataclass(frozen=True, slots=True)
class ChannelLine:
    kind: str
    address: str
    hours: str | None
    claimed_reply_minutes: int | None


@dataclass(frozen=True, slots=True)
class StoreLine:
    ref: str
    slug: str
    name: Mapping[str, str]
    country: str
    website: str | None
    category: str | None
    channels: tuple[ChannelLine, ...]


@dataclass(frozen=True, slots=True)
class PostLine:
    """A turn of the thread. `visibility` is empty where the archive leaves it to the complaint's."""

    at: datetime
    by: Side
    body: str
    visibility: Visibility | None
    published_at: datetime | None
    substantive: bool | None
    substantive_by: Judge | None


@dataclass(frozen=True, slots=True)
class ContactLine:
    at: datetime
    channel: str
    agent: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    made_at: datetime
    due_at: datetime
    what: str
    state: PromiseState
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    at: datetime
    resolved: bool | None
    ratings: Mapping[str, int]
    would_buy_again: bool | None


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    ref: str | None
    number: str | None
    store: str
    language: str
    title: str
    body: str
    nature: Nature
    category: str
    product: str | None
    seller: str | None
    author: str
    submitted_at: datetime
    published_at: datetime | None
    visibility: Visibility
    removed_at: datetime | None
    removed_because: str | None
    withdrawn_at: datetime | None
    gave_up_at: datetime | None
    counted: bool
    not_counted_because: str | None
    posts: tuple[PostLine, ...]
    contacts: tuple[ContactLine, ...]
    promises: tuple[PromiseLine, ...]
    outcomes: tuple[OutcomeLine, ...]

    @property
    def own_ref(self) -> str | None:
        """What the importer knows it by: the ref, or the number in its place."""
        return self.ref or self.number


def read_line(line: str, categories: Collection[str]) -> StoreLine | ComplaintLine:
    """The object on a line of text; its category must be one of the portal's. Raises LineError."""
    fields = read_object(line)
    match fields.raw("type"):
        case "store":
            read: StoreLine | ComplaintLine = _store(fields)
        case "complaint":
            read = _complaint(fields)
        case other:
            raise LineError(f"type: {other!r} is neither store nor complaint")
    if read.category is not None and read.category not in categories:
        raise LineError(f"category: {read.category!r} is not in the portal's list")
    return read


def _store(fields: Fields) -> StoreLine:
    slug = fields.needed_matching("slug", SLUG, 80)
    names = fields.inner("name", fields.raw("name"))
    name = {code: found for code in LANGUAGES if (found := names.text(code, 120))}
    if not name:
        raise fields.fail("name", f"needs a name in one of: {', '.join(LANGUAGES)}")
    return StoreLine(
        ref=fields.text("ref", 200) or slug,
        slug=slug,
        name=name,
        country=fields.needed_matching("country", re.compile("[A-Z]{2}"), 2),
        website=fields.text("website", 300),
        category=fields.text("category", 40),
        channels=fields.objects("channels", _channel),
    )


def _channel(fields: Fields) -> ChannelLine:
    return ChannelLine(
        kind=fields.needed_matching("kind", SLUG, 20),
        address=fields.needed_text("address", 200),
        hours=fields.text("hours", 200),
        claimed_reply_minutes=_minutes(fields, "claimed_reply_minutes"),
    )


def _minutes(fields: Fields, name: str) -> int | None:
    minutes = fields.take(name, int)
    if minutes is not None and not 0 <= minutes <= MAX_MINUTES:
        raise fields.fail(name, f"not between 0 and {MAX_MINUTES}")
    return minutes


def _complaint(fields: Fields) -> ComplaintLine:
    visibility = fields.needed_choice("visibility", Visibility)
    published_at = fields.instant("published_at")
    submitted_at = fields.needed_instant("submitted_at")
    if visibility is Visibility.PUBLISHED and published_at is None:
        published_at = submitted_at
    gone = visibility is Visibility.HIDDEN
    counted = fields.take("counted", bool)
    removed = fields.inner("removed", fields.raw("removed")) if fields.has("removed") else None
    return ComplaintLine(
        ref=fields.text("ref", 200),
        number=_number(fields),
        store=fields.needed_matching("store", SLUG, 80),
        language=fields.needed_matching("language", LANGUAGE_TAG, 12),
        title=_words(fields, "title", MAX_TITLE, gone=gone),
        body=_words(fields, "body", MAX_BODY, gone=gone),
        nature=fields.choice("nature", Nature) or Nature.OTHER,
        category=fields.text("category", 40) or "other",
        product=fields.text("product", 200),
        seller=fields.text("seller", 200),
        author=fields.text("author", 80) or "",
        submitted_at=submitted_at,
        published_at=published_at,
        visibility=visibility,
        removed_at=removed.needed_instant("at") if removed else None,
        removed_because=removed.needed_matching("reason", SLUG, 40) if removed else None,
        withdrawn_at=fields.instant("withdrawn_at"),
        gave_up_at=fields.instant("gave_up_at"),
        counted=counted is not False,
        not_counted_because=fields.text("not_counted_because", 300) or (None if counted is not False else ""),
        posts=fields.objects("posts", lambda post: _post(post, gone=gone)),
        contacts=fields.objects("contacts", _contact),
        promises=fields.objects("promises", lambda promise: _promise(promise, gone=gone)),
        outcomes=_outcomes(fields),
    )


def _number(fields: Fields) -> str | None:
    """A number of ours however it is written; another portal's as it stands."""
    told = fields.text("number", 200)
    return told and (read_number(told) or told)


def _words(fields: Fields, name: str, limit: int, *, gone: bool) -> str:
    """What somebody wrote. Only of what was taken down it may lack: a public archive keeps the row without it."""
    multiline = name != "title"
    if gone:
        return fields.text(name, limit, multiline=multiline) or ""
    return fields.needed_text(name, limit, multiline=multiline)


def _post(fields: Fields, *, gone: bool) -> PostLine:
    visibility = fields.choice("visibility", Visibility)
    by = fields.needed_choice("by", Side)
    substantive = fields.take("substantive", bool) if by is Side.STORE else None
    judge = fields.choice("substantive_by", Judge) if substantive is not None else None
    return PostLine(
        at=fields.needed_instant("at"),
        by=by,
        body=_words(fields, "body", MAX_BODY, gone=gone or visibility is Visibility.HIDDEN),
        visibility=visibility,
        published_at=fields.instant("published_at"),
        substantive=substantive,
        substantive_by=judge,
    )


def _contact(fields: Fields) -> ContactLine:
    return ContactLine(
        at=fields.needed_instant("at"),
        channel=fields.needed_matching("channel", SLUG, 20),
        agent=fields.text("agent", 80),
        note=fields.text("note", MAX_BODY, multiline=True),
    )


def _promise(fields: Fields, *, gone: bool) -> PromiseLine:
    return PromiseLine(
        made_at=fields.needed_instant("made_at"),
        due_at=fields.needed_instant("due_at"),
        what=_words(fields, "what", MAX_BODY, gone=gone),
        state=fields.needed_choice("state", PromiseState),
        settled_at=fields.instant("settled_at"),
    )


def _outcomes(fields: Fields) -> tuple[OutcomeLine, ...]:
    if fields.has("outcome"):
        return (_outcome(fields.inner("outcome", fields.raw("outcome"))),)
    return fields.objects("outcomes", _outcome)


def _outcome(fields: Fields) -> OutcomeLine:
    ratings = fields.inner("ratings", fields.raw("ratings") or {})
    marks = {name: mark for name in EXPECTATIONS if (mark := ratings.take(name, int)) is not None}
    for name, mark in marks.items():
        if not 1 <= mark <= 5:
            raise ratings.fail(name, "a mark is 1 to 5")
    if not fields.names("resolved"):
        raise fields.fail("resolved", "missing")
    return OutcomeLine(
        at=fields.needed_instant("at"),
        resolved=fields.take("resolved", bool),
        ratings=marks,
        would_buy_again=fields.take("would_buy_again", bool),
    )
