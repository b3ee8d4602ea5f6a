"""The page on transparency: moderators measured as stores are."""

from collections.abc import Callable, Mapping, Sequence

from werkzeug.wrappers import Response

from portal import clock, moderation
from portal.access import Permission
from portal.db import Session, db
from portal.language import N_, Language, number, percent, text
from portal.moderation import KIND_LABELS, MEASURED, FirstDecision, Reversals, language_name
from portal.site.measured import FEWEST, approval_bars, outcome_rows, waiting_chart
from portal.site.routes import routes
from portal.stores import all_stores, name_in, party
from portal.web import current_language, page


@routes.page("/report/", Permission.READ_PUBLIC)
def report() -> Response:
    session, language, now = db.session(), current_language(), clock.now()
    rows = moderation.first_decisions(session, now)
    parties, stores = moderation.parties_of_posts(session, now), _store_names(session, language)
    names = {post_id: next((stores[one] for one in of if one in stores), None) for post_id, of in parties.items()}
    return page(
        "site/report.html",
        days=MEASURED.days,
        decided=number(language, sum(row.verdict is not None for row in rows)),
        waiting=number(language, sum(row.verdict is None for row in rows)),
        chart=waiting_chart(rows, language),
        outcomes=outcome_rows(rows, language),
        reversed=_reversed(moderation.reversals(session, now), language),
        bars=[
            approval_bars(plot_id, text(language, title), text(language, heading), rows, name, language)
            for plot_id, title, heading, name in _kinds(names, language)
        ],
    )


def _kinds(
    stores: Mapping[int, str | None], language: Language
) -> Sequence[tuple[str, str, str, Callable[[FirstDecision], str | None]]]:
    """By what first decisions are told apart: (id, title, heading, name of a row)."""

    def kind(row: FirstDecision) -> str:
        return text(language, KIND_LABELS[row.kind])

    def tongue(row: FirstDecision) -> str:
        return language_name(row.language, language.code)

    return [
        ("by-kind", N_("Let through, by kind of text"), N_("Kind"), kind),
        ("by-language", N_("Let through, by language"), N_("Language"), tongue),
        ("by-store", N_("Let through, by store"), N_("Store"), lambda row: stores.get(row.post_id)),
    ]


def _store_names(session: Session, language: Language) -> Mapping[str, str]:
    return {party(store.id): name_in(store.names, language.code) for store in all_stores(session)}


def _reversed(found: Reversals, language: Language) -> str:
    if not found.taken_down:
        return text(language, "none yet")
    if found.taken_down < FEWEST:
        return text(language, "too few")
    return percent(language, found.restored / found.taken_down)
