"""Kinds of notices, who is told of what, and when a mail that failed is tried again. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from portal.language import N_


class NoticeKind(StrEnum):
    CONFIRM_ADDRESS = "confirm-address"
    ADDRESS_KNOWN = "address-known"
    CHOOSE_PASSWORD = "choose-password"  # noqa: S105 -- a kind of notice, no password
    OWN_COMPLAINT_PUBLISHED = "own-complaint-published"
    OWN_POST_PUBLISHED = "own-post-published"
    CHANGES_REQUESTED = "changes-requested"
    POST_REJECTED = "post-rejected"
    POST_HIDDEN = "post-hidden"
    POST_MASKED = "post-masked"
    POST_UNMASKED = "post-unmasked"
    APPEAL_UPHELD = "appeal-upheld"
    APPEAL_OVERTURNED = "appeal-overturned"
    COMPLAINT_PUBLISHED = "complaint-published"
    REPLY_PUBLISHED = "reply-published"
    REBUTTAL_PUBLISHED = "rebuttal-published"
    CASE_SOLVED = "case-solved"
    CASE_NOT_SOLVED = "case-not-solved"
    CASE_REOPENED = "case-reopened"
    CASE_GIVEN_UP = "case-given-up"
    WORD_TAKEN_BACK = "word-taken-back"
    REPORT_UPHELD = "report-upheld"
    REPORT_REJECTED = "report-rejected"


class Audience(StrEnum):
    """Who is told: whoever wrote the post, whoever complained, or those who speak for the store."""

    AUTHOR = "author"
    SHOPPER = "shopper"
    STORE = "store"


Telling = tuple[NoticeKind, Audience]

ON_PUBLICATION: Mapping[str, tuple[Telling, ...]] = {
    "complaint": (
        (NoticeKind.OWN_COMPLAINT_PUBLISHED, Audience.AUTHOR),
        (NoticeKind.COMPLAINT_PUBLISHED, Audience.STORE),
    ),
    "reply": (
        (NoticeKind.OWN_POST_PUBLISHED, Audience.AUTHOR),
        (NoticeKind.REPLY_PUBLISHED, Audience.SHOPPER),
    ),
    "rebuttal": (
        (NoticeKind.OWN_POST_PUBLISHED, Audience.AUTHOR),
        (NoticeKind.REBUTTAL_PUBLISHED, Audience.STORE),
    ),
}
"""By kind of post. What is restored after having been taken down is news to its author alone."""

ON_RETURN: Mapping[str, NoticeKind] = {
    "request-changes": NoticeKind.CHANGES_REQUESTED,
    "reject": NoticeKind.POST_REJECTED,
}
"""By verdict; told to the author."""

ON_APPEAL: Mapping[str, NoticeKind] = {
    "upheld": NoticeKind.APPEAL_UPHELD,
    "overturned": NoticeKind.APPEAL_OVERTURNED,
}
"""By ruling; told to the author, who is told of a granted appeal once, not also of the publication."""

ON_OUTCOME: Mapping[bool | None, NoticeKind] = {
    True: NoticeKind.CASE_SOLVED,
    False: NoticeKind.CASE_NOT_SOLVED,
    None: NoticeKind.CASE_REOPENED,
}
"""By what the shopper said, empty for a reopening; told to the store."""

ON_MOVE: Mapping[str, NoticeKind] = {
    "give-up": NoticeKind.CASE_GIVEN_UP,
    "take-back": NoticeKind.WORD_TAKEN_BACK,
}
"""By the word that moved the case; told to the store. Other words have an event of their own."""

MAIL_ONLY = frozenset({NoticeKind.CONFIRM_ADDRESS, NoticeKind.ADDRESS_KNOWN, NoticeKind.CHOOSE_PASSWORD})
"""About the account itself: a page that asks for a signed-in account has no use for them."""

RETURNED = frozenset({NoticeKind.CHANGES_REQUESTED, NoticeKind.POST_REJECTED, NoticeKind.POST_HIDDEN})
"""These carry a moderator's reason."""

APPEALED = frozenset(ON_APPEAL.values())
"""These carry the answer to an appeal."""

ON_REPORT: Mapping[bool, NoticeKind] = {True: NoticeKind.REPORT_UPHELD, False: NoticeKind.REPORT_REJECTED}
"""By whether a moderator agreed; told to who filed the report."""

REPORTED = frozenset(ON_REPORT.values())
"""These carry a moderator's word on a report."""

MASKED = frozenset({NoticeKind.OWN_COMPLAINT_PUBLISHED, NoticeKind.OWN_POST_PUBLISHED, NoticeKind.POST_MASKED})
"""These tell the author what a moderator has masked in it."""

TO_ANSWER = frozenset(
    {
        NoticeKind.COMPLAINT_PUBLISHED,
        NoticeKind.REBUTTAL_PUBLISHED,
        NoticeKind.CASE_NOT_SOLVED,
        NoticeKind.CASE_REOPENED,
        NoticeKind.CASE_GIVEN_UP,
    }
)
"""These ask the store for an answer."""

