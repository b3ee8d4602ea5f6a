"""The administrators' overview: what waits, who lags behind, who may do what."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from flask import current_app
from werkzeug.wrappers import Response

from portal import access, clock, complaints, events, moderation, notices, stores
from portal.access import Permission, Policy, Predicate
from portal.complaints import CaseFilter
from portal.db import Session, db
from portal.desk.routes import routes
from portal.desk.words import PERMISSION_LABELS, PREDICATE_LABELS
from portal.events import Subscriber
from portal.language import Language, text
from portal.web import current_language, page


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A permission, and in words who has it: the conditions of each alternative in a sentence."""

    permission: str
    label: str
    alternatives: Sequence[str]


@routes.page("/desk/admin/", Permission.ADMINISTER)
def administration() -> Response:
    session, language = db.session(), current_language()
    return page(
        "desk/administration.html",
        counts=_counts(session, language),
        lags=_lags(session, current_app.extensions["portal-subscribers"]),
        policy=policy_lines(access.registered(), language),
        indexed=False,
    )


def policy_lines(policy: Policy, language: Language) -> list[PolicyLine]:
    """The table of permissions in the order they are declared; one that nobody has says so by being empty."""
    return [
        PolicyLine(
            permission.value,
            text(language, PERMISSION_LABELS.get(permission, permission.value)),
            [_in_words(every, language) for every in policy.get(permission, ())],
        )
        for permission in Permission
    ]


def _counts(session: Session, language: Language) -> list[tuple[str, int]]:
    return [
        (text(language, "Texts waiting for a moderator"), moderation.waiting_count(session)),
        (text(language, "Stores"), stores.store_count(session)),
        (text(language, "Public cases"), complaints.count_cases(session, CaseFilter(), clock.now())),
        (text(language, "Notices waiting to be mailed"), notices.unmailed_count(session)),
    ]


def _lags(session: Session, subscribers: Sequence[Subscriber]) -> list[tuple[str, int]]:
    return [(subscriber.name, events.lag(session, subscriber)) for subscriber in subscribers]


def _in_words(every: Sequence[Predicate], language: Language) -> str:
    names = [getattr(predicate, "__name__", "") for predicate in every]
    conditions = [text(language, PREDICATE_LABELS.get(name, name)) for name in names]
    return reduce(
        lambda first, second: text(language, "%(first)s and %(second)s", first=first, second=second), conditions
    )
