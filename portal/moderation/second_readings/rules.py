"""Which decided posts a second moderator reads as well. Pure."""

import hmac
from datetime import timedelta

from portal.moderation.rules import Verdict

SAMPLED = 0.02
"""The share of decided versions that are read a second time."""

DRAWN_WITHIN = timedelta(days=7)
"""Decisions longer ago are left alone: a portal that begins to sample does not begin with its whole history."""

READ_AGAIN = (Verdict.APPROVE, Verdict.REQUEST_CHANGES, Verdict.REJECT)
"""What a reader may say of a post that waits. A text let through with words masked was let through."""

_BITS = 64


def is_sampled(key: str, revision_id: int, share: float = SAMPLED) -> bool:
    """Whether the version is read a second time: always the same answer, which nobody knows without the key."""
    drawn = hmac.digest(key.encode(), f"second-reading:{revision_id}".encode(), "sha256")
    return int.from_bytes(drawn[: _BITS // 8]) < share * (1 << _BITS)
