"""The score as it is published: one object a store, every number in full (PURE)."""

from typing import Any

from portal.scores.cases import moment
from portal.scores.rules import MILESTONES, VERSION, Score


def as_dict(score: Score) -> dict[str, Any]:
    """The object that the command `score` prints: shares 0–1, score and interval 0–100."""
    own, against = score.own, score.market
    return {
        "store": own.store,
        "as_of": moment(own.as_of).isoformat(),
        "version": VERSION,
        "n": own.n,
        "score": score.score,
        "low": score.low,
        "high": score.high,
        "components": {
            "V": own.speed,
            "R": own.resolution.value,
            "Q": own.quality.value,
            "P": own.promises.value,
        },
        "shrunk": {"V": score.speed, "R": score.resolution, "Q": score.quality, "P": score.promises},
        "market": {
            "R": against.resolution,
            "Q": against.quality,
            "P": against.promises,
            "milestones": dict(zip(MILESTONES, against.milestones, strict=True)),
        },
        "shares": own.shares,
        "resolution_bounds": own.resolution_bounds,
        "milestones": {name: at.value for name, at in zip(MILESTONES, own.milestones, strict=True)},
    }
