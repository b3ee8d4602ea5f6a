"""The page on transparency: moderators measured as stores are."""

from collections.abc import Callable, Mapping

from werkzeug.wrappers import Response

from portal import clock, moderation, transparency
from portal.access import Permission
from portal.complaints import STATE_LABELS, State
from portal.db import Session, db
from portal.language import N_, Language, number, percent, text
from portal.moderation import DIALECT_LABELS, KIND_LABELS, MEASURED, Kind, language_name
from portal.site.approval import (
    MOST_ROWS,
    agreement_rows,
    appeal_rows,
    approval_bars,
    groups_of,
    most_frequent,
    outcome_rows,
    share_of,
)
from portal.site.measured import usual_wait, waiting_chart
from portal.site.plots import Bars
from portal.site.routes import routes
from portal.stores import name_in, stores_by_id
from portal.transparency import By, Figures
from portal.web import current_language, page

PLOTS: Mapping[By, tuple[str, str, str]] = {
    By.KIND: ("by-kind", N_("Let through, by kind of text"), N_("Kind")),
    By.LANGUAGE: ("by-language", N_("Let through, by language"), N_("Language")),
    By.DIALECT: ("by-dialect", N_("Let through, by dialect"), N_("Dialect")),
    By.ABOUT_STORE: ("about-store", N_("What shoppers write, let through by store"), N_("Store")),
    By.OF_STORE: ("by-store", N_("What stores reply, let through by store"), N_("Store")),
    By.OUTCOME: ("by-outcome", N_("Let through, by how the case stands"), N_("State")),
}
"""By what texts are told apart: the id of the plot, its title and the heading of its names."""


@routes.page("/report/", Permission.READ_PUBLIC)
def report() -> Response:
    """The figures as the worker last counted them: two statements, however much was decided."""
    session, language = db.session(), current_language()
    figures = transparency.kept_figures(session, clock.now())
    reversals = figures.reversals
    return page(
        "site/report.html",
        days=MEASURED.days,
        as_of=figures.as_of,
        sampled=percent(language, moderation.SAMPLED),
        waiting=[
            (text(language, "Decided texts"), number(language, figures.decided)),
            (text(language, "Waiting for a moderator"), number(language, figures.waiting)),
            (text(language, "Half are decided within"), usual_wait(figures, language)),
        ],
        chart=waiting_chart(figures, language),
        outcomes=outcome_rows(figures.verdicts, language),
        plots=_plots(session, figures, language),
        appeals=appeal_rows(figures.appeals, language),
        restored=share_of(reversals.restored, reversals.taken_down, language),
        agreement=agreement_rows(figures.agreement, language),
    )


def _plots(session: Session, figures: Figures, language: Language) -> list[tuple[str, Bars | None]]:
    """What is let through, by what texts are told apart; with the title of what is too small to be drawn."""
    names = _names(session, figures, language)
    return [
        (
            text(language, title),
            approval_bars(
                plot_id,
                text(language, title),
                text(language, heading),
                groups_of(figures.groups[by], names[by]),
                language,
            ),
        )
        for by, (plot_id, title, heading) in PLOTS.items()
    ]


def _names(session: Session, figures: Figures, language: Language) -> Mapping[By, Callable[[str], str]]:
    """What a group is called by its key; stores that are too small to be shown are not looked up."""
    shown = {key for by in (By.ABOUT_STORE, By.OF_STORE) for key in most_frequent(figures.groups[by])[:MOST_ROWS]}
    found = stores_by_id(session, {int(key) for key in shown}).values() if shown else ()
    stores = {str(store.id): name_in(store.names, language.code) for store in found}
    return {
        By.KIND: lambda key: text(language, KIND_LABELS[Kind(key)]),
        By.LANGUAGE: lambda key: language_name(key, language.code),
        By.DIALECT: lambda key: text(language, DIALECT_LABELS[key]),
        By.ABOUT_STORE: lambda key: stores.get(key, key),
        By.OF_STORE: lambda key: stores.get(key, key),
        By.OUTCOME: lambda key: text(language, STATE_LABELS[State(key)]),
    }
