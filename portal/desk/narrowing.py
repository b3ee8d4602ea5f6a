"""What the queue can be narrowed to, and what the address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal import moderation, stores
from portal.db import Session
from portal.desk.words import SEVERITY_LABELS
from portal.language import Language, number, text
from portal.moderation import KIND_LABELS, LANE_LABELS, Kind, Lane, QueueFilter, Severity, Waiting
from portal.stores import name_in, party, store_of

LONGEST_ID = 12


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A choice above the queue: labels by value, and which is chosen."""

    name: str
    label: str
    options: Mapping[str, str]
    chosen: str
    default: str = ""


def narrowed_by(asked: Mapping[str, str]) -> QueueFilter:
    """What the address asks for; what is not among the choices does not narrow."""
    store, lane = asked.get("store", ""), asked.get("lane", "")
    return QueueFilter(
        kind=Kind(asked["kind"]) if asked.get("kind") in set(Kind) else None,
        language=asked.get("language") or None,
        party=party(int(store)) if _is_id(store) else None,
        severity=Severity(asked["severity"]) if asked.get("severity") in set(Severity) else None,
        lane=Lane(int(lane)) if lane in {str(int(one)) for one in Lane} else None,
        mine=asked.get("mine") == "yes",
    )


def narrowing(session: Session, counts: Waiting, asked: Mapping[str, str], language: Language) -> list[Narrowing]:
    """The choices there are among what waits, each with how much. Two statements."""

    def with_count(label: str, count: int) -> str:
        return f"{label} ({number(language, count)})"

    lanes = {
        str(int(lane)): with_count(text(language, LANE_LABELS[lane]), count)
        for lane, count in sorted(counts.lanes.items())
    }
    kinds = {str(kind): with_count(text(language, KIND_LABELS[kind]), count) for kind, count in counts.kinds.items()}
    languages = {
        tag: with_count(moderation.language_name(tag, language.code), count) for tag, count in counts.languages.items()
    }
    severities = {str(severity): text(language, label) for severity, label in SEVERITY_LABELS.items()}
    choices = (
        ("lane", text(language, "Order of reading"), lanes),
        ("kind", text(language, "What it is"), kinds),
        ("language", text(language, "Language"), languages),
        ("store", text(language, "Store"), _stores(session, language)),
        ("severity", text(language, "What the rules say"), severities),
    )
    return [Narrowing(name, label, options, asked.get(name, "")) for name, label, options in choices]


def _stores(session: Session, language: Language) -> dict[str, str]:
    ids = {store_of(found) for found in moderation.waiting_parties(session)} - {None}
    found = stores.stores_by_id(session, [store_id for store_id in ids if store_id is not None])
    names = {str(store.id): name_in(store.names, language.code) for store in found.values()}
    return dict(sorted(names.items(), key=lambda entry: entry[1]))


def _is_id(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < LONGEST_ID
