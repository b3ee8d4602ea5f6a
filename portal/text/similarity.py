"""How much of a text is new beside earlier ones, by runs of folded words."""

import hashlib
from collections.abc import Container, Iterator, Sequence

RUN = 3


def runs(words: Sequence[str], size: int = RUN) -> set[int]:
    """Return the runs of `size` words as signed 64-bit integers, the same in every process."""
    return set(_runs(words, size))


def new_words(words: Sequence[str], earlier: Container[int], size: int = RUN) -> int:
    """Return how many of `words` lie outside every run of `size` that is in `earlier`."""
    known = bytearray(len(words))
    for start, run in enumerate(_runs(words, size)):
        if run in earlier:
            known[start : start + size] = b"\1" * size
    return known.count(0)


def _runs(words: Sequence[str], size: int) -> Iterator[int]:
    for start in range(len(words) - size + 1):
        digest = hashlib.blake2b(" ".join(words[start : start + size]).encode(), digest_size=8).digest()
        yield int.from_bytes(digest, "big", signed=True)
