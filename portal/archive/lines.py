"""The lines of an archive: read, checked and told apart. Pure.

An archive is JSON Lines: stores and complaints, one object a line. A line that cannot be taken raises LineError
with the reason; nothing of it is used.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from portal.complaints import EXPECTATIONS, Judge, Nature, PromiseState, Side, categories
from portal.moderation import MAX_BODY, MAX_TITLE, Visibility
from portal.text import clean

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
YEARS = range(1900, 2101)
LONGEST_CLAIM = 5_256_000
"""Minutes, ten years of them."""
Value = TypeVar("Value", bound=StrEnum)
Item = TypeVar("Item")


class LineError(Exception):
    """Why a line cannot be taken, in one line of English."""


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


def read_line(line: str) -> StoreLine | ComplaintLine:
    """The object on a line of text. Raises LineError."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise LineError("not an object")
    fields = _Fields(value)
    match value.get("type"):
        case "store":
            return _store(fields)
        case "complaint":
            return _complaint(fields)
        case other:
            raise LineError(f"type: {other!r} is neither store nor complaint")


class _Fields:
    """The fields of one object, checked as they are taken. `where` names the object in reasons."""

    def __init__(self, value: Mapping[str, Any], where: str = "") -> None:
        self._value = value
        self._where = where

    def fail(self, name: str, reason: str) -> LineError:
        return LineError(f"{self._where}{name}: {reason}")

    def has(self, name: str) -> bool:
        return self._value.get(name) is not None

    def take(self, name: str, kind: type[Item]) -> Item | None:
        value = self._value.get(name)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fail(name, f"not {kind.__name__}")
        return value

    def text(self, name: str, limit: int, *, multiline: bool = False) -> str | None:
        value = self.take(name, str)
        if value is None:
            return None
        cleaned = clean(value, multiline=multiline)
        if len(cleaned) > limit:
            raise self.fail(name, f"longer than {limit} characters")
        return cleaned or None

    def needed_text(self, name: str, limit: int, *, multiline: bool = False) -> str:
        return self._needed(name, self.text(name, limit, multiline=multiline))

    def choice(self, name: str, values: type[Value]) -> Value | None:
        value = self.take(name, str)
        try:
            return None if value is None else values(value)
        except ValueError:
            raise self.fail(name, f"{value!r} is not one of: {', '.join(values)}") from None

    def needed_choice(self, name: str, values: type[Value]) -> Value:
        return self._needed(name, self.choice(name, values))

    def instant(self, name: str) -> datetime | None:
        value = self.take(name, str)
        if value is None:
            return None
        try:
            instant = datetime.fromisoformat(value)
            if instant.tzinfo is None:
                raise self.fail(name, "an instant needs an offset")
            utc = instant.astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.fail(name, f"{value!r} is not an ISO 8601 instant") from None
        if utc.year not in YEARS:
            raise self.fail(name, f"{value!r} is not within the years {YEARS[0]} to {YEARS[-1]}")
        return utc

    def needed_instant(self, name: str) -> datetime:
        return self._needed(name, self.instant(name))

    def whole(self, name: str, most: int) -> int | None:
        value = self.take(name, int)
        if value is not None and not 0 <= value <= most:
            raise self.fail(name, f"not within 0 to {most}")
        return value

    def matching(self, name: str, pattern: re.Pattern[str], limit: int) -> str | None:
        value = self.text(name, limit)
        if value is not None and not pattern.fullmatch(value):
            raise self.fail(name, f"{value!r} does not have the form it must have")
        return value

    def needed_matching(self, name: str, pattern: re.Pattern[str], limit: int) -> str:
        return self._needed(name, self.matching(name, pattern, limit))

    def objects(self, name: str, read: Callable[["_Fields"], Item]) -> tuple[Item, ...]:
        values = self.take(name, list) or []
        return tuple(read(self.inner(f"{name}[{place}]", value)) for place, value in enumerate(values))

    def inner(self, name: str, value: object) -> "_Fields":
        if not isinstance(value, dict):
            raise self.fail(name, "not an object")
        return _Fields(value, f"{self._where}{name}.")

    def raw(self, name: str) -> Any:
        return self._value.get(name)

    def _needed(self, name: str, value: Item | None) -> Item:
        if value is None:
            raise self.fail(name, "missing")
        return value


