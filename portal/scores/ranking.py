"""Which stores may be ranked and compared, and in which order (PURE)."""

from collections.abc import Iterable

from portal.scores.rules import Score

SPOKEN_CASES = 5
SHARE_OF_MARKET = 0.5


def enough_spoken(score: Score) -> bool:
    """Whether shoppers have spoken in at least 5 cases, and in enough of the answered due ones.

    Enough: the share of the store's answered due cases (by weight) in which they spoke is at least half the
    market's, which is the mean of the stores' shares, formed like every market figure. A store that answered
    nothing has no such share and is held to the 5 cases alone: never answering must not keep it unranked.
    """
    own = score.own
    share = own.heard.value
    return own.spoken >= SPOKEN_CASES and (share is None or share >= SHARE_OF_MARKET * score.market.heard)


def rankable(score: Score) -> bool:
    return score.score is not None and enough_spoken(score)


def told_apart(one: Score, other: Score) -> bool:
    """Whether the intervals of two shown scores do not meet; False where one of them is not shown."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.high < other.low or other.high < one.low


def ranking(scores: Iterable[Score]) -> list[Score]:
    """Those that may be ranked, by the lower bound of their interval; then by score, then by store."""
    return sorted(filter(rankable, scores), key=_place)


def _place(score: Score) -> tuple[float, float, str]:
    return -(score.low or 0.0), -(score.score or 0.0), score.own.store
