"""How often somebody may try. Pure.

Counted by address, whether it has an account or not: so nobody learns which do, and no proxy between hides who asks.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times within a span that begins with the first."""

    name: str
    most: int
    within: timedelta


WRONG_PASSWORDS = Limit("wrong-password", 10, timedelta(minutes=15))
MAILS = Limit("mail", 5, timedelta(hours=1))
LONGEST = max(limit.within for limit in (WRONG_PASSWORDS, MAILS))
