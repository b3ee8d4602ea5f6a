"""Everything people write, and what may be seen of it.

Owns posts and their versions, the findings of the rules, and the decisions of moderators. Knows nothing of
complaints or stores: subjects and parties are opaque ids. `decide` is the only writer of visibility, and
`visible` the only predicate of what the public sees.
"""

from portal.moderation.events import PostHidden, PostPublished, PostReturned, PostSubmitted
from portal.moderation.models import Decision, FindingRow, Post, PostParty, Revision
from portal.moderation.operations import (
    Draft,
    ReasonMissingError,
    decide,
    record_findings,
    revise_post,
    submit_post,
)
from portal.moderation.policy import POLICY
from portal.moderation.queries import (
    PostView,
    WaitingPost,
    current_revision,
    decided_count,
    decisions_on,
    findings_of,
    gravest,
    is_visible,
    load_post,
    next_waiting_post,
    post_by_submission,
    texts_of,
    visible,
    waiting_count,
    waiting_posts,
)
from portal.moderation.rules import (
    KIND_LABELS,
    MAX_BODY,
    MAX_NOTE,
    MAX_TITLE,
    REASON_ADVICE,
    REASON_LABELS,
    REASON_NEEDED,
    VISIBILITY_LABELS,
    Kind,
    NotPossibleError,
    Reason,
    Verdict,
    Visibility,
    person,
)
from portal.moderation.screening import RULES, Finding, Screening, Severity, advice, explain, screen
from portal.moderation.subscribers import screening_of_submissions

__all__ = [
    "KIND_LABELS",
    "MAX_BODY",
    "MAX_NOTE",
    "MAX_TITLE",
    "POLICY",
    "REASON_ADVICE",
    "REASON_LABELS",
    "REASON_NEEDED",
    "RULES",
    "VISIBILITY_LABELS",
    "Decision",
    "Draft",
    "Finding",
    "FindingRow",
    "Kind",
    "NotPossibleError",
    "Post",
    "PostHidden",
    "PostParty",
    "PostPublished",
    "PostReturned",
    "PostSubmitted",
    "PostView",
    "Reason",
    "ReasonMissingError",
    "Revision",
    "Screening",
    "Severity",
    "Verdict",
    "Visibility",
    "WaitingPost",
    "advice",
    "current_revision",
    "decide",
    "decided_count",
    "decisions_on",
    "explain",
    "findings_of",
    "gravest",
    "is_visible",
    "load_post",
    "next_waiting_post",
    "person",
    "post_by_submission",
    "record_findings",
    "revise_post",
    "screen",
    "screening_of_submissions",
    "submit_post",
    "texts_of",
    "visible",
    "waiting_count",
    "waiting_posts",
]