TITLES: Mapping[NoticeKind, str] = {
    NoticeKind.CONFIRM_ADDRESS: N_("Please confirm your e-mail address"),
    NoticeKind.ADDRESS_KNOWN: N_("You already have an account"),
    NoticeKind.CHOOSE_PASSWORD: N_("Your link to choose a password"),
    NoticeKind.OWN_COMPLAINT_PUBLISHED: N_("Your complaint %(number)s about %(store)s is public"),
    NoticeKind.OWN_POST_PUBLISHED: N_("Your answer in complaint %(number)s about %(store)s is public"),
    NoticeKind.CHANGES_REQUESTED: N_("Please mend what you wrote: complaint %(number)s about %(store)s"),
    NoticeKind.POST_REJECTED: N_("Not published: what you wrote in complaint %(number)s about %(store)s"),
    NoticeKind.POST_HIDDEN: N_("Taken down: what you wrote in complaint %(number)s about %(store)s"),
    NoticeKind.POST_MASKED: N_("Words are masked in what you wrote: complaint %(number)s about %(store)s"),
    NoticeKind.POST_UNMASKED: N_("What you wrote is public again without masks: complaint %(number)s about %(store)s"),
    NoticeKind.APPEAL_UPHELD: N_("Your appeal was answered, the decision stands: complaint %(number)s about %(store)s"),
    NoticeKind.APPEAL_OVERTURNED: N_("Your appeal was granted: complaint %(number)s about %(store)s"),
    NoticeKind.COMPLAINT_PUBLISHED: N_("New complaint %(number)s about %(store)s"),
    NoticeKind.REPLY_PUBLISHED: N_("%(store)s has answered your complaint %(number)s"),
    NoticeKind.REBUTTAL_PUBLISHED: N_("The shopper has answered %(store)s in complaint %(number)s"),
    NoticeKind.CASE_SOLVED: N_("Complaint %(number)s about %(store)s is solved, says the shopper"),
    NoticeKind.CASE_NOT_SOLVED: N_("Complaint %(number)s about %(store)s is not solved, says the shopper"),
    NoticeKind.CASE_REOPENED: N_("Complaint %(number)s about %(store)s is open again"),
    NoticeKind.CASE_GIVEN_UP: N_("The shopper of complaint %(number)s about %(store)s has given up"),
    NoticeKind.WORD_TAKEN_BACK: N_("The shopper of complaint %(number)s about %(store)s has taken the last word back"),
    NoticeKind.REPORT_UPHELD: N_("A moderator agrees with your report: complaint %(number)s about %(store)s"),
    NoticeKind.REPORT_REJECTED: N_("A moderator does not agree with your report: complaint %(number)s about %(store)s"),
}

NEXT_STEPS: Mapping[NoticeKind, str] = {
    NoticeKind.OWN_COMPLAINT_PUBLISHED: N_("The store has been told of it. You get word as soon as it answers."),
    NoticeKind.OWN_POST_PUBLISHED: N_("Everybody can read it now, and the other side has been told of it."),
    NoticeKind.CHANGES_REQUESTED: N_("Change what the moderator names, and send it again."),
    NoticeKind.POST_REJECTED: N_("Nobody but you can see it. The reason stands beside it."),
    NoticeKind.POST_HIDDEN: N_("It is no longer public. The reason stands beside it."),
    NoticeKind.POST_MASKED: N_("The rest stays public. The words return within a day unless a second person confirms."),
    NoticeKind.POST_UNMASKED: N_("Nobody confirmed within a day that words of it should be masked."),
    NoticeKind.APPEAL_UPHELD: N_("Somebody who took no part in the decision has read it. The answer says why."),
    NoticeKind.APPEAL_OVERTURNED: N_("What you wrote is public. The answer stands beside your appeal."),
    NoticeKind.COMPLAINT_PUBLISHED: N_(
        "Please answer it in public. The answer time counts from its publication to the day you send your answer."
    ),
    NoticeKind.REPLY_PUBLISHED: N_("Please read it, and say whether your problem is solved."),
    NoticeKind.REBUTTAL_PUBLISHED: N_("Please read it, and answer what is still open."),
    NoticeKind.CASE_SOLVED: N_("There is nothing more to do. Thank you for solving it."),
    NoticeKind.CASE_NOT_SOLVED: N_("You can still answer and put it right: the shopper may change the verdict."),
    NoticeKind.CASE_REOPENED: N_("Please look at what is still open, and answer it."),
    NoticeKind.CASE_GIVEN_UP: N_("It stays public and counts as not solved. An answer can still change that."),
    NoticeKind.WORD_TAKEN_BACK: N_("The case stands as it did before. What was said by mistake does not count."),
    NoticeKind.REPORT_UPHELD: N_("Thank you. Taking a public text down takes two people."),
    NoticeKind.REPORT_REJECTED: N_("The text stays public. What the moderator says stands beside your report."),
}

MOST_ATTEMPTS = 10
_DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 2880))


def delay_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts, of which there is at least one."""
    return _DELAYS[min(attempts, len(_DELAYS)) - 1]


def pause_after(failures: int) -> timedelta:
    """How long a mail server is left alone that failed so many times in a row."""
    return timedelta(seconds=min(300, 5 * 2 ** min(failures - 1, 10)))
