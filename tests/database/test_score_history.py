"""The history of the scores: what is kept of each month is what the rows say, computed a second time."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal import clock, events, sample
from portal.db import db
from portal.scores import fill_history, refresh_history, score_histories, subscribers
from portal.scores.history import MONTHS, month_starts
from portal.scores.models import ScoreMonth
from portal.stores import all_stores
from tests.kit import score_oracle
from tests.kit.archives import complaint, load
from tests.kit.score_comparison import between

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
TOLERANCE = 1e-9


@pytest.fixture
def archive(app, once):
    """400 generated complaints, loaded and delivered; the clock stands at their present."""
    with clock.stopped_at(NOW):
        yield once(_delivered, app)


def _delivered(app):
    lines = list(sample.generated(400, seed=3, as_of=NOW))
    load(*lines)
    deliver(app)
    return lines


def deliver(app) -> None:
    events.deliver_all([one for one in app.extensions["portal-subscribers"] if one.name == "scores"])


def months() -> list[datetime]:
    db.session.rollback()
    return list(db.session.scalars(select(ScoreMonth.at).order_by(ScoreMonth.at.desc())))


def kept(now: datetime = NOW) -> dict[tuple[str, datetime], tuple]:
    """The points as pages read them, by slug and month."""
    db.session.rollback()
    slugs = {store.id: store.slug for store in all_stores(db.session())}
    found = score_histories(db.session(), list(slugs), now)
    return {(slugs[store_id], point.at): point[1:] for store_id, points in found.items() for point in points}


def recomputed(lines, at: datetime) -> dict[tuple[str, datetime], tuple]:
    return {
        (slug, at): (of["n"], of["score"], of["low"], of["high"])
        for slug, of in score_oracle.score_archive(lines, at).items()
        if of["n"]
    }


def test_every_point_is_what_an_independent_computation_says_of_that_midnight(archive):
    fill_history()
    expected = {}
    for at in month_starts(NOW):
        expected |= recomputed(archive, at)
    ours = kept()
    assert ours.keys() == expected.keys()
    assert sum(point[1] is not None for point in ours.values()) > 50
    for place, point in ours.items():
        pairs = zip(point, expected[place], strict=True)
        wrong = [size for mine, theirs in pairs for _, size in between(mine, theirs) if size > TOLERANCE]
        assert not wrong, (place, point, expected[place])


def test_a_month_a_turn_the_latest_first_until_none_is_left(archive):
    turns = 0
    while refresh_history():
        turns += 1
        assert months() == month_starts(NOW, turns)
    assert turns == MONTHS
    before = kept()
    assert not refresh_history()
    assert kept() == before


def test_an_archive_makes_it_begin_anew_and_the_same_archive_again_does_not(archive, app):
    fill_history()
    load(*archive)
    deliver(app)
    assert len(months()) == MONTHS
    slug = archive[0]["slug"]
    old = [complaint(f"late-{n}", store=slug, submitted_at=f"2026-02-0{n + 1}T08:00:00+00:00") for n in range(9)]
    old = [{**line, "published_at": line["submitted_at"]} for line in old]
    load(*old)
    deliver(app)
    assert months() == []
    assert kept() == {}
    fill_history()
    march = datetime(2026, 3, 1, tzinfo=UTC)
    assert kept()[slug, march][0] == recomputed([*archive, *old], march)[slug, march][0]


def test_what_moderators_decide_within_a_fortnight_is_in_the_second_computation(archive):
    fill_history()
    computed = {}
    for days in (0, 9, 17, 18, 60):
        with clock.stopped_at(NOW + timedelta(days=days)):
            fill_history()
            db.session.rollback()
            statement = select(ScoreMonth.computed_at).where(ScoreMonth.at == datetime(2026, 12, 1, tzinfo=UTC))
            computed[days] = db.session.scalar(statement)
    assert [computed[days] and (computed[days] - NOW).days for days in computed] == [None, 9, 17, 17, 17]


def test_many_cases_are_left_to_the_worker(archive, monkeypatch):
    monkeypatch.setattr(subscribers, "FEW_CASES", 100)
    fill_history()
    assert months() == []
    assert refresh_history()


def test_there_is_no_history_before_the_first_publication(app):
    with clock.stopped_at(NOW):
        assert not refresh_history()
        load({"type": "store", "slug": "golestan", "name": {"fa": "گلستان"}, "country": "IR"}, complaint("one"))
        fill_history()
    assert months() == [datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)]
    assert [point[0] for point in kept().values()] == [1, 1]


def test_points_of_later_and_of_much_earlier_months_are_not_read(archive):
    fill_history()
    half_a_year_ago = NOW - timedelta(days=180)
    assert max(at for _, at in kept(half_a_year_ago)) < half_a_year_ago
    store_ids = [store.id for store in all_stores(db.session())]
    year = score_histories(db.session(), store_ids, NOW, 12)
    assert {point.at for points in year.values() for point in points} <= set(month_starts(NOW, 12))
    assert score_histories(db.session(), [], NOW) == {}
