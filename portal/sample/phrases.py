"""The phrase banks: which sentences may stand together in a complaint about goods of a category. Pure.

The heads of the files under world/ say how the sentences were meant to be combined.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from portal.sample.files import load

Sentences = tuple[str, ...]
WEEK = 7
HEARD = frozenset({"phone", "in-person"})


@dataclass(frozen=True, slots=True)
class Product:
    name: str
    cheapest: int
    dearest: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What happened, with the titles, wishes and replies that belong to it."""

    titles: Sentences
    happened: Sentences
    requests: Sentences
    steps: Sentences
    grounds: Sentences


@dataclass(frozen=True, slots=True)
class Voice:
    """Sentences of one way of speaking, written or spoken."""

    openings: Sentences
    attempts: Sentences
    feelings: Sentences
    details: Sentences
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A nature in a category: what was bought, how long ago, and the voices that may tell of it."""

    products: tuple[Product, ...]
    days: tuple[int, int]
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers on a way to the store, and how such attempts end."""

    agents: Sentences
    notes: Sentences


class Phrases:
    """The bank of one language."""

    def __init__(self, bank: Mapping[str, Any], details: Mapping[str, Any]) -> None:
        self._bank = {**bank, **details, "follow_up": {**bank["follow_up"], **details["follow_up"]}}
        self._categories = {entry["slug"]: entry for entry in bank["category"]}
        self._subjects: dict[tuple[str, str], Subject] = {}
        self._replies: dict[tuple[str, str, str], Sentences] = {}
        self._follow_ups: dict[tuple[str, str, str], Sentences] = {}
        self._contacts: dict[tuple[str, str], Contact] = {}
        self.authors: Sentences = tuple(bank["authors"])
        self.initials: Sentences = tuple(label.rpartition(" ")[2] for label in self.authors if label.endswith("."))
        self.cities: Sentences = tuple(bank["cities"])
        self.weekdays: Sentences = tuple(details["weekdays"])
        self.sells: Mapping[str, Sequence[str]] = self._bank["sells"]
        self.promised: Mapping[str, Sentences] = {
            what: tuple(said) for what, said in details["promise"]["said"].items()
        }
        self.spans: Mapping[int, str] = {int(hours): said for hours, said in details["promise"]["spans"].items()}
        self.closings: Sentences = tuple(details["closing"]["lines"])
        self.not_counted: Sentences = tuple(details["not_counted"]["reasons"])

    def contact(self, channel: str, category: str) -> Contact:
        """Who is reached through the channel about goods of the category, and what comes of it."""
        key = "heard" if channel in HEARD else "read", category
        if key not in self._contacts:
            contact = self._bank["contact"][key[0]]
            self._contacts[key] = Contact(tuple(contact["agents"]), self._fit(contact["notes"], category))
        return self._contacts[key]

    def natures(self, category: str) -> Sequence[str]:
        """What can go wrong with goods of the category."""
        natures: Sequence[str] = self._categories[category]["natures"]
        return natures

    def subject(self, nature: str, category: str) -> Subject:
        key = nature, category
        if key not in self._subjects:
            self._subjects[key] = self._subject(nature, self._categories[category])
        return self._subjects[key]

    def replies(self, voice: str, kind: str, category: str) -> Sentences:
        """What a store of that voice says; where the bank knows one voice only, all stores have it."""
        key = voice, kind, category
        if key not in self._replies:
            replies = self._bank["reply"]
            self._replies[key] = self._fit(replies.get(voice, replies.get("any"))[kind], category)
        return self._replies[key]

    def follow_ups(self, kind: str, nature: str, category: str) -> Sentences:
        """What a shopper says later: a reminder, thanks, an objection, or that little or nothing was done."""
        key = kind, nature, category
        if key not in self._follow_ups:
            self._follow_ups[key] = tuple(
                said
                for said in self._fit(self._bank["follow_up"][kind], category)
                if all(nature in rule["natures"] for rule in self._bank["follows"] if _says(said, rule["words"]))
            )
        return self._follow_ups[key]

    def _subject(self, nature: str, entry: Mapping[str, Any]) -> Subject:
        products = tuple(
            Product(product["name"], product["from"], product["to"])
            for product in entry["products"]
            if nature not in product.get("without", ())
        )
        first, last = entry["days"]["from"], entry["days"]["to"]
        special = self._special(nature, entry)
        common = self._bank["nature"][nature]
        least = first if special else common.get("days_at_least", first)
        lists = special or {
            **common,
            "step": self._bank.get("step", {}).get(nature, ()),
            "ground": self._bank.get("ground", {}).get(nature, ()),
        }
        voices = [self._written(lists, entry["slug"])]
        if not special and "spoken" in self._bank:
            voices.append(self._spoken(nature, lists, entry["slug"]))
        start = max(first, least)
        return Subject(products, (start, max(last, start + WEEK if least > first else start)), tuple(voices))

    def _special(self, nature: str, entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
        bank = entry.get("bank", {"natures": ()})
        return self._bank["bank"][bank["name"]][nature] if nature in bank["natures"] else None

    def _written(self, lists: Mapping[str, Any], category: str) -> Voice:
        return Voice(
            self._fit(lists["openings"], category),
            self._fit(lists["attempts"], category),
            self._fit(lists["feelings"], category),
            tuple(self._bank["detail"]["written"]),
            self._scenes(lists, category),
        )

    def _scenes(self, lists: Mapping[str, Any], category: str) -> tuple[Scene, ...]:
        names = ("titles", "happened", "requests", "step", "ground")
        if not lists.get("aligned"):
            return (Scene(*(self._fit(lists[name], category) for name in names)),)
        aligned = zip(lists["other_titles"], *(lists[name] for name in names), strict=True)
        return tuple(
            Scene((title, *self._fit([other], category)), *((said,) for said in rest))
            for other, title, *rest in aligned
            if len(self._fit([title, *rest], category)) == len(names)
        )

    def _spoken(self, nature: str, lists: Mapping[str, Any], category: str) -> Voice:
        spoken = self._bank["spoken"]
        requests = self._fit(spoken["requests"], category)
        happened = spoken["happened"][nature]
        scenes = [
            Scene(scene.titles, fitting, requests, scene.steps, scene.grounds)
            for scene, said in self._spoken_scenes(nature, lists, happened, category)
            if (fitting := self._fit(said, category))
        ]
        return Voice(
            self._fit(spoken["openings"], category),
            self._fit(spoken["attempts"], category),
            self._fit(spoken["feelings"], category),
            tuple(self._bank["detail"]["spoken"]),
            tuple(scenes),
        )

    def _spoken_scenes(
        self, nature: str, lists: Mapping[str, Any], happened: Sequence[str], category: str
    ) -> Iterable[tuple[Scene, Sequence[str]]]:
        if not lists.get("aligned"):
            return [(self._scenes(lists, category)[0], happened)]
        by_title = {scene.titles[0]: scene for scene in self._scenes(lists, category)}
        titles = [lists["titles"][place] for place in self._bank["spoken"]["scene"][nature]]
        return [(by_title[title], [said]) for title, said in zip(titles, happened, strict=True) if title in by_title]

    def _fit(self, sentences: Iterable[str], category: str) -> Sentences:
        return tuple(said for said in sentences if self._suits(said, category))

    def _suits(self, said: str, category: str) -> bool:
        kept = all(category in rule["categories"] for rule in self._bank["only"] if _says(said, rule["words"]))
        barred = any(category in rule["categories"] for rule in self._bank["never"] if _says(said, rule["words"]))
        return kept and not barred


def _says(sentence: str, words: Iterable[str]) -> bool:
    return any(word in sentence for word in words)


@cache
def phrases(language: str) -> Phrases:
    """The bank of Persian (fa) or Arabic (ar)."""
    return Phrases(load(f"phrases_{language}"), load(f"details_{language}"))
