"""How often somebody may report, what is read first, and how often reports were right."""

import pytest

from portal.moderation import FiledReports, Lane, Reason, Record, reporter
from portal.moderation.reports.rules import lane_of_report


@pytest.mark.parametrize(
    ("decided", "rejected", "undecided", "may"),
    [
        pytest.param(0, 0, 0, True, id="who never reported may"),
        pytest.param(0, 0, 19, True, id="before there was a word on theirs many may wait"),
        pytest.param(0, 0, 20, False, id="twenty fill nobody's desk, and are enough"),
        pytest.param(90, 0, 20, False, id="however often they were right"),
        pytest.param(10, 10, 1, True, id="ten decided are not more than ten"),
        pytest.param(11, 11, 1, False, id="eleven are, and all were wrong"),
        pytest.param(11, 11, 0, True, id="one at a time is still one"),
        pytest.param(11, 6, 1, False, id="six of eleven are over half"),
        pytest.param(11, 5, 1, True, id="five of eleven are not"),
        pytest.param(12, 6, 1, True, id="half is not over half"),
        pytest.param(12, 7, 1, False, id="one more is"),
        pytest.param(12, 7, 3, False, id="what was filed before waits too"),
    ],
)
def test_how_many_reports_wait_at_a_time(decided: int, rejected: int, undecided: int, may: bool) -> None:
    assert FiledReports(decided, rejected, undecided).may_file is may


@pytest.mark.parametrize(
    ("record", "success"),
    [
        pytest.param(Record(3, 0, 0), None, id="nothing is decided, so nothing is said"),
        pytest.param(Record(5, 4, 3), 0.75, id="what waits does not count"),
        pytest.param(Record(4, 4, 0), 0.0, id="none was right"),
    ],
)
def test_success_is_the_share_of_the_decided(record: Record, success: float | None) -> None:
    assert record.success == success


@pytest.mark.parametrize("reason", Reason)
def test_what_hurts_somebody_is_read_first(reason: Reason) -> None:
    hurts = {Reason.PERSONAL_DATA, Reason.THREAT}
    assert lane_of_report(reason) is (Lane.DANGEROUS if reason in hurts else Lane.REST)


@pytest.mark.parametrize(
    ("speaks_for", "concerned", "party"),
    [
        pytest.param(set(), {"store:1"}, "account:7", id="a reader reports for themselves"),
        pytest.param({"store:1"}, {"store:1", "account:3"}, "store:1", id="the people of the store report for it"),
        pytest.param({"store:2"}, {"store:1"}, "account:7", id="those of another store for themselves"),
    ],
)
def test_for_whom_somebody_reports(speaks_for: set[str], concerned: set[str], party: str) -> None:
    assert reporter(7, speaks_for, concerned) == party
