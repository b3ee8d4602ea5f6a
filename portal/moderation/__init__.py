"""Everything people write, and what may be seen of it.

Owns posts and their versions, the findings of the rules, and the decisions of moderators. Knows nothing of
complaints or stores: subjects and parties are opaque ids. Only decisions write
visibility, and `visible` is the only predicate of what the public sees.
"""

from portal.moderation.appeals.models import Appeal
from portal.moderation.appeals.operations import (
    AnswerMissingError,
    AppealedAlreadyError,
    TooLateError,
    answer_appeal,
    appeal,
)
from portal.moderation.appeals.queries import (
    AppealView,
    Standing,
    answered_appeals,
    appeal_answered_at,
    latest_appeal,
    load_appeal,
    open_appeal_count,
    open_appeals,
    standing_of,
)
from portal.moderation.appeals.rules import APPEAL_WITHIN, MAX_APPEAL, RULING_LABELS, Ruling
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
    MaskedVersion,
    ReturnedPost,
    approved_once,
    decided_count,
    decisions_on,
    decisions_to_undo,
    escalation_of,
    first_approval,
    masked_version,
    returned_posts,
    undone_decision,
)
from portal.moderation.duties import carry_out_decisions, end_hidings, forget_traces
from portal.moderation.events import (
    AppealAnswered,
    AppealSent,
    PostApproved,
    PostHidden,
    PostMasked,
    PostPublished,
    PostReadAgain,
    PostReturned,
    PostSubmitted,
    PostUnmasked,
    ReportDecided,
    ReportFiled,
)
from portal.moderation.hiding.models import Hiding
from portal.moderation.hiding.operations import propose_hiding, propose_masking, settle_hiding
from portal.moderation.hiding.queries import (
    HidingTrace,
    HidingView,
    hiding_traces,
    load_hiding,
    open_hiding_count,
    open_hiding_of,
    open_hidings,
    unmasked_text,
)
from portal.moderation.hiding.rules import AT_ONCE
from portal.moderation.history.queries import History, author_history, has_complained, reply_history
from portal.moderation.lanes import LANE_LABELS, Lane, lane_of
from portal.moderation.lessons import (
    LearnedSummary,
    learned,
    learned_summaries,
    learning_of_decisions,
    relearn,
)
from portal.moderation.likeness.models import TextRun
from portal.moderation.likeness.queries import LikePost, like_posts
from portal.moderation.masking import MaskedPost, can_be_masked, is_masked_from, masked_post, masked_words
from portal.moderation.measures.queries import (
    MEASURED,
    AppealFigures,
    FirstDecision,
    Reversals,
    appeal_figures,
    first_decisions,
    parties_of_posts,
    reversals,
)
from portal.moderation.models import Decision, FindingRow, LearnedWordRow, Lesson, Post, PostParty, Revision
from portal.moderation.operations import Draft, record_findings, revise_post, submit_post
from portal.moderation.policy import POLICY
from portal.moderation.queries import (
    PostView,
    current_revision,
    earlier_version,
    findings_of,
    is_visible,
    kinds_of,
    load_post,
    masked_at,
    post_by_submission,
    texts_of,
    visible,
)
from portal.moderation.queue.queries import (
    QueueFilter,
    Waiting,
    WaitingPost,
    clean_posts,
    escalated_posts,
    filtered_count,
    next_waiting_post,
    waiting_count,
    waiting_counts,
    waiting_parties,
    waiting_post_before,
    waiting_posts,
)
from portal.moderation.reports.models import Report
from portal.moderation.reports.operations import OneAtATimeError, TooManyWaitError, file_report, settle_report
from portal.moderation.reports.queries import (
    ReportLine,
    ReportView,
    load_report,
    next_report,
    open_report_counts,
    open_reports,
    record_and_removals,
    record_of,
    report_of,
)
from portal.moderation.reports.rules import MAX_REPORT_NOTE, FiledReports, Record, reporter
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
from portal.moderation.screening import (
    RULES,
    Finding,
    Learned,
    Screening,
    Severity,
    advice,
    explain,
    explain_together,
    gravest,
    screen,
)
from portal.moderation.screening.dialect import DIALECT_LABELS, dialect_of
from portal.moderation.screening.messages import language_name, rule_name
from portal.moderation.second_readings.models import SecondReading
from portal.moderation.second_readings.operations import read_again
from portal.moderation.second_readings.queries import (
    Said,
    SecondReadingView,
    differing_readings,
    load_second_reading,
    second_reading_count,
    verdict_pairs,
    waiting_second_readings,
)
from portal.moderation.second_readings.rules import READ_AGAIN, SAMPLED, is_sampled
from portal.moderation.subscribers import sampling_of_decisions, screening_of_submissions
from portal.moderation.ties.models import PostTie, Trace
from portal.moderation.ties.queries import tied_posts
from portal.moderation.ties.rules import NOWHERE, TIE_LABELS, TRACES_KEPT_FOR, Mark, Origin, Tie

