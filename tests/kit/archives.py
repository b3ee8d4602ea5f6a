"""Small archives for tests: a store, and complaints with whatever matters to the test."""

import json
from collections.abc import Iterable
from typing import Any

from portal import archive
from portal.branding import built_in

STORE = {
    "type": "store",
    "slug": "golestan",
    "name": {"fa": "گلستان", "en": "Golestan"},
    "country": "IR",
    "channels": [{"kind": "phone", "address": "021-0000", "hours": "۹ تا ۱۷", "claimed_reply_minutes": 30}],
}
COMPLAINT = {
    "type": "complaint",
    "ref": "old-1",
    "store": "golestan",
    "language": "fa",
    "title": "یخچال پس از سه هفته نرسید",
    "body": "سه هفته پیش یخچالی خریدم و هنوز نرسیده است. پشتیبانی فروشگاه هم جواب نمی‌دهد.",
    "submitted_at": "2026-09-01T08:00:00+00:00",
    "published_at": "2026-09-01T09:30:00+00:00",
    "visibility": "published",
}


def complaint(ref: str | None, **fields: Any) -> dict[str, Any]:
    """A complaint line; a field given as None is left out."""
    line = {**COMPLAINT, "ref": ref, **fields}
    return {name: value for name, value in line.items() if value is not None}


def lines_of(objects: Iterable[Any]) -> list[str]:
    return [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in objects]


def load(*objects: Any, screen: bool = False) -> tuple[archive.Imported, dict[int, str]]:
    """Imports the objects; returns the result and the problems by line."""
    problems: dict[int, str] = {}
    result = archive.import_archive(
        lines_of(objects),
        accepted=("fa", "ar"),
        categories=built_in().categories,
        screen_published=screen,
        on_problem=problems.__setitem__,
    )
    archive.judge_unjudged()
    return result, problems
