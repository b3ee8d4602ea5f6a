"""The fields of an object of an archive, checked as they are taken. Pure."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from portal.text import clean

YEARS = range(1900, 2200)
Value = TypeVar("Value", bound=StrEnum)
Item = TypeVar("Item")


class LineError(Exception):
    """Why a line cannot be taken, in one line of English."""


class Fields:
    """The fields of one object, checked as they are taken. `where` names the object in reasons."""

    def __init__(self, value: Mapping[str, Any], where: str = "") -> None:
        self._value = value
        self._where = where

    def fail(self, name: str, reason: str) -> LineError:
        return LineError(f"{self._where}{name}: {reason}")

    def names(self, name: str) -> bool:
        """Whether the field is there, be it null."""
        return name in self._value

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

    def needed(self, name: str, kind: type[Item]) -> Item:
        return self._needed(name, self.take(name, kind))

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
            raise self.fail(name, f"{value!r} lies outside the years {YEARS[0]} to {YEARS[-1]}")
        return utc

    def needed_instant(self, name: str) -> datetime:
        return self._needed(name, self.instant(name))

    def matching(self, name: str, pattern: re.Pattern[str], limit: int) -> str | None:
        value = self.text(name, limit)
        if value is not None and not pattern.fullmatch(value):
            raise self.fail(name, f"{value!r} does not have the form it must have")
        return value

    def needed_matching(self, name: str, pattern: re.Pattern[str], limit: int) -> str:
        return self._needed(name, self.matching(name, pattern, limit))

    def objects(self, name: str, read: Callable[["Fields"], Item]) -> tuple[Item, ...]:
        values = self.take(name, list) or []
        return tuple(read(self.inner(f"{name}[{place}]", value)) for place, value in enumerate(values))

    def inner(self, name: str, value: object) -> "Fields":
        if not isinstance(value, dict):
            raise self.fail(name, "not an object")
        return Fields(value, f"{self._where}{name}.")

    def raw(self, name: str) -> Any:
        return self._value.get(name)

    def _needed(self, name: str, value: Item | None) -> Item:
        if value is None:
            raise self.fail(name, "missing")
        return value


def read_object(line: str) -> Fields:
    """The object on a line of text. Raises LineError."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise LineError("not an object")
    return Fields(value)
