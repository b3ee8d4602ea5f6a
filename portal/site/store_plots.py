"""The plots of a store's pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.complaints import CaseFilter, tallies
from portal.db import Session
from portal.language import Language
from portal.scores import Shown, score_histories
from portal.site.bars import category_bars, marks_bars, nature_bars, shares_bar
from portal.site.curves import answer_chart, history_chart
from portal.site.plots import Bars, Chart, Shares
from portal.web import current_branding

COUNTED = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class StorePlots:
    """Each is empty where there is too little to show."""

    answers: Chart | None
    history: Chart | None
    shares: Shares | None
    marks: Bars | None
    natures: Bars | None
    categories: Bars | None


def store_plots(session: Session, store_id: int, shown: Shown | None, now: datetime, language: Language) -> StorePlots:
    """All of them, in two statements."""
    history = score_histories(session, [store_id], now).get(store_id, ())
    counted = tallies(session, CaseFilter(store_id=store_id), now, now - COUNTED)
    measured = shown if shown and shown.published and shown.cases else None
    return StorePlots(
        answers=answer_chart(measured, language) if measured and measured.score is not None else None,
        history=history_chart(shown, history, language),
        shares=shares_bar(measured, language) if measured else None,
        marks=marks_bars(counted, language),
        natures=nature_bars(counted, language),
        categories=category_bars(counted, current_branding(), language),
    )
