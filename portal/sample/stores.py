"""The stores of the sample world, and as many further invented ones as a generated world needs. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from portal.sample.files import load
from portal.sample.phrases import phrases

LANGUAGES = {"IR": "fa", "SA": "ar"}
CHANNELS = ("phone", "email", "chat", "instagram", "telegram", "x")
CLAIMS = (5, 10, 30, 60, 120, 240, 720, 1_440, 2_880)
TEMPERAMENTS = {
    "swift": 13, "steady": 24, "slow": 20, "acknowledger": 16, "chaser-only": 10, "silent": 8, "improving": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleStore:
    """A store as the archive has it, and how it behaves. `weight` is its share of the complaints."""

    line: Mapping[str, Any]
    temperament: str
    weight: float
    sells: Sequence[str]

    @property
    def slug(self) -> str:
        return str(self.line["slug"])

    @property
    def country(self) -> str:
        return str(self.line["country"])

    @property
    def language(self) -> str:
        return LANGUAGES[self.country]

    @property
    def name(self) -> str:
        """In the language of its customers."""
        return str(self.line["name"][self.language])

    @property
    def channels(self) -> Sequence[str]:
        return [channel["kind"] for channel in self.line["channels"]]


@cache
def sample_stores() -> tuple[SampleStore, ...]:
    """The hand-written ones, Iranian and Saudi."""
    return tuple(_hand_written("fa")) + tuple(_hand_written("ar"))


def _hand_written(language: str) -> Iterator[SampleStore]:
    sells = phrases(language).sells
    for store in load(f"stores_{language}")["store"]:
        temperament = store.pop("temperament")
        weight = 0.02 if temperament == "new" else 1.0
        yield SampleStore(_line(store), temperament, weight, tuple(sells[store["slug"]]))


def further_stores(count: int, random: Random) -> list[SampleStore]:
    """So many invented stores, with names and slugs of their own."""
    names = _names()
    pairs = [(first, second) for first in names["first"] for second in names["second"]]
    random.shuffle(pairs)
    return [_further(place, pairs, names, random) for place in range(count)]


def _further(place: int, pairs: Sequence[Any], names: Mapping[str, Any], random: Random) -> SampleStore:
    country = "SA" if place % 2 else "IR"
    language = LANGUAGES[country]
    round_, pair = divmod(place, len(pairs))
    slug, name = _name(pairs[pair], language, round_)
    category = random.choice(tuple(names["trades"]))
    temperament = random.choices(tuple(TEMPERAMENTS), tuple(TEMPERAMENTS.values()))[0]
    hours = names["hours"][language]
    channels = [
        _channel(kind, slug, language, random.choice(hours), random)
        for kind in random.sample(CHANNELS, random.randint(2, 4))
    ]
    line = {
        "slug": slug,
        "name": name,
        "country": country,
        "website": f"https://{slug}.example",
        "category": category,
        "channels": channels,
    }
    return SampleStore(_line(line), temperament, random.paretovariate(1.4), tuple(names["trades"][category]))


def _name(pair: Any, language: str, round_: int) -> tuple[str, Mapping[str, str]]:
    """(slug, names) of a pair of words; when all pairs are used up a number follows."""
    first, second = pair
    latin = [word["latin"][language] for word in pair]
    number = round_ + 1
    slug = f"{latin[0]}-{'o' if language == 'fa' else 'wa'}-{latin[1]}"
    name = {
        "fa": f"{first['fa']} و {second['fa']}",
        "ar": f"{first['ar']} و{second['ar']}",
        "en": f"{latin[0].title()} & {latin[1].title()}",
    }
    if not round_:
        return slug, name
    return f"{slug}-{number}", {code: f"{said} {number}" for code, said in name.items()}


def _channel(kind: str, slug: str, language: str, hours: str, random: Random) -> Mapping[str, Any]:
    exchange = "021-0000" if language == "fa" else "+966 11 000 "
    addresses = {
        "phone": f"{exchange}{random.randrange(1_000, 10_000)}",
        "email": f"help@{slug}.example",
        "chat": f"https://{slug}.example/chat",
    }
    return {
        "kind": kind,
        "address": addresses.get(kind, f"@{slug.replace('-', '_')}_example"),
        "hours": hours,
        "claimed_reply_minutes": random.choice(CLAIMS),
    }


def seller_name(language: str, random: Random) -> str:
    """An invented seller within a marketplace."""
    names = _names()
    pair = random.choice(names["first"])[language], random.choice(names["second"])[language]
    joined = f"{pair[0]} و {pair[1]}" if language == "fa" else f"{pair[0]} و{pair[1]}"
    return str(names["sellers"][language].format(name=joined))


def _line(store: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"type": "store", "ref": store["slug"], **store}


@cache
def _names() -> Mapping[str, Any]:
    return load("names")
