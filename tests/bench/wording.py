"""Reading text for search: terms beside bare splitting, and what a typing error costs among many words."""

import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from portal.text import Vocabulary, closest, fold, terms
from tests.bench.figures import megabytes, milliseconds, percentile, prose, table
from tests.bench.real_text import posts
from tests.bench.workshop import Workshop

TITLE = "Words of search"
TEXTS, WORDS, ERRORS, ROUNDS = 12_000, 80_000, 400, 3


def measure(_workshop: Workshop) -> Iterator[str]:
    yield from prose(
        f"{TEXTS:,} real posts, Persian and Arabic; processor time, the best of {ROUNDS} rounds with what is kept of "
        "words seen before, and the first round without. Yardstick: `str.split` of the same texts."
    )
    texts = [post["text"] for name in ("persian_reviews", "arabic_reviews") for post in posts(name)]
    texts = random.Random(1).sample(texts, TEXTS)
    tokens = sum(len(text.split()) for text in texts)
    first = tokens / seconds(terms, texts)
    split, folded, read = (tokens / min(seconds(reader, texts) for _ in range(ROUNDS)) for reader in READERS)
    yield from table(
        ("reading", "tokens/s", "of the yardstick"),
        [
            ("`str.split`", f"{split:,.0f}", "1"),
            ("`fold`", f"{folded:,.0f}", f"{folded / split:.2f}"),
            ("`terms`", f"{read:,.0f}", f"{read / split:.2f}"),
            ("`terms`, the first time", f"{first:,.0f}", f"{first / split:.2f}"),
        ],
    )
    yield from typing_errors()


READERS: Sequence[Callable[[str], Sequence[object]]] = (str.split, fold, terms)


def seconds(reader: Callable[[str], Sequence[object]], texts: Sequence[str]) -> float:
    began = time.process_time()
    for text in texts:
        reader(text)
    return time.process_time() - began


def typing_errors() -> Iterator[str]:
    names = ("persian_reviews", "arabic_reviews", "persian_offtopic", "arabic_offtopic")
    counted = Counter(term.word for name in names for post in posts(name) for term in terms(post["text"]))
    known = dict(counted.most_common(WORDS))
    tracemalloc.start()
    vocabulary = Vocabulary(known)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    made = min(seconds(Vocabulary, [known]) for _ in range(ROUNDS))
    rng = random.Random(1)
    common = [word for word in list(known)[:4_000] if len(word) > 3]
    slips = [(wrong, word) for word in rng.choices(common, k=ERRORS) if (wrong := slipped(word, rng)) not in known]
    took = [seconds(lambda wrong: closest(wrong, vocabulary), [wrong]) for wrong, _ in slips]
    right = [word in closest(wrong, vocabulary) for wrong, word in slips]
    yield from prose(
        f"A typing error among {len(known):,} words: {milliseconds(percentile(took, 0.5))} ms in the middle, "
        f"{milliseconds(percentile(took, 0.99))} ms at most in 99 of 100; the words beside their counts take "
        f"{megabytes(size)} and {made:.1f} s to make. Of {len(slips)} words with a letter left out, changed or swapped "
        f"at random, the right one is among the three proposed for {sum(right) / len(right):.0%}."
    )


def slipped(word: str, rng: random.Random) -> str:
    """The word with one error in it."""
    place = rng.randrange(len(word) - 1)
    before, letter, following, after = word[:place], word[place], word[place + 1], word[place + 2 :]
    return (
        rng.choice([before + following, before + following + letter, before + rng.choice("ابتسکدری") + following])
        + after
    )
