"""What the page on transparency says of how long texts wait."""

import pytest

from portal.language import language
from portal.moderation import FirstDecision, Kind, Verdict
from portal.site.measured import DAY, decided_by, usual_wait, waiting_chart
from tests.kit.transparency import figures

ENGLISH = language("en")


def texts(count: int, seconds: float, verdict: Verdict | None = Verdict.APPROVE) -> list[FirstDecision]:
    return [FirstDecision(place, Kind.COMPLAINT, "fa", seconds, verdict) for place in range(count)]


@pytest.mark.parametrize(
    ("rows", "share"),
    [
        pytest.param(texts(10, 60.0), 1.0, id="all of them decided within a minute"),
        pytest.param(texts(9, 60.0) + texts(1, 2 * DAY, None), 0.9, id="one waits longer: it counts as waiting"),
        pytest.param(texts(5, 60.0) + texts(5, 30.0, None), 1.0, id="what is newer than any decision says nothing"),
        pytest.param(texts(10, 2 * DAY), 0.0, id="decided, but later than the day"),
        pytest.param(texts(10, DAY), 1.0, id="exactly on the limit is in time"),
        pytest.param(texts(10, 60.0, None), 0.0, id="nothing decided"),
    ],
)
def test_the_share_decided_within_a_day_counts_what_waits(rows: list[FirstDecision], share: float) -> None:
    assert decided_by(figures(rows).curve, DAY)[0] == pytest.approx(share)


def test_the_curve_is_held_against_the_aim_and_not_drawn_of_too_few() -> None:
    chart = waiting_chart(figures(texts(19, 60.0) + texts(1, 4 * DAY)), ENGLISH)
    assert chart is not None
    assert "95% are decided (aim: 90%)" in chart.sentence
    assert "95% (aim: 99%)" in chart.sentence
    assert [row[-1] for row in chart.rows] == ["90%", "99%"]
    assert waiting_chart(figures(texts(9, 60.0)), ENGLISH) is None


def test_half_are_decided_by_the_median_and_of_too_few_or_of_what_waits_it_is_not_known() -> None:
    assert usual_wait(figures(texts(6, 3_600.0) + texts(5, DAY)), ENGLISH) == "1 hour"
    assert usual_wait(figures(texts(9, 3_600.0)), ENGLISH) is None
    assert usual_wait(figures(texts(4, 3_600.0) + texts(9, DAY, None)), ENGLISH) is None
