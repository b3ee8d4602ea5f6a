"""What the desk calls rules, verdicts and permissions. Tables of message ids."""

from collections.abc import Mapping

from portal.access import Permission
from portal.language import N_
from portal.moderation import Severity, Verdict

FIRST_OF_TWO_HINT = N_("Another moderator has to approve it too before anybody can read it.")
FIRST_OF_TWO_HELD = N_("%(post)s: approved by you; a second moderator is asked in a minute.")
MASK_WORDS = "mask"
"""Beside the verdicts: letting a text through with words taken out."""

VERDICT_LABELS: Mapping[str, str] = {
    Verdict.APPROVE: N_("Let it through"),
    MASK_WORDS: N_("Let it through with words masked"),
    Verdict.REQUEST_CHANGES: N_("Ask for changes"),
    Verdict.REJECT: N_("Reject"),
    Verdict.ESCALATE: N_("Leave it to somebody else"),
}

VERDICT_HINTS: Mapping[str, str] = {
    Verdict.APPROVE: N_("Everybody can read it in a minute."),
    MASK_WORDS: N_("The masked text below becomes public. Its author keeps their own, and is told what was masked."),
    Verdict.REQUEST_CHANGES: N_("Its author reads the reason, can mend the text and send it again."),
    Verdict.REJECT: N_("It is not published, and this version cannot be mended."),
    Verdict.ESCALATE: N_("Another moderator, or an administrator, decides. Say in the note what you are not sure of."),
}

HELD: Mapping[str, str] = {
    Verdict.APPROVE: N_("%(post)s: let through, public in a minute."),
    MASK_WORDS: N_("%(post)s: let through with words masked, public in a minute."),
    Verdict.REQUEST_CHANGES: N_("%(post)s: goes back to its author in a minute."),
    Verdict.REJECT: N_("%(post)s: rejected; its author hears of it in a minute."),
    Verdict.ESCALATE: N_("%(post)s: passed on; others see it in a minute."),
}
"""What was decided and can still be undone."""

SEVERITY_LABELS: Mapping[Severity, str] = {
    Severity.PASS: N_("No objection"),
    Severity.WARN: N_("Worth a look"),
    Severity.BLOCK: N_("A rule objects"),
}

SEVERITY_TAGS: Mapping[Severity, tuple[str, str]] = {
    Severity.PASS: ("solved", "solved"),
    Severity.WARN: ("changes-requested", "warning"),
    Severity.BLOCK: ("rejected", "not-solved"),
}
"""Colour and mark of a severity's tag."""

PERMISSION_LABELS: Mapping[Permission, str] = {
    Permission.READ_PUBLIC: N_("Read what is public"),
    Permission.SIGN_IN: N_("Sign in"),
    Permission.USE_ACCOUNT: N_("Use an account"),
    Permission.DRAFT_COMPLAINT: N_("Begin a complaint"),
    Permission.SUBMIT_COMPLAINT: N_("Send a complaint in"),
    Permission.READ_CASE: N_("Read a case"),
    Permission.FOLLOW_OWN_CASE: N_("Follow a case of one's own"),
    Permission.REVISE_POST: N_("Mend a text that was sent back"),
    Permission.REPORT_POST: N_("Report a public text"),
    Permission.ANSWER_BACK: N_("Answer the store"),
    Permission.EVALUATE_CASE: N_("Say whether a case is solved"),
    Permission.MARK_HELPFUL: N_("Mark a case as helpful"),
    Permission.COUNT_CASE: N_("Leave a case out of the score, or count it again"),
    Permission.WORK_FOR_STORE: N_("See a store's desk"),
    Permission.REPLY_FOR_STORE: N_("Reply for a store"),
    Permission.MODERATE: N_("See the moderators' desk"),
    Permission.READ_DESK: N_("See what takes two people"),
    Permission.DECIDE_POST: N_("Decide on a text"),
    Permission.HIDE_POST: N_("Propose to take a public text down"),
    Permission.SECOND_HIDING: N_("Confirm that a public text is taken down"),
    Permission.APPEAL_DECISION: N_("Appeal against a decision"),
    Permission.READ_APPEAL: N_("Read an appeal"),
    Permission.ANSWER_APPEAL: N_("Answer an appeal"),
    Permission.READ_AGAIN: N_("Read a text as its second reader"),
    Permission.READ_SECOND_READING: N_("See where two readers differ"),
    Permission.DECIDE_REPORT: N_("Decide on a report"),
    Permission.ADMINISTER: N_("See this page"),
}

PREDICATE_LABELS: Mapping[str, str] = {
    "anybody": N_("anybody"),
    "signed_in": N_("is signed in"),
    "confirmed": N_("has confirmed their address"),
    "moderator": N_("is a moderator"),
    "administrator": N_("is an administrator"),
    "representative": N_("is a representative"),
    "speaks_for_store": N_("speaks for the store"),
    "is_public": N_("it is public"),
    "is_author": N_("wrote it"),
    "did_not_write_it": N_("did not write it"),
    "may_have_own": N_("is signed in, while no case is chosen"),
    "has_no_part_in_it": N_("has no part in it"),
    "was_passed_on": N_("it was passed on"),
    "did_not_pass_it_on": N_("did not pass it on"),
    "did_not_approve_it": N_("did not approve it before"),
    "did_not_propose_it": N_("did not propose it"),
    "has_not_said_it": N_("neither wrote it nor speaks for the store whose reply it is"),
    "did_not_report_it": N_("neither reported it nor speaks for who did"),
    "no_second_moderator": N_("there is no second moderator"),
    "did_not_decide_it": N_("took no part in the decision"),
    "no_other_moderator": N_("there is no other moderator"),
    "has_no_stake": N_("it is public, and they neither wrote it nor speak for the store"),
}
"""The predicates of the policies, by the name of their function."""
