"""The responsiveness score: the arithmetic of its definition, computed from rows, and what pages show of it."""

from portal.scores.history import MONTHS, Point
from portal.scores.models import StoreScore
from portal.scores.operations import refresh_scores, score_from_rows
from portal.scores.published import as_dict
from portal.scores.queries import Shown, highest_scores, score_histories, shown_scores
from portal.scores.ranking import enough_spoken, rankable, ranking, told_apart
from portal.scores.rules import MILESTONES, MINIMUM, PART_WEIGHTS, VERSION, Score
from portal.scores.subscribers import fill_history, refresh_daily, refresh_history, scoring

__all__ = [
    "MILESTONES",
    "MINIMUM",
    "MONTHS",
    "PART_WEIGHTS",
    "VERSION",
    "Point",
    "Score",
    "Shown",
    "StoreScore",
    "as_dict",
    "enough_spoken",
    "fill_history",
    "highest_scores",
    "rankable",
    "ranking",
    "refresh_daily",
    "refresh_history",
    "refresh_scores",
    "score_from_rows",
    "score_histories",
    "scoring",
    "shown_scores",
    "told_apart",
]
