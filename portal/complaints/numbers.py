"""Complaint numbers: short, checkable, and not to be guessed from a neighbour's.

Seven random characters and a check character, over 31 signs that are not taken for one another. The check is
a weighted sum modulo 31; as 31 is prime it finds every single wrong sign and every swap of two neighbours.
"""

import secrets
from collections.abc import Callable

from portal.text import latin_digits

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
CHOOSE = secrets.SystemRandom().randrange


def new_number(choose: Callable[[int], int] = CHOOSE) -> str:
    """A fresh number; `choose(n)` draws from 0 … n-1."""
    drawn = "".join(SIGNS[choose(len(SIGNS))] for _ in range(LENGTH - 1))
    return drawn + _check_sign(drawn)


def read_number(typed: str) -> str | None:
    """The number meant by what was typed or pasted, or None where the check fails."""
    number = latin_digits(typed).upper().replace("-", "").replace(" ", "")
    if len(number) != LENGTH or any(sign not in SIGNS for sign in number):
        return None
    return number if _check_sign(number[:-1]) == number[-1] else None


def _check_sign(drawn: str) -> str:
    weighted = sum(weight * SIGNS.index(sign) for weight, sign in enumerate(drawn, start=2))
    return SIGNS[weighted % len(SIGNS)]
