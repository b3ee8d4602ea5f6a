"""Who is told of what happens."""

from collections.abc import Iterable, Mapping, Sequence

from portal.accounts import AccountOpened, ConfirmationAsked, PasswordForgotten, accounts_by_id
from portal.complaints import CaseMoved, OutcomeGiven, complaint_of
from portal.db import Session
from portal.events import Event, Recorded, Subscriber
from portal.moderation import (
    AppealAnswered,
    PostHidden,
    PostMasked,
    PostPublished,
    PostReturned,
    PostUnmasked,
    ReportDecided,
    appeal_answered_at,
)
from portal.notices.operations import tell
from portal.notices.queries import CaseName, author_and_publication, cases_named, filed_by
from portal.notices.rules import (
    ON_APPEAL,
    ON_MOVE,
    ON_OUTCOME,
    ON_PUBLICATION,
    ON_REPORT,
    ON_RETURN,
    Audience,
    NoticeKind,
    Telling,
)
from portal.stores import representatives_of

FOLLOWED = frozenset(
    {
        AccountOpened,
        ConfirmationAsked,
        PasswordForgotten,
        PostPublished,
        PostReturned,
        PostHidden,
        PostMasked,
        PostUnmasked,
        AppealAnswered,
        ReportDecided,
        OutcomeGiven,
        CaseMoved,
    }
)


def telling() -> Subscriber:
    """Writes one notice per event, person and kind. Cases loaded in bulk tell nobody."""

    def handle(session: Session, batch: Sequence[Recorded]) -> None:
        for recorded in batch:
            _tell(session, recorded)

    return Subscriber("notices", handle, FOLLOWED)


ON_ACCOUNT: Mapping[type[Event], tuple[NoticeKind, NoticeKind | None]] = {
    AccountOpened: (NoticeKind.CONFIRM_ADDRESS, None),
    ConfirmationAsked: (NoticeKind.CONFIRM_ADDRESS, NoticeKind.ADDRESS_KNOWN),
    PasswordForgotten: (NoticeKind.CHOOSE_PASSWORD, None),
}
"""What is written to an account, and what if its address is confirmed."""

ON_HIDING: Mapping[type[Event], NoticeKind] = {
    PostHidden: NoticeKind.POST_HIDDEN,
    PostMasked: NoticeKind.POST_MASKED,
    PostUnmasked: NoticeKind.POST_UNMASKED,
}
"""What is written to the author of what was public."""


def _tell(session: Session, recorded: Recorded) -> None:
    event = recorded.event
    match event:
        case AccountOpened() | ConfirmationAsked() | PasswordForgotten():
            _tell_account(session, recorded, event.account_id, *ON_ACCOUNT[type(event)])
        case PostPublished():
            _tell_about(session, recorded, event)
        case PostReturned():
            _tell_about(session, recorded, event, ON_RETURN[event.verdict])
        case PostHidden() | PostMasked() | PostUnmasked():
            _tell_about(session, recorded, event, ON_HIDING[type(event)])
        case AppealAnswered():
            _tell_about(session, recorded, event, ON_APPEAL[event.ruling])
        case ReportDecided():
            _tell_reporter(session, recorded, event)
        case OutcomeGiven():
            _tell_store(session, recorded, event.complaint_id, ON_OUTCOME[event.resolved])
        case CaseMoved() if event.word in ON_MOVE:
            _tell_store(session, recorded, event.complaint_id, ON_MOVE[event.word])


def _tell_account(
    session: Session,
    recorded: Recorded,
    account_id: int,
    kind: NoticeKind,
    kind_if_confirmed: NoticeKind | None,
) -> None:
    account = accounts_by_id(session, [account_id]).get(account_id)
    if account is None:
        return
    chosen = kind if account.confirmed_at is None else kind_if_confirmed or kind
    tell(session, recorded.id, recorded.at, [(account_id, chosen)], {})


def _tell_reporter(session: Session, recorded: Recorded, event: ReportDecided) -> None:
    account_id = filed_by(session, event.report_id)
    if account_id is None:
        return
    arguments = {
        "complaint_id": complaint_of(event.subject),
        "post_id": event.post_id,
        "report_id": event.report_id,
    }
    tell(session, recorded.id, recorded.at, [(account_id, ON_REPORT[event.upheld])], arguments)


def _tell_store(session: Session, recorded: Recorded, complaint_id: int, kind: NoticeKind) -> None:
    case = cases_named(session, [complaint_id])[complaint_id]
    recipients = _people(session, [(kind, Audience.STORE)], case, case.author_id)
    tell(session, recorded.id, recorded.at, recipients, {"complaint_id": complaint_id})


def _tell_about(
    session: Session,
    recorded: Recorded,
    event: PostPublished | PostReturned | PostHidden | PostMasked | PostUnmasked | AppealAnswered,
    returned: NoticeKind | None = None,
) -> None:
    """Tells of a post. What is public once more after it was taken down is news to its author alone;
    of what an appeal brought back, the answer to the appeal tells them.
    """
    complaint_id = complaint_of(event.subject)
    case = cases_named(session, [complaint_id])[complaint_id]
    author_id, published_at = author_and_publication(session, event.post_id)
    tellings = [(returned, Audience.AUTHOR)] if returned else ON_PUBLICATION.get(event.kind, ())
    is_first = published_at == recorded.at
    told_apart = isinstance(event, PostPublished) and appeal_answered_at(session, event.post_id, recorded.at)
    wanted = [
        (kind, audience) for kind, audience in tellings if (not told_apart if audience is Audience.AUTHOR else is_first)
    ]
    arguments: dict[str, int | str] = {"complaint_id": complaint_id, "post_id": event.post_id}
    if isinstance(event, PostReturned | PostHidden | PostMasked):
        arguments["reason"] = event.reason
    tell(session, recorded.id, recorded.at, _people(session, wanted, case, author_id), arguments)


def _people(
    session: Session, tellings: Iterable[Telling], case: CaseName, actor_id: int | None
) -> list[tuple[int, NoticeKind]]:
    """Account ids with what each is told. Nobody hears of their own act, but for a decision on it."""
    recipients: list[tuple[int, NoticeKind]] = []
    for kind, audience in tellings:
        people: Iterable[int | None]
        match audience:
            case Audience.AUTHOR:
                people = [actor_id]
            case Audience.SHOPPER:
                people = {case.author_id} - {actor_id}
            case Audience.STORE:
                people = set(representatives_of(session, case.store_id)) - {actor_id}
        recipients += [(person, kind) for person in people if person is not None]
    return recipients
