"""What the components of the design page are filled with: little, much, and none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from portal import clock
from portal.checking import Checked, Remark
from portal.complaints import EXPECTATIONS, NATURE_LABELS, STATE_LABELS, Marks, Nature, NotCounted, Tally, reason_words
from portal.language import Language, text
from portal.moderation import Record, Severity
from portal.scores import Point, Shown
from portal.site.bars import marks_bars, nature_bars, shares_bar
from portal.site.case_status import Status
from portal.site.curves import answer_chart, history_chart, sparkline
from portal.site.design_words import Words, words_in
from portal.site.laws import law_of
from portal.site.presenting import CaseCard, ScoreFigure, StoreCard, store_mark
from portal.site.similar import SimilarCase
from portal.site.verdict import answers
from portal.web import Pagination, path

SCORE, LOW, HIGH = 66.4, 55.9, 76.8
PARTS = {"V": 0.74, "R": 0.79, "Q": None, "P": 0.94}
MARKET = {"R": 0.52, "Q": 0.62, "P": 0.77, "milestones": {"12h": 0.2, "24h": 0.4, "72h": 0.6, "7d": 0.7, "14d": 0.8}}
CURVE = ((5, 0.1), (11, 0.3), (20, 0.55), (50, 0.8), (130, 0.93))


def samples(language: Language) -> dict[str, Any]:
    words, now = words_in(language), clock.now()
    return {"words": words, "now": now, "earlier": now - timedelta(days=3)} | {
        **_lists(words, language),
        **_figures(words, language),
        **_plots(language, now),
    }


def _lists(words: Words, language: Language) -> Mapping[str, Any]:
    case = _case(words, language)
    full = ScoreFigure(SCORE, LOW, HIGH, 43, words.sentence)
    return {
        "cases": [case, replace(case, title=words.long_title, excerpt=words.body * 3, answer_seconds=41_000.0)],
        "stores": [_store(words.store, full, language), _store(words.long_store, _unscored(language), language)],
        "states": STATE_LABELS,
        "statuses": [
            Status(state.value, state.value, text(language, label), words.sentence)
            for state, label in STATE_LABELS.items()
        ],
        "law": law_of(None),
        "checked": _checked(words, language),
        "similar": [SimilarCase(case, words.body), SimilarCase(replace(case, title=words.long_title), None)],
        "pages": Pagination(6, 20, 400, lambda number: f"?page={number}"),
    }


def _checked(words: Words, language: Language) -> Checked:
    """Remarks of every severity, on words of several lengths and on all of a text."""
    told: Sequence[tuple[Severity, Sequence[str], str | None]] = [
        (Severity.BLOCK, (), None),
        (Severity.WARN, (words.store, words.person, words.title), words.sentence),
        (Severity.PASS, (words.long_title,), None),
    ]
    name = text(language, "What the rules found")
    return Checked(
        [
            Remark(severity.value, severity, name, False, quoted, words.sentence, words.sentence, other, len(quoted))
            for severity, quoted, other in told
        ],
        frozenset("x"),
        can_be_masked=True,
    )


def _figures(words: Words, language: Language) -> Mapping[str, Any]:
    return {
        "score": ScoreFigure(SCORE, LOW, HIGH, 43, words.sentence),
        "unscored": _unscored(language),
        "answers": answers(_shown(clock.now()), language),
        "parts": PARTS,
        "records": [Record(filed=1, decided=0, upheld=0), Record(filed=4_812, decided=3_975, upheld=1_204)],
        "market": {"V": 0.44, **MARKET},
    }


def _plots(language: Language, now: datetime) -> Mapping[str, Any]:
    shown, counted = _shown(now), _tallies()
    return {
        "answer_plot": answer_chart(shown, language),
        "history_plot": history_chart(shown, _history(now), language),
        "shares_plot": shares_bar(shown, language),
        "marks_plot": marks_bars(counted, language),
        "natures_plot": nature_bars(counted, language),
    }


def _unscored(language: Language) -> ScoreFigure:
    return ScoreFigure(None, None, None, 4, text(language, "There are not yet enough cases to say how it answers."))


def _shown(now: datetime) -> Shown:
    published = {
        "as_of": now.isoformat(),
        "n": 43,
        "components": PARTS,
        "shares": {"solved": 0.62, "unsolved": 0.24, "silent": 0.14},
        "resolution_bounds": {"worst": 0.62, "best": 0.76},
        "milestones": {"12h": 0.3, "24h": 0.55, "72h": 0.8, "7d": 0.93, "14d": 0.93},
        "market": MARKET,
    }
    curve = [[3600.0 * hours, 1 - share, max(0, 0.85 - share), min(1, 1.1 - share)] for hours, share in CURVE]
    return Shown(0, now, 43, SCORE, LOW, HIGH, True, published, curve)


def _history(now: datetime) -> Sequence[Point]:
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    scores = [52.0, 55.5, 53.0, 58.0, 64.0, 61.0, 63.5, 67.0]
    return [
        Point(first - timedelta(days=30 * (len(scores) - place)), 20 + place, score, score - 12, score + 11)
        for place, score in enumerate(scores)
    ]


def _tallies() -> Sequence[Tally]:
    marks = {name: Marks(4 + place, (4 + place) * (place % 4 + 2)) for place, name in enumerate(EXPECTATIONS)}
    return [
        Tally(
            "home-appliances", nature, 14 - place, 6 - place // 2, marks if not place else dict.fromkeys(marks, Marks())
        )
        for place, nature in enumerate(Nature)
    ]


def _case(words: Words, language: Language) -> CaseCard:
    return CaseCard(
        number="7KQ2M4XA",
        url=path("design.index", language),
        language=language.code,
        title=words.title,
        excerpt=words.body,
        store_name=words.store,
        store_url=path("design.index", language),
        store_mark=store_mark("sample", words.store),
        state="open",
        nature_label=text(language, NATURE_LABELS[Nature.LATE]),
        opened_at=clock.now() - timedelta(days=12),
        days_waiting=12,
        answer_seconds=None,
        helpful=3,
        left_out=reason_words(NotCounted.SAME_ORDER, language),
    )


def _store(name: str, score: ScoreFigure, language: Language) -> StoreCard:
    now = clock.now()
    trend = sparkline(_shown(now), _history(now), language) if score.score else None
    return StoreCard(name, store_mark(name, name), "#", "", score, trend)
