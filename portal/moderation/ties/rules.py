"""Why a post takes two moderators, and what is known of where it came from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from portal.language import N_


class Tie(StrEnum):
    """What makes it likely that a store's people, or many in concert, stand behind a post."""

    DEVICE = "device"
    NETWORK = "network"
    ORDER = "order"
    BURST = "burst"


class Mark(StrEnum):
    """By what an account is known again: a print of its browser's session, or of the network it writes from."""

    DEVICE = "device"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a post came from: keyed prints, from which neither address nor device can be read; empty where unknown."""

    device: str | None = None
    network: str | None = None

    @property
    def prints(self) -> Mapping[Mark, str]:
        found = {Mark.DEVICE: self.device, Mark.NETWORK: self.network}
        return {mark: made for mark, made in found.items() if made is not None}


NOWHERE = Origin()
"""Of what came in by no request, such as a command or an archive."""
TRACES_KEPT_FOR = timedelta(days=90)
"""How long a print is kept after it was last met."""
BURST_WITHIN = timedelta(days=1)
USUAL_DAYS = 28
MANY_TIMES = 3
LEAST_OF_A_BURST = 5
"""Fewer posts in a day are no burst, however quiet the store was."""

TIE_LABELS: Mapping[Tie, str] = {
    Tie.DEVICE: N_("Somebody who speaks for a store has written from the same browser."),
    Tie.NETWORK: N_("Somebody who speaks for a store has written from the same network."),
    Tie.ORDER: N_("Somebody else has complained with the same order number."),
    Tie.BURST: N_("Far more complaints about this store came in within a day than usual."),
}


def is_burst(last_day: int, before: int) -> bool:
    """Whether so many posts of the last 24 hours are more than three times the mean of the 28 days before them."""
    return last_day >= LEAST_OF_A_BURST and last_day * USUAL_DAYS > MANY_TIMES * before
