"""Why a public case may be left out of the score. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from portal.language import N_, Language, text


class NotCounted(StrEnum):
    """The closed list: each says that a case tells nothing new, or nothing sure, of how the store answers shoppers."""

    SAME_ORDER = "same-order"
    TIED = "tied"
    NO_ORDER = "no-order"


NOT_COUNTED_LABELS: Mapping[str, str] = {
    NotCounted.SAME_ORDER: N_("The same person has complained about the same order before"),
    NotCounted.TIED: N_("Its author is tied to the store or to a rival"),
    NotCounted.NO_ORDER: N_("No order was shown when a moderator asked for it"),
}
UNNAMED_REASON = N_("No reason was given")


def reason_words(reason: str | None, language: Language) -> str:
    """A reason as pages show it: one of the list, or what an imported archive says in its own words."""
    if not reason:
        return text(language, UNNAMED_REASON)
    label = NOT_COUNTED_LABELS.get(reason)
    return reason if label is None else text(language, label)