def _store(fields: _Fields) -> StoreLine:
    slug = fields.needed_matching("slug", SLUG, 80)
    names = fields.inner("name", fields.raw("name"))
    name = {code: found for code in ("fa", "ar", "en") if (found := names.text(code, 120))}
    if not name:
        raise fields.fail("name", "needs a name in fa, ar or en")
    return StoreLine(
        ref=fields.text("ref", 200) or slug,
        slug=slug,
        name=name,
        country=fields.needed_matching("country", re.compile("[A-Z]{2}"), 2),
        website=fields.text("website", 300),
        category=_category(fields),
        channels=fields.objects("channels", _channel),
    )


def _channel(fields: _Fields) -> ChannelLine:
    return ChannelLine(
        kind=fields.needed_matching("kind", SLUG, 20),
        address=fields.needed_text("address", 200),
        hours=fields.text("hours", 200),
        claimed_reply_minutes=fields.whole("claimed_reply_minutes", LONGEST_CLAIM),
    )


def _category(fields: _Fields) -> str | None:
    category = fields.text("category", 40)
    if category is not None and category not in categories():
        raise fields.fail("category", f"{category!r} is not in the portal's list")
    return category


def _complaint(fields: _Fields) -> ComplaintLine:
    visibility = fields.needed_choice("visibility", Visibility)
    published_at = fields.instant("published_at")
    submitted_at = fields.needed_instant("submitted_at")
    if visibility is Visibility.PUBLISHED and published_at is None:
        published_at = submitted_at
    counted = fields.take("counted", bool)
    removed = fields.inner("removed", fields.raw("removed")) if fields.has("removed") else None
    return ComplaintLine(
        ref=fields.text("ref", 200),
        number=fields.text("number", 12),
        store=fields.needed_matching("store", SLUG, 80),
        language=fields.needed_matching("language", LANGUAGE_TAG, 12),
        title=fields.needed_text("title", MAX_TITLE),
        body=fields.needed_text("body", MAX_BODY, multiline=True),
        nature=fields.choice("nature", Nature) or Nature.OTHER,
        category=_category(fields) or "other",
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
        posts=fields.objects("posts", _post),
        contacts=fields.objects("contacts", _contact),
        promises=fields.objects("promises", _promise),
        outcomes=_outcomes(fields),
    )


def _post(fields: _Fields) -> PostLine:
    by = fields.needed_choice("by", Side)
    substantive = fields.take("substantive", bool) if by is Side.STORE else None
    judge = fields.choice("substantive_by", Judge) if substantive is not None else None
    return PostLine(
        at=fields.needed_instant("at"),
        by=by,
        body=fields.needed_text("body", MAX_BODY, multiline=True),
        visibility=fields.choice("visibility", Visibility),
        published_at=fields.instant("published_at"),
        substantive=substantive,
        substantive_by=judge,
    )


def _contact(fields: _Fields) -> ContactLine:
    return ContactLine(
        at=fields.needed_instant("at"),
        channel=fields.needed_matching("channel", SLUG, 20),
        agent=fields.text("agent", 80),
        note=fields.text("note", MAX_BODY, multiline=True),
    )


def _promise(fields: _Fields) -> PromiseLine:
    return PromiseLine(
        made_at=fields.needed_instant("made_at"),
        due_at=fields.needed_instant("due_at"),
        what=fields.needed_text("what", MAX_BODY, multiline=True),
        state=fields.needed_choice("state", PromiseState),
        settled_at=fields.instant("settled_at"),
    )


def _outcomes(fields: _Fields) -> tuple[OutcomeLine, ...]:
    if fields.has("outcome"):
        return (_outcome(fields.inner("outcome", fields.raw("outcome"))),)
    return fields.objects("outcomes", _outcome)


def _outcome(fields: _Fields) -> OutcomeLine:
    ratings = fields.inner("ratings", fields.raw("ratings") or {})
    marks = {name: mark for name in EXPECTATIONS if (mark := ratings.take(name, int)) is not None}
    for name, mark in marks.items():
        if not 1 <= mark <= 5:
            raise ratings.fail(name, "a mark is 1 to 5")
    return OutcomeLine(
        at=fields.needed_instant("at"),
        resolved=fields.take("resolved", bool),
        ratings=marks,
        would_buy_again=fields.take("would_buy_again", bool),
    )
