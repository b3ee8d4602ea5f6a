"""How often words of real posts stand alone, side by side and joined, domain by domain."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from portal.text.letters import TOKEN, folded_token, is_arabic
from tests.bench.real_text import MEASURING, may_make_weights, part_of, posts

HALF_SPACE = "\u200c"
FILES = {"fa": ("persian_reviews", "persian_offtopic"), "ar": ("arabic_reviews", "arabic_offtopic")}


@dataclass
class Counts:
    """By domain: folded words, pairs with one space between, pairs with a half space between."""

    words: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    apart: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    half: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))

    def total(self, kind):
        return sum(getattr(self, kind).values(), Counter())

    def domains(self, kind):
        """In how many domains each is found."""
        return Counter(thing for counted in getattr(self, kind).values() for thing in counted)


def counts(language):
    found = Counts()
    for name in FILES[language]:
        for post in posts(name):
            if part_of(post["text"]) != MEASURING and may_make_weights(post):
                # The many kinds of electronics are one domain.
                count(post["text"], post["domain"].split(":")[0].replace("mobile_phones", "electronics"), found)
    return found


def count(text, domain, found):
    before, end = None, -2
    for token in TOKEN.finditer(text):
        folded = folded_token(token[0])
        found.words[domain].update(filter(is_arabic, folded))
        parts = [word for part in token[0].split(HALF_SPACE) for word in folded_token(part)]
        if len(parts) == 2:
            found.half[domain][tuple(parts)] += 1
        if len(folded) == 1 and is_arabic(folded[0]):
            if before and text[end : token.start()] == " ":
                found.apart[domain][before, folded[0]] += 1
            before, end = folded[0], token.end()
        else:
            before = None


def write_frequent(spellings, target, fewest, most):
    """Writes the commonest spelling of each folded word into a file, the most frequent word first."""
    frequent = sorted(spellings.items(), key=lambda item: (-item[1].total(), item[0]))
    kept = [counted for _, counted in frequent if counted.total() >= fewest][:most]
    target.write_text("".join(f"{counted.most_common(1)[0][0]}\n" for counted in kept), encoding="utf-8")
    print(f"{len(kept):,} words, {target.stat().st_size:,} bytes")
