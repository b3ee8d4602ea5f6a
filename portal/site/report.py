"""The page on transparency: moderators measured as stores are."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from werkzeug.wrappers import Response

from portal import clock, complaints, moderation
from portal.access import Permission
from portal.complaints import STATE_LABELS
from portal.db import Session, db
from portal.language import N_, Language, number, percent, text
from portal.moderation import DIALECT_LABELS, KIND_LABELS, MEASURED, FirstDecision, Kind, language_name
from portal.site.approval import agreement_rows, appeal_rows, approval_bars, groups_of, outcome_rows, share_of
from portal.site.measured import usual_wait, waiting_chart
from portal.site.plots import Bars
from portal.site.routes import routes
from portal.stores import all_stores, name_in, party
from portal.web import current_language, page

Name = Callable[[FirstDecision], str | None]
"""What the group of a text is called; nothing where it belongs to none."""


@routes.page("/report/", Permission.READ_PUBLIC)
def report() -> Response:
    session, language, now = db.session(), current_language(), clock.now()
    rows = moderation.first_decisions(session, now)
    reversals = moderation.reversals(session, now)
    return page(
        "site/report.html",
        days=MEASURED.days,
        sampled=percent(language, moderation.SAMPLED),
        waiting=[
            (text(language, "Decided texts"), number(language, sum(row.verdict is not None for row in rows))),
            (text(language, "Waiting for a moderator"), number(language, sum(row.verdict is None for row in rows))),
            (text(language, "Half are decided within"), usual_wait(rows, language)),
        ],
        chart=waiting_chart(rows, language),
        outcomes=outcome_rows(rows, language),
        plots=_plots(session, rows, language, now),
        appeals=appeal_rows(moderation.appeal_figures(session, now), language),
        restored=share_of(reversals.restored, reversals.taken_down, language),
        agreement=agreement_rows(moderation.verdict_pairs(session, now - MEASURED), language),
    )


def _plots(
    session: Session, rows: Sequence[FirstDecision], language: Language, now: datetime
) -> list[tuple[str, Bars | None]]:
    """What is let through, by what texts are told apart; with the title of what is too small to be drawn."""
    return [
        (
            text(language, title),
            approval_bars(plot_id, text(language, title), text(language, heading), groups_of(rows, name), language),
        )
        for plot_id, title, heading, name in (
            ("by-kind", N_("Let through, by kind of text"), N_("Kind"), _by_kind(language)),
            ("by-language", N_("Let through, by language"), N_("Language"), _by_language(language)),
            ("by-dialect", N_("Let through, by dialect"), N_("Dialect"), _by_dialect(language)),
            *_by_store(session, language, now),
            ("by-outcome", N_("Let through, by how the case stands"), N_("State"), _by_outcome(session, language, now)),
        )
    ]


def _by_kind(language: Language) -> Name:
    return lambda row: text(language, KIND_LABELS[row.kind])


def _by_language(language: Language) -> Name:
    return lambda row: language_name(row.language, language.code)


def _by_dialect(language: Language) -> Name:
    return lambda row: None if row.dialect is None else text(language, DIALECT_LABELS[row.dialect])


def _by_store(session: Session, language: Language, now: datetime) -> Sequence[tuple[str, str, str, Name]]:
    """What shoppers write about a store, and what it writes itself: it is the same for all stores, or not."""
    names = _store_names(session, language, now)
    return [
        (
            "about-store",
            N_("What shoppers write, let through by store"),
            N_("Store"),
            lambda row: None if row.kind is Kind.REPLY else names.get(row.post_id),
        ),
        (
            "by-store",
            N_("What stores reply, let through by store"),
            N_("Store"),
            lambda row: names.get(row.post_id) if row.kind is Kind.REPLY else None,
        ),
    ]


def _by_outcome(session: Session, language: Language, now: datetime) -> Name:
    """Of what is written within a case: a complaint that was not let through never comes to an end."""
    states = complaints.states_of_entries(session, now - MEASURED, now)
    return lambda row: text(language, STATE_LABELS[states[row.post_id]]) if row.post_id in states else None


def _store_names(session: Session, language: Language, now: datetime) -> Mapping[int, str]:
    stores = {party(store.id): name_in(store.names, language.code) for store in all_stores(session)}
    parties = moderation.parties_of_posts(session, now)
    return {post_id: stores[one] for post_id, of in parties.items() for one in of if one in stores}