__all__ = [
    "APPEAL_WITHIN", "AT_ONCE", "DIALECT_LABELS", "KIND_LABELS", "LANE_LABELS", "LEASE", "MAX_APPEAL", "MAX_BODY",
    "MAX_NOTE", "MAX_REPORT_NOTE", "MAX_TITLE", "MEASURED", "NOWHERE", "ONCE_PUBLIC", "POLICY", "READ_AGAIN",
    "REASON_ADVICE", "REASON_LABELS", "REASON_NEEDED", "RULES", "RULING_LABELS", "SAMPLED", "TIE_LABELS",
    "TRACES_KEPT_FOR", "UNDO_WITHIN", "VISIBILITY_LABELS", "AnswerMissingError", "Appeal", "AppealAnswered",
    "AppealFigures", "AppealSent", "AppealView", "AppealedAlreadyError", "Claim", "ClaimedError", "Decision", "Draft",
    "FiledReports", "Finding", "FindingRow", "FirstDecision", "Hiding", "HidingTrace", "HidingView", "History", "Kind",
    "Lane", "Learned", "LearnedSummary", "LearnedWordRow", "Lesson", "LikePost", "Mark", "Masked", "MaskedPost",
    "MaskedVersion", "NotMaskedError", "NotPossibleError", "NoteMissingError", "OneAtATimeError", "Origin", "Post",
    "PostApproved", "PostHidden", "PostMasked", "PostParty", "PostPublished", "PostReadAgain", "PostReturned",
    "PostSubmitted", "PostTie", "PostUnmasked", "PostView", "QueueFilter", "Reason", "ReasonMissingError", "Record",
    "Report", "ReportDecided", "ReportFiled", "ReportLine", "ReportView", "ReturnedPost", "Reversals", "Revision",
    "Ruling", "Said", "Screening", "SecondReading", "SecondReadingView", "Severity", "Standing", "TextRun", "Tie",
    "TooLateError", "TooManyWaitError", "Trace", "Verdict", "Visibility", "Waiting", "WaitingPost", "advice",
    "answer_appeal", "answered_appeals", "appeal", "appeal_answered_at", "appeal_figures", "approved_once",
    "author_history", "can_be_masked", "carry_out_decisions", "claim", "clean_posts", "current_revision", "decide",
    "decided_count", "decisions_on", "decisions_to_undo", "dialect_of", "differing_readings", "earlier_version",
    "end_hidings", "escalated_posts", "escalation_of", "explain", "explain_together", "file_report", "filtered_count",
    "findings_of", "first_approval", "first_decisions", "forget_traces", "gravest", "has_complained", "held_until",
    "hiding_traces", "is_masked_from", "is_sampled", "is_visible", "kinds_of", "lane_of", "language_name",
    "latest_appeal", "learned", "learned_summaries", "learning_of_decisions", "like_posts", "load_appeal",
    "load_hiding", "load_post", "load_report", "load_second_reading", "masked_at", "masked_post", "masked_version",
    "masked_words", "next_report", "next_waiting_post", "open_appeal_count", "open_appeals", "open_hiding_count",
    "open_hiding_of", "open_hidings", "open_report_counts", "open_reports", "parties_of_posts", "person",
    "post_by_submission", "propose_hiding", "propose_masking", "read_again", "record_and_removals", "record_findings",
    "record_of", "relearn", "reply_history", "report_of", "reporter", "returned_posts", "reversals", "revise_post",
    "rule_name", "sampling_of_decisions", "screen", "screening_of_submissions", "second_reading_count", "settle_hiding",
    "settle_report", "standing_of", "submit_post", "texts_of", "tied_posts", "undo", "undone_decision", "unmasked_text",
    "verdict_pairs", "visible", "waiting_count", "waiting_counts", "waiting_parties", "waiting_post_before",
    "waiting_posts", "waiting_second_readings",
]  # fmt: skip
