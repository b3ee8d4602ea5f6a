"""Further complaints, composed: about stores of every temperament, spread over two years, none like another. Pure."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random
from typing import Any

from portal.complaints import new_number
from portal.sample.course import DAY, HOUR, Course, iso
from portal.sample.phrases import Phrases, phrases
from portal.sample.stores import SampleStore, seller_name
from portal.sample.telling import Telling, Told
from portal.sample.temperaments import manner_of

SPAN_DAYS = 730
CROWDING = 1.35
"""How much the later days are preferred: 0.5^(1/CROWDING) of the complaints fall into the last half of the span."""
TRIES = 6
OFFSETS = {"IR": 12_600, "SA": 10_800}
BUSY_HOURS = (0, 1, 7, 8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 20, 21, 21, 21, 22, 22, 22, 23, 23)
NATURES = {
    "late": 22, "payment-refund": 14, "damaged": 12, "not-as-described": 12, "missing-items": 10, "no-support": 9,
    "warranty": 8, "misleading-promotion": 7, "staff-conduct": 6, "account-security": 4, "other": 5,
}  # fmt: skip


class Composer:
    """Composes complaints about the stores; the same random state and present give the same complaints.

    Sentences that stood together before are drawn again, whatever the goods and the figures in them.
    """

    def __init__(self, stores: Sequence[SampleStore], random: Random, now: int, ref: str) -> None:
        self._stores = stores
        self._shares = list(accumulate(store.weight for store in stores))
        self._natures = {
            (store.language, slug): _weighted(slug, store.language) for store in stores for slug in store.sells
        }
        self._random = random
        self._now = now
        self._ref = ref
        self._told = Told()

    def complaints(self, count: int, first: int = 1) -> Iterator[dict[str, Any]]:
        """So many, the older ones first by and large."""
        for place in range(count):
            part = (place + self._random.random()) / count
            age = SPAN_DAYS * (1 - part) ** CROWDING
            yield self._complaint(f"{self._ref}-{first + place:06}", age)

    def _complaint(self, ref: str, age: float) -> dict[str, Any]:
        random = self._random
        store = random.choices(self._stores, cum_weights=self._shares)[0]
        category = random.choice(store.sells)
        nature = random.choices(*self._natures[store.language, category])[0]
        bank = phrases(store.language)
        telling, title, body = self._fresh(store, nature, category)
        submitted = self._submitted(age, OFFSETS[store.country])
        published = submitted + 240 + int(random.lognormvariate(8.2, 0.7))
        line: dict[str, Any] = {
            "type": "complaint",
            "ref": ref,
            "number": new_number(random.randrange),
            "store": store.slug,
            "language": store.language,
            "title": title,
            "body": body,
            "nature": nature,
            "category": category,
            "product": telling.product if random.random() < 0.85 else None,
            "seller": seller_name(store.language, random) if "other" in store.sells and random.random() < 0.4 else None,
            "author": author(random, bank),
            "submitted_at": iso(submitted),
        }
        line |= self._seen(store, telling, age, published)
        line["contacts"] = self._contacts(store, category, submitted)
        return {name: value for name, value in line.items() if value not in (None, [])}

    def _fresh(self, store: SampleStore, nature: str, category: str) -> tuple[Telling, str, str]:
        """A title and sentences that nobody has put together before; where these run out, at least another text."""
        tries = 0
        while True:
            tries += 1
            telling = Telling(
                self._random,
                phrases(store.language),
                self._told,
                language=store.language,
                store=store.name,
                nature=nature,
                category=category,
            )
            body = telling.body()
            title = telling.title(may_repeat=tries > TRIES)
            is_new = self._told.is_new(telling.told) or tries > TRIES
            if title is not None and is_new and self._told.is_new(body):
                return telling, title, body

    def _submitted(self, age: float, offset: int) -> int:
        """An instant of the day so many days ago, at an hour at which people write."""
        at = self._now - int(age * DAY)
        midnight = at - (at + offset) % DAY
        instant = midnight + self._random.choice(BUSY_HOURS) * HOUR + self._random.randrange(HOUR)
        return instant if instant < self._now - HOUR // 6 else instant - DAY

    def _seen(self, store: SampleStore, telling: Telling, age: float, published: int) -> dict[str, Any]:
        """What became of it at the moderators' desk and after."""
        random = self._random
        if published > self._now:
            return {"visibility": "pending"}
        if random.random() < 0.012:
            return {"visibility": "rejected"}
        line: dict[str, Any] = {"published_at": iso(published), "visibility": "published"}
        removed = published + int(random.uniform(2, 900) * HOUR)
        if random.random() < 0.012 and removed < self._now:
            reason = random.choice(("duplicate", "duplicate", "fake", "spam"))
            return line | {"visibility": "hidden", "removed": {"at": iso(removed), "reason": reason}}
        course = Course(
            random,
            telling,
            manner_of(store.temperament, age),
            published=published,
            now=self._now,
            offset=OFFSETS[store.country],
        )
        course.run()
        if random.random() < 0.01:
            line |= {"counted": False, "not_counted_because": random.choice(phrases(store.language).not_counted)}
        return line | {
            "withdrawn_at": iso(course.withdrawn) if course.withdrawn else None,
            "gave_up_at": iso(course.gave_up) if course.gave_up else None,
            "posts": course.posts,
            "promises": course.promises,
            "outcomes": course.outcomes,
        }

    def _contacts(self, store: SampleStore, category: str, submitted: int) -> list[dict[str, Any]]:
        """What was tried before: half the shoppers tell of one to four attempts, each with an end of its own."""
        random = self._random
        bank = phrases(store.language)
        before = sorted((random.uniform(3, 400) for _ in range(random.choice((0, 0, 0, 1, 1, 2, 3, 4)))), reverse=True)
        contacts: list[dict[str, Any]] = []
        for hours in before:
            channel = random.choice(store.channels)
            reached = bank.contact(channel, category)
            contact = {"at": iso(submitted - int(hours * HOUR)), "channel": channel}
            if random.random() < 0.5:
                contact["agent"] = random.choice(reached.agents)
            noted = {earlier["note"] for earlier in contacts}
            contact["note"] = random.choice([note for note in reached.notes if note not in noted])
            contacts.append(contact)
        return contacts


def author(random: Random, bank: Phrases) -> str:
    """A label of the bank, with another initial where it ends in one."""
    label = random.choice(bank.authors)
    if not label.endswith("."):
        return label
    return f"{label.rpartition(' ')[0]} {random.choice(bank.initials)}"


def _weighted(category: str, language: str) -> tuple[Sequence[str], Sequence[int]]:
    natures = phrases(language).natures(category)
    return natures, [NATURES[nature] for nature in natures]
