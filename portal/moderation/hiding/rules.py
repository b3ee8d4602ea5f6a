"""When one person may hide a public post at once, and for how long without a second. Pure."""

from datetime import timedelta

from portal.moderation.rules import Reason

AT_ONCE = frozenset({Reason.PERSONAL_DATA, Reason.THREAT, Reason.COURT_ORDER})
"""What cannot wait: every hour it stands does harm. For any other reason a post stays public until two agree."""

HIDDEN_FOR = timedelta(hours=24)
"""How long a post stays hidden on the word of one."""
