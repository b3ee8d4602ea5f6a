"""What readers do with public cases: how often each is read, and who found it helpful.

Views are counted without a trace of who read what; a mark is one per case and reader. Neither is an input of the
score.
"""

from portal.reading.counting import ViewCounter
from portal.reading.models import CaseViews, HelpfulMark
from portal.reading.operations import mark_helpful, unmark_helpful
from portal.reading.policy import POLICY
from portal.reading.queries import Readership, has_marked, helpful_counts, readership
from portal.reading.rules import Reader
from portal.reading.views import Readers, count_view, init_app, readers_of, routes

BLUEPRINTS = (routes.blueprint,)

__all__ = [
    "BLUEPRINTS",
    "POLICY",
    "CaseViews",
    "HelpfulMark",
    "Reader",
    "Readers",
    "Readership",
    "ViewCounter",
    "count_view",
    "has_marked",
    "helpful_counts",
    "init_app",
    "mark_helpful",
    "readers_of",
    "readership",
    "unmark_helpful",
]
