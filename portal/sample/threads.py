"""The hand-written threads, as of an instant: hours and days before it become instants of the archive. Pure."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from portal.complaints import new_number
from portal.sample.course import DAY, HOUR, iso
from portal.sample.files import FOLDER, load
from portal.sample.stores import sample_stores

SHOPPERS_FILE = "threads_shopper"


def hand_written_threads(now: int, random: Random) -> Iterator[dict[str, Any]]:
    """All of them as lines of an archive, the shopper's own cases last. `now` in seconds since 1970."""
    languages = {store.slug: store.language for store in sample_stores()}
    place = 0
    for name in _names():
        for thread in load(name)["thread"]:
            place += 1
            ref = thread.get("ref", f"sample-{place:06}")
            yield _Thread(thread, now, random).line(ref, languages[thread["store"]])


def _names() -> list[str]:
    numbered = sorted(path.stem for path in FOLDER.glob("threads_*_*.toml"))
    return [*numbered, SHOPPERS_FILE]


class _Thread:
    """One thread with the instant from which its hours are counted: its publication."""

    def __init__(self, thread: Mapping[str, Any], now: int, random: Random) -> None:
        self._thread = thread
        self._random = random
        self._now = now
        self._start = now - int(thread["age_days"] * DAY)

    def line(self, ref: str, language: str) -> dict[str, Any]:
        thread = self._thread
        visibility = thread.get("visibility", "hidden" if "removed" in thread else "published")
        was_public = visibility in {"published", "hidden"}
        submitted = self._start - (self._delay() if was_public else 0)
        line = {
            "type": "complaint",
            "ref": ref,
            "number": new_number(self._random.randrange),
            "store": thread["store"],
            "language": language,
            "title": thread["title"],
            "body": thread["body"].strip(),
            "nature": thread["nature"],
            "category": thread["category"],
            "product": thread.get("product"),
            "seller": thread.get("seller"),
            "author": thread["author"],
            "submitted_at": iso(submitted),
            "published_at": iso(self._start) if was_public else None,
            "visibility": visibility,
            "removed": self._removed() if was_public else None,
            "withdrawn_at": self._instant("withdrawn_after_hours"),
            "gave_up_at": self._instant("gave_up_after_hours"),
            "counted": thread.get("counted"),
            "not_counted_because": thread.get("not_counted_because"),
            "posts": [self._post(post, visibility) for post in _in_order(thread, "posts", "after_hours")],
            "contacts": [self._contact(entry) for entry in thread.get("contacts", ())],
            "promises": [self._promise(promise) for promise in _in_order(thread, "promises", "made_after_hours")],
            "outcomes": [self._outcome(outcome) for outcome in _in_order(thread, "outcomes", "after_hours")],
        }
        return {name: value for name, value in line.items() if value not in (None, [])}

    def _delay(self) -> int:
        """What a moderator needs: minutes, at times a few hours."""
        return 300 + int(self._random.lognormvariate(8.0, 0.8))

    def _at(self, hours: float) -> int:
        return self._start + int(hours * HOUR)

    def _instant(self, name: str) -> str | None:
        hours = self._thread.get(name)
        return None if hours is None else iso(self._at(hours))

    def _removed(self) -> dict[str, str] | None:
        removed = self._thread.get("removed")
        return removed and {"at": iso(self._at(removed["after_hours"])), "reason": removed["reason"]}

    def _post(self, post: Mapping[str, Any], complaint: str) -> dict[str, Any]:
        at = self._at(post["after_hours"])
        shown = at + min(self._delay(), 4 * HOUR)
        visibility = post.get("visibility", complaint if shown <= self._now else "pending")
        line: dict[str, Any] = {"at": iso(at), "by": post["by"], "body": post["body"].strip(), "visibility": visibility}
        if visibility in {"published", "hidden"}:
            line["published_at"] = iso(shown)
        if post["by"] == "store":
            line["substantive"] = post["substantive"]
            line["substantive_by"] = "moderator" if "published_at" in line else "rule"
        return line

    def _contact(self, contact: Mapping[str, Any]) -> dict[str, Any]:
        parts = {name: contact[name].strip() for name in ("channel", "agent", "note") if name in contact}
        return {"at": iso(self._at(-contact["before_hours"])), **parts}

    def _promise(self, promise: Mapping[str, Any]) -> dict[str, Any]:
        line = {
            "made_at": iso(self._at(promise["made_after_hours"])),
            "due_at": iso(self._at(promise["due_after_hours"])),
            "what": promise["what"],
            "state": promise["state"],
        }
        if "settled_after_hours" in promise:
            line["settled_at"] = iso(self._at(promise["settled_after_hours"]))
        return line

    def _outcome(self, outcome: Mapping[str, Any]) -> dict[str, Any]:
        line: dict[str, Any] = {"at": iso(self._at(outcome["after_hours"]))}
        line["resolved"] = None if outcome.get("reopened") else outcome["resolved"]
        return line | {name: outcome[name] for name in ("ratings", "would_buy_again") if name in outcome}


def _in_order(thread: Mapping[str, Any], name: str, hours: str) -> list[Mapping[str, Any]]:
    return sorted(thread.get(name, ()), key=lambda entry: float(entry[hours]))
