"""Pages of a list."""

from collections.abc import Callable
from dataclasses import dataclass


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
    """A page number from an address; anything that is none, or beyond the last, counts as the first."""
    if typed and typed.isascii() and typed.isdigit() and len(typed) < 6:
        return min(max(1, int(typed)), last)
    return 1
