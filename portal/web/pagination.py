"""Pages of a list."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.text import latin_digits

LONGEST = 20


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a reader stands in a list. Numbers begin at 1; `address` gives the URL of a page."""

    number: int
    size: int
    total: int
    address: Callable[[int], str]
    total_is_floor: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    def url(self, number: int) -> str:
        return self.address(number)


def page_number(typed: str | None, last: int = 500) -> int:
    """A page number from an address, in any digits; anything that is none counts as the first."""
    plain = latin_digits(typed or "").strip()
    if plain.isascii() and plain.isdigit() and len(plain) < LONGEST:
        return min(max(1, int(plain)), last)
    return 1
