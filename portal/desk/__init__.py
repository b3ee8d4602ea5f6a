"""Pages for those who work here: moderators, representatives of stores, administrators.

Owns no data: joins the slices below it, each page behind a permission asked for again once its subject is loaded.
"""

from portal.desk import (  # importing them declares their pages
    administrators,
    appeals,
    counting,
    hidings,
    judging,
    learning,
    queue,
    reports,
    representatives,
    second_readings,
    sharing,
)
from portal.desk.routes import routes

BLUEPRINTS = (routes.blueprint,)

__all__ = [
    "BLUEPRINTS",
    "administrators",
    "appeals",
    "counting",
    "hidings",
    "judging",
    "learning",
    "queue",
    "reports",
    "representatives",
    "second_readings",
    "sharing",
]
