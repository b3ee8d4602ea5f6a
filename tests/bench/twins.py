"""Posts that say nearly what another says: whoever measures on one must not have learnt from the other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from portal.text.similarity import runs

FEWEST_RUNS = 3
_WORD = re.compile(r"[^\W\d_]+")


def near_twins(measured: Sequence[str], learnt: Iterable[str]) -> set[int]:
    """Places in ``measured`` of texts half of whose runs of three words one learnt text holds, or that are the same
    letters.
    """
    holding = defaultdict(list)
    sizes = []
    alike = defaultdict(list)
    for place, text in enumerate(measured):
        alike[_letters(text)].append(place)
        found = _runs(text)
        sizes.append(len(found))
        for run in found:
            holding[run].append(place)
    twins = set()
    for text in learnt:
        twins.update(alike.get(_letters(text), ()))
        shared = Counter(place for run in _runs(text) for place in holding.get(run, ()))
        twins.update(place for place, times in shared.items() if 2 * times >= sizes[place] >= FEWEST_RUNS)
    return twins


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _runs(text: str) -> set[int]:
    return runs(_WORD.findall(text.lower()))
