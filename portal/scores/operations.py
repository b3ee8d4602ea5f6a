"""Computing scores from rows and keeping what pages show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from portal.clock import microseconds
from portal.complaints import Complaint
from portal.db import Session, db, transaction
from portal.scores.cases import Case, moment, standing
from portal.scores.models import ScoreMonth, ScorePoint, StoreScore
from portal.scores.published import as_dict
from portal.scores.queries import load_cases
from portal.scores.ranking import rankable
from portal.scores.rules import (
    VERSION,
    Market,
    OwnFigures,
    Score,
    last_midnight,
    market,
    own_figures,
    score,
    score_market,
)
from portal.statistics import kaplan_meier
from portal.stores import Store

CURVE_STEPS = 120
MICROSECONDS = 1_000_000
OUTDATED = 0
"""No version of the formula."""


@dataclass(frozen=True, slots=True)
class Computed:
    """Everything about one store that its cases alone decide."""

    now: OwnFigures
    midnight: OwnFigures
    curve: list[list[float]]


def score_from_rows(session: Session, as_of: datetime) -> dict[str, Score]:
    """The score of every store at an instant, by slug, computed from rows alone."""
    cases = load_cases(session, as_of)
    slugs = dict(session.execute(select(Store.id, Store.slug)).all())
    computed = compute({slugs[store_id]: found for store_id, found in cases.items()}, as_of)
    against = market([figures.midnight for figures in computed.values()])
    return {slug: score(computed[slug].now, against) for slug in sorted(computed)}


def compute(cases_by_store: Mapping[str, Sequence[Case]], as_of: datetime) -> dict[str, Computed]:
    """Own figures now and at the last midnight, and the answer-time curve, by store. Touches no database."""
    now = microseconds(as_of)
    midnight = last_midnight(now)
    return {
        slug: Computed(own_figures(cases, now, slug), own_figures(cases, midnight, slug), answer_curve(cases, now))
        for slug, cases in cases_by_store.items()
    }


def answer_curve(cases: Sequence[Case], as_of: int) -> list[list[float]]:
    """The answer-time curve at an instant: open cases censored there, cases weighing what they do in the score.

    Rows of (seconds, share still unanswered, lower, upper bound); thinned where there are many steps.
    """
    rows = [row for row in (standing(case, as_of) for case in cases) if row is not None]
    if not rows:
        return []
    steps = kaplan_meier(
        [float(row.answer if row.answer is not None else row.age) / MICROSECONDS for row in rows],
        [row.answer is not None for row in rows],
        [row.weight for row in rows],
    )
    every = -(-len(steps) // CURVE_STEPS)
    kept = [step for place, step in enumerate(steps) if place % every == 0 or place == len(steps) - 1]
    return [[step.time, step.survival, step.low, step.high] for step in kept]


def refresh_scores(store_ids: Collection[int] | None, now: datetime) -> None:
    """Computes these stores anew (all: None) and then the market for everybody.

    The rows are read and the arithmetic is done before the transaction that keeps the result.
    """
    session = db.session()
    session.rollback()
    slugs = dict(session.execute(select(Store.id, Store.slug)).all())
    cases = load_cases(session, now, store_ids)
    computed = compute({slugs[store_id]: found for store_id, found in cases.items()}, now)
    session.rollback()
    with transaction() as writing:
        rows = {row.store_id: row for row in writing.scalars(select(StoreScore))}
        for store_id in cases:
            rows[store_id] = _keep(writing, rows.get(store_id), store_id, computed[slugs[store_id]])
        _publish(rows.values())


def _keep(session: Session, row: StoreScore | None, store_id: int, computed: Computed) -> StoreScore:
    if row is None:
        row = StoreScore(store_id=store_id, published={})
        session.add(row)
    row.as_of = moment(computed.now.as_of)
    row.midnight = moment(computed.midnight.as_of)
    row.figures = computed.now.to_json()
    row.midnight_figures = computed.midnight.to_json()
    row.curve = {"steps": computed.curve}
    row.cases = computed.now.cases
    return row


def _publish(rows: Collection[StoreScore]) -> None:
    """Holds every store against the market of them all; rows that stay the same are not written."""
    against: Market = market([OwnFigures.from_json(row.midnight_figures) for row in rows])
    for row in rows:
        result = score(OwnFigures.from_json(row.figures), against)
        published = as_dict(result)
        if row.published != published:
            row.published = published
            row.score, row.low, row.high = result.score, result.low, result.high
        row.rankable = rankable(result)


def compute_month(at: datetime, now: datetime) -> None:
    """The scores of all stores at the beginning of a month, in place of those computed for it before.

    They are those of `score_from_rows` as of that midnight. Reading and arithmetic come before the transaction.
    """
    session = db.session()
    session.rollback()
    slugs = dict(session.execute(select(Store.id, Store.slug)).all())
    cases = load_cases(session, at)
    session.rollback()
    scores = score_market({slugs[store_id]: found for store_id, found in cases.items()}, microseconds(at))
    points = [
        {"store_id": store_id, "at": at, "n": of.own.n, "score": of.score, "low": of.low, "high": of.high}
        for store_id, slug in slugs.items()
        if (of := scores[slug]).own.n
    ]
    with transaction() as writing:
        writing.execute(delete(ScoreMonth).where(ScoreMonth.at == at))
        writing.execute(insert(ScoreMonth).values(at=at, computed_at=now, version=VERSION))
        if points:
            writing.execute(insert(ScorePoint), points)


def outdate_history(complaint_ids: Collection[int]) -> None:
    """The months in which one of these cases may count are due once more; until then they stay as they are."""
    with transaction() as session:
        first = select(func.min(Complaint.published_at)).where(Complaint.id.in_(complaint_ids)).scalar_subquery()
        session.execute(update(ScoreMonth).where(ScoreMonth.at > first).values(version=OUTDATED))


def forget_history() -> None:
    """Every month has to be computed anew."""
    with transaction() as session:
        session.execute(delete(ScoreMonth))
