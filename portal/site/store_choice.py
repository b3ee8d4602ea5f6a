"""Which store somebody means by a name that is none."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from portal.stores import Store
from portal.text import fold

ALIKE = 0.6
MOST = 6


def alike(stores: Sequence[Store], typed: str) -> list[Store]:
    """Stores whose name is nearly this, or stands within what was typed; the nearest first."""
    wanted = fold(typed)
    ranked = [(max(_likeness(name, wanted) for name in _names(store)), store) for store in stores]
    near = sorted((entry for entry in ranked if entry[0] >= ALIKE), key=lambda entry: (-entry[0], entry[1].slug))
    return [store for _, store in near[:MOST]]


def _likeness(name: str, wanted: str) -> float:
    if f" {name} " in f" {wanted} ":
        return 1.0
    return SequenceMatcher(None, name, wanted).ratio()


def _names(store: Store) -> set[str]:
    return {fold(name) for name in store.names.values()} | {store.slug, store.slug.replace("-", " ")}
