"""Everything people write, and what may be seen of it.

Owns posts and their versions, the findings of the rules, and the decisions of moderators. Knows nothing of
complaints or stores: subjects and parties are opaque ids. only decisions write
visibility, and `visible` is the only predicate of what the public sees.
"""

from portal.moderation.claims.models import Claim
from portal.moderation.claims.operations import LEASE, claim
from portal.moderation.claims.queries import held_until
from portal.moderation.deciding.operations import (
    ClaimedError,
    Masked,
    NoteMissingError,
    NotMaskedError,
    ReasonMissingError,
    decide,
    undo,
)
from portal.moderation.deciding.queries import (
    MaskedPost,
    ReturnedPost,
    decided_count,
    decisions_on,
    decisions_to_undo,
    escalation_of,
    masked_post,
    returned_posts,
    undone_decision,
)
from portal.moderation.duties import carry_out_decisions, end_hidings
from portal.moderation.events import PostHidden, PostPublished, PostReturned, PostSubmitted
from portal.moderation.hiding.models import Hiding
from portal.moderation.hiding.operations import propose_hiding, settle_hiding
from portal.moderation.hiding.queries import (
    HidingTrace,
    HidingView,
    hiding_traces,
    load_hiding,
    open_hiding_count,
    open_hiding_of,
    open_hidings,
)
from portal.moderation.hiding.rules import AT_ONCE
from portal.moderation.history.queries import History, author_history, reply_history
from portal.moderation.lanes import LANE_LABELS, Lane, lane_of
from portal.moderation.likeness.models import TextRun
from portal.moderation.likeness.queries import LikePost, like_posts
from portal.moderation.masking import is_masked_from, masked_words
from portal.moderation.models import Decision, FindingRow, Post, PostParty, Revision
from portal.moderation.operations import Draft, record_findings, revise_post, submit_post
from portal.moderation.policy import POLICY
from portal.moderation.queries import (
    PostView,
    current_revision,
    findings_of,
    gravest,
    is_visible,
    load_post,
    post_by_submission,
    texts_of,
    visible,
)
from portal.moderation.queue.queries import (
    QueueFilter,
    Waiting,
    WaitingPost,
    clean_posts,
    filtered_count,
    next_waiting_post,
    waiting_count,
    waiting_counts,
    waiting_parties,
    waiting_post_before,
    waiting_posts,
)
from portal.moderation.rules import (
    KIND_LABELS,
    MAX_BODY,
    MAX_NOTE,
    MAX_TITLE,
    ONCE_PUBLIC,
    REASON_ADVICE,
    REASON_LABELS,
    REASON_NEEDED,
    UNDO_WITHIN,
    VISIBILITY_LABELS,
    Kind,
    NotPossibleError,
    Reason,
    Verdict,
    Visibility,
    person,
)
from portal.moderation.screening import RULES, Finding, Screening, Severity, advice, explain, screen
from portal.moderation.screening.messages import language_name, rule_name
from portal.moderation.subscribers import screening_of_submissions

__all__ = [
    "AT_ONCE",
    "KIND_LABELS",
    "LANE_LABELS",
    "LEASE",
    "MAX_BODY",
    "MAX_NOTE",
    "MAX_TITLE",
    "ONCE_PUBLIC",
    "POLICY",
    "REASON_ADVICE",
    "REASON_LABELS",
    "REASON_NEEDED",
    "RULES",
    "UNDO_WITHIN",
    "VISIBILITY_LABELS",
    "Claim",
    "ClaimedError",
    "Decision",
    "Draft",
    "Finding",
    "FindingRow",
    "Hiding",
    "HidingTrace",
    "HidingView",
    "History",
    "Kind",
    "Lane",
    "LikePost",
    "Masked",
    "MaskedPost",
    "NotMaskedError",
    "NotPossibleError",
    "NoteMissingError",
    "Post",
    "PostHidden",
    "PostParty",
    "PostPublished",
    "PostReturned",
    "PostSubmitted",
    "PostView",
    "QueueFilter",
    "Reason",
    "ReasonMissingError",
    "ReturnedPost",
    "Revision",
    "Screening",
    "Severity",
    "TextRun",
    "Verdict",
    "Visibility",
    "Waiting",
    "WaitingPost",
    "advice",
    "author_history",
    "carry_out_decisions",
    "claim",
    "clean_posts",
    "current_revision",
    "decide",
    "decided_count",
    "decisions_on",
    "decisions_to_undo",
    "end_hidings",
    "escalation_of",
    "explain",
    "filtered_count",
    "findings_of",
    "gravest",
    "held_until",
    "hiding_traces",
    "is_masked_from",
    "is_visible",
    "lane_of",
    "language_name",
    "like_posts",
    "load_hiding",
    "load_post",
    "masked_post",
    "masked_words",
    "next_waiting_post",
    "open_hiding_count",
    "open_hiding_of",
    "open_hidings",
    "person",
    "post_by_submission",
    "propose_hiding",
    "record_findings",
    "reply_history",
    "returned_posts",
    "revise_post",
    "rule_name",
    "screen",
    "screening_of_submissions",
    "settle_hiding",
    "submit_post",
    "texts_of",
    "undo",
    "undone_decision",
    "visible",
    "waiting_count",
    "waiting_counts",
    "waiting_parties",
    "waiting_post_before",
    "waiting_posts",
]
