"""Whether a reply is an answer: the flag that presets the moderator's choice.

The definition is part of the score's: after names, numbers, greetings and acknowledgements are taken out, fewer
than eight words lie outside 3-word runs found in the store's earlier replies to other cases.
"""

from collections.abc import Collection, Iterable

from portal.text import ACKNOWLEDGEMENTS_VERSION, fold, new_words, runs, substance

RULE_VERSION = ACKNOWLEDGEMENTS_VERSION
ENOUGH_WORDS = 8


def is_answer(reply: str, earlier: Iterable[str], names: Collection[str]) -> bool:
    """True unless the reply is flagged. `earlier` are the store's replies to other cases sent before it."""
    known: set[int] = set()
    for body in earlier:
        known |= known_runs(body)
    return is_answer_beside(reply, known, names)


def is_answer_beside(reply: str, known: Collection[int], names: Collection[str]) -> bool:
    """`is_answer` for runs already gathered from the store's earlier replies."""
    return new_words(substance(reply, names), known) >= ENOUGH_WORDS


def known_runs(reply: str) -> set[int]:
    """The 3-word runs of a reply, to be held against later ones."""
    return set(runs(fold(reply).split()))
