"""The ways a page is looked at, and the turn in which each page takes them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from portal.language import LANGUAGES

THEMES = ("light", "dark")
WIDTHS = {"phone": (360, 740), "desktop": (1280, 800)}
TURN = "WALK_TURN"


@dataclass(frozen=True)
class Combination:
    """A language, a theme and a width. As text: `fa-light-phone`."""

    language: str
    theme: str
    width: str

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{self.width}"

    @property
    def size(self) -> tuple[int, int]:
        return WIDTHS[self.width]


ALL: Sequence[Combination] = tuple(Combination(*parts) for parts in product(LANGUAGES, THEMES, WIDTHS))


def turn() -> int:
    """Whose turn it is: the day's, unless WALK_TURN names another."""
    return int(os.environ.get(TURN) or datetime.now(UTC).toordinal())


def taking_turns(place: int, choices: Sequence[str]) -> tuple[Combination, str]:
    """The combination and the choice of the page at this place of the inventory, today.

    Neighbours look differently, and every page comes through all combinations with all choices.
    """
    number = turn() + 5 * place
    return ALL[number % len(ALL)], choices[(number // len(ALL)) % len(choices)]
