"""The words of one case: title, body and turns of the thread, put together from the phrase bank. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from random import Random

from portal.sample.hands import PERSIAN_DIGITS, Hand, hand_of
from portal.sample.phrases import Phrases, Product, Scene, Voice

LONG = ("openings", "happened", "attempts", "feelings", "requests")
SHAPES: Sequence[Sequence[str]] = (
    *(LONG,) * 5,
    *(("openings", "happened", "attempts", "requests"),) * 3,
    *(("openings", "happened", "feelings", "requests"),) * 2,
    ("openings", "happened", "attempts", "details", "requests"),
    ("openings", "happened", "attempts", "details", "feelings", "requests"),
    ("openings", "happened", "details", "feelings", "requests"),
    ("openings", "happened", "feelings", "attempts", "requests"),
    ("openings", "happened", "attempts", "attempts", "feelings", "requests"),
    ("openings", "happened", "attempts", "feelings", "details"),
    ("openings", "happened", "requests"),
    ("openings", "happened", "attempts"),
    ("happened", "attempts", "requests"),
)
PAUSES = (" ",) * 6 + ("\n", "\n\n")
MAX_TITLE = 120
TOMAN = 1_000


class Told:
    """What was told already, in few bytes a text."""

    def __init__(self) -> None:
        self._digests: set[bytes] = set()
        self._uses: Counter[str] = Counter()

    def rarer(self, sentences: Iterable[str]) -> str:
        """That of the sentences which was used least, the first of several; it counts as used."""
        chosen = min(sentences, key=self._uses.__getitem__)
        self._uses[chosen] += 1
        return chosen

    def is_new(self, text: str) -> bool:
        """Whether the text was not there before; from now on it was."""
        before = len(self._digests)
        self._digests.add(blake2b(text.encode(), digest_size=8).digest())
        return len(self._digests) > before


class Telling:
    """What the two sides of a case say. Draws from `random`; the facts of the case are drawn once."""

    def __init__(
        self,
        random: Random,
        phrases: Phrases,
        told: Told,
        *,
        language: str,
        store: str,
        nature: str,
        category: str,
    ) -> None:
        subject = phrases.subject(nature, category)
        self._random = random
        self._phrases = phrases
        self._told = told
        self._language = language
        self._nature = nature
        self._category = category
        self._said: set[str] = set()
        self.told = ""
        self._voice: Voice = random.choice(subject.voices[:1] * 2 + subject.voices)
        self._scene: Scene = random.choice(self._voice.scenes)
        self._hand: Hand = hand_of(random, language)
        product = random.choice(subject.products)
        self.product = product.name
        self._slots = {
            "product": product.name,
            "store": store,
            "city": random.choice(phrases.cities),
            "order": self._figure(random.randrange(120_000, 9_800_000)),
            "days": self._figure(random.randint(*subject.days)),
            "amount": self._amount(product),
        }

    def title(self, *, may_repeat: bool) -> str | None:
        """A title of the scene; None where nobody may repeat one and all have been used."""
        for title in map(self._fill, self._random.sample(self._scene.titles, len(self._scene.titles))):
            if len(title) <= MAX_TITLE and (may_repeat or self._told.is_new(title)):
                return self._hand(title)
        return None

    def body(self) -> str:
        """A complaint: the sentences of a shape, no sentence twice; `told` keeps which they were."""
        random = self._random
        said: dict[str, None] = {}
        for part in random.choice(SHAPES):
            sentences = self._sentences(part)
            said[self._told.rarer((random.choice(sentences), random.choice(sentences)))] = None
        self.told = "".join(sorted(said))
        return self._hand(self._fill(random.choice(PAUSES).join(said)))

    def reply(self, voice: str, kind: str) -> str:
        """What the store says: an answer, apology, refusal or acknowledgement."""
        said = self._unsaid(self._phrases.replies(voice, kind, self._category))
        for slot, sentences in (("{step}", self._scene.steps), ("{ground}", self._scene.grounds)):
            if slot in said:
                said = said.replace(slot, self._unsaid(sentences))
        return self._fill(said)

    def unlike_others(self, reply: str) -> str:
        """The reply, with a number to refer to where another case had the same."""
        while not self._told.is_new(reply):
            reply = f"{reply} {self.closing()}"
        return reply

    def has_more_to_offer(self) -> bool:
        """Whether the store could do something that it has not said yet."""
        return not self._scene.steps or not self._said.issuperset(self._scene.steps)

    def closing(self) -> str:
        """A last line of a reply with a number of its own."""
        return self._fill(self._random.choice(self._phrases.closings))

    def promise(self) -> tuple[str, str, int]:
        """(what is promised, the sentence that promises it, hours until it is due)."""
        what, sentences = self._random.choice(tuple(self._phrases.promised.items()))
        hours = self._random.choice(tuple(self._phrases.spans))
        said = self._random.choice(sentences)
        return what, said.format(span=self._phrases.spans[hours]), hours

    def follow_up(self, kind: str) -> str:
        """What the shopper says afterwards: reminder, thanks, objection, still_nothing or partly."""
        return self._hand(self._unsaid(self._phrases.follow_ups(kind, self._nature, self._category)))

    def _unsaid(self, sentences: Sequence[str]) -> str:
        left = [sentence for sentence in sentences if sentence not in self._said] if self._said else sentences
        said = self._random.choice(left or sentences)
        self._said.add(said)
        return said

    def _sentences(self, part: str) -> Sequence[str]:
        if part in {"happened", "requests"}:
            sentences: Sequence[str] = getattr(self._scene, part)
        else:
            sentences = getattr(self._voice, part)
        return sentences

    def _fill(self, said: str) -> str:
        return said.format_map({**self._slots, **self._chance()}) if "{" in said else said

    def _chance(self) -> Mapping[str, str]:
        random = self._random
        return {
            "ticket": self._figure(random.randrange(10_000, 900_000)),
            "count": self._figure(random.randint(11, 48)),
            "clock": self._figure(random.randint(8, 22)),
            "weekday": random.choice(self._phrases.weekdays),
        }

    def _figure(self, number: int) -> str:
        return str(number).translate(PERSIAN_DIGITS) if self._language == "fa" else str(number)

    def _amount(self, product: Product) -> str:
        """A price as people write it: of tomans in Persian, with the currency; of riyals in Arabic, without."""
        price = self._random.randint(product.cheapest, product.dearest)
        if self._language != "fa":
            return f"{price:,}"
        price -= price % (10 if price < 5_000 else 100)
        millions, rest = divmod(price, 1_000)
        if not rest and self._random.random() < 0.6:
            return f"{self._figure(millions)} میلیون تومان"
        return f"{price * TOMAN:,} تومان".replace(",", "٬").translate(PERSIAN_DIGITS)
