"""The responsiveness score: the arithmetic of its definition, computed from rows, and what pages show of it."""

from portal.scores.models import StoreScore
from portal.scores.operations import refresh_scores, score_from_rows
from portal.scores.published import as_dict
from portal.scores.queries import Shown, highest_scores, shown_scores
from portal.scores.ranking import enough_spoken, rankable, ranking, told_apart
from portal.scores.rules import MILESTONES, MINIMUM, VERSION, Score
from portal.scores.subscribers import refresh_daily, scoring

__all__ = [
    "MILESTONES",
    "MINIMUM",
    "VERSION",
    "Score",
    "Shown",
    "StoreScore",
    "as_dict",
    "enough_spoken",
    "highest_scores",
    "rankable",
    "ranking",
    "refresh_daily",
    "refresh_scores",
    "score_from_rows",
    "scoring",
    "shown_scores",
    "told_apart",
]
